/** Character tests on UTF-16 code units: cheaper than a regexp where every line of a file passes. */

export const enum Char {
  Tab = 9,
  LF = 10,
  CR = 13,
  Space = 32,
  Hash = 35,
  LParen = 40,
  RParen = 41,
  Star = 42,
  Plus = 43,
  Dash = 45,
  Dot = 46,
  Slash = 47,
  Zero = 48,
  Nine = 57,
  Colon = 58,
  Equal = 61,
  LBracket = 91,
  Backslash = 92,
  RBracket = 93,
  Underscore = 95,
  Backtick = 96,
  Pipe = 124,
  Tilde = 126,
  NoBreakSpace = 160,
  FullWidthColon = 0xff1a,
}

export function isSpace(code: number): boolean {
  return (
    code === Char.Space ||
    code === Char.Tab ||
    code === Char.LF ||
    code === Char.CR ||
    code === Char.NoBreakSpace
  );
}

export function isLineEnd(code: number): boolean {
  return code === Char.LF || code === Char.CR;
}

export function isDigit(code: number): boolean {
  return code >= Char.Zero && code <= Char.Nine;
}

export function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

export function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}

const LETTER = /\p{L}|\p{N}/u;

/** A letter, digit or `_` of any script. A surrogate half counts as none. */
export function isWord(code: number): boolean {
  if (code < 128) return isDigit(code) || isUpper(code) || isLower(code) || code === Char.Underscore;
  return !(code >= 0xd800 && code <= 0xdfff) && LETTER.test(String.fromCharCode(code));
}

/** First offset from `from` on, at most `end`, that is no space; line ends are spaces. */
export function skipSpaces(text: string, from: number, end: number): number {
  while (from < end && isSpace(text.charCodeAt(from))) from++;
  return from;
}

/** `end` moved back over spaces, at least `start`. */
export function trimEnd(text: string, start: number, end: number): number {
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}

/** Offset of the line end at or after `from`, or `end`. */
export function lineEndFrom(text: string, from: number, end: number): number {
  while (from < end && !isLineEnd(text.charCodeAt(from))) from++;
  return from;
}

/**
 * A copy that does not keep a larger text alive: engines represent a substring of 13 or more characters as a
 * view of its whole parent.
 */
export function detach(text: string): string {
  return text.length < 13 ? text : (' ' + text).slice(1);
}
