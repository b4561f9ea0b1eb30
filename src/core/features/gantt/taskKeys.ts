import type { Task, TaskDocument } from '../../model/task';
import { inSteps } from '../../text/steps';

/** A task as it was when it got its key. */
interface Known {
  readonly key: string;
  /** What it looks like: its id, else its title. */
  readonly look: string;
}

/**
 * A name for each task that stays while the text around it is edited: `Task.key` of a task without an id has its line in
 * it. Tasks with an id keep theirs anyway; the others are found again by their titles, and those whose titles were edited
 * by their place between tasks that were found.
 */
export class TaskKeys {
  private known: ReadonlyMap<string, readonly Known[]> = new Map();
  private keys: ReadonlyMap<Task, string> = new Map();
  private tasks: ReadonlyMap<string, Task> = new Map();

  /** Takes the documents as they are at the last step: tasks of others are forgotten, but for their names. */
  *updateInSteps(documents: readonly TaskDocument[]): Generator<void, void> {
    const known = new Map(this.known);
    const keys = new Map<Task, string>();
    const tasksOf = new Map<string, Task>();
    for (const { tasks, uri, path } of documents) {
      const now = yield* matched(path, this.known.get(uri) ?? [], tasks);
      known.set(uri, now);
      yield* inSteps(now, ({ key }, at) => {
        keys.set(tasks[at]!, key);
        tasksOf.set(key, tasks[at]!);
      });
    }
    this.known = known;
    this.keys = keys;
    this.tasks = tasksOf;
  }

  keyOf(task: Task): string | null {
    return this.keys.get(task) ?? null;
  }

  taskOf(key: string): Task | null {
    return this.tasks.get(key) ?? null;
  }
}

function* matched(
  path: string,
  before: readonly Known[],
  tasks: readonly Task[],
): Generator<void, readonly Known[]> {
  const looks: string[] = [];
  yield* inSteps(tasks, (task) => void looks.push(lookOf(task)));
  const found = new Array<string | undefined>(tasks.length);
  const taken = new Set<string>();
  const take = (at: number, old: Known | undefined): void => {
    if (!old || found[at] !== undefined || taken.has(old.key)) return;
    found[at] = old.key;
    taken.add(old.key);
  };
  // Of several that look the same the first is the first.
  const byLook = new Map<string, Known[]>();
  yield* inSteps([...before].reverse(), (old) => {
    const same = byLook.get(old.look);
    if (same) same.push(old);
    else byLook.set(old.look, [old]);
  });
  yield* inSteps(looks, (look, at) => take(at, byLook.get(look)?.pop()));
  const placeBefore = new Map(before.map(({ key }, at) => [key, at]));
  const placeOf = (at: number): number | undefined =>
    at < 0 ? -1 : at === tasks.length ? before.length : placeBefore.get(found[at] ?? '');
  // Where as many are missing between two that were found as are new there, they are the same.
  for (let from = 0; from < tasks.length; from++) {
    if (found[from] !== undefined) continue;
    let end = from;
    while (end < tasks.length && found[end] === undefined) end++;
    const above = placeOf(from - 1);
    const below = placeOf(end);
    if (above !== undefined && below !== undefined && below - above - 1 === end - from)
      for (let at = from; at < end; at++) {
        const old = before[above + 1 + at - from]!;
        if (tasks[at]!.id === null && !isId(old.look)) take(at, old);
      }
    from = end;
  }
  yield;
  const used = new Map<string, number>();
  const known: Known[] = [];
  yield* inSteps(looks, (look, at) => {
    const key = found[at] ?? freeKey(`${path}#${look}`, taken, used);
    taken.add(key);
    known.push({ key, look });
  });
  return known;
}

/** @param used how many keys of each base were tried, which is added to */
function freeKey(base: string, taken: ReadonlySet<string>, used: Map<string, number>): string {
  for (let n = (used.get(base) ?? 0) + 1; ; n++) {
    const key = n === 1 ? base : `${base} ${n}`;
    used.set(base, n);
    if (!taken.has(key)) return key;
  }
}

/** An id cannot be taken for a title, nor a title for an id. */
function lookOf({ id, title }: Task): string {
  return id === null ? `“${title.slice(0, 80)}”` : id.slice(0, 200);
}

function isId(look: string): boolean {
  return !look.startsWith('“');
}
