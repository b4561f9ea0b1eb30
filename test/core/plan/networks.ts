/** Small random networks, and the best schedule by trying everything. */
import fc from 'fast-check';
import { networkOf, type Network } from '../../../src/core/graph/network';

export interface Instance {
  readonly network: Network;
  readonly duration: readonly number[];
  readonly pairs: readonly number[];
  readonly agents: number;
}

export function instances(most: number, agents = 4): fc.Arbitrary<Instance> {
  return fc
    .record({
      duration: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: most }),
      edges: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 2 * most }),
      agents: fc.integer({ min: 1, max: agents }),
    })
    .map(({ duration, edges, agents: count }) => {
      const pairs = edges.flatMap(([a, b]) => {
        const from = a % duration.length;
        const to = b % duration.length;
        return from === to ? [] : [Math.min(from, to), Math.max(from, to)];
      });
      return { network: networkOf(duration.length, pairs), duration, pairs, agents: count };
    });
}

/** Every order of the tasks that the dependencies allow, on every agent. */
export function bestByTryingAll({ duration, pairs, agents }: Instance): number {
  const before: number[][] = duration.map(() => []);
  for (let at = 0; at < pairs.length; at += 2) before[pairs[at + 1]!]!.push(pairs[at]!);
  const end = new Array<number>(duration.length).fill(-1);
  let best = Infinity;
  const place = (placed: number, free: readonly number[], last: number): void => {
    if (last >= best) return;
    if (placed === duration.length) {
      best = last;
      return;
    }
    duration.forEach((length, task) => {
      if (end[task]! >= 0 || before[task]!.some((other) => end[other]! < 0)) return;
      const ready = Math.max(0, ...before[task]!.map((other) => end[other]!));
      const tried = new Set<number>();
      free.forEach((from, agent) => {
        if (tried.has(from)) return;
        tried.add(from);
        const start = length === 0 ? ready : Math.max(ready, from);
        end[task] = start + length;
        const next = length === 0 ? free : free.map((each, at) => (at === agent ? start + length : each));
        place(placed + 1, next, Math.max(last, start + length));
        end[task] = -1;
      });
    });
  };
  place(0, new Array<number>(agents).fill(0), 0);
  return best;
}

/**
 * The same as {@link bestByTryingAll} for somewhat more tasks: every order that the dependencies allow, each task on the
 * agent that is free first. One of these schedules is a best one; orders that cannot beat the best so far are left.
 */
export function bestOrder({ duration, pairs, agents }: Instance): number {
  const count = duration.length;
  const before: number[][] = duration.map(() => []);
  const after: number[][] = duration.map(() => []);
  for (let at = 0; at < pairs.length; at += 2) {
    before[pairs[at + 1]!]!.push(pairs[at]!);
    after[pairs[at]!]!.push(pairs[at + 1]!);
  }
  const tail: number[] = [];
  for (let task = count - 1; task >= 0; task--)
    tail[task] = duration[task]! + Math.max(0, ...after[task]!.map((other) => tail[other]!));
  const end = new Array<number>(count).fill(-1);
  const seen = new Set<string>();
  let best = Infinity;
  const place = (placed: number, free: readonly number[], last: number): void => {
    if (placed === count) {
      best = Math.min(best, last);
      return;
    }
    const key = `${end.join()}|${free.join()}`;
    if (seen.has(key)) return;
    seen.add(key);
    for (let task = 0; task < count; task++) {
      if (end[task]! >= 0 || before[task]!.some((other) => end[other]! < 0)) continue;
      const ready = Math.max(0, ...before[task]!.map((other) => end[other]!));
      const length = duration[task]!;
      const start = length === 0 ? ready : Math.max(ready, free[0]!);
      if (start + tail[task]! >= best) continue;
      end[task] = start + length;
      const next = length === 0 ? free : [...free.slice(1), start + length].sort((a, b) => a - b);
      place(placed + 1, next, Math.max(last, start + length));
      end[task] = -1;
    }
  };
  place(0, new Array<number>(agents).fill(0), 0);
  return best;
}

/**
 * A network such as those of PSPLIB (Kolisch and Sprecher 1997): layers of tasks of one to ten units, each with one to
 * three predecessors in the layers before. The same for the same seed.
 */
export function layered(count: number, seed: number): { network: Network; duration: number[] } {
  const random = generator(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const width = Math.max(3, Math.round(Math.sqrt(count)));
  const duration = Array.from({ length: count }, () => 1 + below(10));
  const pairs: number[] = [];
  for (let task = width; task < count; task++) {
    const first = Math.max(0, task - 2 * width);
    const last = Math.floor(task / width) * width;
    for (let edge = 1 + below(3); edge > 0; edge--) pairs.push(first + below(last - first), task);
  }
  return { network: networkOf(count, pairs), duration };
}

/** mulberry32 */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
