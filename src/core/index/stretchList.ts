import type { TaskNode } from '../forms/taskNode';
import type { Position } from '../model/task';
import { Char, lineEndFrom } from '../text/characters';
import type { Segment } from '../parse/reading';
import type { Stretch } from './stretch';

/** Index of the stretch that holds the offset: the last one that begins at or before it. */
export function stretchIndexAt(stretches: readonly Stretch[], offset: number): number {
  return lastAtMost(stretches.length, (index) => stretches[index]?.offset ?? 0, offset);
}

/** Index of the last of `count` ascending values that is at most `limit`; 0 where none is. */
function lastAtMost(count: number, valueAt: (index: number) => number, limit: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (valueAt(middle) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Code units before the first column: a byte order mark is none of the text's characters. */
function unitsBefore(text: string, line: number): number {
  return line === 0 && text.charCodeAt(0) === Char.ByteOrderMark ? 1 : 0;
}

/** UTF-16 code units of all stretches together. */
export function lengthOf(stretches: readonly Stretch[]): number {
  const last = stretches[stretches.length - 1];
  return last ? last.offset + last.table.length : 0;
}

/** A piece of the text; cheap where it lies in one stretch, as nearly everything does that is asked for. */
export function sliceOf(stretches: readonly Stretch[], start: number, end: number): string {
  const from = Math.max(0, start);
  const to = Math.min(end, lengthOf(stretches));
  let piece = '';
  for (let index = stretchIndexAt(stretches, from); index < stretches.length; index++) {
    const stretch = stretches[index];
    if (!stretch || stretch.offset >= to) break;
    const { offset, base, table } = stretch;
    const first = Math.max(0, from - offset);
    const last = Math.min(table.length, to - offset);
    if (last > first) piece += stretch.source.slice(base + first, base + last);
  }
  return piece;
}

/** The place of an offset, which is clamped to the text. */
export function positionAt(stretches: readonly Stretch[], offset: number): Position {
  const length = lengthOf(stretches);
  const clamped = Math.max(0, Math.min(offset, length));
  const stretch = stretches[stretchIndexAt(stretches, clamped)];
  if (!stretch) return { line: 0, column: clamped };
  const { lineStarts } = stretch.table;
  const relative = clamped - stretch.offset;
  const line = lastAtMost(lineStarts.length, (index) => lineStarts[index] ?? 0, relative);
  const column = relative - (lineStarts[line] ?? 0);
  // The empty line after a final line end is in no stretch.
  if (clamped === length && column > 0 && /[\r\n]$/.test(sliceOf(stretches, clamped - 1, clamped))) {
    return { line: stretch.line + line + 1, column: 0 };
  }
  const before = unitsBefore(sliceOf(stretches, 0, 1), stretch.line + line);
  return { line: stretch.line + line, column: Math.max(0, column - before) };
}

/** The offset of a place, which is clamped to its line, then to the text. */
export function offsetAt(text: string, stretches: readonly Stretch[], { line, column }: Position): number {
  if (line < 0) return 0;
  const stretch = stretches[lastAtMost(stretches.length, (index) => stretches[index]?.line ?? 0, line)];
  const start = stretch?.table.lineStarts[line - stretch.line];
  if (!stretch || start === undefined) return text.length;
  const lineStart = stretch.offset + start + unitsBefore(text, line);
  return Math.min(lineStart + Math.max(0, column), lineEndFrom(text, lineStart, text.length));
}

/** Visits the segments of a heading's section, its own first; those of a document task are all. */
export function eachSegmentOf(
  stretches: readonly Stretch[],
  node: TaskNode,
  visit: (stretch: Stretch, segment: Segment) => void,
): void {
  const whole = node.level === 0;
  let inside = whole;
  for (
    let index = whole ? 0 : stretchIndexAt(stretches, node.stretch.offset);
    index < stretches.length;
    index++
  ) {
    const stretch = stretches[index];
    if (!stretch) return;
    const { segments } = stretch.reading;
    for (let at = inside ? 0 : node.segment.index; at < segments.length; at++) {
      const segment = segments[at];
      if (!segment) break;
      if (segment === node.segment) inside = true;
      else if (inside && !whole && segment.heading && segment.level <= node.level) return;
      if (inside) visit(stretch, segment);
    }
  }
}
