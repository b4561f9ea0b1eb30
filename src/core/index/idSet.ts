import { digitLook, plainLook } from '../identity/skeleton';
import type { IdSet, Task, TaskDocument } from '../model/task';

/** The ids of some tasks as one string, which is another whenever an id is. */
export function idsInOrder(tasks: readonly Task[]): string {
  let ids = '';
  for (const { id } of tasks) if (id !== null) ids += `${id}\n`;
  return ids;
}

export function idSetOf({ tasks }: TaskDocument): IdSet {
  const ids = new Set<string>();
  for (const { id } of tasks) if (id !== null) ids.add(id);
  const lower = new Set<string>();
  const looks = new Set<string>();
  let odd = false;
  for (const id of ids) {
    lower.add(id.toLowerCase());
    looks.add(digitLook(id));
    odd ||= plainLook(id) !== id;
  }
  return { lower, mayDeceive: odd || lower.size < ids.size || looks.size < ids.size };
}
