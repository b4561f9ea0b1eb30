import type { Task } from '../model/task';

/** The ids of some tasks as one string, a line each, which is another whenever an id is. */
export function idsInOrder(tasks: readonly Task[]): string {
  let ids = '';
  for (const { id } of tasks) if (id !== null) ids += `${id}\n`;
  return ids;
}
