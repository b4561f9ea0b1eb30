import { Char, isDigit, isLower, isSpace, isUpper, isWord } from '../text/characters';

/** Decoration in front of an id. */
export interface Opening {
  /** Offset of the first character behind the decoration. */
  readonly at: number;
  /** Opened marks, outermost first. */
  readonly marks: readonly string[];
  readonly bracketed: boolean;
  readonly wrapped: boolean;
}

const HTML_OPENING = /<(b|strong|del|s|code|em|i)>/iy;

export function isDecorative(code: number): boolean {
  // Emoji (surrogate pairs, dingbats, arrows, variation selectors, joiners): nothing that spells a word.
  return (
    (code >= 0xd83c && code <= 0xd83e) ||
    (code >= 0xdc00 && code <= 0xdfff) ||
    (code >= 0x2190 && code <= 0x2bff) ||
    code === 0xfe0f ||
    code === 0x20e3 ||
    code === 0x200d ||
    code === 0x3030
  );
}

/** A bracket that holds a word or two and no id: `[Kernel]`, `[P1]`, `(P0)`. Returns the offset behind it. */
export function skipTag(text: string, at: number, end: number): number {
  const close = text.charCodeAt(at) === Char.LeftBracket ? Char.RightBracket : Char.RightParenthesis;
  const limit = Math.min(end, at + 48);
  for (let stop = at + 1; stop < limit; stop++) {
    const code = text.charCodeAt(stop);
    if (code === close) return text.charCodeAt(stop + 1) === Char.LeftParenthesis ? -1 : stop + 1;
    if (code === Char.LeftBracket || code === Char.LeftParenthesis || code === Char.Backtick) return -1;
  }
  return -1;
}

const MOST_MARKS = 6;
const NONE: readonly string[] = [];

/** A letter or digit: no decoration to see through. */
function isPlainStart(code: number): boolean {
  return isLower(code) || isUpper(code) || isDigit(code) || (code >= 0xc0 && code < 0x2000);
}

/** Skips emphasis, code, strike, emoji and opening brackets. */
export function opening(text: string, start: number, end: number): Opening {
  if (start < end && isPlainStart(text.charCodeAt(start)))
    return { at: start, marks: NONE, bracketed: false, wrapped: false };
  const marks: string[] = [];
  let bracketed = false;
  let wrapped = false;
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isSpace(code) || isDecorative(code)) {
      at++;
    } else if (
      code === Char.Asterisk ||
      code === Char.Underscore ||
      code === Char.Tilde ||
      code === Char.Backtick
    ) {
      let stop = at + 1;
      while (stop < end && text.charCodeAt(stop) === code) stop++;
      if (stop - at > 3 || marks.length >= MOST_MARKS) break;
      marks.push(text.slice(at, stop));
      wrapped ||= code !== Char.Tilde;
      at = stop;
    } else if (code === Char.LeftBracket || code === Char.LeftParenthesis) {
      if (bracketed) break;
      marks.push(code === Char.LeftBracket ? '[' : '(');
      bracketed = true;
      at++;
    } else if (code === Char.LessThan) {
      HTML_OPENING.lastIndex = at;
      const tag = HTML_OPENING.exec(text);
      if (!tag) break;
      marks.push(tag[0]);
      wrapped = true;
      at += tag[0].length;
    } else break;
  }
  return { at, marks, bracketed, wrapped };
}

/** What stands between an id and its title. */
export interface Ending {
  readonly after: number;
  /** Whether a separator such as `:` or ` — ` parts the id from the title. */
  readonly separated: boolean;
  /** Whether the decoration closes right behind the id (and its colon). */
  readonly closed: boolean;
  readonly unclosed: string;
}

/** Separators that may follow the id directly: `:` `：` `.` `)` `）` `、`. */
export function isTightSeparator(code: number): boolean {
  return (
    code === Char.Colon ||
    code === Char.WideColon ||
    code === Char.Dot ||
    code === Char.RightParenthesis ||
    code === 0xff09 ||
    code === 0x3001 ||
    code === 0xff0e
  );
}

/** Separators that stand between spaces: `-` `–` `—` `|` `·` `•` `→` `=`. */
function isLooseSeparator(code: number): boolean {
  return (
    code === Char.Dash ||
    (code >= 0x2012 && code <= 0x2015) ||
    code === Char.Pipe ||
    code === 0xb7 ||
    code === 0x2022 ||
    code === 0x2212
  );
}

const LINK_TARGET = /\((?:[^()\s\\]|\\.){0,300}\)/y;

/** Closing decoration, one separator and spaces behind the id. */
export function ending(text: string, from: number, end: number, marks: readonly string[]): Ending {
  let depth = marks.length;
  let at = from;
  let separated = false;
  let spaced = false;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) {
      spaced = true;
      at++;
      continue;
    }
    if (isLower(code) || isUpper(code) || isDigit(code)) break;
    const mark = depth === 0 ? undefined : marks[depth - 1];
    if (mark !== undefined && closes(text, at, mark) && at + closingLength(mark) <= end) {
      at += closingLength(mark);
      depth--;
      if (mark === '[' && text.charCodeAt(at) === Char.LeftParenthesis) {
        LINK_TARGET.lastIndex = at;
        const target = LINK_TARGET.exec(text)?.[0];
        if (target !== undefined && at + target.length <= end) at += target.length;
      }
    } else if (!separated && isTightSeparator(code) && !spaced) {
      separated = true;
      at++;
    } else if (
      !separated &&
      (isLooseSeparator(code) || code === Char.Colon || code === Char.WideColon) &&
      looseHere(text, at, end, spaced)
    ) {
      separated = true;
      at++;
      // `--`, `---`
      while (at < end && text.charCodeAt(at) === code && code === Char.Dash) at++;
    } else break;
  }
  const unclosed = depth === 0 ? '' : marks.slice(0, depth).join('');
  return { after: at, separated, closed: depth === 0 && marks.length > 0, unclosed };
}

function looseHere(text: string, at: number, end: number, spaced: boolean): boolean {
  if (text.charCodeAt(at) !== Char.Dash) return true;
  const next = text.charCodeAt(at + 1);
  return spaced && (at + 1 >= end || isSpace(next) || next === Char.Dash || isWord(next));
}

function closes(text: string, at: number, mark: string): boolean {
  if (mark === '[') return text.charCodeAt(at) === Char.RightBracket;
  if (mark === '(') return text.charCodeAt(at) === Char.RightParenthesis;
  if (mark.startsWith('<'))
    return text.slice(at, at + mark.length + 1).toLowerCase() === '</' + mark.slice(1).toLowerCase();
  return text.startsWith(mark, at);
}

function closingLength(mark: string): number {
  return mark === '[' || mark === '(' ? 1 : mark.startsWith('<') ? mark.length + 1 : mark.length;
}

/** Offset behind the innermost decoration if it closes at `at`, else `at`. */
export function behindClosing(text: string, at: number, marks: readonly string[]): number {
  const mark = marks.at(-1);
  return mark !== undefined && closes(text, at, mark) ? at + closingLength(mark) : at;
}
