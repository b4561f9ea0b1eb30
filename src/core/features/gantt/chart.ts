/** What the Gantt shows, as plain data about tasks: rows, waves and times, without any words. */
import type { IndexReader } from '../../model/reader';
import type { Task, TaskDocument } from '../../model/task';
import { DEFAULT_HOURS, type Plan } from '../../plan/plan';
import {
  inWaves,
  pipelined,
  waveTimesInSteps,
  type TimedTask,
  type WaveMode,
  type WaveTimes,
} from '../../plan/waveTimes';
import { inSteps } from '../../text/steps';
import { chartRows, type ChartRow } from './rows';
import { chartWaves, type ChartWave } from './waves';

export interface ChartOptions {
  readonly documents: readonly TaskDocument[];
  readonly mode: WaveMode;
  /** Finished tasks too; the plan must have been made so. */
  readonly all: boolean;
  readonly defaultHours?: number;
}

/** When a row takes place. Minutes. */
export type ChartTime = Omit<TimedTask, 'driver' | 'after'>;

export interface Chart {
  readonly plan: Plan;
  readonly mode: WaveMode;
  readonly waves: readonly ChartWave[];
  /** In file order. */
  readonly rows: readonly ChartRow[];
  /** The work as scheduled in the mode. */
  readonly times: ReadonlyMap<Task, TimedTask>;
  /** Of rows that their subtasks are planned for: from the first start of these to their last end; the agent is 0. */
  readonly frames: ReadonlyMap<Task, ChartTime>;
  /** Tasks that are in one of the cycles that the plan tells. */
  readonly cyclic: ReadonlySet<Task>;
  /** The row that a task is shown in: its own, or that of the estimated task that it is a part of. */
  rowOf(task: Task): ChartRow | null;
}

/**
 * The chart of a plan. The index must be the one that the plan was made of, and stay as it is between the steps.
 */
export function* chartInSteps(index: IndexReader, plan: Plan, options: ChartOptions): Generator<void, Chart> {
  const { documents, mode, all, defaultHours = DEFAULT_HOURS } = options;
  const suggested = plan.waves.length === 0;
  const apart: readonly WaveTimes[] =
    mode === 'pipelined' && !suggested
      ? []
      : yield* waveTimesInSteps(index, plan, { documents, defaultHours, all });
  const times = mode === 'pipelined' ? pipelined(plan) : inWaves(apart, mode);
  yield;
  const { rows, rowOf } = yield* chartRows(index, plan, { documents, all, defaultHours });
  const waves = yield* chartWaves(index, plan, rows, documents, apart);
  return {
    plan,
    mode,
    waves,
    rows,
    times,
    frames: yield* framesOf(rows, times),
    cyclic: new Set(plan.cycles.flat()),
    rowOf,
  };
}

/** Children come after their parents: from the last row to the first, each adds to the one above. */
function* framesOf(
  rows: readonly ChartRow[],
  times: ReadonlyMap<Task, TimedTask>,
): Generator<void, ReadonlyMap<Task, ChartTime>> {
  const frames = new Map<Task, ChartTime>();
  yield* inSteps([...rows].reverse(), ({ task, parent }) => {
    const own = times.get(task) ?? frames.get(task);
    if (!own || parent === null || times.has(parent)) return;
    const known = frames.get(parent);
    const end = Math.max(own.end, known?.end ?? 0);
    const latest = Math.max(own.end + own.slack, known ? known.end + known.slack : 0);
    frames.set(parent, {
      start: Math.min(own.start, known?.start ?? Infinity),
      end,
      agent: 0,
      slack: latest - end,
      from: Math.min(own.from, known?.from ?? Infinity),
    });
  });
  return frames;
}
