/** A task file cut into the lines of its tasks and what stands between, to be changed task by task. */
import type { Task, TaskDocument } from '../../src/core';

/** The lines of one task that holds no other, and what of them can be changed. */
export interface Block {
  /** The id it has in the baseline; null for a new task. */
  readonly old: string | null;
  /** What its id begins with, up to the last number: `T`, `P1-`, `3.`. */
  readonly prefix: string;
  /** Digits of the last number, zeros before it counted. */
  readonly width: number;
  /** Blocks of one group stand below one parent, and are alike. */
  readonly group: string;
  readonly raw: string;
  /** Of what is written of the id, relative to `raw`. */
  readonly idAt: readonly [start: number, end: number];
  readonly titleAt: readonly [start: number, end: number];
  readonly marker: number | null;
  /** The last number of its id. */
  number: number;
  title: string;
  done: boolean;
  /** Collapsed to its first line, the title struck. */
  collapsed: boolean;
  /** By an edit of the script: no second one changes it. */
  touched: boolean;
}

export type Piece = string | Block;

export function idOf(block: Block): string {
  return `${block.prefix}${numberOf(block)}`;
}

function numberOf({ number, width }: Block): string {
  return String(number).padStart(width, '0');
}

/** @param numbers whether numbers of ordered lists count as ids, too */
export function cut(document: TaskDocument, numbers: boolean): Piece[] {
  const { text, tasks } = document;
  const counts = new Map<string, number>();
  for (const { id } of tasks) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  const pieces: Piece[] = [];
  let at = 0;
  tasks.forEach((task, index) => {
    const next = tasks[index + 1];
    if (next && next.line <= task.endLine) return;
    const start = document.offsetAt({ line: task.line, column: 0 });
    const end =
      task.endLine + 1 < document.lineCount
        ? document.offsetAt({ line: task.endLine + 1, column: 0 })
        : text.length;
    const block = counts.get(task.id ?? '') === 1 ? blockOf(task, document, [start, end], numbers) : null;
    if (!block || start < at) return;
    pieces.push(text.slice(at, start), block);
    at = end;
  });
  pieces.push(text.slice(at));
  return pieces;
}

function blockOf(
  task: Task,
  { text }: TaskDocument,
  [start, end]: readonly [number, number],
  numbers: boolean,
): Block | null {
  const { id, idRange, titleRange, kind, markerRange, parent, section } = task;
  const raw = text.slice(start, end);
  if (id === null || !idRange || kind === 'document' || !/[\r\n]$/.test(raw)) return null;
  const match = /^(.*?)(\d+)$/.exec(id);
  const written = text.slice(idRange.start, idRange.end);
  const isListNumber = written !== id || kind === 'numbered';
  // The number of a heading is a position, too.
  if (kind === 'heading' && /^\d+$/.test(id)) return null;
  // A list below a line of text must begin with 1: that item stays what it is.
  if (!match || (isListNumber && (!numbers || written !== match[2] || written === '1'))) return null;
  const [, prefix = '', digits = ''] = match;
  const title = text.slice(titleRange.start, titleRange.end);
  const apart = idRange.end <= titleRange.start || titleRange.end <= idRange.start;
  if (!apart || titleRange.start < start || titleRange.end > end || /[\r\n~]/.test(title)) return null;
  return {
    old: id,
    prefix,
    width: digits.startsWith('0') ? digits.length : 0,
    group: [kind, prefix, parent?.key ?? '', ...section].join('\n'),
    raw,
    idAt: [(isListNumber ? idRange.start : idRange.end - digits.length) - start, idRange.end - start],
    titleAt: [titleRange.start - start, titleRange.end - start],
    marker: markerRange ? markerRange.start - start : null,
    number: Number(digits),
    title,
    done: false,
    collapsed: false,
    touched: false,
  };
}

/** A new task in the likeness of another. */
export function newBlock(like: Block, number: number, title: string): Block {
  return { ...like, old: null, number, title, done: false, collapsed: false, touched: true };
}

export function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : render(piece))).join('');
}

function render(block: Block): string {
  const { raw, idAt, titleAt, marker, title, done, collapsed } = block;
  const changes: (readonly [number, number, string])[] = [
    [...idAt, numberOf(block)],
    [...titleAt, collapsed ? `~~${title}~~ → ADR-031` : title],
  ];
  if (done && marker !== null) changes.push([marker, marker + 1, 'x']);
  let text = raw;
  for (const [start, end, fresh] of changes.sort((a, b) => b[0] - a[0]))
    text = text.slice(0, start) + fresh + text.slice(end);
  return collapsed ? text.replace(/^([^\r\n]*(?:\r\n|\r|\n))[^]*$/, '$1') : text;
}
