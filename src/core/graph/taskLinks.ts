import type { IndexReader, TaskPlace } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { isFinished } from '../features/words';
import { inSteps } from '../text/steps';
import { cyclicComponents } from './components';
import { networkOf } from './network';

/**
 * What tasks wait for and are part of, by the numbers that they have when all documents are counted through. It
 * stays true while texts and places change, as long as the facts of plans are the same, so that all rules of
 * dependencies share it: to be asked for by `index.ofAll(taskLinks)`.
 */
export interface TaskLinks {
  readonly count: number;
  /** In the order of the index, with the number of the first task of each. */
  readonly documents: readonly { readonly uri: string; readonly first: number }[];
  /** 1 where a task is finished. */
  readonly finished: Uint8Array;
  /** Number of the parent; -1 where there is none. */
  readonly parent: Int32Array;
  /** The dependencies of task `n` are those from `dependencies[n]` to `dependencies[n + 1]`, in the order written. */
  readonly dependencies: Int32Array;
  /**
   * What dependency `d` means: `targets[targetsOf[d]]` up to, and without, `targets[targetsOf[d + 1]]`; nothing if unresolved. It may be
   * the task itself.
   */
  readonly targetsOf: Int32Array;
  readonly targets: Int32Array;
}

export function* taskLinks(index: IndexReader): Generator<void, TaskLinks> {
  const numbers = new Map<Task, number>();
  const documents: { uri: string; first: number }[] = [];
  for (const { uri, tasks } of index.documents()) {
    documents.push({ uri, first: numbers.size });
    for (const task of tasks) numbers.set(task, numbers.size);
    yield;
  }
  const count = numbers.size;
  const finished = new Uint8Array(count);
  const parent = new Int32Array(count).fill(-1);
  const dependencies = new Int32Array(count + 1);
  const targetsOf: number[] = [0];
  const targets: number[] = [];
  let number = 0;
  for (const document of index.documents()) {
    const known = new Map<string, readonly number[]>();
    yield* inSteps(document.tasks, (task) => {
      if (isFinished(task)) finished[number] = 1;
      if (task.parent) parent[number] = numbers.get(task.parent) ?? -1;
      for (const { id } of task.dependsOn) {
        let meant = known.get(id);
        if (!meant) known.set(id, (meant = meaningOf(id, document, index, numbers)));
        for (const target of meant) targets.push(target);
        targetsOf.push(targets.length);
      }
      dependencies[++number] = targetsOf.length - 1;
    });
  }
  return {
    count,
    documents,
    finished,
    parent,
    dependencies,
    targetsOf: Int32Array.from(targetsOf),
    targets: Int32Array.from(targets),
  };
}

function meaningOf(
  id: string,
  document: TaskDocument,
  index: IndexReader,
  numbers: ReadonlyMap<Task, number>,
): readonly number[] {
  return index.resolve(id, document).flatMap((task) => numbers.get(task) ?? []);
}

/** Where a task stands in its document. */
export function placeOf({ documents }: TaskLinks, task: number): TaskPlace {
  let low = 0;
  let high = documents.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((documents[middle]?.first ?? 0) <= task) low = middle;
    else high = middle;
  }
  const { uri = '', first = 0 } = documents[low] ?? {};
  return { uri, at: task - first };
}

/** What each dependency of a task means, in the order written, without the task itself. */
export function* meaningsOf(
  { dependencies, targetsOf, targets }: TaskLinks,
  task: number,
): Generator<readonly number[]> {
  for (let nth = dependencies[task]!; nth < dependencies[task + 1]!; nth++)
    yield [...targets.subarray(targetsOf[nth], targetsOf[nth + 1])].filter((target) => target !== task);
}

/**
 * False where open tasks certainly do not wait for each other in a circle, in whichever way parts and wholes wait for
 * each other: where every family of tasks taken as one does not, and nothing in a family waits for another part of it.
 */
export function mayHoldCycle({
  count,
  parent,
  finished,
  dependencies,
  targetsOf,
  targets,
}: TaskLinks): boolean {
  const root = new Int32Array(count);
  // Parents come before their parts.
  for (let task = 0; task < count; task++) root[task] = parent[task]! < 0 ? task : root[parent[task]!]!;
  const pairs: number[] = [];
  for (let task = 0; task < count; task++) {
    if (finished[task]) continue;
    for (let at = targetsOf[dependencies[task]!]!; at < targetsOf[dependencies[task + 1]!]!; at++) {
      const target = targets[at]!;
      if (finished[target] || target === task) continue;
      if (root[target] === root[task]) return true;
      pairs.push(root[target]!, root[task]!);
    }
  }
  return pairs.length > 0 && cyclicComponents(networkOf(count, pairs)).length > 0;
}
