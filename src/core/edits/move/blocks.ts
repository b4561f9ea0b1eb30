import { taskName } from '../../features/words';
import { TaskNode } from '../../forms/taskNode';
import { isWithin } from '../../model/parts';
import type { Task, TaskDocument } from '../../model/task';
import { Lines } from '../lines';

/** The whole lines of a task with all that is its own: fields, body, parts. Lines are 0-based, both included. */
export interface Block {
  readonly first: number;
  readonly last: number;
  /** The task and its parts in document order. */
  readonly tasks: readonly Task[];
}

/** The block of a task, or in half a sentence why it cannot be taken out of its place. */
export function blockOf(task: Task, lines: Lines): Block | string {
  const { document } = task;
  if (task.kind === 'document') return 'it is a file of its own';
  const all = document.tasks;
  const at = document.numberOf(task);
  let last = task.endLine;
  let end = at;
  while (end < all.length && (end === at || isWithin(all[end]!, task)))
    last = Math.max(last, all[end++]!.endLine);
  while (last > task.line && lines.isBlank(last)) last--;
  // Several items can be written in one line.
  const stranger = [all[end], all[at - 1]].find(
    (each) => each && each.line >= task.line && each.line <= last,
  );
  if (stranger) return `it shares lines with ${taskName(stranger)}`;
  return { first: task.line, last, tasks: all.slice(at, end) };
}

/** How the line of a task begins. */
export interface Lead {
  /** Indentation, with the marks of quotes. */
  readonly indent: string;
  /** The marker of a list item, without blanks; empty for headings and rows. */
  readonly marker: string;
}

const LEAD = /^(\ufeff?(?:[ \t]*>)*[ \t]*)((?:[-*+•]|\d{1,9}[.)])(?=[ \t]|$))?/;

export function leadOf(task: Task, lines: Lines): Lead {
  const [, indent = '', marker = ''] = LEAD.exec(lines.text(task.line)) ?? [];
  return { indent, marker };
}

/** Whether numbers that the lists themselves count are ids of the task or of what stands in its block. */
export function isCountedByList({ tasks }: Block, lines: Lines): boolean {
  return tasks.some((task) => task.idKind === 'number' && /^\d/.test(leadOf(task, lines).marker));
}

export function isOrdered(task: Task, lines: Lines): boolean {
  return /^\d/.test(leadOf(task, lines).marker);
}

/** Tasks of one form that stand beside each other, in document order: the nearest first is `of` itself. */
export function siblingsOf(task: Task): readonly Task[] {
  const form = formOf(task);
  const { parent } = task;
  const section = task.section.join('\n');
  return task.document.tasks.filter(
    (each) => each.parent === parent && formOf(each) === form && each.section.join('\n') === section,
  );
}

/** Tasks of one form can take each other's place: items of lists, rows of one table, headings of one level. */
export function formOf(task: Task): string {
  if (task.kind === 'heading') return `heading ${String(task instanceof TaskNode ? task.level : 0)}`;
  if (task.kind === 'row') return 'row';
  return task.kind === 'document' ? 'document' : 'item';
}

/** Whether nothing but blank lines and lines across the page stands between two lines. */
export function isOnlyGap(lines: Lines, above: number, below: number): boolean {
  for (let line = above + 1; line < below; line++)
    if (!/^[ \t>]*(?:([-*_])[ \t]*(?:\1[ \t]*){2,})?$/.test(lines.text(line))) return false;
  return true;
}

export function linesOf(document: TaskDocument): Lines {
  return new Lines(document);
}
