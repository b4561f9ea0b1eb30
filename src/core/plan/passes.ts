import type { Network } from '../graph/network';

/** The order, levels and distances of a network without cycles. Times are minutes. */
export interface Passes {
  /** Every node after all it waits for; ties in node order (Kahn). */
  readonly order: Int32Array;
  /** The length of the longest chain of edges that ends at the node: 0 for what waits for nothing. */
  readonly level: Int32Array;
  /** The earliest start with agents without number. */
  readonly head: Float64Array;
  /** From the start of the node to the end of everything that waits for it, its own duration included. */
  readonly tail: Float64Array;
  /** The longest chain by duration. */
  readonly criticalPath: number;
}

/** Throws a RangeError for a network with a cycle. */
export function passesOf(network: Network, duration: ArrayLike<number>): Passes {
  const { count, successors, predecessors } = network;
  const order = new Int32Array(count);
  const level = new Int32Array(count);
  const open = new Int32Array(count);
  let size = 0;
  for (let node = 0; node < count; node++) {
    open[node] = predecessors.first[node + 1]! - predecessors.first[node]!;
    if (open[node] === 0) order[size++] = node;
  }
  const head = new Float64Array(count);
  for (let at = 0; at < size; at++) {
    const node = order[at]!;
    const end = head[node]! + duration[node]!;
    for (let edge = successors.first[node]!; edge < successors.first[node + 1]!; edge++) {
      const other = successors.to[edge]!;
      if (end > head[other]!) head[other] = end;
      if (level[node]! + 1 > level[other]!) level[other] = level[node]! + 1;
      if (--open[other]! === 0) order[size++] = other;
    }
  }
  if (size < count) throw new RangeError('the network has a cycle');
  const tail = new Float64Array(count);
  let criticalPath = 0;
  for (let at = count - 1; at >= 0; at--) {
    const node = order[at]!;
    let after = 0;
    for (let edge = successors.first[node]!; edge < successors.first[node + 1]!; edge++)
      after = Math.max(after, tail[successors.to[edge]!]!);
    tail[node] = after + duration[node]!;
    criticalPath = Math.max(criticalPath, head[node]! + tail[node]!);
  }
  return { order, level, head, tail, criticalPath };
}

/** The nodes of one longest chain by duration, first to last; of equal ones that of the lower numbers. */
export function criticalPathOf(network: Network, duration: ArrayLike<number>, passes: Passes): number[] {
  const { head, tail, criticalPath } = passes;
  const path: number[] = [];
  const isOn = (node: number, at: number): boolean =>
    head[node] === at && head[node]! + tail[node]! === criticalPath;
  let next = -1;
  for (let node = 0; node < network.count && next < 0; node++)
    if (duration[node]! > 0 && isOn(node, 0)) next = node;
  const { first, to } = network.successors;
  while (next >= 0) {
    const node = next;
    path.push(node);
    next = -1;
    const end = head[node]! + duration[node]!;
    for (let edge = first[node]!; edge < first[node + 1]!; edge++) {
      const other = to[edge]!;
      if (isOn(other, end) && tail[other]! > 0 && (next < 0 || other < next)) next = other;
    }
  }
  return path;
}
