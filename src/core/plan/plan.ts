import { networkOf, type Network } from '../graph/network';
import { compareNatural } from '../features/words';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { finish } from '../text/steps';
import { criticalPathOf, passesOf, type Passes } from './passes';
import { placeOn, type DriverKind } from './placement';
import { scheduleInSteps, type Schedule } from './schedule';
import { taskNetworkInSteps, type TaskNetwork } from './taskNetwork';
import { unblockedBy } from './unblocked';
import { waveFigures } from './waveFigures';

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

/** A declared wave. */
export interface PlannedWave {
  readonly name: string;
  /** As its title says, or null. */
  readonly declaredHours: number | null;
  /** As its title says, else those of the plan. */
  readonly agents: number;
  /** What its tasks need at least, begun together once the wave before is over. */
  readonly minutes: number;
  readonly tasks: readonly Task[];
}

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
  const barriers =
    waves.length > 0 ? sum(waves.map(({ minutes }) => minutes)) : yield* apart(tasks, computed, agents);
  const whatIf = options.whatIf === false ? [] : yield* whatIfOf(tasks, passes, best);
  const stated = waves.flatMap(({ declaredHours }) => (declaredHours === null ? [] : [declaredHours * 60]));
  return {
    agents,
    work: sum(tasks.work.map((task) => duration[tasks.entry.get(task)!]!)),
    criticalPathMinutes: passes.criticalPath,
    declared: stated.length === 0 ? null : sum(stated),
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
        unblocks: unblocks[node]!,
      };
    })
    .sort((a, b) => a.start - b.start || rank.get(a.task)! - rank.get(b.task)!);
}

/** As many as one of the declared waves has at most; null where none says how many. */
export function declaredAgents(documents: readonly TaskDocument[]): number | null {
  return mostAgents(declaredFigures(documents));
}

function mostAgents(figures: ReturnType<typeof declaredFigures>): number | null {
  let most: number | null = null;
  for (const { agents } of figures.values()) if (agents !== null) most = Math.max(most ?? 0, agents);
  return most;
}

/** Hours and agents of each declared wave by its name; the first title that says something wins. */
function declaredFigures(
  documents: readonly TaskDocument[],
): ReadonlyMap<string, { hours: number | null; agents: number | null }> {
  const figures = new Map<string, { hours: number | null; agents: number | null }>();
  for (const { waves } of documents) {
    for (const { name, title } of waves) {
      const { hours, agents } = waveFigures(title);
      const known = figures.get(name);
      figures.set(name, { hours: known?.hours ?? hours, agents: known?.agents ?? agents });
    }
  }
  return figures;
}

function* wavesOf(
  tasks: TaskNetwork,
  figures: ReadonlyMap<string, { hours: number | null; agents: number | null }>,
  agents: number,
): Generator<void, PlannedWave[]> {
  const members = new Map<string, Task[]>();
  const without: Task[] = [];
  for (const task of tasks.work) {
    if (task.wave === null) without.push(task);
    else if (members.has(task.wave)) members.get(task.wave)!.push(task);
    else members.set(task.wave, [task]);
  }
  const waves: PlannedWave[] = [];
  for (const [name, inside] of [...members].sort(([a], [b]) => compareNatural(a, b))) {
    const said = figures.get(name);
    const most = said?.agents ?? agents;
    const minutes = yield* lengthOf(tasks, inside, most);
    waves.push({ name, declaredHours: said?.hours ?? null, agents: most, minutes, tasks: inside });
  }
  // What no wave names has to be done as well, after them.
  if (waves.length > 0 && without.length > 0) {
    const minutes = yield* lengthOf(tasks, without, agents);
    waves.push({ name: '', declaredHours: null, agents, minutes, tasks: without });
  }
  return waves;
}

/** The shortest time found for some of the tasks, whatever else they wait for. */
function* lengthOf(tasks: TaskNetwork, some: readonly Task[], agents: number): Generator<void, number> {
  const { network, duration } = networkOfSome(tasks, some);
  const found = yield* scheduleInSteps(network, duration, Math.min(agents, Math.max(1, some.length)));
  return found.makespan;
}

function* apart(
  tasks: TaskNetwork,
  groups: readonly (readonly Task[])[],
  agents: number,
): Generator<void, number> {
  let total = 0;
  for (const group of groups) total += yield* lengthOf(tasks, group, agents);
  return total;
}

/** The network of some tasks; frames stay, since dependencies lead through them. */
export function networkOfSome(
  tasks: Pick<TaskNetwork, 'network' | 'duration' | 'entry' | 'taskOf'>,
  some: readonly Task[],
): {
  network: Network;
  duration: Int32Array;
  taskOf: readonly Task[];
} {
  const { network, duration, entry, taskOf } = tasks;
  const keep = new Uint8Array(network.count);
  for (const task of some) keep[entry.get(task)!] = 1;
  const number = new Int32Array(network.count).fill(-1);
  const lengths: number[] = [];
  const kept: Task[] = [];
  for (let node = 0; node < network.count; node++) {
    if (!keep[node] && duration[node] !== 0) continue;
    number[node] = lengths.push(duration[node]!) - 1;
    kept.push(taskOf[node]!);
  }
  const pairs: number[] = [];
  const { first, to } = network.successors;
  for (let node = 0; node < network.count; node++) {
    if (number[node]! < 0) continue;
    for (let edge = first[node]!; edge < first[node + 1]!; edge++) {
      const other = number[to[edge]!]!;
      if (other >= 0) pairs.push(number[node]!, other);
    }
  }
  return { network: networkOf(lengths.length, pairs), duration: Int32Array.from(lengths), taskOf: kept };
}

/** The work by the longest chain of work before it. */
function levelsOf({ network, duration, taskOf }: TaskNetwork, { order }: Passes): Task[][] {
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
