import type { Network } from '../graph/network';
import type { Timetable } from './listSchedule';
import type { Passes } from './passes';

/** Nodes of the search after which it gives up, and after which others have a turn. */
const LIMIT = 200_000;
const STEP = 8_192;

/**
 * The best schedule of a small network, or null where no better one than `known` was found; `complete` says
 * whether everything was searched. Tasks are placed in the order of their starts, each as early as can be, on
 * the agent that has been free for the shortest time: one such order gives a best schedule. Branches are cut
 * where the longest rest, or the work shared out, cannot end before the best schedule so far.
 */
export function* branchAndBound(
  network: Network,
  duration: ArrayLike<number>,
  passes: Passes,
  agents: number,
  known: number,
  bound: number,
): Generator<void, { readonly best: Timetable | null; readonly complete: boolean }> {
  const { count, successors, predecessors } = network;
  const { tail } = passes;
  const open = new Int32Array(count);
  for (let node = 0; node < count; node++)
    open[node] = predecessors.first[node + 1]! - predecessors.first[node]!;
  const start = new Float64Array(count);
  const free = new Float64Array(agents);
  let left = 0;
  for (let node = 0; node < count; node++) left += duration[node]!;
  let best: Timetable | null = null;
  let limit = known;
  let visited = 0;

  const readyAt = (node: number): number => {
    let at = 0;
    for (let edge = predecessors.first[node]!; edge < predecessors.first[node + 1]!; edge++) {
      const before = predecessors.to[edge]!;
      at = Math.max(at, start[before]! + duration[before]!);
    }
    return at;
  };

  function* place(placed: number, last: number, end: number): Generator<void, void> {
    if (visited++ > LIMIT || limit <= bound) return;
    if (visited % STEP === 0) yield;
    if (placed === count) {
      limit = end;
      best = { start: start.slice(), makespan: end };
      return;
    }
    let idle = Infinity;
    let sum = left;
    for (const at of free) {
      idle = Math.min(idle, at);
      sum += Math.max(at, last);
    }
    if (Math.ceil(sum / agents) >= limit) return;
    const choices: { node: number; at: number }[] = [];
    for (let node = 0; node < count; node++) {
      if (open[node] !== 0) continue;
      const at = Math.max(readyAt(node), duration[node]! > 0 ? idle : 0, last);
      // Whatever is ready must be begun in time, now or later.
      if (at + tail[node]! >= limit) return;
      choices.push({ node, at });
    }
    choices.sort((a, b) => a.at - b.at || tail[b.node]! - tail[a.node]! || a.node - b.node);
    for (const { node, at } of choices) {
      if (at + tail[node]! >= limit) continue;
      let agent = -1;
      if (duration[node]! > 0) {
        for (let each = 0; each < agents; each++)
          if (free[each]! <= at && (agent < 0 || free[each]! > free[agent]!)) agent = each;
      }
      const before = agent < 0 ? 0 : free[agent]!;
      if (agent >= 0) free[agent] = at + duration[node]!;
      start[node] = at;
      open[node] = -1;
      left -= duration[node]!;
      for (let edge = successors.first[node]!; edge < successors.first[node + 1]!; edge++)
        open[successors.to[edge]!]!--;
      yield* place(placed + 1, at, Math.max(end, at + duration[node]!));
      for (let edge = successors.first[node]!; edge < successors.first[node + 1]!; edge++)
        open[successors.to[edge]!]!++;
      left += duration[node]!;
      open[node] = 0;
      if (agent >= 0) free[agent] = before;
    }
  }
  yield* place(0, 0, 0);
  return { best, complete: visited <= LIMIT };
}
