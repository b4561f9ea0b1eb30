import type { IndexReader } from '../model/reader';
import type { Criteria, Effort, Task, TaskStatus } from '../model/task';
import { contradiction } from '../tracker/contradiction';
import { isFinished } from './words';

/** A task named on another one's card. */
export interface TaskLink {
  readonly key: string;
  readonly id: string | null;
  readonly title: string;
  readonly status: TaskStatus;
  readonly path: string;
  /** Whether it stands in another document than the card's task. */
  readonly elsewhere: boolean;
}

/**
 * Something the task waits for. `unknown`: no task answers to the id, so it can never be taken for done.
 * `open`: at least one of the tasks it may mean is unfinished.
 */
export interface Waiting {
  readonly id: string;
  readonly state: 'finished' | 'open' | 'unknown';
  readonly targets: readonly TaskLink[];
}

/** What the tracker that serves the task's file says of it. */
export interface TrackerCard {
  readonly path: string;
  readonly found: boolean;
  /** In the tracker's own words. */
  readonly status: string | null;
  /** Whether the file says otherwise. */
  readonly differs: boolean;
}

/** Everything worth knowing of one task at a glance. All texts are the author's: show them as plain text. */
export interface TaskCard {
  readonly key: string;
  readonly id: string | null;
  readonly title: string;
  readonly status: TaskStatus;
  /** What stands in the brackets of a task whose status is unknown, or null. */
  readonly marker: string | null;
  readonly ready: boolean;
  readonly priority: string | null;
  readonly effortHours: Effort | null;
  readonly wave: string | null;
  readonly section: readonly string[];
  readonly criteria: Criteria | null;
  /** The record that a decided item names, or null. */
  readonly pointer: string | null;
  /** The file that holds that record, from the top of the workspace, or null where none is known. */
  readonly record: string | null;
  readonly tracker: TrackerCard | null;
  readonly children: { readonly total: number; readonly finished: number } | null;
  readonly waitsFor: readonly Waiting[];
  /** How many more it waits for than `waitsFor` lists. */
  readonly waitsForMore: number;
  /** Unfinished tasks first. */
  readonly unblocks: readonly TaskLink[];
  readonly unblocksMore: number;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** A card is read at a glance; the rest is counted. */
const LISTED = 12;

export function taskCard(reader: IndexReader, task: Task): TaskCard {
  const pointer = task.decision?.pointer ?? null;
  const answer = pointer === null ? null : reader.recordOf(pointer, task.document);
  const dependencies = reader.dependencies(task);
  const dependents = reader.dependents(task);
  const children = reader.children(task);
  const byNeed = [...dependents.filter((t) => !isFinished(t)), ...dependents.filter(isFinished)];
  return {
    key: task.key,
    id: task.id,
    title: task.title,
    status: task.status,
    marker: task.status === 'unknown' ? task.marker : null,
    ready: reader.isReady(task),
    priority: task.priority,
    effortHours: task.effortHours,
    wave: task.wave,
    section: task.section,
    criteria: task.criteria,
    pointer,
    record: answer?.kind === 'found' ? (answer.paths[0] ?? null) : null,
    tracker: trackerCard(reader, task),
    children:
      children.length === 0 ? null : { total: children.length, finished: children.filter(isFinished).length },
    waitsFor: dependencies.slice(0, LISTED).map(({ id, targets }) => ({
      id,
      state: targets.length === 0 ? 'unknown' : targets.every(isFinished) ? 'finished' : 'open',
      targets: targets.slice(0, LISTED).map((target) => link(target, task)),
    })),
    waitsForMore: Math.max(0, dependencies.length - LISTED),
    unblocks: byNeed.slice(0, LISTED).map((dependent) => link(dependent, task)),
    unblocksMore: Math.max(0, byNeed.length - LISTED),
    path: task.document.path,
    line: task.line + 1,
  };
}

/** Null where no tracker has ids of this kind. */
export function trackerCard(reader: IndexReader, task: Task): TrackerCard | null {
  const answer = reader.tracked(task);
  if (!answer) return null;
  const { tracker, item } = answer;
  const differs = contradiction(task, answer) !== null;
  return { path: tracker.path, found: item !== null, status: item?.status ?? null, differs };
}

function link(target: Task, from: Task): TaskLink {
  const { key, id, title, status, document } = target;
  return { key, id, title, status, path: document.path, elsewhere: document !== from.document };
}
