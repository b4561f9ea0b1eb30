/** UTF-16 code units that Markdown's block structure turns on. */
export const enum Char {
  Tab = 9,
  LineFeed = 10,
  CarriageReturn = 13,
  Space = 32,
  Exclamation = 33,
  DoubleQuote = 34,
  Hash = 35,
  Apostrophe = 39,
  LeftParenthesis = 40,
  RightParenthesis = 41,
  Asterisk = 42,
  Plus = 43,
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
  ByteOrderMark = 0xfeff,
}

export function isSpace(code: number): boolean {
  return code === Char.Space || code === Char.Tab;
}

export function isDigit(code: number): boolean {
  return code >= Char.Digit0 && code <= Char.Digit9;
}

export function isLetter(code: number): boolean {
  return (code >= Char.LowerA && code <= Char.LowerZ) || (code >= Char.UpperA && code <= Char.UpperZ);
}

/** First offset from `at` on, at most `end`, that is neither space nor tab. */
export function skipSpaces(text: string, at: number, end: number): number {
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** `end` moved back over spaces and tabs, at least `start`. */
export function trimEnd(text: string, start: number, end: number): number {
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}
