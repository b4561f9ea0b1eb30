import { TaskNode } from '../forms/taskNode';
import type { TextEdit } from '../model/problem';
import type { Task } from '../model/task';
import { cellsOfRow } from '../parse/rowDetails';

/** How an id is written at its task: `T012: `, `**T012** `, ` [T012]`. */
export interface IdStyle {
  readonly where: 'start' | 'end';
  readonly before: string;
  readonly after: string;
  /** Whether the decoration before the id closes behind the title: `**T012 Title**`. */
  readonly open: boolean;
}

/** Where a file shows no habit. */
const COLON: IdStyle = { where: 'start', before: '', after: ': ', open: false };
const SPACE: IdStyle = { ...COLON, after: ' ' };

const MARKER = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|#{1,6}[ \t]+)?/;
const OPENING = /^[*_`[(]*$/;
const CLOSING = /^[*_`\])]*(?:[:：.)、]|[ \t]+(?:[-–—|:]+))?[*_`]*[ \t]*$/;
const TAGS = /^(?:\[[^\]\r\n]{1,24}\][ \t]*)+$/;

/** Where the text of a task begins: behind list marker or `#`s, and behind the box. */
function contentStart(task: Task): number {
  const { document, line, markerRange } = task;
  const lineStart = document.offsetAt({ line, column: 0 });
  const lineEnd = document.offsetAt({ line, column: Number.MAX_SAFE_INTEGER });
  const text = document.text.slice(lineStart, lineEnd).replace(/^\ufeff/, ' ');
  const start = lineStart + (MARKER.exec(text)?.[0].length ?? 0);
  if (!markerRange || markerRange.start !== start + 1) return start;
  const behind = markerRange.end + 1;
  return behind + (/^[ \t]*/.exec(document.text.slice(behind, lineEnd))?.[0].length ?? 0);
}

/** How the id of a task is written, or null where that is no habit to go by. */
export function styleOf(task: Task): IdStyle | null {
  const { idRange, titleRange, document, kind } = task;
  if (!idRange || kind === 'row' || kind === 'document') return null;
  const { text } = document;
  if (text.slice(idRange.start, idRange.end) !== task.id) return null;
  if (idRange.start > titleRange.start) {
    const bracket = text.slice(idRange.start - 1, idRange.start) + text.charAt(idRange.end);
    return bracket === '[]' || bracket === '()'
      ? { where: 'end', before: ` ${bracket[0] ?? ''}`, after: bracket[1] ?? '', open: false }
      : null;
  }
  const before = text.slice(contentStart(task), idRange.start);
  const after = text.slice(idRange.end, titleRange.start);
  if (!OPENING.test(before) || !CLOSING.test(after)) return null;
  const open = !isBalanced(before, after);
  if (open && (/[[(`]/.test(before) || /[*_`\])]/.test(after))) return null;
  return { where: 'start', before, after: after === '' ? ' ' : after, open };
}

/** Whether all that is opened before the id is closed behind it. */
function isBalanced(before: string, after: string): boolean {
  const closes = [...before].reverse().map((mark) => (mark === '[' ? ']' : mark === '(' ? ')' : mark));
  return after.replace(/[^*_`\])]/g, '').startsWith(closes.join('')) || before === '';
}

/** The ways in which an id may be written at a task, the best first. */
export function stylesFor(task: Task, named: readonly Task[]): readonly IdStyle[] {
  const counts = new Map<string, { style: IdStyle; count: number }>();
  for (const each of named) {
    const style = each.kind === task.kind ? styleOf(each) : null;
    if (!style) continue;
    const key = JSON.stringify(style);
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { style, count: 1 });
  }
  const habits = [...counts.values()].sort((a, b) => b.count - a.count);
  const habit = habits[0]?.style;
  return habit ? [habit, COLON, SPACE] : [COLON, SPACE];
}

/** The edit that writes an id at a task without one, or in one sentence why there is no place for it. */
export function insertId(task: Task, id: string, style: IdStyle): TextEdit | string {
  if (task.kind === 'document') return 'it is the file as a whole; write its id into its front matter';
  if (task.kind === 'row') return insertIntoRow(task, id);
  const { uri, text } = task.document;
  if (style.where === 'end') {
    const at = endOfTitle(task);
    const range = { start: at, end: at };
    return { uri, range, expected: '', text: `${style.before}${id}${style.after}` };
  }
  const content = contentStart(task);
  const title = task.titleRange.start;
  // `[P] [US1]` follow the id: `- [ ] T012 [P] [US1] Title`.
  let at = TAGS.test(text.slice(content, title)) ? content : title;
  let { before, after } = style;
  if (text.startsWith('~~', at)) {
    // Within the strike, so that the task is still struck.
    at += 2;
    before = '';
    after = ' ';
  } else if (style.open) {
    if (text.startsWith(before, at)) at += before.length;
    before = '';
  }
  return { uri, range: { start: at, end: at }, expected: '', text: `${before}${id}${after}` };
}

/** The end of the first line of the title; what a file has behind it stays behind the id. */
function endOfTitle(task: Task): number {
  const { document, line, titleRange } = task;
  const lineEnd = document.offsetAt({ line, column: Number.MAX_SAFE_INTEGER });
  const end = Math.min(titleRange.end, lineEnd);
  const blank = /[ \t]*$/.exec(document.text.slice(titleRange.start, end))?.[0].length ?? 0;
  return end - blank;
}

const EMPTY_CELL = /^(?:[-–—?]+|tbd|n\/a)$/i;

function insertIntoRow(task: Task, id: string): TextEdit | string {
  const list = task instanceof TaskNode ? task.list : null;
  if (!(task instanceof TaskNode) || !list || !('columns' in list) || list.columns.id < 0)
    return 'its table has no column for ids';
  const cell = cellsOfRow(task)[list.columns.id];
  if (!cell) return 'its row ends before the column of ids';
  const { source, base, offset } = task.stretch;
  const { uri, text } = task.document;
  const place = (start: number, end: number): { start: number; end: number } => ({
    start: offset + start - base,
    end: offset + end - base,
  });
  const written = source.slice(cell.start, cell.end);
  if (written !== '') {
    if (!EMPTY_CELL.test(written)) return `its column of ids holds “${written}”`;
    return { uri, range: place(cell.start, cell.end), expected: written, text: id };
  }
  let start = cell.start;
  while (start > 0 && /[ \t]/.test(source.charAt(start - 1))) start--;
  const range = place(start, cell.start);
  return { uri, range, expected: text.slice(range.start, range.end), text: ` ${id} ` };
}
