import type { TaskNode } from '../forms/taskNode';
import { saysNumbersAreStable } from '../words/stableNumbers';
import { isPositional } from './identity';
import { rawTitle, type TraitReader } from './traits';

/** What aligning needs of a document. */
export interface Side {
  readonly text: string;
  readonly tasks: readonly TaskNode[];
  /** The same tasks in groups: a group is another array whenever it may hold other tasks or ids. */
  taskGroups(): Iterable<readonly TaskNode[]>;
}

const AMBIGUOUS = -1;

/** The tasks of a baseline by what identifies them. */
export class BaselineKeys {
  readonly tasks: readonly TaskNode[];
  /** Indices of the tasks that alone have their key, so that something can be said of what became of them. */
  readonly identified: number[] = [];
  private readonly byKey = new Map<string, number>();
  /** What a list number means here. `sections`: numbers begin again, and count only below their headings. */
  private readonly numbers: 'document' | 'sections' | 'nothing';

  constructor({ tasks, text }: Side) {
    this.tasks = tasks;
    this.numbers = !repeatsNumbers(tasks) ? 'document' : saysNumbersAreStable(text) ? 'sections' : 'nothing';
    tasks.forEach((node, at) => {
      const key = this.keyOf(node);
      if (key !== null) this.byKey.set(key, this.byKey.has(key) ? AMBIGUOUS : at);
    });
    for (const at of this.byKey.values()) if (at !== AMBIGUOUS) this.identified.push(at);
    this.identified.sort((a, b) => a - b);
  }

  /** What identifies a task of either side; null where nothing does. */
  keyOf(node: TaskNode): string | null {
    const id = node.takenId;
    if (id === null || this.numbers === 'document' || !isPositional(node)) return id;
    return this.numbers === 'nothing' ? null : `${id}\n${node.section.join('\n')}`;
  }

  /** Whether several tasks have that key. */
  isAmbiguous(key: string): boolean {
    return this.byKey.get(key) === AMBIGUOUS;
  }

  /** The index of the only task with that key; -1 where none or several have it. */
  find(key: string): number {
    return this.byKey.get(key) ?? AMBIGUOUS;
  }
}

function repeatsNumbers(tasks: readonly TaskNode[]): boolean {
  const seen = new Set<string>();
  for (const node of tasks) {
    if (node.takenId === null || !isPositional(node)) continue;
    if (seen.has(node.takenId)) return true;
    seen.add(node.takenId);
  }
  return false;
}

interface Group {
  /** For each of its tasks the index of the baseline task that has its id and its title; else -1. */
  readonly same: Int32Array;
  /** Those of its tasks that have an id and are not the same. */
  readonly others: readonly TaskNode[];
}

/**
 * The tasks that have kept id and title: nearly all, most of the time. Kept up to date by groups, so that after
 * a keystroke only the tasks around it are compared.
 */
export class ExactMatches {
  readonly keys: BaselineKeys;
  private readonly traits: TraitReader;
  private groups = new Map<readonly TaskNode[], Group>();
  /** How many tasks of today have claimed each baseline task. */
  private readonly claims: Int32Array;

  constructor(before: Side, traits: TraitReader) {
    this.keys = new BaselineKeys(before);
    this.traits = traits;
    this.claims = new Int32Array(before.tasks.length);
  }

  update(today: Side): void {
    const groups = new Map<readonly TaskNode[], Group>();
    for (const tasks of today.taskGroups()) {
      if (tasks.length === 0) continue;
      const known = this.groups.get(tasks);
      if (known) this.groups.delete(tasks);
      groups.set(tasks, known ?? this.claim(tasks));
    }
    for (const { same } of this.groups.values())
      for (const at of same) if (at >= 0) this.claims[at] = (this.claims[at] ?? 1) - 1;
    this.groups = groups;
  }

  private claim(tasks: readonly TaskNode[]): Group {
    const same = new Int32Array(tasks.length).fill(-1);
    const others: TaskNode[] = [];
    tasks.forEach((node, index) => {
      const key = this.keys.keyOf(node);
      // What has an id that several tasks had may be any of them, and is never taken for another.
      if (key === null || this.keys.isAmbiguous(key)) return;
      const at = this.keys.find(key);
      const before = this.keys.tasks[at];
      if (before && this.isSame(before, node)) {
        same[index] = at;
        this.claims[at] = (this.claims[at] ?? 0) + 1;
      } else {
        others.push(node);
      }
    });
    return { same, others };
  }

  private isSame(before: TaskNode, after: TaskNode): boolean {
    if (rawTitle(before) === rawTitle(after)) return true;
    return this.traits.of(before).title === this.traits.of(after).title;
  }

  /** Identified tasks of the baseline that nobody has claimed, in document order. */
  lost(): TaskNode[] {
    const lost: TaskNode[] = [];
    for (const at of this.keys.identified) {
      const node = this.claims[at] === 0 ? this.keys.tasks[at] : undefined;
      if (node) lost.push(node);
    }
    return lost;
  }

  /** Tasks of today that have an id and have claimed none, or one that another has claimed before them. */
  fresh(): TaskNode[] {
    const fresh: TaskNode[] = [];
    const twice = this.claims.some((count) => count > 1) ? new Set(this.pairs().values()) : null;
    for (const [tasks, { same, others }] of this.groups) {
      if (twice === null) fresh.push(...others);
      else fresh.push(...tasks.filter((node, at) => others.includes(node) || isLater(same[at], node, twice)));
    }
    return fresh;
  }

  /** Baseline and today's tasks that belong together; a task claimed twice belongs to the first in the file. */
  pairs(): Map<TaskNode, TaskNode> {
    const pairs = new Map<TaskNode, TaskNode>();
    for (const [tasks, { same }] of this.groups) {
      same.forEach((at, index) => {
        const [before, after] = [this.keys.tasks[at], tasks[index]];
        if (before && after && !pairs.has(before)) pairs.set(before, after);
      });
    }
    return pairs;
  }
}

function isLater(claimed: number | undefined, node: TaskNode, first: ReadonlySet<TaskNode>): boolean {
  return claimed !== undefined && claimed >= 0 && !first.has(node);
}
