import type { FileAlignment } from '../model/alignment';
import type { TextEdit } from '../model/problem';
import type { Task, TaskDocument } from '../model/task';

/** Ways to bring a removed task back in its place; an edit is null where the place is not there any more. */
export interface Return {
  /** Struck, on one line: the id keeps its meaning and nothing else of the task is left. */
  readonly pointer: TextEdit | null;
  /** As it was; null where that is the pointer. */
  readonly whole: TextEdit | null;
}

/** Plans the return of a task of the baseline to today's file. */
export function putBack(before: Task, { before: then, today, now }: FileAlignment): Return {
  const place = today && before.kind !== 'document' ? placeOf(before, then, today, now) : null;
  const own = linesOf(then, before.line, before.endLine);
  if (!place || own === null) return { pointer: null, whole: null };
  const { text } = then;
  const pointer = pointerTo(before, then);
  const insert = (lines: string): TextEdit => {
    const lineEnd = /\r\n|\r|\n/.exec(today?.text ?? '')?.[0] ?? /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
    const fresh = `${place.glue.before}${lines}${place.glue.after}`.replace(/\r\n|\r|\n/g, lineEnd);
    return {
      uri: today?.uri ?? '',
      range: { start: place.offset, end: place.offset },
      expected: '',
      text: fresh,
    };
  };
  const whole = pointer === own ? null : insert(own);
  return { pointer: pointer === null ? null : insert(pointer), whole };
}

interface Place {
  /** In today's file. */
  readonly offset: number;
  /** What stood around the task's lines, so that what comes back stands as it stood. */
  readonly glue: { readonly before: string; readonly after: string };
}

/** Before the sibling that followed it; else right below its parent's text; else after the one it followed. */
function placeOf(
  before: Task,
  then: TaskDocument,
  today: TaskDocument,
  now: FileAlignment['now'],
): Place | null {
  const siblings = then.tasks.filter((task) => isSibling(task, before));
  const at = siblings.indexOf(before);
  const here = (task: Task): Task | null => {
    const found = now(task);
    return found?.document.uri === today.uri ? found : null;
  };
  for (const next of siblings.slice(at + 1)) {
    const found = here(next);
    if (!found) continue;
    const follower = siblings[at + 1] ?? next;
    const between = linesOf(then, before.endLine + 1, follower.line - 1);
    const blank = between === null || between.trim() !== '' ? '' : `${between}\n`;
    const gap = follower.line > before.endLine + 1 ? blank : '';
    return { offset: startOf(today, found.line), glue: { before: '', after: `\n${gap}` } };
  }
  const parent = at === 0 && before.parent ? here(before.parent) : null;
  if (parent && before.parent) {
    const depth = before.line - before.parent.line;
    const [own, same] = [
      linesOf(then, before.parent.line + 1, before.line - 1),
      linesOf(today, parent.line + 1, parent.line + depth - 1),
    ];
    if (own === same && parent.line + depth < today.lineCount)
      return { offset: startOf(today, parent.line + depth), glue: { before: '', after: '\n' } };
  }
  const above = siblings.slice(0, at).reverse();
  const [last] = above;
  for (const previous of [...above, ...(before.parent ? [before.parent] : [])]) {
    const found = here(previous);
    if (!found) continue;
    const from = last && last === previous ? last.endLine + 1 : before.line;
    const gap = from < before.line ? (linesOf(then, from, before.line - 1) ?? '') : null;
    const blank = gap === null || gap.trim() !== '' ? '' : `${gap}\n`;
    return { offset: endOf(today, found.endLine), glue: { before: `\n${blank}`, after: '' } };
  }
  return null;
}

function isSibling(task: Task, other: Task): boolean {
  if (task.kind !== other.kind || task.parent !== other.parent) return false;
  return task === other || task.section.join('\n') === other.section.join('\n');
}

/**
 * The task's first line with the title struck, in the file's own style: marker, id and other columns stay. A
 * line that was a pointer is one. Null where that line does not hold id and title.
 */
function pointerTo(before: Task, then: TaskDocument): string | null {
  const { line, endLine, titleRange, idRange, title } = before;
  const first = linesOf(then, line, line);
  if (first === null || !idRange) return null;
  if (line === endLine && first.includes('~~')) return first;
  const start = startOf(then, line);
  const [from, to] = [titleRange.start - start, Math.min(titleRange.end - start, first.length)];
  const [idFrom, idTo] = [idRange.start - start, idRange.end - start];
  if (from < 0 || from > first.length || idFrom < 0 || idTo > first.length) return null;
  const struck = `~~${title}${fullStop(before, then)}~~`;
  const isAhead = idTo <= from;
  const head = isAhead ? balanced(first.slice(0, from)) : first.slice(0, from);
  if (before.kind === 'row') return `${head}${struck}${first.slice(to)}`;
  if (isAhead) return `${head}${struck}`;
  const brackets = /[[(`]/.exec(first.charAt(idFrom - 1))?.[0] ?? '';
  const closing = brackets === '' ? '' : first.charAt(idTo);
  return `${head}${struck} ${brackets}${first.slice(idFrom, idTo)}${closing}`;
}

/** "**P0-001: Title**" is cut within its bold. */
function balanced(head: string): string {
  return head.split('**').length % 2 === 0 ? head.replace(/\*\*(?=[^*]*$)/, '') : head;
}

/** Decided items end in a full stop where the file's others do; in lists without any, they do as well. */
function fullStop({ kind, title }: Task, { text }: TaskDocument): string {
  if (/[.!?:。！？]$/.test(title)) return '';
  if (/[.!?。]~~/.test(text)) return '.';
  return kind === 'numbered' && !text.includes('~~') ? '.' : '';
}

/** Lines `from` to `to` without the last line's end; null where there are none. */
function linesOf(document: TaskDocument, from: number, to: number): string | null {
  if (to < from) return null;
  return document.text.slice(startOf(document, from), endOf(document, to));
}

function startOf(document: TaskDocument, line: number): number {
  return document.offsetAt({ line, column: 0 });
}

function endOf(document: TaskDocument, line: number): number {
  return document.offsetAt({ line, column: Number.MAX_SAFE_INTEGER });
}
