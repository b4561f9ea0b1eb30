/**
 * A directed graph over the numbers 0…count-1, kept as two flat lists so that a hundred thousand nodes cost a few
 * arrays and no objects. An edge runs from what comes first to what waits for it.
 */
export interface Network {
  readonly count: number;
  /** `successors.to[i]` for `successors.first[node] <= i < successors.first[node + 1]`. */
  readonly successors: Edges;
  readonly predecessors: Edges;
}

export interface Edges {
  readonly first: Int32Array;
  readonly to: Int32Array;
}

/** Edges as pairs, one after the other: from, to, from, to … Edges that are named twice count once. */
export function networkOf(count: number, pairs: readonly number[]): Network {
  const successors = edgesOf(count, pairs, 0);
  // Built from the sorted and cleaned successors, so that both say the same.
  const clean: number[] = [];
  for (let node = 0; node < count; node++) {
    for (let at = successors.first[node]!; at < successors.first[node + 1]!; at++)
      clean.push(node, successors.to[at]!);
  }
  return { count, successors, predecessors: edgesOf(count, clean, 1) };
}

/** The same graph with every edge turned around. */
export function reversed({ count, successors, predecessors }: Network): Network {
  return { count, successors: predecessors, predecessors: successors };
}

function edgesOf(count: number, pairs: readonly number[], side: 0 | 1): Edges {
  const first = new Int32Array(count + 1);
  for (let at = side; at < pairs.length; at += 2) first[pairs[at]! + 1]!++;
  for (let node = 0; node < count; node++) first[node + 1]! += first[node]!;
  const to = new Int32Array(pairs.length / 2);
  const next = first.slice();
  for (let at = 0; at < pairs.length; at += 2) to[next[pairs[at + side]!]!++] = pairs[at + 1 - side]!;
  return withoutTwins(count, first, to);
}

function withoutTwins(count: number, first: Int32Array, to: Int32Array): Edges {
  const lastSeenFrom = new Int32Array(count).fill(-1);
  const kept = new Int32Array(count + 1);
  let size = 0;
  for (let node = 0; node < count; node++) {
    for (let at = first[node]!; at < first[node + 1]!; at++) {
      const other = to[at]!;
      if (lastSeenFrom[other] === node) continue;
      lastSeenFrom[other] = node;
      to[size++] = other;
    }
    kept[node + 1] = size;
  }
  return { first: kept, to: to.slice(0, size) };
}

/** How many edges lead away from a node. */
export function degree({ first }: Edges, node: number): number {
  return first[node + 1]! - first[node]!;
}
