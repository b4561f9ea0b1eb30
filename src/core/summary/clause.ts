import type { TaskStatus } from '../model/task';
import type { CountedThing } from '../words/figureWords';
import type { Figure } from './figure';
import type { ProgressBar } from './progressBar';
import type { Token } from './tokens';

/** A status as a statement names it. */
export interface StatedStatus {
  readonly status: TaskStatus;
  /** Whatever is not finished, begun or not. */
  readonly left: boolean;
}

/** What one figure says. `share`: percent of all. `critical`: the longest chain. `gain`: what parallel work saves. */
export type Quantity =
  | {
      readonly role: 'count';
      readonly status: StatedStatus | null;
      readonly thing: CountedThing | null;
      readonly figure: Figure;
    }
  | { readonly role: 'share'; readonly status: StatedStatus; readonly figure: Figure }
  | {
      readonly role: 'effort';
      readonly status: StatedStatus | null;
      readonly parallel: boolean;
      /** Hours of its unit. */
      readonly hours: number;
      readonly figure: Figure;
    }
  | { readonly role: 'critical'; readonly hours: number; readonly figure: Figure }
  | { readonly role: 'gain'; readonly figure: Figure };

/** What known words say, of a label, a column or a clause. */
export interface Words {
  readonly status: StatedStatus | null;
  readonly thing: CountedThing | null;
  readonly total: boolean;
  readonly value: boolean;
  readonly progress: boolean;
  readonly effort: boolean;
  readonly parallel: boolean;
  readonly critical: boolean;
  readonly gain: boolean;
  /** Hours of the unit of time that is named, or null. */
  readonly hours: number | null;
  /** Whether two statuses are named, so that none is. */
  readonly mixed: boolean;
}

export const NO_WORDS: Words = {
  status: null,
  thing: null,
  total: false,
  value: false,
  progress: false,
  effort: false,
  parallel: false,
  critical: false,
  gain: false,
  hours: null,
  mixed: false,
};

/**
 * What figures without a named status speak of: "3/5", "40%". Where "done" is written, the status is another object: who must
 * tell the two apart compares with this one.
 */
export const DONE: StatedStatus = { status: 'done', left: false };

/** What the known words among the tokens say. */
export function wordsOf(tokens: readonly Token[]): Words {
  const words: { -readonly [Key in keyof Words]: Words[Key] } = { ...NO_WORDS };
  for (const token of tokens) {
    if (token.kind === 'percent') words.progress = true;
    if (token.kind !== 'word') continue;
    const { word } = token;
    switch (word.kind) {
      case 'status':
        if (words.status && words.status.status !== word.status) words.mixed = true;
        words.status ??= { status: word.status, left: word.left };
        break;
      case 'thing':
        words.thing ??= word.thing;
        break;
      case 'time':
        words.hours ??= word.hours;
        break;
      case 'total':
      case 'value':
      case 'progress':
      case 'effort':
      case 'parallel':
      case 'critical':
      case 'gain':
        words[word.kind] = true;
        break;
      default:
    }
  }
  return words;
}

/** What is said within a table, a line or a name, and where it says nothing what is said around it. */
export function merged(outer: Words, inner: Words): Words {
  return {
    status: inner.status ?? outer.status,
    thing: inner.thing ?? outer.thing,
    total: inner.total || outer.total,
    value: inner.value || outer.value,
    progress: inner.progress || outer.progress,
    effort: inner.effort || outer.effort,
    parallel: inner.parallel || outer.parallel,
    critical: inner.critical || outer.critical,
    gain: inner.gain || outer.gain,
    hours: inner.hours ?? outer.hours,
    mixed: inner.mixed || outer.mixed,
  };
}

/** What a clause says by itself and by what names it; null where it is not understood. */
export interface Clause {
  readonly quantities: readonly Quantity[];
  readonly words: Words;
  readonly bar: ProgressBar | null;
  /** `12/40`, `12 of 40`. */
  readonly isFraction: boolean;
}

/** Reads the tokens between two separators. */
export function readClause(tokens: readonly Token[], label: Words): Clause | null {
  if (tokens.some(({ kind }) => kind === 'other' || kind === 'colon')) return null;
  const own = wordsOf(tokens.filter(({ kind }) => kind !== 'percent'));
  if (own.mixed || (own.status === null && label.mixed)) return null;
  const bars = tokens.flatMap((token) => (token.kind === 'bar' ? [token.bar] : []));
  const numbers = tokens.filter(({ kind }) => kind === 'number' || kind === 'percent');
  if (bars.length > 1 || numbers.length > 3) return null;
  const bar = bars[0] ?? null;
  const fraction = fractionIn(tokens);
  const counted = fraction ? [fraction.part, fraction.whole] : [];
  const others = numbers.filter((token) => 'figure' in token && !counted.includes(token.figure));
  if (fraction === null && tokens.some(({ kind }) => kind === 'slash')) return null;
  const percents = others.flatMap((token) => (token.kind === 'percent' ? [token.figure] : []));
  const plain = others.flatMap((token) => (token.kind === 'number' ? [token.figure] : []));
  if (percents.length > 1 || plain.length > (fraction ? 0 : 1)) return null;
  const glyph = tokens.find((token) => token.kind === 'glyph' && token.status !== null);
  const quantities: Quantity[] = [];
  const words: Words = { ...own, thing: own.thing ?? label.thing };
  const status = own.status ?? label.status;
  if (fraction) {
    if (own.hours !== null) return null;
    const part = status ?? DONE;
    quantities.push({ role: 'count', status: part, thing: words.thing, figure: fraction.part });
    quantities.push({ role: 'count', status: null, thing: words.thing, figure: fraction.whole });
  }
  for (const figure of plain) {
    const quantity = plainQuantity(figure, own, label, status, words.thing);
    if (!quantity) return null;
    // "📋 40 tasks": the sign may decorate or count.
    if (glyph && quantity.role === 'count' && status === null) return null;
    quantities.push(quantity);
  }
  for (const figure of percents) {
    if (own.gain || label.gain) quantities.push({ role: 'gain', figure });
    else if (own.effort || own.parallel || own.thing === 'criteria') return null;
    else quantities.push({ role: 'share', status: status ?? DONE, figure });
  }
  return { quantities, words, bar, isFraction: fraction !== null };
}

function plainQuantity(
  figure: Figure,
  own: Words,
  label: Words,
  status: StatedStatus | null,
  thing: CountedThing | null,
): Quantity | null {
  const hours = own.hours ?? (own.thing === null ? label.hours : null);
  if (hours !== null) {
    if (own.critical || label.critical) return { role: 'critical', hours, figure };
    return { role: 'effort', status, parallel: own.parallel || label.parallel, hours, figure };
  }
  if (own.gain || label.gain || own.critical || label.critical) return null;
  if (own.effort || label.effort || own.parallel || label.parallel) return null;
  // "Progress: 12" says neither of what nor how much.
  if ((own.progress || label.progress) && status === null) return null;
  if (figure.decimals > 0) return null;
  return { role: 'count', status, thing, figure };
}

/** The one fraction among the tokens: two numbers with a slash, or "of", between them. */
function fractionIn(tokens: readonly Token[]): { readonly part: Figure; readonly whole: Figure } | null {
  const at = tokens.findIndex(
    (token, index) =>
      (token.kind === 'slash' || (token.kind === 'word' && token.word.kind === 'of')) &&
      tokens[index + 1]?.kind === 'number' &&
      tokens.slice(0, index).some(({ kind }) => kind === 'number'),
  );
  if (at < 0) return null;
  const before = tokens.slice(0, at).findLast(({ kind }) => kind === 'number');
  const after = tokens[at + 1];
  if (before?.kind !== 'number' || after?.kind !== 'number') return null;
  if (before.figure.decimals + after.figure.decimals > 0) return null;
  return { part: before.figure, whole: after.figure };
}
