import { Char, isBlank, skipBlanks } from '../text/characters';

/** Number of cells of a table's header row, or 0 where the line cannot be one. */
export function headerCells(text: string, start: number, end: number): number {
  let cells = 0;
  let parts = 0;
  // A cell counts when something follows its divider, so that a closing `|` opens none.
  let pending = false;
  if (text.charCodeAt(start) !== Char.Pipe) {
    pending = true;
    parts = 1;
  }
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) {
      at++;
      continue;
    }
    parts++;
    if (pending) {
      pending = false;
      cells++;
    }
    if (code === Char.Pipe) {
      pending = true;
      at++;
    } else {
      at = cellTextEnd(text, at, end);
    }
  }
  return parts > 1 ? cells : 0;
}

/** Number of cells of a table's delimiter row (`| --- | :-: |`), or 0 where the line is none. */
export function delimiterCells(text: string, start: number, end: number): number {
  let cells = 0;
  let marked = false;
  let at = start;
  if (text.charCodeAt(at) === Char.Pipe) {
    marked = true;
    at = skipBlanks(text, at + 1, end);
  }
  while (at < end) {
    if (text.charCodeAt(at) === Char.Colon) {
      marked = true;
      at++;
    }
    if (at >= end || text.charCodeAt(at) !== Char.Dash) return 0;
    while (at < end && text.charCodeAt(at) === Char.Dash) at++;
    if (at < end && text.charCodeAt(at) === Char.Colon) {
      marked = true;
      at++;
    }
    cells++;
    at = skipBlanks(text, at, end);
    if (at >= end) break;
    if (text.charCodeAt(at) !== Char.Pipe) return 0;
    marked = true;
    at = skipBlanks(text, at + 1, end);
  }
  // Without a mark it is a setext underline or a paragraph.
  return marked ? cells : 0;
}

function cellTextEnd(text: string, at: number, end: number): number {
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === Char.Pipe || isBlank(code)) break;
    at++;
    if (code === Char.Backslash && at < end) {
      const escaped = text.charCodeAt(at);
      if (escaped === Char.Backslash || escaped === Char.Pipe) at++;
    }
  }
  return at;
}
