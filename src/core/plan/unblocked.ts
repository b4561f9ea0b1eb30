import type { TaskNetwork } from './taskNetwork';

/** Targets that one pass over the edges counts. */
const BITS = 31;

/** The work that waits for each node, directly or through others, by node. */
export interface Unblocked {
  /** How many tasks. */
  readonly count: Int32Array;
  /** What they take together. */
  readonly minutes: Float64Array;
  /** How many of them state no effort, so that it is a guess. */
  readonly guesses: Int32Array;
}

/**
 * Counted for a word of tasks at a time: nodes × edges / 31 steps, and no memory but one word for each node. What the
 * tasks of a word take together is looked up, a byte of it at a time.
 */
export function* unblockedBy({
  network,
  duration,
  entry,
  unestimated,
}: Pick<TaskNetwork, 'network' | 'duration' | 'entry' | 'unestimated'>): Generator<void, Unblocked> {
  const { count, successors, predecessors } = network;
  const total = new Int32Array(count);
  const minutes = new Float64Array(count);
  const guesses = new Int32Array(count);
  const isGuess = new Uint8Array(count);
  for (const task of unestimated) isGuess[entry.get(task)!] = 1;
  const mask = new Int32Array(count);
  const order = backward(count, predecessors, successors);
  const work = order.filter((node) => duration[node]! > 0);
  for (let from = 0; from < work.length; from += BITS) {
    yield;
    mask.fill(0);
    const some = work.slice(from, from + BITS);
    const sums = sumsByByte(some.map((node) => duration[node]!));
    let guessed = 0;
    some.forEach((node, bit) => {
      mask[node] = 1 << bit;
      if (isGuess[node]) guessed |= 1 << bit;
    });
    for (const node of order) {
      let word = 0;
      for (let edge = successors.first[node]!; edge < successors.first[node + 1]!; edge++)
        word |= mask[successors.to[edge]!]!;
      if (word === 0) continue;
      total[node]! += bitCount(word);
      guesses[node]! += bitCount(word & guessed);
      for (let byte = 0; byte < 4; byte++)
        minutes[node]! += sums[byte * 256 + ((word >>> (8 * byte)) & 255)]!;
      mask[node]! |= word;
    }
  }
  return { count: total, minutes, guesses };
}

/** For each of the four bytes of a word, what the bits of each value of it add up to. */
function sumsByByte(values: readonly number[]): Float64Array {
  const sums = new Float64Array(4 * 256);
  for (let byte = 0; byte < 4; byte++) {
    for (let value = 1; value < 256; value++) {
      const lowest = 31 - Math.clz32(value & -value);
      sums[byte * 256 + value] = sums[byte * 256 + (value & (value - 1))]! + (values[8 * byte + lowest] ?? 0);
    }
  }
  return sums;
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
