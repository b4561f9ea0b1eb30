import type { IndexReader } from '../model/reader';
import type { Task } from '../model/task';
import { passesOf } from './passes';
import { placeOn, type DriverKind } from './placement';
import { DEFAULT_HOURS, type Plan, type PlanOptions } from './plan';
import { scheduleInSteps } from './schedule';
import { taskNetworkInSteps, type TaskNetwork } from './taskNetwork';
import { networkOfSome } from './waves';

/**
 * How waves are kept. `declared`: each takes the hours that its title says, so that tasks stand out where these do not
 * suffice. `barriers`: each begins when the one before is over. `pipelined`: dependencies alone.
 */
export type WaveMode = 'declared' | 'barriers' | 'pipelined';

/** A task at the times of a schedule. Minutes. */
export interface TimedTask {
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly agent: number;
  readonly slack: number;
  readonly driver: { readonly kind: DriverKind; readonly task: Task | null };
  /** The start of its wave, before which it is not begun; 0 where waves are not kept. */
  readonly from: number;
  /** The wave that has to be over before it, by its place; null where that is not why it waits. */
  readonly after: number | null;
}

/** The best schedule found for one wave, as if it began at 0. Minutes. */
export interface WaveTimes {
  readonly minutes: number;
  /** As its title says, or null. */
  readonly stated: number | null;
  readonly tasks: ReadonlyMap<Task, Omit<TimedTask, 'from' | 'after'>>;
}

/**
 * The times of the waves of a plan, each by itself: of the declared ones, or where there are none of the computed ones.
 * The index must be the one that the plan was made of, and stay as it is between the steps.
 */
export function* waveTimesInSteps(
  index: IndexReader,
  plan: Plan,
  { documents = index.documents(), defaultHours = DEFAULT_HOURS, all = false }: PlanOptions = {},
): Generator<void, readonly WaveTimes[]> {
  const tasks = yield* taskNetworkInSteps(index, documents, { defaultHours, all });
  const found: WaveTimes[] = [];
  for (const { tasks: inside, agents, declaredHours } of plan.waves) {
    const stated = declaredHours === null ? null : Math.round(declaredHours * 60);
    found.push(yield* timesOf(tasks, inside, agents, stated));
  }
  if (plan.waves.length > 0) return found;
  for (const inside of plan.computedWaves) found.push(yield* timesOf(tasks, inside, plan.agents, null));
  return found;
}

function* timesOf(
  tasks: TaskNetwork,
  inside: readonly Task[],
  agents: number,
  stated: number | null,
): Generator<void, WaveTimes> {
  const { network, duration, taskOf } = networkOfSome(tasks, inside);
  const passes = passesOf(network, duration);
  const most = Math.min(agents, Math.max(1, inside.length));
  const best = yield* scheduleInSteps(network, duration, most, passes);
  const { agent, slack, driver } = placeOn(network, duration, passes, best, most);
  const times = new Map<Task, Omit<TimedTask, 'from' | 'after'>>();
  for (let node = 0; node < network.count; node++) {
    if (duration[node]! <= 0) continue;
    const { kind, node: other } = driver[node]!;
    times.set(taskOf[node]!, {
      start: best.start[node]!,
      end: best.start[node]! + duration[node]!,
      agent: agent[node]!,
      slack: slack[node]!,
      driver: { kind, task: other < 0 ? null : taskOf[other]! },
    });
  }
  return { minutes: best.makespan, stated, tasks: times };
}

/** One wave after the other: each for as long as it needs, or as its title says. */
export function inWaves(
  waves: readonly WaveTimes[],
  mode: 'declared' | 'barriers',
): ReadonlyMap<Task, TimedTask> {
  const times = new Map<Task, TimedTask>();
  let from = 0;
  waves.forEach(({ minutes, stated, tasks }, at) => {
    const length = mode === 'declared' ? (stated ?? minutes) : minutes;
    for (const [task, time] of tasks) {
      const waits = time.driver.kind === 'start' && from > 0;
      times.set(task, {
        ...time,
        start: time.start + from,
        end: time.end + from,
        // Where the wave has more time than it needs, all of it can be late by as much.
        slack: time.slack + Math.max(0, length - minutes),
        driver: waits ? { kind: 'barrier', task: null } : time.driver,
        from,
        after: waits ? at - 1 : null,
      });
    }
    from += length;
  });
  return mode === 'declared' ? withOwnAgents(times) : times;
}

/** Waves that run into each other cannot have the same agents at the same time: the first that is free takes a task. */
function withOwnAgents(times: ReadonlyMap<Task, TimedTask>): ReadonlyMap<Task, TimedTask> {
  const busyUntil: number[] = [];
  const sorted = [...times].sort(([, a], [, b]) => a.start - b.start || a.agent - b.agent);
  return new Map(
    sorted.map(([task, time]) => {
      const free = busyUntil.findIndex((until) => until <= time.start);
      const agent = free < 0 ? busyUntil.length : free;
      busyUntil[agent] = time.end;
      return [task, { ...time, agent: agent + 1 }];
    }),
  );
}

/** As the plan has them, whatever the waves. */
export function pipelined({ tasks }: Plan): ReadonlyMap<Task, TimedTask> {
  return new Map(
    tasks.map(({ task, start, end, agent, slack, driver }) => [
      task,
      { start, end, agent, slack, driver, from: 0, after: null },
    ]),
  );
}
