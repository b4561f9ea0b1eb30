import { Char, isDigit, isLower, isSpace, isUpper, isWord, skipSpaces } from './characters';
import { announces, isMeasureWord, isNeverId, isRecordId } from './idLexicon';
import {
  scanExplicit,
  scanNumber,
  scanSlug,
  shapeOf,
  startsUpper,
  type IdForm,
  type RawId,
} from './idTokens';

export { isNeverId, isRecordId } from './idLexicon';
export { shapeOf } from './idTokens';
export { explicitIdsIn } from './idMentions';

export interface IdToken {
  /** As the author wrote it, decoration left out. */
  readonly id: string;
  readonly kind: 'explicit' | 'number';
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** Where the title begins: after closing decoration, one separator and spaces. */
  readonly after: number;
  /** Certain by itself; a weak one counts only in a series of its shape. */
  readonly strong: boolean;
  readonly shape: string;
  /** Decoration that opened before the id and is still open at `after`: `**` in `**A1 Title**`. */
  readonly unclosed: string;
}

/** Where the id stands: in a heading, a list item or bold line, or a table's id cell. */
export type IdPlace = 'heading' | 'item' | 'cell';

interface Opening {
  /** Offset of the first character behind the decoration. */
  readonly at: number;
  /** Opened marks, outermost first. */
  readonly marks: readonly string[];
  readonly bracketed: boolean;
  readonly wrapped: boolean;
}

const HTML_OPENING = /<(b|strong|del|s|code|em|i)>/iy;

function isDecorative(code: number): boolean {
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
function skipTag(text: string, at: number, end: number): number {
  const close = text.charCodeAt(at) === Char.LeftBracket ? Char.RightBracket : Char.RightParenthesis;
  const limit = Math.min(end, at + 48);
  for (let stop = at + 1; stop < limit; stop++) {
    const code = text.charCodeAt(stop);
    if (code === close) return text.charCodeAt(stop + 1) === Char.LeftParenthesis ? -1 : stop + 1;
    if (code === Char.LeftBracket || code === Char.LeftParenthesis || code === Char.Backtick) return -1;
  }
  return -1;
}

/** Skips emphasis, code, strike, emoji and opening brackets. */
function opening(text: string, start: number, end: number): Opening {
  const marks: string[] = [];
  let bracketed = false;
  let wrapped = false;
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isSpace(code) || isDecorative(code)) {
      at++;
    } else if (
      code === Char.Star ||
      code === Char.Underscore ||
      code === Char.Tilde ||
      code === Char.Backtick
    ) {
      let stop = at + 1;
      while (stop < end && text.charCodeAt(stop) === code) stop++;
      if (stop - at > 3) break;
      marks.push(text.slice(at, stop));
      wrapped ||= code !== Char.Tilde;
      at = stop;
    } else if (code === Char.LeftBracket || code === Char.LeftParenthesis) {
      if (bracketed) break;
      marks.push(code === Char.LeftBracket ? '[' : '(');
      bracketed = true;
      at++;
    } else if (code === Char.Less) {
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

interface Ending {
  readonly after: number;
  /** Whether a separator such as `:` or ` — ` parts the id from the title. */
  readonly separated: boolean;
  /** Whether the decoration closes right behind the id (and its colon). */
  readonly closed: boolean;
  readonly unclosed: string;
}

/** Separators that may follow the id directly: `:` `：` `.` `)` `）` `、`. */
function isTightSeparator(code: number): boolean {
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
function ending(text: string, from: number, end: number, marks: readonly string[]): Ending {
  const open = [...marks];
  let at = from;
  let separated = false;
  let spaced = false;
  while (at < end) {
    const code = text.charCodeAt(at);
    const mark = open.at(-1);
    if (isSpace(code)) {
      spaced = true;
      at++;
    } else if (mark !== undefined && closes(text, at, mark)) {
      at += closingLength(mark);
      open.pop();
      if (mark === '[') {
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
  return { after: at, separated, closed: open.length === 0 && marks.length > 0, unclosed: open.join('') };
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

const WORDS = /[\p{L}-]{2,12}(?: [\p{L}]{2,8})?/uy;
const BETWEEN = /[ \u00a0]*(?:ID|Id|id|No\.?|Nr\.?|#(?=\s))?[ \u00a0]*[:：]?[ \u00a0]*[#№]?(?=[\dA-Z])/y;

/** Offset behind `Task `, `Story #`, `任务`, where a number or id follows; -1 where none is announced. */
function skipAnnouncement(text: string, at: number, end: number): { at: number; hash: boolean } | null {
  WORDS.lastIndex = at;
  const words = WORDS.exec(text)?.[0].toLowerCase();
  if (words === undefined) return null;
  let length = words.length;
  if (!announces(words)) {
    const space = words.indexOf(' ');
    if (space < 0 || !announces(words.slice(0, space))) {
      // `Task-12` is one token, and `Aufgaben-3`.
      return null;
    }
    length = space;
  }
  BETWEEN.lastIndex = at + length;
  const between = BETWEEN.exec(text)?.[0];
  if (between === undefined) return null;
  const next = at + length + between.length;
  // Latin words need a space or sign in between: `Task3` is a name.
  if (next >= end || (between === '' && text.charCodeAt(at) < 0x2e80)) return null;
  return { at: next, hash: between.endsWith('#') };
}

/** The id that stands at the very start of a task's text (after marker and checkbox), or null. */
export function idAtStart(text: string, start: number, end: number, where: IdPlace): IdToken | null {
  const first = opening(text, start, end);
  if (first.at >= end) return null;
  const code = text.charCodeAt(first.at);
  if (isDigit(code)) return numberAt(text, first, end, where);
  if (isUpper(code) || code === Char.Hash || startsUpper(code)) {
    const found = upperAt(text, first, end, where);
    if (found) return found;
  } else if (isLower(code)) {
    const found = lowerAt(text, first, end);
    if (found) return found;
  }
  if (code > 127 || isUpper(code) || isLower(code)) {
    const announced = announcedAt(text, first, end, where);
    if (announced) return announced;
  }
  return behindTags(text, start, end);
}

function token(
  text: string,
  raw: RawId,
  at: number,
  tail: Ending,
  kind: IdToken['kind'],
  strong: boolean,
): IdToken {
  const id = text.slice(at, raw.end);
  return {
    id,
    kind,
    start: at,
    end: raw.end,
    after: tail.after,
    strong,
    shape: shapeOf(id),
    unclosed: tail.unclosed,
  };
}

const MORE_IDS = /[ \u00a0]*[/,+&][ \u00a0]*(?=[A-Z#])/y;
const RANGE_SIGN =
  /[ \u00a0]?(?:[~～〜]|\.\.\.?|…|[–—](?=[\dA-Z#])|[ \u00a0](?:to|through|bis)[ \u00a0])[ \u00a0]?(?=[#\dA-Z])/y;

/** Whether a range sign and a second id follow: `TSK-REV-020～022` heads a group and is no task's id. */
function headsRange(text: string, from: number, end: number): boolean {
  RANGE_SIGN.lastIndex = from;
  const sign = RANGE_SIGN.exec(text)?.[0];
  if (sign === undefined || from + sign.length >= end) return false;
  const next = from + sign.length;
  return isDigit(text.charCodeAt(next)) || scanExplicit(text, next, end, true) !== null;
}

function upperAt(text: string, first: Opening, end: number, where: IdPlace): IdToken | null {
  const raw = scanExplicit(text, first.at, end, true);
  if (!raw) return null;
  if (headsRange(text, raw.end, end)) return null;
  // `G-L6/F-L8`, `G-L1, G-L2`: the first is the id, the title begins behind the last.
  let last = raw.end;
  for (;;) {
    MORE_IDS.lastIndex = last;
    const between = MORE_IDS.exec(text)?.[0];
    const more = between === undefined ? null : scanExplicit(text, last + between.length, end, true);
    if (between === undefined || !more || last + between.length >= end) break;
    last = more.end;
  }
  const tail = ending(text, last, end, first.marks);
  const id = text.slice(first.at, raw.end);
  const strong = !isRecordId(id) && isCertain(id, raw.form, tail, first, where);
  if (first.bracketed && !tail.closed) return null;
  return token(text, raw, first.at, tail, 'explicit', strong);
}

/** Whether an explicit id needs no neighbours of its shape to be believed. */
function isCertain(id: string, form: IdForm, tail: Ending, first: Opening, where: IdPlace): boolean {
  const marked = tail.separated || tail.closed || (where === 'cell' && !isNeverId(id));
  if (form === 'hash') return tail.separated && !isNeverId(id);
  if (isNeverId(id)) return false;
  // A padded number, a priority with a number (P0-1), a time stamp.
  if (/(?:^|\D)0\d/.test(id) || /^P\d-\d/.test(id) || /\d{6}/.test(id)) return true;
  if (/[-_]\d{2,}$/.test(id) || /^[A-Z]{1,3}\d{3,}$/.test(id)) return true;
  if (/[-_.:]/.test(id)) return marked;
  return marked && (/\d{2}/.test(id) || first.bracketed);
}

function lowerAt(text: string, first: Opening, end: number): IdToken | null {
  const raw = scanExplicit(text, first.at, end) ?? scanSlug(text, first.at, end);
  if (!raw) return null;
  const tail = ending(text, raw.end, end, first.marks);
  const id = text.slice(first.at, raw.end);
  const marked = tail.separated || tail.closed;
  const code = first.marks.some((mark) => mark.startsWith('`'));
  if (/\d{6}/.test(id)) return token(text, raw, first.at, tail, 'explicit', true);
  if (first.bracketed && !tail.closed) return null;
  if (raw.form === 'lower') {
    const certain = marked && announces(id.slice(0, id.indexOf('-')));
    return marked ? token(text, raw, first.at, tail, 'explicit', certain) : null;
  }
  // `go-live (remark) - title`
  const remark =
    !tail.separated &&
    text.charCodeAt(tail.after) === Char.LeftParenthesis &&
    /^\([^()]{1,40}\)\s+[-–—]\s/.test(text.slice(tail.after, Math.min(end, tail.after + 48)));
  if (code || first.bracketed || !(tail.separated || remark)) return null;
  return token(text, raw, first.at, tail, 'explicit', tail.closed && first.wrapped && /\d/.test(id));
}

const PLAN_FILE = /-[A-Z]{2,12}(?:\.md)?(?![\w.-])/y;
const PAIR = /\d\d-\d\d(?!\d|-\d)/y;

function numberAt(text: string, first: Opening, end: number, where: IdPlace): IdToken | null {
  const raw = scanNumber(text, first.at, end) ?? planNumber(text, first.at, end);
  if (!raw) return null;
  PLAN_FILE.lastIndex = raw.end;
  const file = PLAN_FILE.exec(text)?.[0] ?? '';
  const tail = ending(text, raw.end + file.length, end, first.marks);
  if (first.bracketed && !tail.closed) return null;
  const id = text.slice(first.at, raw.end);
  const made = token(text, raw, first.at, tail, 'number', false);
  if (where === 'cell') return made;
  const bare = !/[.a-z-]/.test(id);
  if (first.bracketed && (bare || !tail.closed)) return null;
  if (bare) {
    const sign = text.charCodeAt(
      raw.end + (closesAt(text, raw.end, first.marks) ? (first.marks.at(-1)?.length ?? 0) : 0),
    );
    return isTightSeparator(sign) &&
      tail.separated &&
      id.length <= 4 &&
      !isMeasure(text, tail.after, end, false)
      ? made
      : null;
  }
  if (file !== '' || tail.separated || tail.closed) return made;
  if (tail.after === raw.end && tail.after < end && !beginsTitle(text, tail.after)) return null;
  return isMeasure(text, tail.after, end, true) ? null : made;
}

function planNumber(text: string, at: number, end: number): RawId | null {
  PAIR.lastIndex = at;
  const pair = PAIR.exec(text)?.[0];
  if (pair === undefined || at + pair.length > end) return null;
  return { end: at + pair.length, form: 'number' };
}

function closesAt(text: string, at: number, marks: readonly string[]): boolean {
  const mark = marks.at(-1);
  return mark !== undefined && closes(text, at, mark);
}

/** A title may follow a dotted number without a space only in a script without case: `1.2名称`. */
function beginsTitle(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === Char.Star || code === Char.Backtick || code > 0x2e80 || isDecorative(code);
}

const NEXT_WORD = /[\p{L}%€$]{1,12}/uy;

function isMeasure(text: string, at: number, end: number, joined: boolean): boolean {
  if (at >= end) return joined;
  NEXT_WORD.lastIndex = at;
  const word = NEXT_WORD.exec(text)?.[0];
  if (word === undefined)
    return (
      joined &&
      /[%€$£+*/<>=×→-]/.test(text[at] ?? '') &&
      !text.startsWith('**', at) &&
      !text.startsWith('<', at)
    );
  return joined && word === word.toLowerCase() && isMeasureWord(word);
}

function announcedAt(text: string, first: Opening, end: number, where: IdPlace): IdToken | null {
  const announced = skipAnnouncement(text, first.at, end);
  if (!announced) return null;
  const at = announced.at;
  const explicit = isDigit(text.charCodeAt(at)) ? null : scanExplicit(text, at, end, true);
  const raw = explicit ?? scanNumber(text, at, end);
  if (!raw || headsRange(text, raw.end, end)) return null;
  const tail = ending(text, raw.end, end, first.marks);
  if (first.bracketed && !tail.closed) return null;
  const ends = tail.after >= end;
  const bracket =
    text.charCodeAt(tail.after) === Char.LeftParenthesis || text.charCodeAt(tail.after) === Char.LeftBracket;
  const certain = tail.separated || tail.closed || ends || bracket;
  if (!certain && where !== 'heading') return null;
  if (explicit) return token(text, raw, at, tail, 'explicit', certain);
  if (!announced.hash) return token(text, raw, at, tail, 'number', certain);
  return token(text, { end: raw.end, form: 'hash' }, at - 1, tail, 'explicit', certain);
}

/** `[Kernel] [t-250912143009-0003] Title`: an id in brackets behind tags in brackets. */
function behindTags(text: string, start: number, end: number): IdToken | null {
  let at = skipSpaces(text, start, end);
  for (let tags = 0; tags < 4 && at < end; tags++) {
    const code = text.charCodeAt(at);
    if (code !== Char.LeftBracket && code !== Char.LeftParenthesis) return null;
    const inner = opening(text, at, end);
    const lower = isLower(text.charCodeAt(inner.at));
    const found = tags === 0 ? null : lower ? lowerAt(text, inner, end) : upperAt(text, inner, end, 'item');
    if (found?.strong) return found;
    at = skipTag(text, at, end);
    if (at < 0) return null;
    at = skipSpaces(text, at, end);
  }
  return null;
}

const COMMENT_ID = /<!--\s*(?:task[-_ ]?)?id\s*[:=]\s*([\w.#-]{1,80})\s*-->\s*$/i;
const EMOJI_ID = /🆔\ufe0f?\s*([\w-]{1,80})/u;
const BRACKET_ID = /[[(（【]([\p{L}\p{N}#][\p{L}\p{M}\p{N}._-]{0,79})[\])）】][\s.*_~]*$/u;

/** An id at the end of the text: `… [t-250911230312-0863]`, `… 🆔 abc123`, `… <!-- id: 21 -->`. */
export function idAtEnd(text: string, start: number, end: number): IdToken | null {
  let stop = end;
  while (stop > start && isSpace(text.charCodeAt(stop - 1))) stop--;
  if (stop <= start) return null;
  const last = text.charCodeAt(stop - 1);
  if (last === Char.Greater) {
    const from = Math.max(start, stop - 120);
    return atEnd(text, from, COMMENT_ID.exec(text.slice(from, stop)), stop);
  }
  const emoji = text.lastIndexOf('🆔', stop - 1);
  if (emoji >= start)
    return atEnd(text, emoji, EMOJI_ID.exec(text.slice(emoji, Math.min(stop, emoji + 90))), stop);
  const closing =
    last === Char.RightBracket || last === Char.RightParenthesis || last === 0xff09 || last === 0x3011;
  if (!closing && last !== Char.Star && last !== Char.Dot && last !== Char.Tilde) return null;
  const from = Math.max(start, stop - 90);
  const found = BRACKET_ID.exec(text.slice(from, stop));
  const id = found?.[1];
  if (!found || id === undefined) return null;
  // `[Link][1]`, `foo(3)`: something must part the bracket from the word before.
  const before = from + found.index;
  if (before > start && !isSpace(text.charCodeAt(before - 1)) && isWordOrBracket(text.charCodeAt(before - 1)))
    return null;
  const at = before + 1;
  const raw = scanExplicit(text, at, at + id.length);
  if (!raw || raw.end !== at + id.length || raw.form === 'hash' || isRecordId(id)) return null;
  const round = text.charCodeAt(before) !== Char.LeftBracket;
  const strong =
    /\d{6}/.test(id) ||
    (!round &&
      isCertain(
        id,
        raw.form,
        { after: stop, separated: true, closed: true, unclosed: '' },
        { at, marks: ['['], bracketed: true, wrapped: false },
        'item',
      ));
  return round && !strong
    ? null
    : {
        id,
        kind: 'explicit',
        start: at,
        end: raw.end,
        after: stop,
        strong,
        shape: shapeOf(id),
        unclosed: '',
      };
}

function isWordOrBracket(code: number): boolean {
  return code === Char.RightBracket || code === Char.RightParenthesis || isWord(code);
}

function atEnd(text: string, from: number, found: RegExpExecArray | null, stop: number): IdToken | null {
  const id = found?.[1];
  if (!found || id === undefined) return null;
  const at = from + found.index + found[0].indexOf(id);
  const number = /^\d+(?:\.\d+)*$/.test(id);
  void text;
  return {
    id,
    kind: number ? 'number' : 'explicit',
    start: at,
    end: at + id.length,
    after: stop,
    strong: true,
    shape: shapeOf(id),
    unclosed: '',
  };
}
