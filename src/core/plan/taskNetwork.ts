import { cyclicComponents, shortestCycle } from '../graph/components';
import { networkOf, type Network } from '../graph/network';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { finish } from '../text/steps';
import { isFinished } from '../features/words';

export interface NetworkOptions {
  /** Hours of a task that states no effort. */
  readonly defaultHours: number;
  /** Finished tasks too. */
  readonly all: boolean;
}

/**
 * The work that is to be done, as a network. A task is one node; a task that its subtasks are scheduled for is two
 * without duration: what it waits for, they wait for, and it ends when they all have.
 */
export interface TaskNetwork {
  readonly network: Network;
  /** Whole minutes, by node. */
  readonly duration: Int32Array;
  /** The task that a node belongs to. */
  readonly taskOf: readonly Task[];
  /** Tasks that are worked on, in file order; no agent is needed for the others. */
  readonly work: readonly Task[];
  /** The node with which a task begins, and that with which it ends. */
  readonly entry: ReadonlyMap<Task, number>;
  readonly exit: ReadonlyMap<Task, number>;
  /** Tasks whose effort is a guess. */
  readonly unestimated: readonly Task[];
  /** The shortest cycle of each knot: each task waits for the one before it, the first for the last. */
  readonly cycles: readonly (readonly Task[])[];
  /** Tasks that never become ready: in a cycle, or waiting for one. They are in no node. */
  readonly stuck: ReadonlySet<Task>;
}

const MINUTES = 60;
/** Tasks between two chances to pause. */
const STEP = 256;

/** Subtasks of an estimated task without estimates of their own are part of it and no nodes. */
type Role = 'work' | 'part' | 'frame';

export function taskNetwork(
  index: IndexReader,
  documents: readonly TaskDocument[],
  options: NetworkOptions,
): TaskNetwork {
  return finish(taskNetworkInSteps(index, documents, options));
}

/** The same in steps. The index must stay as it is meanwhile: a task that is read anew is another one. */
export function* taskNetworkInSteps(
  index: IndexReader,
  documents: readonly TaskDocument[],
  options: NetworkOptions,
): Generator<void, TaskNetwork> {
  const tasks: Task[] = [];
  let seen = 0;
  for (const document of documents) {
    for (const task of document.tasks) {
      if (seen++ % STEP === 0) yield;
      if (options.all || !isFinished(task)) tasks.push(task);
    }
  }
  const roles = yield* rolesOf(tasks);
  const whole = yield* build(index, tasks, roles, options, new Set());
  yield;
  const components = cyclicComponents(whole.network);
  if (components.length === 0) return { ...whole, cycles: [], stuck: new Set() };
  const cycles = components.map((component) =>
    withoutRepeats(shortestCycle(whole.network, component).map((node) => whole.taskOf[node]!)),
  );
  const stuck = reachable(whole, components.flat());
  return { ...(yield* build(index, tasks, roles, options, stuck)), cycles, stuck };
}

function* rolesOf(tasks: readonly Task[]): Generator<void, ReadonlyMap<Task, Role>> {
  const included = new Set(tasks);
  const parents = new Set<Task>();
  const estimatedBelow = new Set<Task>();
  // Children come after their parents.
  for (let at = tasks.length - 1; at >= 0; at--) {
    if (at % STEP === 0) yield;
    const task = tasks[at]!;
    const { parent } = task;
    if (!parent || !included.has(parent)) continue;
    parents.add(parent);
    if (task.effortHours !== null || estimatedBelow.has(task)) estimatedBelow.add(parent);
  }
  const roles = new Map<Task, Role>();
  for (const task of tasks) {
    const above = task.parent === null ? undefined : roles.get(task.parent);
    if (above === 'part' || above === 'work') roles.set(task, 'part');
    else if (!parents.has(task)) roles.set(task, 'work');
    else roles.set(task, task.effortHours !== null && !estimatedBelow.has(task) ? 'work' : 'frame');
  }
  return roles;
}

type Built = Omit<TaskNetwork, 'cycles' | 'stuck'>;

function* build(
  index: IndexReader,
  tasks: readonly Task[],
  roles: ReadonlyMap<Task, Role>,
  options: NetworkOptions,
  left: ReadonlySet<Task>,
): Generator<void, Built> {
  const entry = new Map<Task, number>();
  const exit = new Map<Task, number>();
  const taskOf: Task[] = [];
  const duration: number[] = [];
  const work: Task[] = [];
  const unestimated: Task[] = [];
  const pairs: number[] = [];
  const add = (task: Task, minutes: number): number => {
    taskOf.push(task);
    return duration.push(minutes) - 1;
  };
  for (const [at, task] of tasks.entries()) {
    if (at % STEP === 0) yield;
    if (left.has(task)) continue;
    const role = roles.get(task);
    if (role === 'part') {
      // Whatever waits for a part waits for the whole, which is planned as one.
      const whole = task.parent;
      const from = whole === null ? undefined : entry.get(whole);
      const to = whole === null ? undefined : exit.get(whole);
      if (from !== undefined) entry.set(task, from);
      if (to !== undefined) exit.set(task, to);
      continue;
    }
    if (role === 'work') {
      const node = add(task, minutesOf(task, options));
      entry.set(task, node);
      exit.set(task, node);
      work.push(task);
      if (task.effortHours === null) unestimated.push(task);
    } else {
      const begin = add(task, 0);
      const end = add(task, 0);
      entry.set(task, begin);
      exit.set(task, end);
      pairs.push(begin, end);
    }
    const outer = task.parent;
    if (outer && roles.get(outer) === 'frame' && entry.has(outer))
      pairs.push(entry.get(outer)!, entry.get(task)!, exit.get(task)!, exit.get(outer)!);
  }
  for (const [at, task] of tasks.entries()) {
    if (at % STEP === 0) yield;
    const to = entry.get(task);
    if (to === undefined) continue;
    for (const { targets } of index.dependencies(task)) {
      for (const target of targets) {
        const from = exit.get(target);
        if (from === undefined || from === to || isWithin(task, target) || isWithin(target, task)) continue;
        pairs.push(from, to);
      }
    }
  }
  return {
    network: networkOf(taskOf.length, pairs),
    duration: Int32Array.from(duration),
    taskOf,
    work,
    entry,
    exit,
    unestimated,
  };
}

/** How long a task is planned to take: the middle of a range, in whole minutes, at least one. */
export function minutesOf(
  { effortHours }: Task,
  { defaultHours }: Pick<NetworkOptions, 'defaultHours'>,
): number {
  const hours = effortHours === null ? defaultHours : (effortHours.min + effortHours.max) / 2;
  return Math.max(1, Math.min(Math.round(hours * MINUTES), 10_000_000));
}

/** A task and its parts do not wait for each other: it ends when they do. */
function isWithin(task: Task, other: Task): boolean {
  for (let at = task.parent; at; at = at.parent) if (at === other) return true;
  return false;
}

/** Both nodes of a frame, one after the other, are one task. */
function withoutRepeats(tasks: readonly Task[]): Task[] {
  const kept = tasks.filter((task, at) => task !== tasks[at - 1]);
  return kept.length > 1 && kept[0] === kept[kept.length - 1] ? kept.slice(0, -1) : kept;
}

/** The tasks of the nodes and of all that wait for them. */
function reachable({ network, taskOf }: Built, from: readonly number[]): Set<Task> {
  const seen = new Uint8Array(network.count);
  const queue = [...from];
  for (const node of queue) seen[node] = 1;
  const { first, to } = network.successors;
  const found = new Set<Task>();
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    found.add(taskOf[node]!);
    for (let edge = first[node]!; edge < first[node + 1]!; edge++) {
      const other = to[edge]!;
      if (!seen[other]) {
        seen[other] = 1;
        queue.push(other);
      }
    }
  }
  return found;
}
