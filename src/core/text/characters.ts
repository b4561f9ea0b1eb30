/** Character tests on UTF-16 code units: cheaper than a regexp where every line of a file passes. */

export const enum Char {
  Tab = 9,
  LineFeed = 10,
  CarriageReturn = 13,
  Space = 32,
  Exclamation = 33,
  DoubleQuote = 34,
  Hash = 35,
  Percent = 37,
  Apostrophe = 39,
  LeftParenthesis = 40,
  RightParenthesis = 41,
  Asterisk = 42,
  Plus = 43,
  Comma = 44,
  Dash = 45,
  Dot = 46,
  Slash = 47,
  Digit0 = 48,
  Digit1 = 49,
  Digit9 = 57,
  Colon = 58,
  LessThan = 60,
  Equals = 61,
  GreaterThan = 62,
  QuestionMark = 63,
  At = 64,
  UpperA = 65,
  UpperZ = 90,
  LeftBracket = 91,
  Backslash = 92,
  RightBracket = 93,
  Underscore = 95,
  Backtick = 96,
  LowerA = 97,
  LowerZ = 122,
  Pipe = 124,
  Tilde = 126,
  Delete = 127,
  NoBreakSpace = 160,
  IdeographicSpace = 0x3000,
  ByteOrderMark = 0xfeff,
  WideLeftParenthesis = 0xff08,
  WideRightParenthesis = 0xff09,
  WideColon = 0xff1a,
}

/** A space or a tab: what Markdown's block structure goes by. */
export function isBlank(code: number): boolean {
  return code === Char.Space || code === Char.Tab;
}

/** What separates words: a blank, a line end, another control that moves on, the no-break and the wide space. */
export function isSpace(code: number): boolean {
  return (
    code === Char.Space ||
    (code >= Char.Tab && code <= Char.CarriageReturn) ||
    code === Char.NoBreakSpace ||
    code === Char.IdeographicSpace
  );
}

export function isLineEnd(code: number): boolean {
  return code === Char.LineFeed || code === Char.CarriageReturn;
}

export function isDigit(code: number): boolean {
  return code >= Char.Digit0 && code <= Char.Digit9;
}

/** A capital of ASCII. */
export function isUpper(code: number): boolean {
  return code >= Char.UpperA && code <= Char.UpperZ;
}

/** A small letter of ASCII. */
export function isLower(code: number): boolean {
  return code >= Char.LowerA && code <= Char.LowerZ;
}

/** A letter of ASCII. */
export function isLetter(code: number): boolean {
  return isLower(code) || isUpper(code);
}

/** An ASCII letter or digit, or an underscore. */
export function isAsciiWord(code: number): boolean {
  return isDigit(code) || isLetter(code) || code === Char.Underscore;
}

const LETTER = /[\p{L}\p{N}]/u;

/** A letter or digit of any script, or an underscore. Half of a surrogate pair counts as none. */
export function isWord(code: number): boolean {
  if (code < 128) return isAsciiWord(code);
  return !(code >= 0xd800 && code <= 0xdfff) && LETTER.test(String.fromCharCode(code));
}

/** First offset from `at` on, at most `end`, that is neither space nor tab. */
export function skipBlanks(text: string, at: number, end: number): number {
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** `end` moved back over spaces and tabs, at least `start`. */
export function trimBlanksEnd(text: string, start: number, end: number): number {
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
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

/** The column (0-based, tabs expanded to multiples of four) that `to` stands in, in the line that begins at `from`. */
export function columnOf(text: string, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to; at++) column += text.charCodeAt(at) === Char.Tab ? 4 - (column & 3) : 1;
  return column;
}
