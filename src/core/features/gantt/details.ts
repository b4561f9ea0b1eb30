import type { Task } from '../../model/task';
import type { DriverKind } from '../../plan/placement';
import type { Chart } from './chart';

/** Why a task starts when it does. */
export interface ChartDriver {
  readonly kind: DriverKind;
  /** When it could have started without that, in minutes. */
  readonly at: number;
  /** What it begins after, if that is a task. */
  readonly task: Task | null;
  /** The wave that has to be over, by its place in the plan; for `barrier`. */
  readonly wave: number | null;
}

/** Null for what is not planned, and for what its subtasks are planned for. */
export function driverOf(chart: Chart, task: Task): ChartDriver | null {
  const time = chart.times.get(task);
  if (!time) return null;
  const { kind, task: other } = time.driver;
  const rest = latestNeed(chart, task, kind === 'predecessor' ? other : null);
  const at = kind === 'barrier' ? rest : Math.max(rest, time.from);
  return { kind, at: Math.min(at, time.start), task: other, wave: time.after };
}

/** When the last of what a task waits for ends, itself or with what it is a part of. Minutes. */
function latestNeed(chart: Chart, task: Task, except: Task | null): number {
  let latest = 0;
  for (let row = chart.rowOf(task); row; row = row.parent && chart.rowOf(row.parent)) {
    for (const need of row.waitsFor) {
      if (typeof need === 'string' || need === except) continue;
      const ends = (chart.times.get(need) ?? chart.frames.get(need))?.end ?? 0;
      latest = Math.max(latest, ends);
    }
  }
  return latest;
}
