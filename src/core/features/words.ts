import type { IndexReader } from '../model/reader';
import type { Task, TaskStatus } from '../model/task';

/** Statuses after which nothing waits for the task any more. `unknown` is never among them. */
const FINISHED: ReadonlySet<TaskStatus> = new Set<TaskStatus>(['done', 'decided', 'dropped']);

export function isFinished({ status }: Pick<Task, 'status'>): boolean {
  return FINISHED.has(status);
}

/** The ids the task still waits for: of unfinished tasks, and of tasks that nobody knows. */
export function unfinishedDependencies(reader: IndexReader, task: Task): readonly string[] {
  return reader
    .dependencies(task)
    .filter(({ targets }) => targets.length === 0 || !targets.every(isFinished))
    .map(({ id }) => id);
}

/** How sentences call a task: by its id, else by its title. */
export function taskName({ id, title }: Pick<Task, 'id' | 'title'>): string {
  return id ?? `“${title}”`;
}

/** How a task is called on one line: its id, if any, then its title. */
export function taskLabel(task: Task): string {
  if (task.id === null) return task.title;
  return task.title === '' ? task.id : `${task.id} ${task.title}`;
}

const RANKS = new Map<string, number>([
  ['blocker', 0],
  ['critical', 0],
  ['highest', 0],
  ['urgent', 0],
  ['high', 1],
  ['must', 1],
  ['medium', 2],
  ['normal', 2],
  ['should', 2],
  ['low', 3],
  ['could', 3],
  ['lowest', 4],
]);

/** Signs that stand for a priority, as a widely used notation has them. */
const SIGNS = new Map<string, string>([
  ['🔺', 'Highest'],
  ['⏫', 'High'],
  ['🔼', 'Medium'],
  ['🔽', 'Low'],
  ['⏬', 'Lowest'],
]);

/** A priority in words, for those who do not know the sign, or have no picture of it. */
export function priorityName(priority: string): string {
  const written = priority.trim();
  return SIGNS.get(written.replace(/\ufe0f$/, '')) ?? written;
}

/** Lower comes first: P0 before P1, critical before low. Words that name no rank come last. */
export function priorityRank(priority: string): number {
  const numbered = /^p\s?([0-9])$/i.exec(priority.trim());
  if (numbered) return Number(numbered[1]);
  return RANKS.get(priorityName(priority).toLowerCase()) ?? Number.MAX_SAFE_INTEGER;
}

/**
 * "Wave 2" before "Wave 10", whatever the locale of the machine. No collator is kept: the first one of a process
 * costs more than the rest of its start.
 */
export function compareNatural(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true, sensitivity: 'base' });
}
