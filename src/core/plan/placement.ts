import type { Network } from '../graph/network';
import { Heap } from './heap';
import type { Timetable } from './listSchedule';
import type { Passes } from './passes';

/**
 * Why a task starts when it does: at the very beginning, when what it waits for ends, when an agent is free, when
 * the wave before is over, or because the schedule keeps an agent for something else until then.
 */
export type DriverKind = 'start' | 'predecessor' | 'agents' | 'barrier' | 'order';

export interface Placement {
  /** From 1, by node; 0 for what needs no agent. */
  readonly agent: Int32Array;
  /** The node before it on the same agent, or -1. */
  readonly before: Int32Array;
  /** Minutes that it can be late without delaying the end, with the agents as they are placed. */
  readonly slack: Float64Array;
  readonly driver: readonly { readonly kind: DriverKind; readonly node: number }[];
}

/** Gives every task of a timetable its agent, its slack and its reason. Throws a RangeError where agents lack. */
export function placeOn(
  network: Network,
  duration: ArrayLike<number>,
  { level }: Passes,
  { start, makespan }: Timetable,
  agents: number,
): Placement {
  const { count, predecessors, successors } = network;
  const end = (node: number): number => start[node]! + duration[node]!;
  const order = Array.from({ length: count }, (_, node) => node).sort(
    (a, b) => start[a]! - start[b]! || end(a) - end(b) || a - b,
  );
  const agent = new Int32Array(count);
  const before = new Int32Array(count).fill(-1);
  const after = new Int32Array(count).fill(-1);
  const last = new Int32Array(agents).fill(-1);
  const busy = new Heap(
    (a, b) => end(last[a]!) < end(last[b]!) || (end(last[a]!) === end(last[b]!) && a > b),
  );
  // On top the agent that has just become free; of several the first.
  const free = Array.from({ length: agents }, (_, each) => agents - 1 - each);
  for (const node of order) {
    if (duration[node]! <= 0) continue;
    while (busy.size > 0 && end(last[busy.peek()]!) <= start[node]!) free.push(busy.pop());
    const chosen = free.pop();
    if (chosen === undefined) throw new RangeError('more tasks at a time than agents');
    agent[node] = chosen + 1;
    before[node] = last[chosen]!;
    if (last[chosen]! >= 0) after[last[chosen]!] = node;
    last[chosen] = node;
    busy.push(chosen);
  }
  const latestEnd = new Float64Array(count).fill(makespan);
  const slack = new Float64Array(count);
  // Nodes without duration may share their start with what they wait for: by end, then by what waits last.
  const backward = [...order].sort(
    (a, b) => end(b) - end(a) || start[b]! - start[a]! || level[b]! - level[a]!,
  );
  for (const node of backward) {
    let latest = latestEnd[node]!;
    const limit = (next: number): void => {
      latest = Math.min(latest, latestEnd[next]! - duration[next]!);
    };
    for (let edge = successors.first[node]!; edge < successors.first[node + 1]!; edge++)
      limit(successors.to[edge]!);
    if (after[node]! >= 0) limit(after[node]!);
    latestEnd[node] = latest;
    slack[node] = latest - end(node);
  }
  const driver = order.reduce<{ kind: DriverKind; node: number }[]>((found, node) => {
    let latest = -1;
    for (let edge = predecessors.first[node]!; edge < predecessors.first[node + 1]!; edge++) {
      const other = predecessors.to[edge]!;
      if (latest < 0 || end(other) > end(latest)) latest = other;
    }
    const at = start[node]!;
    if (latest >= 0 && end(latest) === at && at > 0) found[node] = { kind: 'predecessor', node: latest };
    else if (at === 0) found[node] = { kind: 'start', node: -1 };
    else if (before[node]! >= 0 && end(before[node]!) === at)
      found[node] = { kind: 'agents', node: before[node]! };
    else found[node] = { kind: 'order', node: before[node]! };
    return found;
  }, []);
  return { agent, before, slack, driver };
}
