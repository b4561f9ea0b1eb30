import { networkOf, type Network } from './network';
import { isPart, type TaskLinks } from './taskLinks';

/** Tasks between two chances to pause. */
const STEP = 256;

/** What a task is in a network; subtasks of an estimated task without estimates of their own are part of it. */
export const enum Role {
  /** It is not planned. */
  None = 0,
  Work = 1,
  Part = 2,
  Frame = 3,
}

/**
 * Tasks as nodes, all by their numbers in {@link TaskLinks}. A task that is worked on is one node; one that its
 * subtasks are scheduled for is two: what it waits for, they wait for, and it ends when they all have.
 */
export interface WorkNetwork {
  readonly network: Network;
  /** The task that a node belongs to. */
  readonly taskOf: readonly number[];
  /** By task: the node with which it begins, and that with which it ends; -1 where it has none. */
  readonly entry: Int32Array;
  readonly exit: Int32Array;
}

/** @param included 1 for each task that is to be planned */
export function* rolesOf({ count, parent, estimated }: TaskLinks, included: Uint8Array): Steps<Uint8Array> {
  const isParent = new Uint8Array(count);
  const estimatedBelow = new Uint8Array(count);
  // Children come after their parents.
  for (let task = count - 1; task >= 0; task--) {
    if (task % STEP === 0) yield;
    const above = parent[task]!;
    if (!included[task] || above < 0 || !included[above]) continue;
    isParent[above] = 1;
    if (estimated[task] || estimatedBelow[task]) estimatedBelow[above] = 1;
  }
  const roles = new Uint8Array(count);
  for (let task = 0; task < count; task++) {
    if (!included[task]) continue;
    const above = parent[task]! < 0 ? Role.None : (roles[parent[task]!]! as Role);
    if (above === Role.Part || above === Role.Work) roles[task] = Role.Part;
    else if (!isParent[task]) roles[task] = Role.Work;
    else roles[task] = estimated[task] && !estimatedBelow[task] ? Role.Work : Role.Frame;
  }
  return roles;
}

/** @param left 1 for each task that is to be left out, whatever its role */
export function* workNetwork(links: TaskLinks, roles: Uint8Array, left?: Uint8Array): Steps<WorkNetwork> {
  const { count, parent, dependencies, targetsOf, targets } = links;
  const entry = new Int32Array(count).fill(-1);
  const exit = new Int32Array(count).fill(-1);
  const taskOf: number[] = [];
  const pairs: number[] = [];
  for (let task = 0; task < count; task++) {
    if (task % STEP === 0) yield;
    const role = roles[task]! as Role;
    if (role === Role.None || left?.[task]) continue;
    const outer = parent[task]!;
    if (role === Role.Part) {
      // Whatever waits for a part waits for the whole, which is planned as one.
      entry[task] = entry[outer]!;
      exit[task] = exit[outer]!;
      continue;
    }
    const node = taskOf.push(task) - 1;
    entry[task] = exit[task] = node;
    if (role === Role.Frame) {
      exit[task] = taskOf.push(task) - 1;
      pairs.push(node, exit[task]!);
    }
    if (outer >= 0 && (roles[outer]! as Role) === Role.Frame && entry[outer]! >= 0)
      pairs.push(entry[outer]!, node, exit[task]!, exit[outer]!);
  }
  for (let task = 0; task < count; task++) {
    if (task % STEP === 0) yield;
    const to = entry[task]!;
    if (to < 0) continue;
    const end = targetsOf[dependencies[task + 1]!]!;
    for (let at = targetsOf[dependencies[task]!]!; at < end; at++) {
      const target = targets[at]!;
      const from = exit[target]!;
      // A task and its parts do not wait for each other: it ends when they do.
      if (from < 0 || from === to || isPart(links, task, target) || isPart(links, target, task)) continue;
      pairs.push(from, to);
    }
  }
  return { network: networkOf(taskOf.length, pairs), taskOf, entry, exit };
}

type Steps<T> = Generator<void, T>;

/** Both nodes of a frame, one after the other, are one task. */
export function tasksAlong(nodes: readonly number[], { taskOf }: WorkNetwork): number[] {
  const tasks = nodes.map((node) => taskOf[node]!);
  const kept = tasks.filter((task, at) => task !== tasks[at - 1]);
  return kept.length > 1 && kept[0] === kept[kept.length - 1] ? kept.slice(0, -1) : kept;
}
