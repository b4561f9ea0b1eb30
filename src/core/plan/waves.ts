import { networkOf, type Network } from '../graph/network';
import type { Task, TaskDocument } from '../model/task';
import { criticalPathOf, passesOf } from './passes';
import { scheduleInSteps } from './schedule';
import type { TaskNetwork } from './taskNetwork';
import { waveFigures, type WaveFigures } from './waveFigures';
import { compareWaves } from './waveOrder';

/** What a wave takes. */
type Length = Pick<PlannedWave, 'minutes' | 'chain'>;

/** What the titles of waves say, by the names of the waves. */
type Figures = ReadonlyMap<string, WaveFigures>;

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
  /** The longest chain of its tasks, first to last, where that is what the wave takes; else empty. */
  readonly chain: readonly Task[];
}

/** As many as one of the declared waves has at most; null where none says how many. */
export function declaredAgents(documents: readonly TaskDocument[]): number | null {
  return mostAgents(declaredFigures(documents));
}

export function mostAgents(figures: Figures): number | null {
  let most: number | null = null;
  for (const { agents } of figures.values()) if (agents !== null) most = Math.max(most ?? 0, agents);
  return most;
}

/** Hours and agents of each declared wave by its name; the first title that says something wins. */
export function declaredFigures(documents: readonly TaskDocument[]): Figures {
  const figures = new Map<string, WaveFigures>();
  for (const { waves } of documents) {
    for (const { name, title } of waves) {
      const { hours, agents } = waveFigures(title);
      const known = figures.get(name);
      figures.set(name, { hours: known?.hours ?? hours, agents: known?.agents ?? agents });
    }
  }
  return figures;
}

/**
 * The waves that the work is planned for, with what each needs.
 *
 * @param waveOf the wave of a task; as it says, unless another plan is tried out
 * @param lengths of waves that were worked out before, by number and members, which are added to
 */
export function* wavesOf(
  tasks: TaskNetwork,
  figures: Figures,
  agents: number,
  waveOf: (task: Task) => string | null = ({ wave }) => wave,
  lengths = new Map<string, Length>(),
): Generator<void, PlannedWave[]> {
  const members = new Map<string, Task[]>();
  const without: Task[] = [];
  for (const task of tasks.work) {
    const wave = waveOf(task);
    if (wave === null) without.push(task);
    else if (members.has(wave)) members.get(wave)!.push(task);
    else members.set(wave, [task]);
  }
  const sorted: [name: string, inside: readonly Task[]][] = [...members].sort(([a], [b]) =>
    compareWaves(a, b),
  );
  // What no wave names has to be done as well, after them.
  if (sorted.length > 0 && without.length > 0) sorted.push(['', without]);
  const waves: PlannedWave[] = [];
  for (const [name, inside] of sorted) {
    const said = figures.get(name);
    const most = said?.agents ?? agents;
    const key = `${most} ${inside.map((task) => tasks.entry.get(task)).join(' ')}`;
    const length = lengths.get(key) ?? (yield* lengthOf(tasks, inside, most));
    lengths.set(key, length);
    waves.push({ name, declaredHours: said?.hours ?? null, agents: most, ...length, tasks: inside });
  }
  return waves;
}

/** One wave after the other. Minutes. */
export function totalOf(waves: readonly PlannedWave[]): number {
  return waves.reduce((total, { minutes }) => total + minutes, 0);
}

/** What the titles of the waves say, added up; null where none says anything. Minutes. */
export function statedMinutes(waves: readonly PlannedWave[]): number | null {
  const stated = waves.flatMap(({ declaredHours }) => declaredHours ?? []);
  return stated.length === 0 ? null : stated.reduce((total, hours) => total + hours * 60, 0);
}

/** The shortest time found for some of the tasks, whatever else they wait for. */
export function* lengthOf(
  tasks: TaskNetwork,
  some: readonly Task[],
  agents: number,
): Generator<void, Length> {
  const { network, duration, taskOf } = networkOfSome(tasks, some);
  const passes = passesOf(network, duration);
  const most = Math.min(agents, Math.max(1, some.length));
  const { makespan } = yield* scheduleInSteps(network, duration, most, passes);
  const isChain = makespan === passes.criticalPath;
  const chain = isChain ? criticalPathOf(network, duration, passes) : [];
  return { minutes: makespan, chain: chain.flatMap((node) => (duration[node]! > 0 ? taskOf[node]! : [])) };
}

/** Groups of tasks, one after the other. Minutes. */
export function* apart(
  tasks: TaskNetwork,
  groups: readonly (readonly Task[])[],
  agents: number,
): Generator<void, number> {
  let total = 0;
  for (const group of groups) total += (yield* lengthOf(tasks, group, agents)).minutes;
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
