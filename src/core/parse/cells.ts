import { Char, skipSpaces, trimEnd } from '../text/characters';

export interface Cell {
  readonly start: number;
  readonly end: number;
}

/** The cells of a table row, as GFM splits it: at pipes that no backslash precedes. Ranges are trimmed. */
export function cellsOf(text: string, start: number, end: number): Cell[] {
  const cells: Cell[] = [];
  let from = skipSpaces(text, start, end);
  if (text.charCodeAt(from) === Char.Pipe) from++;
  let cellStart = from;
  for (let at = from; at <= end; at++) {
    const code = at < end ? text.charCodeAt(at) : Char.Pipe;
    if (code === Char.Backslash) {
      at++;
      continue;
    }
    if (code !== Char.Pipe) continue;
    const trimmed = skipSpaces(text, cellStart, Math.min(at, end));
    const cellEnd = trimEnd(text, trimmed, Math.min(at, end));
    // What follows the closing pipe is no cell.
    if (at < end || cellEnd > trimmed) cells.push({ start: trimmed, end: cellEnd });
    cellStart = at + 1;
  }
  return cells;
}
