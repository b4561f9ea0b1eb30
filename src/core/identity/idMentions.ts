import { Char, isAsciiWord, isDigit, isLower, isSpace } from '../text/characters';
import { isRecordId } from './idLexicon';
import { expandRange } from './idRanges';
import { scanExplicit, splitRange, startsUpper } from './idTokens';

export interface IdMention {
  readonly id: string;
  /** Offsets in the text; those of the whole range expression for an id that a range stands for. */
  readonly start: number;
  readonly end: number;
}

/** Between the ends of a range: `–`, `~`, `..`, `to`; decoration that closes and opens again is seen through. */
const RANGE =
  /[`*\])]{0,4}[ \u00a0]?(?:[-–—~～〜]|\.\.\.?|…|[ \u00a0](?:to|through|thru|bis|hasta|à|до)[ \u00a0])[ \u00a0]?[`*[(]{0,4}/y;
/** Between listed ids: `, 08`, `/ 09`, ` and 10`. */
const LIST =
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
function endsElement(text: string, at: number, end: number): boolean {
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
  const joined = joinedRange(text, at, end);
  let first: string;
  let found: IdMention[];
  let stop: number;
  if (joined) {
    first = joined.last;
    stop = joined.end;
    found = joined.ids.map((id) => ({ id, start: at, end: stop }));
  } else {
    const raw = scanExplicit(text, at, end);
    if (!raw) return null;
    first = text.slice(at, raw.end);
    stop = raw.end;
    found = [{ id: first, start: at, end: stop }];
    const range = rangeFrom(text, at, stop, end, first);
    if (range) {
      found = range.found;
      stop = range.end;
    }
  }
  // Elisions: bare numbers behind a comma, of the same width unless the place is known to hold ids.
  const width = /\d+$/.exec(first)?.[0].length ?? 0;
  const prefix = first.slice(0, first.length - width);
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
    stop = range?.end ?? from + digits.length;
    found.push(...(range?.found ?? [{ id, start: from, end: stop }]));
  }
  return { found, end: stop };
}

/** `C01-C05` and `#1-5`: ends joined by a plain hyphen, which otherwise belongs to ids. */
function joinedRange(
  text: string,
  at: number,
  end: number,
): { ids: string[]; last: string; end: number } | null {
  const stretch = text.slice(at, Math.min(end, at + LONGEST_JOINED));
  const token = stretch.includes('-') ? RANGE_TOKEN.exec(stretch)?.[0] : undefined;
  if (token === undefined || token.length === LONGEST_JOINED) return null;
  const hash = /^#(\d+)-#?(\d+)$/.exec(token);
  if (hash)
    return {
      ids: expandRange('#' + (hash[1] ?? ''), hash[2] ?? ''),
      last: '#' + (hash[2] ?? ''),
      end: at + token.length,
    };
  const split = splitRange(token);
  if (split === null) return null;
  const first = token.slice(0, split);
  const last = token.slice(split + 1);
  if (scanExplicit(first, 0, first.length, true) === null) return null;
  return { ids: expandRange(first, last), last, end: at + token.length };
}

function rangeFrom(
  text: string,
  start: number,
  from: number,
  end: number,
  first: string,
): { found: IdMention[]; end: number } | null {
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
  return { found: expandRange(first, last.id).map((id) => ({ id, start, end: last.end })), end: last.end };
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

function joinsToken(before: number): boolean {
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
