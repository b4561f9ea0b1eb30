/** Finding tasks by what a person types. */
import type { IndexReader, Task } from '../core';

const MAX_NEAREST = 5;

/** The tasks of an id, or the one task of a key such as `docs/TODO.md#3.6`. */
export function findTasks(index: IndexReader, text: string): readonly Task[] {
  const tasks = index.byId(text);
  if (tasks.length > 0) return tasks;
  const task = index.byKey(text);
  return task ? [task] : [];
}

/** Known ids that look like this one, the most alike first. */
export function nearestIds(index: IndexReader, text: string): string[] {
  const wanted = text.toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  const distances = new Map<string, number>();
  for (const { id } of index.tasks()) {
    if (id === null || distances.has(id)) continue;
    const distance = editDistance(wanted, id.toLowerCase(), limit);
    if (distance <= limit && distance < wanted.length) distances.set(id, distance);
  }
  const ranked = [...distances].sort(([, a], [, b]) => a - b);
  return ranked.slice(0, MAX_NEAREST).map(([id]) => id);
}

export function unknownId(id: string, nearest: readonly string[]): string {
  if (id === '') return 'an empty id was given; name one such as P0-001';
  const mend =
    nearest.length > 0
      ? `the nearest: ${nearest.join(', ')}`
      : 'wavemark index --all lists the tasks with their ids';
  return `no task here has the id "${id}"; ${mend}`;
}

/**
 * Insertions, deletions, replacements and swaps of neighbours between two texts (optimal string alignment); any
 * number above `limit` is as good as another.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const replace = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let cost = Math.min(replace, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    // A swap reaches back two rows, so one hopeless row is not enough.
    if (least > limit + 1) return limit + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
