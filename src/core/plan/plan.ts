import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { finish } from '../text/steps';
import { criticalPathOf, passesOf, type Passes } from './passes';
import { placeOn, type DriverKind } from './placement';
import { scheduleInSteps, type Schedule } from './schedule';
import { taskNetworkInSteps, type TaskNetwork } from './taskNetwork';
import { unblockedBy } from './unblocked';
import {
  apart,
  declaredFigures,
  mostAgents,
  statedMinutes,
  totalOf,
  wavesOf,
  type PlannedWave,
} from './waves';

export interface PlanOptions {
  /** Who works at a time; by default as many as a wave says at most, else one. */
  readonly agents?: number | undefined;
  /** Hours of a task that states no effort; by default {@link DEFAULT_HOURS}. */
  readonly defaultHours?: number | undefined;
  /** Finished tasks too. */
  readonly all?: boolean | undefined;
  /** Whether other numbers of agents are asked about as well; they are by default. */
  readonly whatIf?: boolean | undefined;
  /** Only these documents. */
  readonly documents?: readonly TaskDocument[] | undefined;
}

export const DEFAULT_HOURS = 1;

/** A task in the pipelined schedule. Minutes. */
export interface PlannedTask {
  readonly task: Task;
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly agent: number;
  readonly slack: number;
  readonly critical: boolean;
  readonly driver: { readonly kind: DriverKind; readonly task: Task | null };
  /** How many tasks wait for it, directly or through others. */
  readonly unblocks: number;
  /** What these take together. */
  readonly unblockedMinutes: number;
  /** Whether one of these states no effort, so that their work is a guess. */
  readonly unblocksGuess: boolean;
}

/** Everything that can be said of the work to be done. Minutes. */
export interface Plan {
  readonly agents: number;
  readonly work: number;
  readonly criticalPathMinutes: number;
  /** What the waves say, added up; null where none says anything. */
  readonly declared: number | null;
  /** One wave after the other (computed ones where none are declared), each as short as was found. */
  readonly barriers: number;
  /** Dependencies alone. */
  readonly pipelined: number;
  readonly lowerBound: number;
  /** Whether no shorter schedule exists; never where efforts are guessed or tasks are stuck. */
  readonly optimal: boolean;
  readonly criticalPath: readonly Task[];
  readonly waves: readonly PlannedWave[];
  /** The earliest wave of each task by dependencies alone. */
  readonly computedWaves: readonly (readonly Task[])[];
  /** By start, then in file order. */
  readonly tasks: readonly PlannedTask[];
  readonly unestimated: readonly Task[];
  readonly cycles: readonly (readonly Task[])[];
  /** Tasks that are not scheduled, since they are in a cycle or wait for one. */
  readonly stuck: readonly Task[];
  /** Scheduled tasks that wait for an id that no task has. */
  readonly unresolved: readonly Task[];
  readonly whatIf: readonly { readonly agents: number; readonly minutes: number }[];
}

/** As many agents are asked about. */
const MOST_AGENTS = 32;
/** What is tried for each of them, a part of what is tried for the plan itself. */
const WHAT_IF = 20_000;

export function planOf(index: IndexReader, options: PlanOptions = {}): Plan {
  return finish(planInSteps(index, options));
}

/** The same in steps, between which the caller may let other work in or give up. */
export function* planInSteps(index: IndexReader, options: PlanOptions = {}): Generator<void, Plan> {
  const documents = options.documents ?? index.documents();
  const tasks = yield* taskNetworkInSteps(index, documents, {
    defaultHours: options.defaultHours ?? DEFAULT_HOURS,
    all: options.all ?? false,
  });
  yield;
  const { network, duration } = tasks;
  const passes = passesOf(network, duration);
  const figures = declaredFigures(documents);
  const agents = Math.max(1, options.agents ?? mostAgents(figures) ?? 1);
  const best = yield* scheduleInSteps(
    network,
    duration,
    Math.min(agents, Math.max(1, tasks.work.length)),
    passes,
  );
  const waves = yield* wavesOf(tasks, figures, agents);
  const computed = levelsOf(tasks, passes);
  const barriers = waves.length > 0 ? totalOf(waves) : yield* apart(tasks, computed, agents);
  const whatIf = options.whatIf === false ? [] : yield* whatIfOf(tasks, passes, best);
  return {
    agents,
    work: sum(tasks.work.map((task) => duration[tasks.entry.get(task)!]!)),
    criticalPathMinutes: passes.criticalPath,
    declared: statedMinutes(waves),
    barriers,
    pipelined: best.makespan,
    lowerBound: best.lowerBound,
    optimal: best.optimal && tasks.unestimated.length === 0 && tasks.stuck.size === 0,
    criticalPath: criticalPathOf(network, duration, passes).map((node) => tasks.taskOf[node]!),
    waves,
    computedWaves: computed,
    tasks: yield* placed(tasks, passes, best),
    unestimated: tasks.unestimated,
    cycles: tasks.cycles,
    stuck: [...tasks.stuck],
    unresolved: tasks.work.filter((task) =>
      index.dependencies(task).some(({ targets }) => targets.length === 0),
    ),
    whatIf,
  };
}

function* placed(tasks: TaskNetwork, passes: Passes, best: Schedule): Generator<void, PlannedTask[]> {
  const { network, duration, taskOf, entry } = tasks;
  const { agent, slack, driver } = placeOn(network, duration, passes, best, best.agents);
  const unblocks = yield* unblockedBy(tasks);
  const rank = new Map(tasks.work.map((task, at) => [task, at]));
  return tasks.work
    .map((task): PlannedTask => {
      const node = entry.get(task)!;
      const why = driver[node]!;
      const start = best.start[node]!;
      return {
        task,
        start,
        end: start + duration[node]!,
        agent: agent[node]!,
        slack: slack[node]!,
        critical: slack[node] === 0,
        driver: { kind: why.kind, task: why.node < 0 ? null : taskOf[why.node]! },
        unblocks: unblocks.count[node]!,
        unblockedMinutes: unblocks.minutes[node]!,
        unblocksGuess: unblocks.guesses[node]! > 0,
      };
    })
    .sort((a, b) => a.start - b.start || rank.get(a.task)! - rank.get(b.task)!);
}

/** The work by the longest chain of work before it. */
export function levelsOf({ network, duration, taskOf }: TaskNetwork, { order }: Passes): Task[][] {
  const level = new Int32Array(network.count);
  const levels: Task[][] = [];
  const { first, to } = network.successors;
  for (const node of order) {
    const isWork = duration[node]! > 0;
    for (let edge = first[node]!; edge < first[node + 1]!; edge++) {
      const other = to[edge]!;
      level[other] = Math.max(level[other]!, level[node]! + (isWork ? 1 : 0));
    }
  }
  for (let node = 0; node < network.count; node++) {
    if (duration[node]! > 0) (levels[level[node]!] ??= []).push(taskOf[node]!);
  }
  return levels;
}

function* whatIfOf(
  tasks: TaskNetwork,
  passes: Passes,
  best: Schedule,
): Generator<void, { agents: number; minutes: number }[]> {
  const found: { agents: number; minutes: number }[] = [];
  let least = Infinity;
  for (let agents = 1; agents <= Math.min(MOST_AGENTS, Math.max(1, tasks.work.length)); agents++) {
    const { makespan } =
      agents === best.agents
        ? best
        : yield* scheduleInSteps(tasks.network, tasks.duration, agents, passes, WHAT_IF);
    // What few can do in a time, more can as well.
    least = Math.min(least, makespan);
    found.push({ agents, minutes: least });
    if (least <= passes.criticalPath && agents >= best.agents) break;
  }
  return found;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
