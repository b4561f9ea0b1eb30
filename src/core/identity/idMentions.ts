import { Char, isAsciiWord, isDigit, isLineEnd, isLower, isSpace, isUpper } from '../text/characters';
import { isRecordId } from './idLexicon';
import { expandRange } from './idRanges';
import { scanExplicit, splitRange, startsUpper } from './idTokens';

export interface IdMention {
  readonly id: string;
  /** Offsets in the text; those of the whole range expression for an id that a range stands for. */
  readonly start: number;
  readonly end: number;
}

/** An id in a text, or a range from one id to another, as written. */
export interface IdSpan {
  /** In full, also where only its number is written (`08` in `DEBT-01, 08`). */
  readonly id: string;
  /** The last id of a range, in full or as the number that is written; null for one id alone. */
  readonly last: string | null;
  /** Where the last id of a range begins; `end` for one id alone. */
  readonly lastStart: number;
  readonly start: number;
  readonly end: number;
}

/** Between the ends of a range: `–`, `~`, `..`, `to`; decoration that closes and opens again is seen through. */
const RANGE =
  /[`*\])]{0,4}[ \u00a0]?(?:[-–—~～〜]|\.\.\.?|…|[ \u00a0](?:to|through|thru|bis|hasta|à|до)[ \u00a0])[ \u00a0]?[`*[(]{0,4}/y;
/** Between listed ids: `, 08`, `/ 09`, ` and 10`. */
export const LIST =
  /[`*\])]{0,4}[ \u00a0]*(?:[,、，/&+;]|and[ \u00a0]|und[ \u00a0]|y[ \u00a0]|e[ \u00a0]|et[ \u00a0]|и[ \u00a0]|і[ \u00a0]|和|と)[ \u00a0]*[`*[(]{0,4}(?=\d)/y;
const DIGITS = /\d{1,9}/y;
const RANGE_TOKEN = /^[A-Za-z#]?\w*(?:\.\w+)*(?:-#?\w+(?:\.\w+)*)+/;
/** Two ids and the hyphen between them. */
const LONGEST_JOINED = 120;

/** The end of an id that begins at `at`: an id of the same series, or its bare number. */
function rangeEnd(text: string, at: number, end: number, first: string): { id: string; end: number } | null {
  if (at >= end) return null;
  if (isDigit(text.charCodeAt(at))) {
    DIGITS.lastIndex = at;
    const digits = DIGITS.exec(text)?.[0] ?? '';
    const stop = at + digits.length;
    const next = stop < end ? text.charCodeAt(stop) : 0;
    if (
      digits === '' ||
      stop > end ||
      isAsciiWord(next) ||
      (next === Char.Dot && isDigit(text.charCodeAt(stop + 1)))
    )
      return null;
    return { id: digits, end: stop };
  }
  const raw = scanExplicit(text, at, end, true);
  if (!raw) return null;
  const id = text.slice(at, raw.end);
  return id.replace(/\d+$/, '') === first.replace(/\d+$/, '') ? { id, end: raw.end } : null;
}

/** What may follow a bare number for it to be one of a list of ids: not a word, not a unit. */
export function endsElement(text: string, at: number, end: number): boolean {
  if (at >= end) return true;
  const code = text.charCodeAt(at);
  if (isAsciiWord(code) || code === 0x25) return false;
  if (code === Char.Dot || code === Char.Colon) return !isDigit(text.charCodeAt(at + 1));
  if (!isSpace(code)) return true;
  let next = at;
  while (next < end && isSpace(text.charCodeAt(next))) next++;
  if (next >= end) return true;
  return (
    !isAsciiWord(text.charCodeAt(next)) ||
    /^(?:and|und|to|through|bis|y|et)\b/.test(text.slice(next, next + 8))
  );
}

/**
 * The id at `at` with what a range or an elision behind it stands for: `T029–T034`, `DEBT-01, 08, 26-31`.
 * Returns the mentions and the offset behind them, or null where no id begins.
 */
export function mentionsAt(
  text: string,
  at: number,
  end: number,
  lenient: boolean,
): { found: IdMention[]; end: number } | null {
  const spans = spansAt(text, at, end, lenient);
  const last = spans?.at(-1);
  if (!spans || !last) return null;
  return { found: spans.flatMap(mentionsOf), end: last.end };
}

/** The ids that a span stands for, each with the place of the whole span. */
export function mentionsOf({ id, last, start, end }: IdSpan): IdMention[] {
  const ids = last === null ? [id] : expandRange(id, last);
  return ids.map((each) => ({ id: each, start, end }));
}

/**
 * The id or range at `at`, and the listed ones that are written as their number alone behind it; null where no
 * id begins.
 *
 * @param lenient whether the place is known to hold ids, so that a bare number of any width goes on with the list
 * @param names also names that only look like ids (`S3`), for the caller to hold against what it knows
 */
export function spansAt(
  text: string,
  at: number,
  end: number,
  lenient: boolean,
  names = false,
): IdSpan[] | null {
  const joined = joinedRange(text, at, end);
  let first = joined?.last ?? '';
  let span = joined;
  if (!span) {
    const raw = scanExplicit(text, at, end, names);
    if (!raw) return null;
    first = text.slice(at, raw.end);
    if (endsAll(text, raw.end, end)) return [single(first, at, raw.end)];
    span = rangeFrom(text, at, raw.end, end, first) ?? single(first, at, raw.end);
  }
  const spans = [span];
  if (endsAll(text, span.end, end)) return spans;
  // Elisions: bare numbers behind a comma, of the same width unless the place is known to hold ids.
  const width = /\d+$/.exec(first)?.[0].length ?? 0;
  const prefix = first.slice(0, first.length - width);
  let stop = span.end;
  while (width > 0) {
    LIST.lastIndex = stop;
    const comma = LIST.exec(text)?.[0];
    if (comma === undefined) break;
    const from = stop + comma.length;
    DIGITS.lastIndex = from;
    const digits = DIGITS.exec(text)?.[0];
    if (digits === undefined || from + digits.length > end) break;
    if (!lenient && (digits.length !== width || width < 2)) break;
    const id =
      prefix +
      (digits.length < width && first.charAt(prefix.length) === '0' ? digits.padStart(width, '0') : digits);
    const range = rangeFrom(text, from, from + digits.length, end, id);
    if (!range && !endsElement(text, from + digits.length, end)) break;
    const next = range ?? single(id, from, from + digits.length);
    spans.push(next);
    stop = next.end;
  }
  return spans;
}

/** Whether what stands at `at` can begin neither a range nor a list of more: a quick look before {@link RANGE} and {@link LIST}. */
function endsAll(text: string, at: number, end: number): boolean {
  if (at >= end) return true;
  const code = text.charCodeAt(at);
  if (code === Char.Space) return isUpper(text.charCodeAt(at + 1));
  return isLineEnd(code) || code === Char.Colon || code === Char.Pipe || code === Char.LeftParenthesis;
}

function single(id: string, start: number, end: number): IdSpan {
  return { id, last: null, lastStart: end, start, end };
}

/** Whether a hyphen in the token is followed by what it begins with: a quick look before {@link RANGE_TOKEN}. */
function mayBeJoined(text: string, at: number, end: number): boolean {
  const first = text.charCodeAt(at);
  const any = first === Char.Hash || isDigit(first);
  const stop = Math.min(end, at + LONGEST_JOINED) - 1;
  for (let next = at; next < stop; next++) {
    const code = text.charCodeAt(next);
    if (code === Char.Dash) {
      if (any || text.charCodeAt(next + 1) === first) return true;
    } else if (!isAsciiWord(code) && code !== Char.Dot && code !== Char.Hash) return false;
  }
  return false;
}

/** `C01-C05` and `#1-5`: ends joined by a plain hyphen, which otherwise belongs to ids. */
function joinedRange(text: string, at: number, end: number): IdSpan | null {
  if (!mayBeJoined(text, at, end)) return null;
  const stretch = text.slice(at, Math.min(end, at + LONGEST_JOINED));
  const token = RANGE_TOKEN.exec(stretch)?.[0];
  if (token === undefined || token.length === LONGEST_JOINED) return null;
  const stop = at + token.length;
  const hash = /^#(\d+)-#?(\d+)$/.exec(token);
  if (hash) {
    const last = '#' + (hash[2] ?? '');
    return {
      id: '#' + (hash[1] ?? ''),
      last,
      lastStart: stop - (hash[2] ?? '').length,
      start: at,
      end: stop,
    };
  }
  const split = splitRange(token);
  if (split === null) return null;
  const first = token.slice(0, split);
  if (scanExplicit(first, 0, first.length, true) === null) return null;
  return { id: first, last: token.slice(split + 1), lastStart: at + split + 1, start: at, end: stop };
}

function rangeFrom(text: string, start: number, from: number, end: number, first: string): IdSpan | null {
  if (!/\d$/.test(first)) return null;
  RANGE.lastIndex = from;
  const sign = RANGE.exec(text)?.[0];
  if (sign === undefined) return null;
  // ` - ` and ` — ` part a title from its id unless an id of the series follows.
  const last = rangeEnd(text, from + sign.length, end, first);
  if (!last) return null;
  const spacedDash = /[ \u00a0]/.test(sign) && /[-–—]/.test(sign);
  if (
    /^\d/.test(last.id) &&
    (spacedDash || (sign === '-' && !/^\d/.test(text.slice(start, from)) && !first.startsWith('#')))
  )
    return null;
  return { id: first, last: last.id, lastStart: from + sign.length, start, end: last.end };
}

/** `task-58`, `t-2509…`: lower-case ids that are plain enough to be read in running text. */
const PLAIN_LOWER = /^(?:t|task|ticket|issue|bug|story|todo|item)-\d|-\d{6}/;

/** Every explicit id mentioned in running text, in order, ranges and elisions expanded. Records are left out. */
export function explicitIdsIn(text: string, start: number, end: number): IdMention[] {
  const found: IdMention[] = [];
  let before = 0;
  for (let at = start; at < end;) {
    const code = text.charCodeAt(at);
    const candidate =
      (code >= 65 && code <= 90) || code === Char.Hash || isLower(code) || (code > 127 && startsUpper(code));
    if (!candidate || joinsToken(before)) {
      before = code;
      at++;
      continue;
    }
    const mentions = isLower(code) && !lowerMayBe(text, at, end) ? null : mentionsAt(text, at, end, false);
    if (mentions) {
      for (const mention of mentions.found) if (!isRecordId(mention.id)) found.push(mention);
      at = mentions.end;
      // `G-L6/F-L8`: a slash behind an id parts it from the next.
      before = text.charCodeAt(at) === Char.Slash ? 0 : text.charCodeAt(at - 1);
      if (text.charCodeAt(at) === Char.Slash) at++;
      continue;
    }
    // Over the rest of the word.
    before = code;
    at++;
    while (at < end && isAsciiWord(text.charCodeAt(at))) at++;
    if (at > start) before = text.charCodeAt(at - 1);
  }
  return found;
}

/** Whether a character makes what follows it a part of a longer token: a path, an address, a name. */
export function joinsToken(before: number): boolean {
  return (
    isAsciiWord(before) ||
    before === Char.Dash ||
    before === Char.Slash ||
    before === 0x40 ||
    before === 0x24 ||
    before === Char.Dot ||
    before === Char.Hash ||
    before === Char.Backslash ||
    before === 0x26 ||
    (before > 127 && startsUpper(before))
  );
}

function lowerMayBe(text: string, at: number, end: number): boolean {
  return PLAIN_LOWER.test(text.slice(at, Math.min(end, at + 24)));
}
