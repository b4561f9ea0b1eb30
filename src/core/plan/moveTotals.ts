import { isPartOf } from '../model/parts';
import type { IndexReader } from '../model/reader';
import type { Task } from '../model/task';
import { passesOf } from './passes';
import { DEFAULT_HOURS, levelsOf, type PlanOptions } from './plan';
import { scheduleInSteps } from './schedule';
import { taskNetworkInSteps } from './taskNetwork';
import { apart, declaredFigures, mostAgents, statedMinutes, totalOf, wavesOf } from './waves';

/** The totals of a plan, in minutes. */
export interface PlanTotals {
  /** What the waves that have work left say, added up; null where they say nothing. */
  readonly declared: number | null;
  /** One wave after the other. */
  readonly barriers: number;
  /** Dependencies alone: the same whatever the waves are. */
  readonly pipelined: number;
}

export interface MoveTotals {
  /** As things are. */
  readonly now: PlanTotals;
  /** With the task in another wave, by its name. */
  readonly then: ReadonlyMap<string, PlanTotals>;
}

/**
 * What the plan would be with a task in other waves, without any edit. Only waves whose members change are scheduled
 * anew. The index must stay as it is between the steps.
 *
 * @param options of the plan; its documents are those of the task alone, unless others are given
 */
export function* moveTotalsInSteps(
  index: IndexReader,
  task: Task,
  waves: readonly string[],
  options: PlanOptions = {},
): Generator<void, MoveTotals> {
  const documents = options.documents ?? [task.document];
  const { defaultHours = DEFAULT_HOURS, all = false } = options;
  const tasks = yield* taskNetworkInSteps(index, documents, { defaultHours, all });
  const figures = declaredFigures(documents);
  const agents = Math.max(1, options.agents ?? mostAgents(figures) ?? 1);
  const { network, duration } = tasks;
  const most = Math.min(agents, Math.max(1, tasks.work.length));
  const passes = passesOf(network, duration);
  const { makespan: pipelined } = yield* scheduleInSteps(network, duration, most, passes);
  const moved = new Set(tasks.work.filter((each) => goesAlong(each, task)));
  const lengths: Parameters<typeof wavesOf>[4] = new Map();
  const totals = function* (wave: string | null): Generator<void, PlanTotals> {
    const waveOf = (each: Task): string | null => (moved.has(each) ? wave : each.wave);
    const planned = yield* wavesOf(tasks, figures, agents, waveOf, lengths);
    const barriers =
      planned.length > 0 ? totalOf(planned) : yield* apart(tasks, levelsOf(tasks, passes), agents);
    return { declared: statedMinutes(planned), barriers, pipelined };
  };
  const now = yield* totals(task.wave);
  const then = new Map<string, PlanTotals>();
  for (const wave of waves) then.set(wave, yield* totals(wave));
  return { now, then };
}

/** The task itself, and parts of it that are planned with it. */
function goesAlong(task: Task, moved: Task): boolean {
  return task.wave === moved.wave && isPartOf(task, moved);
}
