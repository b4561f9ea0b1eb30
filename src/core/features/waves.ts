import type { IndexReader } from '../model/reader';
import type { Effort, Task, TaskDocument, TaskStatus } from '../model/task';
import { compareNatural, isFinished, unfinishedDependencies } from './words';

/** A task as a table of waves shows it. */
export interface WaveTask {
  readonly key: string;
  readonly id: string | null;
  readonly title: string;
  readonly status: TaskStatus;
  readonly finished: boolean;
  readonly effortHours: Effort | null;
  /** Ids of what is not finished, or not known; empty for a finished task, which waits for nothing. */
  readonly waitsFor: readonly string[];
  /** 1-based. */
  readonly line: number;
}

export interface WaveTotals {
  readonly count: number;
  readonly finished: number;
  /** Sum in hours; null where nothing is estimated. An estimate covers the subtasks in the same wave. */
  readonly effortHours: Effort | null;
  /** Tasks that no estimate covers; of a task with subtasks in the same wave, these count. */
  readonly unestimated: number;
}

export interface Wave {
  /** As declared; null for the tasks that no wave names. */
  readonly name: string | null;
  readonly totals: WaveTotals;
  /** In document order; the first of them where there are too many. */
  readonly tasks: readonly WaveTask[];
  /** How many more there are. */
  readonly omitted: number;
}

export interface DocumentWaves {
  readonly uri: string;
  readonly path: string;
  /** In the order of their numbers, as in the tree; what has no wave last. */
  readonly waves: readonly Wave[];
}

export interface WavesOptions {
  /** Only this document. */
  readonly uri?: string | undefined;
  /** How many tasks are listed in all; totals count every task. */
  readonly limit?: number;
}

/** What a page of waves shows where none are declared: it is itself a task file with two. */
export const WAVES_EXAMPLE = `## Wave 1: Ground

- [ ] T001 Dig the pit (2 h)

## Wave 2: Walls

- [ ] T002 Lay the bricks (4 h, after T001)
`;

/** More rows than this are slow to draw, and nobody reads them. */
const LIMIT = 5_000;

/** The declared waves of the documents that have any, by path. */
export function declaredWaves(reader: IndexReader, options: WavesOptions = {}): readonly DocumentWaves[] {
  let room = options.limit ?? LIMIT;
  return documentsOf(reader, options.uri)
    .filter((document) => document.tasks.some(({ wave }) => wave !== null))
    .map((document) => ({
      uri: document.uri,
      path: document.path,
      waves: groups(document).map(([name, tasks]) => {
        const listed = tasks.slice(0, room);
        room -= listed.length;
        return {
          name,
          totals: totalsOf(tasks),
          tasks: listed.map((task) => waveTask(reader, task)),
          omitted: tasks.length - listed.length,
        };
      }),
    }));
}

function documentsOf(reader: IndexReader, uri: string | undefined): readonly TaskDocument[] {
  if (uri === undefined) return reader.documents();
  const document = reader.document(uri);
  return document ? [document] : [];
}

function groups(document: TaskDocument): readonly (readonly [name: string | null, tasks: readonly Task[]])[] {
  const byName = new Map<string, Task[]>();
  const without: Task[] = [];
  for (const task of document.tasks) {
    if (task.wave === null) without.push(task);
    else {
      const known = byName.get(task.wave);
      if (known) known.push(task);
      else byName.set(task.wave, [task]);
    }
  }
  // Not the order of their tasks: a list may plan tasks that stand in any order, far above it.
  const named = [...byName].sort(([a], [b]) => compareNatural(a, b));
  return without.length === 0 ? named : [...named, [null, without]];
}

/** The tasks of one wave, in document order: each comes after its parent. */
function totalsOf(tasks: readonly Task[]): WaveTotals {
  const members = new Set(tasks);
  const parents = new Set(tasks.flatMap(({ parent }) => (parent !== null ? [parent] : [])));
  const covered = new Set<Task>();
  let finished = 0;
  let unestimated = 0;
  const estimates: Effort[] = [];
  for (const task of tasks) {
    if (isFinished(task)) finished++;
    const own = task.effortHours;
    if (task.parent !== null && members.has(task.parent) && covered.has(task.parent)) covered.add(task);
    else if (own !== null) {
      estimates.push(own);
      covered.add(task);
    } else if (!parents.has(task)) unestimated++;
  }
  return { count: tasks.length, finished, effortHours: sumOf(estimates), unestimated };
}

function sumOf(estimates: readonly Effort[]): Effort | null {
  if (estimates.length === 0) return null;
  const sum = (hours: (effort: Effort) => number): number =>
    // Sums of such as 0.1 h carry noise in their last digits.
    Math.round(estimates.reduce((total, effort) => total + hours(effort), 0) * 100) / 100;
  return { min: sum(({ min }) => min), max: sum(({ max }) => max) };
}

function waveTask(reader: IndexReader, task: Task): WaveTask {
  const finished = isFinished(task);
  return {
    key: task.key,
    id: task.id,
    title: task.title,
    status: task.status,
    finished,
    effortHours: task.effortHours,
    waitsFor: finished ? [] : unfinishedDependencies(reader, task),
    line: task.line + 1,
  };
}
