import { Char, isDigit } from '../text/characters';
import { ending, type Opening } from './idDecoration';
import { announces, names } from './idLexicon';
import { headsRange } from './idRanges';
import { idToken, type IdPlace, type IdToken } from './idToken';
import { scanExplicit, scanNumber } from './idTokens';

const WORDS = /[\p{L}-]{2,12}(?: [\p{L}]{2,8})?/uy;
const BETWEEN = /[ \u00a0]*(?:ID|Id|id|No\.?|Nr\.?|#(?=\s))?[ \u00a0]*[:：]?[ \u00a0]*[#№]?(?=[\dA-Z])/y;

interface Announcement {
  /** Offset of the number or id. */
  readonly at: number;
  readonly hash: boolean;
  /** Whether the word announces only together with a sign of separation behind the number. */
  readonly doubtful: boolean;
}

/** Offset behind `Task `, `Story #`, `任务`, where a number or id follows, or null. */
function skipAnnouncement(text: string, at: number, end: number): Announcement | null {
  WORDS.lastIndex = at;
  const words = WORDS.exec(text)?.[0].toLowerCase();
  if (words === undefined) return null;
  let length = words.length;
  let doubtful = false;
  if (!announces(words)) {
    const space = words.indexOf(' ');
    if (space >= 0) length = space;
    const first = words.slice(0, length);
    doubtful = names(first);
    if (!doubtful && (space < 0 || !announces(first))) return null;
  }
  BETWEEN.lastIndex = at + length;
  const between = BETWEEN.exec(text)?.[0];
  if (between === undefined) return null;
  const next = at + length + between.length;
  // Latin words need a space or sign in between: `Task3` is a name.
  if (next >= end || (between === '' && text.charCodeAt(at) < 0x2e80)) return null;
  return { at: next, hash: between.endsWith('#'), doubtful };
}

/** A number or id behind a word that announces it: `Task 1.1: Title`, `Issue #179 — title`. */
export function announcedAt(text: string, first: Opening, end: number, where: IdPlace): IdToken | null {
  if (!hasNumberSoon(text, first.at + 1, end)) return null;
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
  if (!certain && (announced.doubtful || where !== 'heading')) return null;
  if (explicit) return idToken(text, at, raw.end, tail, 'explicit', certain);
  if (!announced.hash) return idToken(text, at, raw.end, tail, 'number', certain);
  return idToken(text, at - 1, raw.end, tail, 'explicit', certain);
}

const LONGEST_ANNOUNCEMENT = 22;

/** Whether a digit follows within an announcing word's length: most titles are let go here. */
function hasNumberSoon(text: string, from: number, end: number): boolean {
  const limit = Math.min(end, from + LONGEST_ANNOUNCEMENT);
  for (let at = from; at < limit; at++) if (isDigit(text.charCodeAt(at))) return true;
  return false;
}
