import { isWithin } from '../model/parts';
import type { Task, TaskDocument, TextRange } from '../model/task';

/** The lines of a list item that are its own, and its subtasks. */
export interface OwnText {
  /** Without the last line's end; a byte order mark before it is not part of it. */
  readonly range: TextRange;
  /** As written. */
  readonly text: string;
  /** All tasks below it, in document order. */
  readonly inside: readonly Task[];
  /** Those of them that are part of its text: they have no ids that anything could cite. */
  readonly carried: readonly Task[];
}

/** Why the lines of an item cannot be told from those of its subtasks. */
export type OwnTextFault = 'inline' | 'between';

/**
 * What of a list item goes where its text goes: all of its lines up to the first subtask that has an id, itself or
 * below it. Such subtasks keep their places, because their ids are cited.
 */
export function ownTextOf(task: Task): OwnText | OwnTextFault {
  const { document } = task;
  const inside = tasksInside(task);
  if (inside.some(({ line }) => line === task.line)) return 'inline';
  const kept = inside.filter((each) => hasIdInside(each, inside));
  const firstKept = kept[0]?.line ?? Infinity;
  const carried = inside.filter((each) => !kept.includes(each));
  let last = task.line;
  for (let line = task.line; line <= task.endLine; line++) {
    if (isBlank(document, line)) continue;
    if (line < firstKept) last = line;
    else if (!kept.some((each) => each.line <= line && line <= each.endLine)) return 'between';
  }
  const lineStart = document.offsetAt({ line: task.line, column: 0 });
  const start = lineStart + (document.slice(lineStart, lineStart + 1) === '\ufeff' ? 1 : 0);
  const end = document.offsetAt({ line: last, column: Number.MAX_SAFE_INTEGER });
  return { range: { start, end }, text: document.slice(start, end), inside, carried };
}

/** The tasks below a task, in document order. */
export function tasksInside(task: Task): readonly Task[] {
  const { document } = task;
  const { tasks } = document;
  const inside: Task[] = [];
  for (let at = document.numberOf(task) + 1; at < tasks.length; at++) {
    const each = tasks[at]!;
    if (each.line > task.endLine) break;
    if (isWithin(each, task)) inside.push(each);
  }
  return inside;
}

function hasIdInside(task: Task, among: readonly Task[]): boolean {
  if (task.id !== null) return true;
  return among.some((each) => each.id !== null && isWithin(each, task));
}

function isBlank(document: TaskDocument, line: number): boolean {
  const start = document.offsetAt({ line, column: 0 });
  return /^\s*$/.test(document.slice(start, document.offsetAt({ line, column: Number.MAX_SAFE_INTEGER })));
}
