import type { Network } from './network';

/**
 * The strongly connected components that hold a cycle: more than one node, or one that waits for itself. In the
 * order in which their first nodes are met. Tarjan's algorithm (SIAM Journal on Computing 1, 1972) without
 * recursion: a chain of a hundred thousand tasks must not overflow the stack.
 */
export function cyclicComponents({ count, successors }: Network): readonly (readonly number[])[] {
  const { first, to } = successors;
  const index = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const onStack = new Uint8Array(count);
  const cursor = new Int32Array(count);
  const stack: number[] = [];
  const path: number[] = [];
  const found: number[][] = [];
  let next = 0;
  const enter = (node: number): void => {
    index[node] = low[node] = next++;
    cursor[node] = first[node]!;
    onStack[node] = 1;
    stack.push(node);
    path.push(node);
  };
  const leave = (node: number): void => {
    path.pop();
    const above = path[path.length - 1];
    if (above !== undefined) low[above] = Math.min(low[above]!, low[node]!);
    if (low[node] !== index[node]) return;
    const members: number[] = [];
    for (let other = -1; other !== node;) {
      other = stack.pop()!;
      onStack[other] = 0;
      members.push(other);
    }
    if (members.length > 1 || leadsTo(node, node, first, to)) found.push(members.sort((a, b) => a - b));
  };
  for (let root = 0; root < count; root++) {
    if (index[root] !== -1) continue;
    enter(root);
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      if (cursor[node]! >= first[node + 1]!) {
        leave(node);
        continue;
      }
      const other = to[cursor[node]!++]!;
      if (index[other] === -1) enter(other);
      else if (onStack[other]) low[node] = Math.min(low[node]!, index[other]!);
    }
  }
  return found.sort((a, b) => a[0]! - b[0]!);
}

function leadsTo(node: number, other: number, first: Int32Array, to: Int32Array): boolean {
  for (let at = first[node]!; at < first[node + 1]!; at++) if (to[at] === other) return true;
  return false;
}

/** Nodes of a component from which the shortest cycle is looked for; each look costs its edges once. */
const STARTS = 64;

/**
 * The shortest cycle within a strongly connected component, each node waiting for the one before it and the
 * first for the last; it begins with its lowest number. In components of more than {@link STARTS} nodes the
 * shortest of those that run through the first so many.
 */
export function shortestCycle({ count, successors }: Network, component: readonly number[]): number[] {
  const { first, to } = successors;
  const inside = new Uint8Array(count);
  for (const node of component) inside[node] = 1;
  const cameFrom = new Int32Array(count);
  let best: number[] | null = null;
  for (const start of component.slice(0, STARTS)) {
    for (const node of component) cameFrom[node] = -1;
    const queue = [start];
    search: for (let at = 0; at < queue.length; at++) {
      const node = queue[at]!;
      for (let edge = first[node]!; edge < first[node + 1]!; edge++) {
        const other = to[edge]!;
        if (other === start) {
          const cycle = [node];
          for (let back = node; back !== start;) cycle.unshift((back = cameFrom[back]!));
          if (best === null || cycle.length < best.length) best = cycle;
          break search;
        }
        if (inside[other] && cameFrom[other] === -1) {
          cameFrom[other] = node;
          queue.push(other);
        }
      }
    }
    if (best && best.length <= 2) break;
  }
  if (!best) return [...component];
  const lowest = best.indexOf(Math.min(...best));
  return [...best.slice(lowest), ...best.slice(0, lowest)];
}
