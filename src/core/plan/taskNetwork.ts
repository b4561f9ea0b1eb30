import { cyclicComponents, shortestCycle } from '../graph/components';
import type { Network } from '../graph/network';
import { taskLinks, type TaskLinks } from '../graph/taskLinks';
import { Role, rolesOf, tasksAlong, workNetwork, type WorkNetwork } from '../graph/workNetwork';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { finish, inSteps } from '../text/steps';

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
  const links = yield* index.ofAllInSteps(taskLinks);
  const tasks = index.tasks();
  const included = includedOf(links, new Set(documents.map(({ uri }) => uri)), options.all);
  const roles = yield* rolesOf(links, included);
  const whole = yield* workNetwork(links, roles);
  yield;
  const components = cyclicComponents(whole.network);
  if (components.length === 0)
    return { ...(yield* described(whole, tasks, roles, options)), cycles: [], stuck: new Set() };
  const cycles = components.map((component) =>
    tasksAlong(shortestCycle(whole.network, component), whole).map((task) => tasks[task]!),
  );
  const left = reachable(whole, components.flat(), links.count);
  const rest = yield* workNetwork(links, roles, left);
  const stuck = new Set(tasks.filter((_, task) => left[task]));
  return { ...(yield* described(rest, tasks, roles, options)), cycles, stuck };
}

/** 1 for each task of the documents that is to be planned. */
function includedOf(
  { count, documents, finished }: TaskLinks,
  uris: ReadonlySet<string>,
  all: boolean,
): Uint8Array {
  const included = new Uint8Array(count);
  documents.forEach(({ uri, first }, nth) => {
    if (uris.has(uri)) included.fill(1, first, documents[nth + 1]?.first ?? count);
  });
  if (!all) for (let task = 0; task < count; task++) if (finished[task]) included[task] = 0;
  return included;
}

function* described(
  { network, taskOf, entry, exit }: WorkNetwork,
  tasks: readonly Task[],
  roles: Uint8Array,
  options: NetworkOptions,
): Generator<void, Omit<TaskNetwork, 'cycles' | 'stuck'>> {
  const entries = new Map<Task, number>();
  const exits = new Map<Task, number>();
  const duration = new Int32Array(network.count);
  const work: Task[] = [];
  const unestimated: Task[] = [];
  yield* inSteps(tasks, (task, at) => {
    const node = entry[at]!;
    if (node < 0) return;
    entries.set(task, node);
    exits.set(task, exit[at]!);
    if ((roles[at]! as Role) !== Role.Work) return;
    duration[node] = minutesOf(task, options);
    work.push(task);
    if (task.effortHours === null) unestimated.push(task);
  });
  return {
    network,
    duration,
    taskOf: taskOf.map((task) => tasks[task]!),
    work,
    entry: entries,
    exit: exits,
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

/** 1 for the tasks of the nodes and of all that wait for them. */
function reachable(
  { network, taskOf }: Pick<WorkNetwork, 'network' | 'taskOf'>,
  from: readonly number[],
  count: number,
): Uint8Array {
  const seen = new Uint8Array(network.count);
  const queue = [...from];
  for (const node of queue) seen[node] = 1;
  const { first, to } = network.successors;
  const found = new Uint8Array(count);
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    found[taskOf[node]!] = 1;
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
