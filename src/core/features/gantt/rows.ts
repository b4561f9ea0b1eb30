import { isPartOf } from '../../model/parts';
import type { IndexReader } from '../../model/reader';
import type { Task, TaskDocument } from '../../model/task';
import type { Plan } from '../../plan/plan';
import { minutesOf } from '../../plan/taskNetwork';
import { inSteps } from '../../text/steps';
import { isFinished } from '../words';

/** A task of the chart. */
export interface ChartRow {
  readonly task: Task;
  /** `frame`: its subtasks are planned. `stuck`: it is in a cycle or waits for one, and is not planned. */
  readonly role: 'work' | 'frame' | 'stuck';
  /** What it takes; 0 for a frame. */
  readonly minutes: number;
  /** Percent of its criteria and subtasks that are done; 100 for a finished task. */
  readonly progress: number;
  /** The row that it is a part of, or null. */
  readonly parent: Task | null;
  /**
   * All that it depends on, once each: rows of the chart, other tasks that are finished or stand elsewhere, and ids
   * that no task has.
   */
  readonly waitsFor: readonly (Task | string)[];
  /**
   * Whether more stands in its way than what it waits for itself: what it is a part of waits or is blocked, or its
   * parts have rows of their own and are what is worked on.
   */
  readonly held: boolean;
}

export interface ChartRows {
  readonly rows: readonly ChartRow[];
  rowOf(task: Task): ChartRow | null;
}

interface RowOptions {
  readonly documents: readonly TaskDocument[];
  readonly all: boolean;
  readonly defaultHours: number;
}

export function* chartRows(
  index: IndexReader,
  plan: Plan,
  { documents, all, defaultHours }: RowOptions,
): Generator<void, ChartRows> {
  const roles = rolesOf(plan);
  const planned = new Map(plan.tasks.map(({ task, start, end }) => [task, end - start]));
  const shown: Task[] = [];
  const children = new Map<Task, Task[]>();
  for (const { tasks } of documents)
    yield* inSteps(tasks, (task) => {
      if (roles.has(task) && (all || !isFinished(task))) shown.push(task);
      if (task.parent === null) return;
      const known = children.get(task.parent);
      if (known) known.push(task);
      else children.set(task.parent, [task]);
    });
  const isShown = new Set(shown);
  const taskOf = (task: Task): Task | null => {
    for (let at: Task | null = task; at; at = at.parent) if (isShown.has(at)) return at;
    return null;
  };
  const rows = new Map<Task, ChartRow>();
  yield* inSteps(shown, (task) => {
    const role = roles.get(task)!;
    const minutes = role === 'frame' ? 0 : (planned.get(task) ?? minutesOf(task, { defaultHours }));
    const parts = children.get(task) ?? [];
    const waitsFor = needsOf(index, task, children, isShown, taskOf);
    rows.set(task, {
      task,
      role,
      minutes,
      progress: progressOf(task, parts),
      parent: task.parent !== null && isShown.has(task.parent) ? task.parent : null,
      waitsFor,
      held: waitsFor.every(isSettled) && isHeld(index, task, role, children),
    });
  });
  return {
    rows: [...rows.values()],
    rowOf: (task) => {
      const shownAs = taskOf(task);
      return shownAs && rows.get(shownAs)!;
    },
  };
}

/** Of all tasks that are rows, unless they are finished. What an estimated task covers has none. */
function rolesOf({ tasks, stuck }: Plan): ReadonlyMap<Task, ChartRow['role']> {
  const roles = new Map<Task, ChartRow['role']>();
  for (const task of stuck) roles.set(task, 'stuck');
  for (const { task } of tasks) roles.set(task, 'work');
  for (const task of [...roles.keys()])
    for (let at = task.parent; at && !roles.has(at); at = at.parent) roles.set(at, 'frame');
  return roles;
}

function progressOf(task: Task, parts: readonly Task[]): number {
  if (isFinished(task)) return 100;
  const done = (task.criteria?.done ?? 0) + parts.filter(isFinished).length;
  const total = (task.criteria?.total ?? 0) + parts.length;
  // All that is counted may be done, and the task is not.
  return total === 0 ? 0 : Math.min(99, Math.floor((100 * done) / total));
}

/** Its own needs, and those of its parts that have no row: what a part waits for, the whole waits for. */
function needsOf(
  index: IndexReader,
  task: Task,
  children: ReadonlyMap<Task, readonly Task[]>,
  isShown: ReadonlySet<Task>,
  taskOf: (task: Task) => Task | null,
): readonly (Task | string)[] {
  const needs = new Set<Task | string>();
  const queue = [task];
  for (const at of queue) {
    for (const { id, targets } of index.dependencies(at)) {
      if (targets.length === 0) needs.add(id);
      for (const target of targets) {
        const other = isFinished(target) && !isShown.has(target) ? target : (taskOf(target) ?? target);
        if (!isPartOf(task, other) && !isPartOf(other, task)) needs.add(other);
      }
    }
    for (const part of children.get(at) ?? []) if (!isShown.has(part) && !isFinished(part)) queue.push(part);
  }
  return [...needs];
}

function isSettled(need: Task | string): boolean {
  return typeof need !== 'string' && isFinished(need);
}

/** What the index says of a task goes for its row; of an estimated task, what it says of the parts that have none. */
function isHeld(
  index: IndexReader,
  task: Task,
  role: ChartRow['role'],
  children: ReadonlyMap<Task, readonly Task[]>,
): boolean {
  if (task.status !== 'todo' && task.status !== 'doing') return false;
  if (role === 'frame') return true;
  const queue = [task];
  for (const at of queue) {
    if (index.isReady(at)) return false;
    queue.push(...(children.get(at) ?? []));
  }
  return true;
}
