import {
  Char,
  detach,
  isDigit,
  isLineEnd,
  isLower,
  isSpace,
  isUpper,
  isWord,
  lineEndFrom,
  skipSpaces,
  trimEnd,
} from '../text/characters';
import type { Field, FieldReader } from './fields';

const LOWER_X = 120;

/** A checkbox at `at`: `[x] `, `[ ]`, `[✅] `. */
export interface Box {
  /** What stands between the brackets; a space where nothing does. */
  readonly marker: string;
  readonly markerStart: number;
  /** After the closing bracket. */
  readonly end: number;
  /** A letter or digit that is no usual marker: a box only beside other boxes (`- [P] …` may explain a tag). */
  readonly doubtful: boolean;
}

/** The marker of one of the most frequent boxes, `[ ] ` or `[x] `, as a character code; 0 where none stands here. */
export function usualBoxAt(text: string, at: number, end: number): number {
  if (at + 3 >= end || text.charCodeAt(at) !== Char.LeftBracket) return 0;
  const code = text.charCodeAt(at + 1);
  const usual = code === Char.Space || code === LOWER_X;
  if (!usual || text.charCodeAt(at + 2) !== Char.RightBracket) return 0;
  return text.charCodeAt(at + 3) === Char.Space ? code : 0;
}

export function boxAt(text: string, at: number, end: number): Box | null {
  if (text.charCodeAt(at) !== Char.LeftBracket) return null;
  const found = usualBoxAt(text, at, end);
  if (found !== 0) {
    const marker = found === Char.Space ? ' ' : 'x';
    return { marker, markerStart: at + 1, end: at + 3, doubtful: false };
  }
  const inner = at + 1;
  let close = inner;
  while (close < end && close - inner <= 4 && text.charCodeAt(close) !== Char.RightBracket) {
    if (isLineEnd(text.charCodeAt(close))) return null;
    close++;
  }
  if (text.charCodeAt(close) !== Char.RightBracket || close >= end) return null;
  const code = text.charCodeAt(inner);
  const marker = text.slice(inner, close);
  // One character as a reader sees it: a surrogate pair and a variation selector count as one.
  const length = marker.endsWith('\ufe0f') ? marker.length - 1 : marker.length;
  if (length > 2 || (length === 2 && !(code >= 0xd800 && code < 0xdc00))) return null;
  const after = text.charCodeAt(close + 1);
  // Kiro writes `[ ]* 2.4` for an optional task.
  const starred = after === Char.Asterisk && isSpace(text.charCodeAt(close + 2));
  // Nothing to do is no task.
  if (close + 1 >= end) return null;
  // "- [x]Forgot the space" is meant as a box, if others stand beside it; "[x](…)" is a link.
  const glued = !isSpace(after) && !starred;
  if (glued && !isWord(after)) return null;
  const usual = code === LOWER_X || code === 88 || code === 111 || code === Char.Space;
  const doubtful =
    glued || (!usual && (isDigit(code) || isLower(code) || isUpper(code) || code === 0x5f || code === 0x5e));
  return {
    marker: marker === '' ? ' ' : detach(marker.replace('\ufe0f', '')),
    markerStart: inner,
    end: close + 1,
    doubtful,
  };
}

/**
 * Where the text of an item's paragraph ends: before the first line that is a field. Such fields are handed
 * to `onField`, with whether their line keeps the item's indentation (else it belongs to the section).
 * `contentColumn` is the column of the item's text.
 */
export function endOfOwnText(
  text: string,
  start: number,
  end: number,
  contentColumn: number,
  fields: FieldReader,
  onField: (found: readonly Field[], indented: boolean) => void,
  base: number,
): number {
  let lineEnd = lineEndFrom(text, start, end);
  let ownEnd = end;
  while (lineEnd < end) {
    let lineStart = lineEnd + 1;
    if (text.charCodeAt(lineEnd) === Char.CarriageReturn && text.charCodeAt(lineStart) === Char.LineFeed)
      lineStart++;
    const contentStart = skipSpaces(text, lineStart, end);
    lineEnd = lineEndFrom(text, contentStart, end);
    const found = fields.fieldsIn(text, contentStart, lineEnd, base);
    if (found.length === 0) continue;
    ownEnd = Math.min(ownEnd, trimEnd(text, start, lineStart));
    onField(found, contentStart - lineStart >= contentColumn);
  }
  return ownEnd;
}

/** Whether a marker ticks a criterion off. */
export function isTicked(marker: string): boolean {
  return /^[xX✓✔✅]$/u.test(marker);
}
