import { merged, NO_WORDS, readClause, wordsOf, type Clause, type Quantity, type Words } from './clause';
import { durationAt } from '../parse/duration';
import { depthAt, groupsOf, split } from './grouping';
import type { ProgressBar } from './progressBar';
import { tokensOf, type Token } from './tokens';

/** Something a text says about how many tasks there are, how many are done, how much work they are. */
export interface Statement {
  /** From the first to the last of its figures, bar and signs included. */
  readonly start: number;
  readonly end: number;
  readonly quantities: readonly Quantity[];
  readonly bar: ProgressBar | null;
  /** What the words that name it say. */
  readonly label: Words;
  /** What is left of its name without these words: "Phase 1", or null. */
  readonly scope: string | null;
  readonly isFraction: boolean;
  /** Whether something in brackets or behind a dash is not understood, and may say of which tasks it speaks. */
  readonly restricted: boolean;
  /** Ids that it lists in brackets, as written, or null. */
  readonly ids: string | null;
}

/** A label of more words is a sentence. */
const LONGEST_LABEL = 80;
export const ID_LIST =
  /^\s*#?[A-Z][A-Z0-9]*-?\d[\w.-]*(?:\s*(?:[,;、&]|[-–—~～〜…]+|\.\.+|to|and|through)\s*#?(?:[A-Z][A-Z0-9]*-?)?\d[\w.-]*)*\s*$/;

/** The statements of a line, of the words of an item, or of a cell; offsets are those of the text. */
export function statementsOf(text: string, start: number, end: number, label: Words = NO_WORDS): Statement[] {
  const tokens = tokensOf(text, start, end);
  if (!tokens?.some(({ kind }) => kind === 'number' || kind === 'percent')) return [];
  const parts = split(countingGlyphs(tokens), ({ kind }) => kind === 'part').flatMap(named);
  const found = parts.map((part) => labelled(text, part, label) ?? sentences(text, part, label));
  // Without a name of its own, a statement is understood only with the rest of its line.
  const isWhole = found.every((part) => part === null || part.length > 0);
  return found.flatMap((part, at) =>
    part === null || (!isWhole && parts.length > 1 && labelled(text, parts[at] ?? [], label) === null)
      ? []
      : part,
  );
}

/** `Total: 4, done: 1, left: 3`: what its commas part where each has a name of its own. */
function named(part: readonly Token[]): (readonly Token[])[] {
  if (part.filter(({ kind }) => kind === 'colon').length < 2) return [part];
  const pieces = split(part, ({ kind }) => kind === 'comma');
  return pieces.every((piece) => piece.some(({ kind }) => kind === 'colon')) ? pieces : [part];
}

/** `✅ 2 🔄 1 ⬜ 3`: signs say what is counted where each stands before a number and means a status of its own. */
function countingGlyphs(tokens: readonly Token[]): readonly Token[] {
  const signs = tokens.filter(
    (token, at) =>
      token.kind === 'glyph' && (tokens[at + 1]?.kind === 'number' || tokens[at + 1]?.kind === 'colon'),
  );
  const statuses = new Set(signs.map((token) => (token.kind === 'glyph' ? token.status : null)));
  if (signs.length < 2 || statuses.size < signs.length || statuses.has(null)) return tokens;
  return tokens.flatMap((token): Token[] => {
    if (token.kind !== 'glyph' || token.status === null || !signs.includes(token)) return [token];
    const { start, end, status } = token;
    const word: Token = { kind: 'word', start, end, word: { kind: 'status', status, left: false } };
    return token === signs[0] ? [word] : [{ kind: 'comma', start, end: start }, word];
  });
}

/** What stands at the end of a heading: "(12 tasks, 8 done)", "— 3/5", "[40%]". */
export function statementAtEnd(text: string, start: number, end: number): Statement | null {
  const tokens = tokensOf(text, start, end);
  if (!tokens?.some(({ kind }) => kind === 'number' || kind === 'percent')) return null;
  for (const [at, { kind }] of tokens.entries()) {
    if (at === 0 || (kind !== 'open' && kind !== 'dash' && kind !== 'colon' && kind !== 'bar')) continue;
    const rest = kind === 'bar' ? tokens.slice(at) : tokens.slice(at + 1);
    if (kind === 'open' && !closesAtEnd(rest)) continue;
    const found = value(text, rest, NO_WORDS, null);
    if (found && !found.restricted && !isYear(found)) return found;
  }
  return null;
}

/** "Completed (2025)" */
function isYear({ quantities, label }: Statement): boolean {
  const [first, ...others] = quantities;
  if (first?.role !== 'count' || others.length > 0 || first.thing !== null || label.total) return false;
  return first.figure.value >= 1900 && first.figure.value < 2100;
}

/** Whether nothing but pictographs follows the bracket that closes the tokens. */
function closesAtEnd(tokens: readonly Token[]): boolean {
  const close = tokens.findIndex(({ kind }) => kind === 'close');
  return close >= 0 && tokens.slice(close + 1).every(({ kind }) => kind === 'glyph' || kind === 'close');
}

/** `Total tasks: 23`, `P0: [███░] 60% (6/10)`, `Phase 1 — 12/40`; null without a name. */
function labelled(text: string, tokens: readonly Token[], outer: Words): Statement[] | null {
  for (let at = tokens.length - 1; at > 0; at--) {
    const token = tokens[at];
    if (!token) continue;
    const parts = token.kind === 'colon' || token.kind === 'dash' || token.kind === 'bar';
    if (!parts || depthAt(tokens, at) > 0) continue;
    const head = tokens.slice(0, at);
    if (head.some(({ kind }) => kind === 'colon')) continue;
    const last = head.at(-1);
    const first = head[0];
    if (!first || !last || last.end - first.start > LONGEST_LABEL) continue;
    // "12 done — great": the figures stand in front.
    if (head.some(({ kind }) => kind === 'percent' || kind === 'bar')) continue;
    const name = nameOf(text, head);
    if (!name) continue;
    const rest = token.kind === 'bar' ? tokens.slice(at) : tokens.slice(at + 1);
    const [sentence = [], ...others] = split(rest, ({ kind }) => kind === 'stop');
    const found = value(text, sentence, merged(outer, name.words), name.scope);
    if (!found || isBare(found)) continue;
    return [found, ...others.flatMap((other) => plain(text, other, outer))];
  }
  return null;
}

/** `12 done. 40 tasks in all.`; null without a number. */
function sentences(text: string, tokens: readonly Token[], outer: Words): Statement[] | null {
  if (!tokens.some(({ kind }) => kind === 'number' || kind === 'percent')) return null;
  return split(tokens, ({ kind }) => kind === 'stop').flatMap((sentence) => plain(text, sentence, outer));
}

function plain(text: string, tokens: readonly Token[], outer: Words): Statement[] {
  const found = value(text, tokens, outer, null);
  return found && !found.restricted && !isBare(found) ? [found] : [];
}

/** A number alone, whatever it is called: "13.", "Task 38: 12", "Version: 4". */
function isBare({ quantities, label, isFraction, ids }: Statement): boolean {
  if (isFraction || ids !== null || quantities.length > 1 || label.total || label.value) return false;
  return quantities.every(
    (quantity) => quantity.role === 'count' && quantity.status === null && quantity.thing === null,
  );
}

interface Name {
  readonly words: Words;
  readonly scope: string | null;
}

/** A name's known words, and what is left between them; null where known words stand within. */
function nameOf(text: string, head: readonly Token[]): Name | null {
  const isKnown = ({ kind }: Token): boolean =>
    kind === 'word' ||
    kind === 'glyph' ||
    kind === 'open' ||
    kind === 'close' ||
    kind === 'dash' ||
    kind === 'comma' ||
    kind === 'slash';
  const first = head.findIndex((token) => !isKnown(token));
  if (first < 0) {
    const words = wordsOf(head);
    return words.mixed ? null : { words, scope: null };
  }
  const last = head.findLastIndex((token) => !isKnown(token));
  const from = head[first];
  const to = head[last];
  if (!from || !to) return null;
  const outside = [...head.slice(0, first), ...head.slice(last + 1)];
  const words = wordsOf(outside);
  if (words.mixed) return null;
  return {
    words,
    scope: text
      .slice(from.start, to.end)
      .replace(/[*_`]+/g, '')
      .trim(),
  };
}

/** Reads figures with all that stands around them; null where anything is not understood. */
function value(text: string, tokens: readonly Token[], label: Words, scope: string | null): Statement | null {
  const clauses: Clause[] = [];
  let restricted = false;
  let ids: string | null = null;
  for (const { pieces, aside } of groupsOf(tokens)) {
    const read = pieces.map((piece) => readClause(piece, label));
    if (read.every((clause) => clause !== null)) {
      clauses.push(...read);
      continue;
    }
    // What brackets add may say of which tasks the figures in front of them speak.
    if (!aside || !clauses.some(({ quantities }) => quantities.length > 0)) return null;
    const [first, last] = [pieces[0]?.[0], pieces.at(-1)?.at(-1)];
    const said = first && last ? text.slice(first.start, last.end) : '';
    if (ids === null && ID_LIST.test(said)) ids = said;
    else restricted ||= !isDuration(said);
  }
  const quantities = clauses.flatMap((clause) => clause.quantities);
  if (quantities.length === 0) return null;
  const bars = clauses.flatMap(({ bar }) => bar ?? []);
  if (bars.length > 1) return null;
  const figures = quantities.map(({ figure }) => figure);
  const places = [...figures, ...bars];
  const shared = clauses.find(({ words }) => words.thing !== null)?.words.thing ?? null;
  return {
    start: Math.min(...places.map(({ start }) => start)),
    end: endOf(text, Math.max(...places.map(({ end }) => end)), quantities),
    // "12 done, 40 tasks": what one of them counts, all do.
    quantities: quantities.map((quantity) =>
      quantity.role === 'count' && quantity.thing === null ? { ...quantity, thing: shared } : quantity,
    ),
    bar: bars[0] ?? null,
    label: clauses.reduce(
      (words, clause) => merged(words, { ...clause.words, status: null, mixed: false }),
      label,
    ),
    scope: scope === '' ? null : scope,
    isFraction: clauses.some(({ isFraction }) => isFraction),
    restricted,
    ids,
  };
}

function endOf(text: string, end: number, quantities: readonly Quantity[]): number {
  const isShare = quantities.some(({ role, figure }) => role === 'share' && figure.end === end);
  const sign = isShare ? (/^[ \u00a0\u202f]?[%％]/.exec(text.slice(end, end + 2))?.[0].length ?? 0) : 0;
  return end + sign + (text[end] === '+' ? 1 : 0);
}

/** "12 tasks (5-7 days)" speaks of no others than "12 tasks" does. */
function isDuration(said: string): boolean {
  return durationAt(said, 0)?.end === said.length;
}
