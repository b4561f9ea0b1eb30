/** A binary heap of node numbers; `before(a, b)` says whether a comes out before b. */
export class Heap {
  private readonly nodes: number[] = [];

  constructor(private readonly before: (a: number, b: number) => boolean) {}

  get size(): number {
    return this.nodes.length;
  }

  peek(): number {
    return this.nodes[0]!;
  }

  push(node: number): void {
    const { nodes, before } = this;
    let at = nodes.length;
    nodes.push(node);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!before(node, nodes[up]!)) break;
      nodes[at] = nodes[up]!;
      at = up;
    }
    nodes[at] = node;
  }

  pop(): number {
    const { nodes, before } = this;
    const top = nodes[0]!;
    const last = nodes.pop()!;
    const size = nodes.length;
    if (size === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && before(nodes[child + 1]!, nodes[child]!)) child++;
      if (!before(nodes[child]!, last)) break;
      nodes[at] = nodes[child]!;
      at = child;
    }
    nodes[at] = last;
    return top;
  }
}
