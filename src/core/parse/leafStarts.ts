import { Char, isBlank, skipBlanks, trimBlanksEnd } from '../text/characters';

/** Level 1–6 of the ATX heading whose first `#` is at `at`, or 0. */
export function atxLevel(text: string, at: number, end: number): number {
  let level = 0;
  while (at + level < end && text.charCodeAt(at + level) === Char.Hash) level++;
  if (level > 6) return 0;
  if (at + level >= end) return level;
  const after = text.charCodeAt(at + level);
  return isBlank(after) || after === Char.LineFeed || after === Char.CarriageReturn ? level : 0;
}

/** End of an ATX heading's content that begins at `start`: closing `#`s and white space excluded. */
export function atxContentEnd(text: string, start: number, end: number): number {
  const trimmed = trimBlanksEnd(text, start, end);
  let hashes = trimmed;
  while (hashes > start && text.charCodeAt(hashes - 1) === Char.Hash) hashes--;
  if (hashes === trimmed) return trimmed;
  if (hashes === start) return start;
  return isBlank(text.charCodeAt(hashes - 1)) ? trimBlanksEnd(text, start, hashes) : trimmed;
}

/** Level 1 or 2 of the setext underline that the line is from `at` on, or 0. */
export function setextLevel(text: string, at: number, end: number): number {
  const marker = text.charCodeAt(at);
  if (marker !== Char.Equals && marker !== Char.Dash) return 0;
  let after = at + 1;
  while (after < end && text.charCodeAt(after) === marker) after++;
  if (skipBlanks(text, after, end) < end) return 0;
  return marker === Char.Equals ? 1 : 2;
}

/** Number of fence characters of the opening fence at `at`, or 0. */
export function fenceLength(text: string, at: number, end: number): number {
  const marker = text.charCodeAt(at);
  let after = at + 1;
  while (after < end && text.charCodeAt(after) === marker) after++;
  if (after - at < 3) return 0;
  // Otherwise inline code such as ```` ``` a ``` ```` would open a fence.
  if (marker === Char.Backtick) {
    for (let index = after; index < end; index++) {
      if (text.charCodeAt(index) === Char.Backtick) return 0;
    }
  }
  return after - at;
}

/** Whether the line from `at` on closes a fence of `length` characters `marker`. */
export function closesFence(text: string, at: number, end: number, marker: number, length: number): boolean {
  let after = at;
  while (after < end && text.charCodeAt(after) === marker) after++;
  return after - at >= length && skipBlanks(text, after, end) >= end;
}
