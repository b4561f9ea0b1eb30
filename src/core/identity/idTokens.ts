import { Char, isAsciiWord, isDigit, isLower, isUpper } from '../text/characters';
import { isNeverId } from './idLexicon';

/** How an id is built. `upper`: P0-001, T012. `lower`: task-58, t-2509…-0863. `slug`: lease-core-t4. */
export type IdForm = 'upper' | 'lower' | 'slug' | 'hash' | 'number';

export interface RawId {
  readonly end: number;
  readonly form: IdForm;
}

const LONGEST_ID = 80;

const UPPER_LETTER = /\p{Lu}/u;
const DIGIT = /\p{Nd}/u;
const CASED = /\p{Lu}|\p{Ll}|\p{Lt}|\p{Nd}|\p{M}/u;

/** Zero-width characters: part of the id they hide in, so that the id is found to be a lookalike. */
function isInvisible(code: number): boolean {
  return (code >= 0x200b && code <= 0x200d) || code === 0x2060 || code === 0xfeff || code === 0xad;
}

export function startsUpper(code: number): boolean {
  if (code < 128) return isUpper(code);
  return !(code >= 0xd800 && code <= 0xdfff) && UPPER_LETTER.test(String.fromCharCode(code));
}

/** A character of an id: a digit, a letter of a script that has case, a mark, a zero-width character. */
function isIdCharacter(code: number): boolean {
  if (code < 128) return isDigit(code) || isUpper(code) || isLower(code);
  if (code >= 0xd800 && code <= 0xdfff) return false;
  return isInvisible(code) || CASED.test(String.fromCharCode(code));
}

function isHyphen(code: number): boolean {
  return code === Char.Dash || code === Char.Underscore || code === 0x2010 || code === 0x2011;
}

interface Token {
  readonly end: number;
  readonly hasDigit: boolean;
  readonly ascii: boolean;
}

/** The run of parts and single joiners that begins at `from`. */
function tokenAt(text: string, from: number, end: number): Token {
  const limit = Math.min(end, from + LONGEST_ID + 1);
  let at = from;
  let hasDigit = false;
  let ascii = true;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (isDigit(code)) {
        hasDigit = true;
        continue;
      }
      if (isUpper(code) || isLower(code)) continue;
    } else if (isIdCharacter(code)) {
      ascii = false;
      hasDigit ||= DIGIT.test(String.fromCharCode(code));
      continue;
    }
    if (at + 1 >= limit) break;
    const next = text.charCodeAt(at + 1);
    const joins = isHyphen(code)
      ? isIdCharacter(next)
      : (code === Char.Dot || (code === Char.Colon && !hasDigit)) && isDigit(next);
    if (!joins) break;
    if (code > 127) ascii = false;
  }
  return { end: at, hasDigit, ascii };
}

/** Whether something follows that makes the token a piece of a longer word, a path, a call or a file name. */
export function runsOn(text: string, at: number, end: number): boolean {
  if (at >= end) return false;
  const code = text.charCodeAt(at);
  if (code < 128) {
    if (isAsciiWord(code)) return true;
    const next = at + 1 < end ? text.charCodeAt(at + 1) : 0;
    // `D3.js`, `S1/main.c`, `A1-…`, `T1=2`, `user1@host`, `A1\b`, `P2%`
    if (code === Char.Dot) return isLower(next) || isDigit(next);
    if (code === Char.Slash) return isLower(next);
    if (code === Char.Dash) return isAsciiWord(next);
    if (code === 0x27) return isLower(next) && !/^'s?(?![a-z])/.test(text.slice(at, at + 3));
    return code === Char.Equals || code === 0x40 || code === Char.Backslash || code === 0x25 || code === 0x24;
  }
  // A token of cased letters may be followed by a script without case (`C-1끊김`, `T012完成`), not by its own.
  return isIdCharacter(code);
}

const UPPER_PARTS =
  /^[A-Z][A-Z0-9]*[a-z]{0,2}\d{0,2}(?:[-_.:](?:[A-Z][A-Z0-9]*[a-z]?\d{0,2}|\d+[A-Z0-9]*[a-z]{0,2}\d{0,2}))*$/;
/** `Task-12`, `Bug_3`: one capitalised word and a number. */
const CAPITALISED = /^[A-Z][a-z]{1,14}[-_]\d+(?:\.\d+)*[a-z]?$/;
/** Letters in front of digits without a joiner stay upper case: `OAuth2`, `IPv6` are words. */
const WORD_WITH_DIGIT = /^[A-Z]+[a-z]/;
/** `T-20251017-persona`: a date or time stamp may be followed by a slug. */
const STAMPED = /^[A-Za-z]{1,12}[-_]\d{6,}(?:[-_][A-Za-z0-9]+)*$/;

const LOWER_NUMBERED = /^(?:[a-z][a-z0-9]*-){1,3}\d+(?:[.-]\d+)*[a-z]?$/;
const LOWER_STAMPED = /^[a-z][a-z0-9]{0,11}-\d{6,}(?:-[a-z0-9]+)*$/;
const SLUG = /^[a-z][a-z0-9]*(?:-[a-z0-9]+){1,7}$/;

/** The token in ASCII: letters of other scripts as `A` and `a`, digits as `0`, marks dropped. */
function asciiForm(token: string): string {
  let form = '';
  for (const character of token) {
    const code = character.charCodeAt(0);
    if (code < 128) form += character;
    else if (isInvisible(code) || /\p{M}/u.test(character)) continue;
    else if (isHyphen(code)) form += '-';
    else if (DIGIT.test(character)) form += '0';
    else form += UPPER_LETTER.test(character) ? 'A' : 'a';
  }
  return form;
}

/**
 * An explicit id that begins at `at` and is not part of a longer word: `P0-001`, `T012`, `task-58`, `#12`.
 * Names that only look like ids are left out (see `isNeverId`) unless `lenient`: then one capital and a number
 * are taken too (`S3` between `S2` and `S4` is an id), for the caller to hold against its neighbours.
 */
export function scanExplicit(text: string, at: number, end: number, lenient = false): RawId | null {
  const code = text.charCodeAt(at);
  if (code === Char.Hash) return scanHash(text, at, end);
  const upper = startsUpper(code);
  if (!upper && !isLower(code)) return null;
  const { end: stop, hasDigit, ascii } = tokenAt(text, at, end);
  if (!hasDigit || stop - at > LONGEST_ID || runsOn(text, stop, end)) return null;
  const token = text.slice(at, stop);
  const form = ascii ? token : asciiForm(token);
  if (upper) {
    const good =
      (UPPER_PARTS.test(form) && !(WORD_WITH_DIGIT.test(form) && !form.includes('-'))) ||
      CAPITALISED.test(form) ||
      STAMPED.test(form);
    if (!good || splitRange(token) !== null) return null;
    return isNeverId(form) && !(lenient && /^[A-OQ-Z]\d{1,2}$/.test(form))
      ? null
      : { end: stop, form: 'upper' };
  }
  if (isNeverId(form)) return null;
  if (LOWER_STAMPED.test(form)) return { end: stop, form: 'lower' };
  return LOWER_NUMBERED.test(form) && splitRange(token) === null ? { end: stop, form: 'lower' } : null;
}

function scanHash(text: string, at: number, end: number): RawId | null {
  let stop = at + 1;
  while (stop < end && isDigit(text.charCodeAt(stop))) stop++;
  const digits = stop - at - 1;
  if (digits === 0 || digits > 7 || digits === 6 || runsOn(text, stop, end)) return null;
  return { end: stop, form: 'hash' };
}

/** A kebab-case name with at least one hyphen: `lease-core-t4`. */
export function scanSlug(text: string, at: number, end: number): RawId | null {
  if (!isLower(text.charCodeAt(at))) return null;
  let stop = at;
  let hyphens = 0;
  const limit = Math.min(end, at + LONGEST_ID);
  while (stop < limit) {
    const code = text.charCodeAt(stop);
    if (code === Char.Dash && stop + 1 < limit && isAsciiWord(text.charCodeAt(stop + 1))) hyphens++;
    else if (!isLower(code) && !isDigit(code)) break;
    stop++;
  }
  if (hyphens === 0 || (stop >= limit && stop < end) || runsOn(text, stop, end)) return null;
  const token = text.slice(at, stop);
  return SLUG.test(token) && !isNeverId(token) ? { end: stop, form: 'slug' } : null;
}

const NUMBER = /\d{1,4}(?:(?:\.\d{1,4}){1,4}\.[a-z](?![a-z.])|(?:\.\d{1,4}){0,4}[a-z]?\d?)/y;

/** A hierarchical number: `3`, `8.3.4`, `11.5a`. Not a year, a date, a time, an address or a version. */
export function scanNumber(text: string, at: number, end: number): RawId | null {
  if (!isDigit(text.charCodeAt(at))) return null;
  NUMBER.lastIndex = at;
  const token = NUMBER.exec(text)?.[0];
  if (token === undefined || at + token.length > end) return null;
  const stop = at + token.length;
  if (stop < end) {
    const code = text.charCodeAt(stop);
    const next = stop + 1 < end ? text.charCodeAt(stop + 1) : 0;
    if (isAsciiWord(code) || (code > 127 && isIdCharacter(code))) return null;
    if (
      (code === Char.Dot ||
        code === Char.Colon ||
        code === Char.Comma ||
        code === Char.Dash ||
        code === Char.Slash) &&
      isDigit(next)
    )
      return null;
    if (code === 0x25 || code === Char.Equals || (code === Char.Dash && isAsciiWord(next))) return null;
  }
  return isNeverId(token) ? null : { end: stop, form: 'number' };
}

/** Digit runs as `0`; what follows a time stamp, and names without a number of their own, as `slug`. */
export function shapeOf(id: string): string {
  let shape = '';
  let run = 0;
  let longest = 0;
  let from = 0;
  for (let at = 0; at <= id.length; at++) {
    if (isDigit(id.charCodeAt(at))) {
      if (run === 0) shape += id.slice(from, at) + '0';
      run++;
      continue;
    }
    if (run === 0) continue;
    longest = Math.max(longest, run);
    run = 0;
    from = at;
  }
  shape += id.slice(from);
  if (longest >= 6) {
    const stamped = STAMP.exec(id);
    if (stamped)
      return stamped[1] + '0' + (stamped[2] === undefined ? '' : /^\d+$/.test(stamped[2]) ? '-0' : '-slug');
  }
  return isLower(id.charCodeAt(0)) && id.includes('-') && SLUG.test(id) && !LOWER_NUMBERED.test(id)
    ? 'slug'
    : shape;
}

const STAMP = /^([A-Za-z]{1,12}[-_])\d{6,}(?:[-_](.*))?$/;

/** `T001-T040`, `14.1-14.3`: the offset of the dash between two ids of one shape, or null. */
export function splitRange(token: string): number | null {
  const first = token.charCodeAt(0);
  for (let at = token.indexOf('-'); at > 0; at = token.indexOf('-', at + 1)) {
    if (token.charCodeAt(at + 1) !== first && !isDigit(first)) continue;
    const left = token.slice(0, at);
    if (!/[A-Za-z.#]/.test(left) || !/\d/.test(left)) continue;
    if (shapeOf(left) === shapeOf(token.slice(at + 1))) return at;
  }
  return null;
}
