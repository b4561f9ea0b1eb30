import type { Task, TaskDocument } from '../model/task';
import { compareWaves } from '../plan/waveOrder';
import type { GroupNode } from './treeNodes';
import { compareNatural, priorityName, priorityRank } from './words';

export interface Tally {
  total: number;
  finished: number;
}

export interface Group {
  readonly key: string | null;
  /** As the first of its tasks has it. */
  readonly value: string | null;
  readonly document: TaskDocument | null;
  readonly counts: Tally;
  readonly roots: Task[];
}

export function valueAsWritten(by: GroupNode['by'], task: Task): string | null {
  return by === 'status'
    ? task.status
    : by === 'wave'
      ? task.wave
      : task.priority && priorityName(task.priority);
}

/** What puts tasks in one group: priorities written "High" and "high" are one. */
export function groupValue(by: GroupNode['by'], task: Task): string | null {
  const value = valueAsWritten(by, task);
  return by === 'priority' && value !== null ? value.toLowerCase() : value;
}

/** What needs attention first comes first; what is over comes last. */
const STATUS_ORDER: readonly string[] = ['doing', 'blocked', 'todo', 'unknown', 'decided', 'done', 'dropped'];

const COMPARE: Record<GroupNode['by'], (a: string, b: string) => number> = {
  wave: compareWaves,
  priority: (a, b) => priorityRank(a) - priorityRank(b) || compareNatural(a, b),
  status: (a, b) => STATUS_ORDER.indexOf(a) - STATUS_ORDER.indexOf(b),
};

/** By document, then by value; what has no value comes last. */
export function inOrder(by: GroupNode['by']): (a: Group, b: Group) => number {
  return (a, b) =>
    Number(a.value === null) - Number(b.value === null) ||
    compareText(a.document?.path ?? '', b.document?.path ?? '') ||
    COMPARE[by](a.value ?? '', b.value ?? '');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
