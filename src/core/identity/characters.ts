/** Character tests on UTF-16 code units for ids, efforts and dependencies. */

export const enum Char {
  Hash = 35,
  Percent = 37,
  LeftParenthesis = 40,
  RightParenthesis = 41,
  Star = 42,
  Comma = 44,
  Dash = 45,
  Dot = 46,
  Slash = 47,
  Colon = 58,
  Less = 60,
  Equal = 61,
  Greater = 62,
  At = 64,
  LeftBracket = 91,
  Backslash = 92,
  RightBracket = 93,
  Underscore = 95,
  Backtick = 96,
  Pipe = 124,
  Tilde = 126,
  WideLeftParenthesis = 0xff08,
  WideRightParenthesis = 0xff09,
  WideColon = 0xff1a,
}

/** Spaces, tabs, line ends and the no-break space. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160 || code === 0x3000;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

export function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** An ASCII letter or digit, or an underscore. */
export function isAsciiWord(code: number): boolean {
  return isDigit(code) || isUpper(code) || isLower(code) || code === Char.Underscore;
}

const LETTER = /[\p{L}\p{N}]/u;

/** A letter or digit of any script, or an underscore. Half of a surrogate pair counts as none. */
export function isWord(code: number): boolean {
  if (code < 128) return isAsciiWord(code);
  return !(code >= 0xd800 && code <= 0xdfff) && LETTER.test(String.fromCharCode(code));
}

export function skipSpaces(text: string, from: number, end: number): number {
  while (from < end && isSpace(text.charCodeAt(from))) from++;
  return from;
}

export function trimEnd(text: string, start: number, end: number): number {
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}
