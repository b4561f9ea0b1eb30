import type { TaskNetwork } from './taskNetwork';

/** Targets that one pass over the edges counts. */
const BITS = 31;

/**
 * For each node, how many tasks wait for it, directly or through others. Counted for a word of tasks at a time:
 * nodes × edges / 31 steps, and no memory but one word for each node.
 */
export function* unblockedBy({ network, duration }: TaskNetwork): Generator<void, Int32Array> {
  const { count, successors, predecessors } = network;
  const total = new Int32Array(count);
  const mask = new Int32Array(count);
  const order = backward(count, predecessors, successors);
  const work = order.filter((node) => duration[node]! > 0);
  for (let from = 0; from < work.length; from += BITS) {
    yield;
    mask.fill(0);
    const some = work.slice(from, from + BITS);
    some.forEach((node, bit) => (mask[node] = 1 << bit));
    for (const node of order) {
      let word = 0;
      for (let edge = successors.first[node]!; edge < successors.first[node + 1]!; edge++)
        word |= mask[successors.to[edge]!]!;
      total[node]! += bitCount(word);
      mask[node]! |= word;
    }
  }
  return total;
}

/** Every node after all that wait for it. */
function backward(
  count: number,
  predecessors: TaskNetwork['network']['predecessors'],
  successors: TaskNetwork['network']['successors'],
): number[] {
  const open = Int32Array.from(
    { length: count },
    (_, node) => successors.first[node + 1]! - successors.first[node]!,
  );
  const order: number[] = [];
  for (let node = 0; node < count; node++) if (open[node] === 0) order.push(node);
  for (let at = 0; at < order.length; at++) {
    const node = order[at]!;
    for (let edge = predecessors.first[node]!; edge < predecessors.first[node + 1]!; edge++) {
      const other = predecessors.to[edge]!;
      if (--open[other]! === 0) order.push(other);
    }
  }
  return order;
}

function bitCount(word: number): number {
  let left = word;
  left -= (left >>> 1) & 0x55555555;
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
