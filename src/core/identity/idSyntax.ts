import { Char, isDigit, isLower, isUpper, skipSpaces } from '../text/characters';
import { announcedAt } from './idAnnounced';
import { ending, opening, skipTag, type Opening } from './idDecoration';
import { announces, isRecordId } from './idLexicon';
import { numberAt } from './idNumbers';
import { headsRange } from './idRanges';
import { idToken, isCertain, type IdPlace, type IdToken } from './idToken';
import { scanExplicit, scanSlug, startsUpper } from './idTokens';

export { idAtEnd } from './idAtEnd';
export { isNeverId, isRecordId } from './idLexicon';
export { explicitIdsIn } from './idMentions';
export type { IdPlace, IdToken } from './idToken';
export { shapeOf } from './idTokens';

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

const MORE_IDS = /[ \u00a0]*[/,+&][ \u00a0]*(?=[A-Z#])/y;
function isColonOrEnd(text: string, at: number, end: number): boolean {
  return at >= end || text.charCodeAt(at) === Char.Colon;
}

function upperAt(text: string, first: Opening, end: number, where: IdPlace): IdToken | null {
  const raw = scanExplicit(text, first.at, end, true);
  if (!raw) return null;
  if (headsRange(text, raw.end, end)) return null;
  // `G-L6/F-L8`, `G-L1, G-L2`: the first is the id, the title begins behind the last.
  let last = raw.end;
  while (!isColonOrEnd(text, last, end)) {
    MORE_IDS.lastIndex = last;
    const between = MORE_IDS.exec(text)?.[0];
    const more = between === undefined ? null : scanExplicit(text, last + between.length, end, true);
    if (between === undefined || !more || last + between.length >= end) break;
    last = more.end;
  }
  const tail = ending(text, last, end, first.marks);
  const id = text.slice(first.at, raw.end);
  const inColumn = where === 'cell' && raw.form !== 'hash';
  const marked = tail.separated || inColumn || (tail.closed && raw.form !== 'hash');
  const strong = isCertain(id, raw.form, marked, first.bracketed);
  // `[US1]` tags a task with its story; `[T1: Title](page.md)` links to the task's page.
  if (first.bracketed && (tail.closed ? isRecordId(id) : !opensLink(text, first, tail.after, end)))
    return null;
  return idToken(text, first.at, raw.end, tail, 'explicit', strong);
}

const LONGEST_LINK = 240;

/** Whether the bracket in front of the id is a link's, whose text goes on behind it. */
function opensLink(text: string, first: Opening, from: number, end: number): boolean {
  if (!first.marks.includes('[')) return false;
  const limit = Math.min(end, from + LONGEST_LINK);
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.LeftBracket) return false;
    if (code === Char.RightBracket) return text.charCodeAt(at + 1) === Char.LeftParenthesis;
  }
  return false;
}

function lowerAt(text: string, first: Opening, end: number): IdToken | null {
  const raw = scanExplicit(text, first.at, end) ?? scanSlug(text, first.at, end);
  if (!raw) return null;
  const tail = ending(text, raw.end, end, first.marks);
  const id = text.slice(first.at, raw.end);
  const marked = tail.separated || tail.closed;
  const code = first.marks.some((mark) => mark.startsWith('`'));
  if (/\d{6}/.test(id)) return idToken(text, first.at, raw.end, tail, 'explicit', true);
  if (first.bracketed && !tail.closed) return null;
  if (raw.form === 'lower') {
    const certain = marked && announces(id.slice(0, id.indexOf('-')));
    return marked ? idToken(text, first.at, raw.end, tail, 'explicit', certain) : null;
  }
  // `go-live (remark) - title`
  const remark =
    !tail.separated &&
    text.charCodeAt(tail.after) === Char.LeftParenthesis &&
    /^\([^()]{1,40}\)\s+[-–—]\s/.test(text.slice(tail.after, Math.min(end, tail.after + 48)));
  if (code || first.bracketed || !(tail.separated || remark)) return null;
  return idToken(text, first.at, raw.end, tail, 'explicit', tail.closed && first.wrapped && /\d/.test(id));
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
