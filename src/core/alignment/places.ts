import type { TaskNode } from '../forms/taskNode';

interface Sides {
  /** Tasks with an id in document order. */
  readonly before: readonly TaskNode[];
  readonly after: readonly TaskNode[];
  /** From baseline to today. */
  readonly pairs: ReadonlyMap<TaskNode, TaskNode>;
}

/** Pairs of tasks found so far, and what they say of the place of others. */
export class Places {
  private readonly order = new Map<TaskNode, number>();
  private before: readonly TaskNode[] = [];
  private after: readonly TaskNode[] = [];
  private readonly ofBefore = new Map<TaskNode, TaskNode>();
  private readonly ofAfter = new Map<TaskNode, TaskNode>();
  private readonly keyOf: (node: TaskNode) => string | null;
  private sides: (() => Sides) | null;

  /** `sides` is asked only once something depends on them: they are all tasks of two files. */
  constructor(sides: () => Sides, keyOf: (node: TaskNode) => string | null) {
    this.sides = sides;
    this.keyOf = keyOf;
  }

  private look(): void {
    if (!this.sides) return;
    const { before, after, pairs } = this.sides();
    this.sides = null;
    this.before = before;
    this.after = after;
    before.forEach((node, at) => this.order.set(node, at));
    after.forEach((node, at) => this.order.set(node, at));
    for (const [then, now] of pairs) this.pair(then, now);
  }

  pair(before: TaskNode, after: TaskNode): void {
    this.ofBefore.set(before, after);
    this.ofAfter.set(after, before);
  }

  /** Today's task of one of the baseline that was not the same from the first. */
  pairedNow(before: TaskNode): TaskNode | null {
    return this.ofBefore.get(before) ?? null;
  }

  pairedThen(after: TaskNode): TaskNode | null {
    return this.ofAfter.get(after) ?? null;
  }

  now(before: TaskNode): TaskNode | null {
    this.look();
    return this.ofBefore.get(before) ?? null;
  }

  then(after: TaskNode): TaskNode | null {
    this.look();
    return this.ofAfter.get(after) ?? null;
  }

  /** Whether the task before or the one after them is the same: they stand in one place. */
  agree(before: TaskNode, after: TaskNode): boolean {
    this.look();
    const [then, now] = [this.order.get(before), this.order.get(after)];
    if (then === undefined || now === undefined) return false;
    const [previous, next] = [this.before[then - 1], this.before[then + 1]];
    const [above, below] = [this.after[now - 1], this.after[now + 1]];
    // The only task there is.
    if (!previous && !next) return !above && !below;
    return this.correspond(previous, above) || this.correspond(next, below);
  }

  /** Whether they stand below the same task, or both below none in sections of one name. */
  haveOneParent(before: TaskNode, after: TaskNode): boolean {
    this.look();
    const [then, now] = [before.parent, after.parent];
    if (then && now) return this.correspond(then, now);
    return !then && !now && before.section.join('\n') === after.section.join('\n');
  }

  /** Paired; or not paired yet, and of one id. */
  private correspond(before: TaskNode | undefined, after: TaskNode | undefined): boolean {
    if (!before || !after) return false;
    const paired = this.ofBefore.get(before);
    if (paired) return paired === after;
    const key = this.keyOf(before);
    return key !== null && !this.ofAfter.has(after) && key === this.keyOf(after);
  }
}
