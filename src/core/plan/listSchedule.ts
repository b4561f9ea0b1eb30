import type { Network } from '../graph/network';
import { Heap } from './heap';

/** Start of each node, in minutes, and when the last one ends. */
export interface Timetable {
  readonly start: Float64Array;
  readonly makespan: number;
}

/**
 * A list schedule: whenever an agent is free, the ready node of the highest rank is begun (Graham 1966). Nodes
 * without duration need no agent. Of equal ranks the lower number goes first.
 */
export function listSchedule(
  network: Network,
  duration: ArrayLike<number>,
  rank: ArrayLike<number>,
  agents: number,
): Timetable {
  const { count, successors, predecessors } = network;
  const start = new Float64Array(count);
  const open = new Int32Array(count);
  const ready = new Heap((a, b) => rank[a]! > rank[b]! || (rank[a] === rank[b] && a < b));
  const end = (node: number): number => start[node]! + duration[node]!;
  const running = new Heap((a, b) => end(a) < end(b) || (end(a) === end(b) && a < b));
  let makespan = 0;
  const finished: number[] = [];
  const release = (node: number): void => {
    for (let edge = successors.first[node]!; edge < successors.first[node + 1]!; edge++) {
      const other = successors.to[edge]!;
      if (--open[other]! === 0) enter(other);
    }
  };
  let now = 0;
  const enter = (node: number): void => {
    if (duration[node]! > 0) ready.push(node);
    else {
      start[node] = now;
      finished.push(node);
    }
  };
  const settle = (): void => {
    for (let node = finished.pop(); node !== undefined; node = finished.pop()) release(node);
  };
  for (let node = 0; node < count; node++) {
    open[node] = predecessors.first[node + 1]! - predecessors.first[node]!;
    if (open[node] === 0) enter(node);
  }
  settle();
  for (;;) {
    while (ready.size > 0 && running.size < agents) {
      const node = ready.pop();
      start[node] = now;
      makespan = Math.max(makespan, end(node));
      running.push(node);
    }
    if (running.size === 0) return { start, makespan };
    now = end(running.peek());
    while (running.size > 0 && end(running.peek()) === now) finished.push(running.pop());
    settle();
  }
}
