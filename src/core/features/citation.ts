import type { Task } from '../model/task';
import { taskName } from './words';

/**
 * How a task is cited where its file is not at hand, as in a commit or a record: `P0-001 (docs/BACKLOG.md:31)`. A
 * list number means nothing without its file: `docs/TODO.md 3.6`. A task without an id is named by its title:
 * `“Buy ground” (docs/TODO.md:12)`.
 */
export function citationOf(task: Task): string {
  const { id, idKind, document, line } = task;
  if (id !== null && idKind === 'number') return `${document.path} ${id}`;
  return `${taskName(task)} (${document.path}:${String(line + 1)})`;
}
