import type { TaskPlace } from '../model/reader';
import { shortened } from '../text/shortened';

const LONGEST_TITLE = 50;

/** A task's dependency, by the number of the task in its document and its own number in the task. */
export interface DependencyPlace extends TaskPlace {
  readonly nth: number;
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
