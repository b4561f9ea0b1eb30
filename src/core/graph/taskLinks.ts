import type { IndexReader, TaskPlace } from '../model/reader';
import type { Task, TaskDocument, TaskStatus } from '../model/task';
import { isFinished } from '../features/words';
import { cyclicComponents } from './components';
import { networkOf, type Edges } from './network';

/**
 * What tasks wait for and are part of, by the numbers that they have when all documents are counted through. It
 * stays true while texts and places change, as long as the facts of plans are the same, so that all rules of
 * dependencies share it: to be asked for by `index.ofAll(taskLinks)`.
 */
export interface TaskLinks {
  readonly count: number;
  /** In the order of the index, with the number of the first task of each. */
  readonly documents: readonly { readonly uri: string; readonly first: number }[];
  readonly status: readonly TaskStatus[];
  /** 1 where a task is finished. */
  readonly finished: Uint8Array;
  /** 1 where it states an effort. */
  readonly estimated: Uint8Array;
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

/** Tasks between two chances to pause. */
const STEP = 256;

/** What the links of some tasks are made of: what costs time is read once for each part of a document. */
interface LinkPart {
  readonly statuses: readonly TaskStatus[];
  readonly estimated: readonly boolean[];
  /** A parent is as lasting as the tasks are: with another one they are decided anew. */
  readonly parents: readonly (Task | null)[];
  /** Ids, in the order written. */
  readonly dependencies: readonly (readonly string[])[];
  /** How many of these there are. */
  readonly total: number;
}

const NO_IDS: readonly string[] = [];

function linkPart(tasks: readonly Task[]): LinkPart {
  let total = 0;
  const dependencies = tasks.map(({ dependsOn }) => {
    total += dependsOn.length;
    return dependsOn.length === 0 ? NO_IDS : dependsOn.map(({ id }) => id);
  });
  return {
    statuses: tasks.map(({ status }) => status),
    estimated: tasks.map(({ effortHours }) => effortHours !== null),
    parents: tasks.map(({ parent }) => parent),
    dependencies,
    total,
  };
}

export function* taskLinks(index: IndexReader): Generator<void, TaskLinks> {
  const documents: { uri: string; first: number }[] = [];
  const partsOf: LinkPart[][] = [];
  let count = 0;
  let total = 0;
  for (const document of index.documents()) {
    documents.push({ uri: document.uri, first: count });
    const parts: LinkPart[] = [];
    for (const part of document.derived(linkPart)) {
      parts.push(part);
      count += part.statuses.length;
      total += part.total;
    }
    partsOf.push(parts);
    yield;
  }
  const numbers = new TaskNumbers(index, documents);
  const status: TaskStatus[] = [];
  const finished = new Uint8Array(count);
  const estimated = new Uint8Array(count);
  const parent = new Int32Array(count).fill(-1);
  const dependencies = new Int32Array(count + 1);
  const targetsOf = new Int32Array(total + 1);
  const targets: number[] = [];
  let number = 0;
  let each = 0;
  for (const [nth, document] of index.documents().entries()) {
    const { first = 0 } = documents[nth] ?? {};
    const known = new Map<string, readonly number[]>();
    for (const part of partsOf[nth] ?? []) {
      for (let at = 0; at < part.statuses.length; at++) {
        if (at % STEP === 0) yield;
        status.push(part.statuses[at]!);
        if (isFinished({ status: part.statuses[at]! })) finished[number] = 1;
        if (part.estimated[at]) estimated[number] = 1;
        const above = part.parents[at];
        if (above) parent[number] = first + document.numberOf(above);
        for (const id of part.dependencies[at]!) {
          const [own, other] = document.tasksOf(id);
          if (own && !other) {
            targets.push(first + document.numberOf(own));
          } else {
            let meant = known.get(id);
            if (!meant) known.set(id, (meant = index.resolve(id, document).map((task) => numbers.of(task))));
            for (const target of meant) targets.push(target);
          }
          targetsOf[++each] = targets.length;
        }
        dependencies[++number] = each;
      }
    }
  }
  return {
    count,
    documents,
    status,
    finished,
    estimated,
    parent,
    dependencies,
    targetsOf,
    targets: Int32Array.from(targets),
  };
}

/** The numbers of tasks when all documents are counted through. */
class TaskNumbers {
  private readonly firsts: ReadonlyMap<TaskDocument, number>;

  constructor(index: IndexReader, documents: TaskLinks['documents']) {
    this.firsts = new Map(index.documents().map((document, nth) => [document, documents[nth]?.first ?? 0]));
  }

  of(task: Task): number {
    const { document } = task;
    return (this.firsts.get(document) ?? 0) + document.numberOf(task);
  }
}

/** The number of a task when all documents are counted through; -1 where it is none of theirs. */
export function numberIn({ documents }: TaskLinks, task: Task): number {
  const { document } = task;
  const first = documents.find(({ uri }) => uri === document.uri)?.first;
  const at = document.numberOf(task);
  return first === undefined || at < 0 ? -1 : first + at;
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

/** Whether it is the other task, or a part of it at any depth. */
export function isPart({ parent }: TaskLinks, task: number, other: number): boolean {
  for (let at = task; at >= 0; at = parent[at]!) if (at === other) return true;
  return false;
}

/** What each dependency of a task means, in the order written, without the task itself. */
export function* meaningsOf(
  { dependencies, targetsOf, targets }: TaskLinks,
  task: number,
): Generator<readonly number[]> {
  for (let nth = dependencies[task]!; nth < dependencies[task + 1]!; nth++)
    yield [...targets.subarray(targetsOf[nth], targetsOf[nth + 1])].filter((target) => target !== task);
}

/** The parts of each task, in order. */
export function partsOf({ count, parent }: TaskLinks): Edges {
  const first = new Int32Array(count + 1);
  for (let task = 0; task < count; task++) if (parent[task]! >= 0) first[parent[task]! + 1]!++;
  const next = summedUp(first).slice();
  const to = new Int32Array(first[count]!);
  for (let task = 0; task < count; task++) if (parent[task]! >= 0) to[next[parent[task]!]!++] = task;
  return { first, to };
}

/** What waits for each task, in order; a task that names another twice is there twice. */
export function dependentsOf({ count, dependencies, targetsOf, targets }: TaskLinks): Edges {
  const first = new Int32Array(count + 1);
  for (const target of targets) first[target + 1]!++;
  const next = summedUp(first).slice();
  const to = new Int32Array(targets.length);
  for (let task = 0; task < count; task++) {
    const end = targetsOf[dependencies[task + 1]!]!;
    for (let at = targetsOf[dependencies[task]!]!; at < end; at++) to[next[targets[at]!]!++] = task;
  }
  return { first, to };
}

/** Each number with all before it added. */
function summedUp(numbers: Int32Array): Int32Array {
  for (let at = 1; at < numbers.length; at++) numbers[at]! += numbers[at - 1]!;
  return numbers;
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
