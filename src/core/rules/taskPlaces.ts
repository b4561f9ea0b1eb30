import type { TaskPlace } from '../model/reader';
import type { Task } from '../model/task';
import { shortened } from '../text/shortened';

const LONGEST_TITLE = 50;

/** A task's dependency, by the number of the task in its document and its own number in the task. */
export interface DependencyPlace extends TaskPlace {
  readonly nth: number;
}

/** How messages call it: by its id, else by its title. */
export function nameOf({ id, title }: Task): string {
  return id ?? `“${title}”`;
}

/** By document, in the order given. */
export function byDocument<T extends TaskPlace>(places: Iterable<T>): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const place of places) {
    const known = found.get(place.uri);
    if (known) known.push(place);
    else found.set(place.uri, [place]);
  }
  return found;
}

/** A title for use within another. */
export function shortTitle(title: string): string {
  return shortened(title.replace(/[.\s]+$/, ''), LONGEST_TITLE);
}

/** Whether it is the other task, or a part of it at any depth. */
export function isPartOf(task: Task, other: Task): boolean {
  for (let at: Task | null = task; at; at = at.parent) if (at === other) return true;
  return false;
}
