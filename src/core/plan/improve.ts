import { reversed, type Network } from '../graph/network';
import { listSchedule, type Timetable } from './listSchedule';
import type { Passes } from './passes';

/** How many tasks are placed at most in looking for a better schedule, over all rounds of one call. */
export const THOROUGH = 300_000;
const MOST_ROUNDS = 300;
/** What a rank is multiplied by at most, when perturbed. */
const SPREAD = 0.35;
const SEED = 0x9e3779b9;

/** By longest tail (HLFET, Adam, Chandy and Dickson 1974), improved forward and backward until that gains nothing. */
export function* firstSchedule(
  network: Network,
  duration: ArrayLike<number>,
  passes: Passes,
  agents: number,
): Generator<void, Timetable> {
  return yield* improved(
    network,
    duration,
    agents,
    listSchedule(network, duration, passes.tail, agents),
    () => undefined,
  );
}

/**
 * The best list schedule that is found: the first one, then others from perturbed priorities until the bound is met
 * or the rounds are used up. Deterministic: the seed is fixed, the rounds depend on the size alone.
 */
export function* bestSchedule(
  network: Network,
  duration: ArrayLike<number>,
  passes: Passes,
  agents: number,
  bound: number,
  first: Timetable,
  placements = THOROUGH,
): Generator<void, Timetable> {
  // The first one has cost as much as a round, at least.
  let left = placements - 2 * network.count;
  let best = first;
  const random = generator(SEED);
  const rank = new Float64Array(network.count);
  for (let round = 0; round < MOST_ROUNDS && left > 0 && best.makespan > bound; round++) {
    yield;
    for (let node = 0; node < network.count; node++)
      rank[node] = passes.tail[node]! * (1 + SPREAD * random());
    const list = listSchedule(network, duration, rank, agents);
    const found = yield* improved(network, duration, agents, list, (placed) => (left -= placed));
    if (found.makespan < best.makespan) best = found;
  }
  return best;
}

/** Forward and backward in turn (Li and Willis 1992). `placed` is told of the tasks that were placed. */
function* improved(
  network: Network,
  duration: ArrayLike<number>,
  agents: number,
  from: Timetable,
  placed: (tasks: number) => void,
): Generator<void, Timetable> {
  const backward = reversed(network);
  let best = from;
  for (;;) {
    // Backward: what ends last begins first. Forward again: what begins first, counted from the end, goes first.
    const ends = from.start.map((at, node) => at + duration[node]!);
    const turned = listSchedule(backward, duration, ends, agents);
    yield;
    const rank = turned.start.map((at, node) => at + duration[node]!);
    const next = listSchedule(network, duration, rank, agents);
    placed(2 * network.count);
    if (next.makespan >= best.makespan) return best;
    yield;
    best = next;
    from = next;
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
