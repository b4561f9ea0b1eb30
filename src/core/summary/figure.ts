/** Numbers as people write them: read with the form they have, compared by what that form promises, written in it. */

/** `about`: "~90". `atLeast`: "250+". `atMost`: "up to 20". */
export type Precision = 'exact' | 'about' | 'atLeast' | 'atMost';

/** A number of a text; offsets are those of its digits, without sign, unit or what makes it approximate. */
export interface Figure {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly value: number;
  /** Digits behind the decimal sign. */
  readonly decimals: number;
  readonly precision: Precision;
}

const NUMBER =
  /(\d{1,3}(?:([,'’\u00a0\u202f])\d{3}(?!\d))(?:\2\d{3}(?!\d))*|\d{1,7})(?:([.,])(\d{1,2})(?!\d))?/y;
/** Half of an approximate number's last digit that is no zero, or this share of it, whichever is more. */
const ABOUT = 0.1;
/** Percentage points that "about 40 %" may be off. */
const ABOUT_POINTS = 5;
const SMALL = 1e-9;

/** The number that begins at `at`, or null: also where it is a part of a word, an id, a date or a version. */
export function numberAt(text: string, at: number): Omit<Figure, 'precision'> | null {
  if (at > 0 && /[\p{L}\p{N}_#$€£.,\\^-]/u.test(text.charAt(at - 1)) && !isTight(text, at)) return null;
  NUMBER.lastIndex = at;
  const found = NUMBER.exec(text);
  if (!found) return null;
  const [whole, integer = '', , , fraction = ''] = found;
  const value = Number(`${integer.replace(/\D/g, '')}.${fraction}`);
  return { start: at, end: at + whole.length, text: whole, value, decimals: fraction.length };
}

/** Scripts without spaces: a number may stand right behind a word. */
function isTight(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(before);
}

/** Whether a count or an effort may be stated so. */
export function agreesWith(figure: Figure, truth: number): boolean {
  const { value, precision, decimals } = figure;
  if (precision === 'atLeast') return truth >= value - SMALL;
  if (precision === 'atMost') return truth <= value + SMALL;
  if (precision === 'about') return Math.abs(truth - value) <= toleranceOf(value) + SMALL;
  // 12.5 stands for all that is rounded to it.
  return Math.abs(truth - value) <= (decimals > 0 ? 0.5 / 10 ** decimals : 0) + SMALL;
}

function toleranceOf(value: number): number {
  const zeros = /0*$/.exec(String(Math.round(value)))?.[0].length ?? 0;
  return Math.max(value * ABOUT, value > 0 ? 10 ** zeros / 2 : 0);
}

/** Whether a share, in percent, may be stated so: rounded up, down, or to the nearest. */
export function agreesWithShare(figure: Figure, truth: number): boolean {
  const { value, precision, decimals } = figure;
  if (precision === 'atLeast') return truth >= value - 1;
  if (precision === 'atMost') return truth <= value + 1;
  if (precision === 'about') return Math.abs(truth - value) <= ABOUT_POINTS;
  // Nothing but all is 100 %, and nothing but none is 0 %: between them either is rounded.
  return Math.abs(truth - value) < 1 / 10 ** decimals - SMALL;
}

/** The true number in the form of the one that is written: its separators, its leading zeros, its decimals. */
export function writtenLike(figure: Figure, truth: number): string {
  const { text, decimals } = figure;
  const comma = /[.,](?=\d{1,2}$)/.exec(text)?.[0] ?? '.';
  // An effort of 12.5 h where whole hours stood.
  const places =
    decimals > 0 ? decimals : Number.isInteger(truth) ? 0 : truth * 10 === Math.round(truth * 10) ? 1 : 2;
  const [integer = '', fraction] = truth.toFixed(places).split('.');
  const whole = decimals > 0 ? text.slice(0, text.lastIndexOf(comma)) : text;
  const separator = /\D/.exec(whole)?.[0];
  const width = whole.startsWith('0') && whole.length > 1 ? whole.length : 0;
  const grouped =
    separator === undefined
      ? integer.padStart(width, '0')
      : integer.replace(/\B(?=(?:\d{3})+(?!\d))/g, separator);
  return fraction === undefined ? grouped : `${grouped}${comma}${fraction}`;
}

/** A share in whole percent (or with the decimals that are written), never 100 or 0 where something is left or done. */
export function shareLike(figure: Figure, percent: number): string {
  const step = 1 / 10 ** figure.decimals;
  let rounded = Math.round(percent / step) * step;
  if (rounded >= 100 && percent < 100 - SMALL) rounded = 100 - step;
  if (rounded <= 0 && percent > SMALL) rounded = step;
  return writtenLike(figure, Number(rounded.toFixed(figure.decimals)));
}
