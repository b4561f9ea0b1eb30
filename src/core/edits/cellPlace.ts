import type { TextEdit } from '../model/problem';
import type { TaskDocument, TextRange } from '../model/task';
import { editOf } from './fieldPlaces';

/** Replaces what a cell of a table holds, blanks aside, and keeps its pipes below each other where they are. */
export function cellEdit(
  document: TaskDocument,
  { start: valueStart, end: valueEnd }: TextRange,
  text: string,
): TextEdit {
  const line = document.positionAt(valueStart).line;
  const lineStart = document.offsetAt({ line, column: 0 });
  const lineEnd = document.offsetAt({ line, column: Number.MAX_SAFE_INTEGER });
  const isEmpty = valueStart === valueEnd;
  // An empty cell is where its blanks end.
  const from = isEmpty
    ? valueStart - (/[ \t]*$/.exec(document.slice(lineStart, valueStart))?.[0].length ?? 0)
    : valueStart;
  const blanks = /^[ \t]*/.exec(document.slice(valueEnd, lineEnd))?.[0].length ?? 0;
  const fresh = isEmpty ? ` ${text}` : text;
  const pipe = valueEnd + blanks - lineStart;
  const isAligned =
    document.slice(valueEnd + blanks, valueEnd + blanks + 1) === '|' && isPipeNear(document, line, pipe);
  const old = valueEnd - from;
  if (!isAligned) {
    const end = isEmpty ? valueEnd + blanks : valueEnd;
    return editOf(document, from, end, isEmpty ? `${fresh} ` : fresh);
  }
  const width = old + blanks;
  const gap = blanks > 0 || isEmpty ? 1 : 0;
  const padded = fresh.length + gap > width ? fresh + ' '.repeat(gap) : fresh.padEnd(width);
  return editOf(document, from, valueEnd + blanks, padded);
}

/** Whether a pipe stands at the same place of the line above or below. */
function isPipeNear(document: TaskDocument, line: number, column: number): boolean {
  return [line - 1, line + 1].some((near) => {
    if (near < 0 || near >= document.lineCount) return false;
    const start = document.offsetAt({ line: near, column: 0 });
    const text = document.slice(start, document.offsetAt({ line: near, column: Number.MAX_SAFE_INTEGER }));
    return text.charAt(column) === '|';
  });
}
