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
