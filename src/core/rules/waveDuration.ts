import { hoursOf } from '../features/plan/planJson';
import { taskName } from '../features/words';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { lowerBoundInSteps } from '../plan/bounds';
import { criticalPathOf, passesOf } from '../plan/passes';
import { DEFAULT_HOURS } from '../plan/plan';
import { taskNetworkInSteps } from '../plan/taskNetwork';
import { waveFigures } from '../plan/waveFigures';
import { networkOfSome } from '../plan/waves';
import { shortWave, wavesInOrder } from '../plan/waveOrder';
import type { Finding, Rule } from './rule';

const MINUTES = 60;

/** A wave that takes longer than its title says, however its tasks are shared out. */
interface TooShort extends Declared {
  /** No schedule is shorter. Minutes. */
  readonly needed: number;
  /** Minutes of all its tasks. */
  readonly work: number;
  /** The longest chain, by the tasks' numbers in the document; empty where it would fit. */
  readonly chain: readonly number[];
}

interface Declared {
  readonly name: string;
  readonly title: string;
  readonly hours: number;
  readonly agents: number | null;
}

/** Hours that a wave promises and its tasks cannot keep. */
export const waveDuration: Rule = {
  meta: {
    id: 'wave/duration',
    summary: "a wave's declared hours and agents that its tasks cannot meet",
    severity: 'warning',
  },
  asks: { ofAll: [wavesTooShort] },

  *check(document, index) {
    const found = index.ofAll(wavesTooShort).get(document.uri);
    if (!found) return;
    const { waves } = document;
    for (const wave of found) {
      const range = waves.find(({ name, title }) => name === wave.name && title === wave.title)?.range;
      if (range) yield finding(document, wave, range);
    }
  },
};

function* wavesTooShort(index: IndexReader): Generator<void, ReadonlyMap<string, readonly TooShort[]>> {
  const found = new Map<string, readonly TooShort[]>();
  for (const document of index.documents()) {
    const declared = wavesInOrder(document) ? declaredIn(document) : [];
    const short = declared.length === 0 ? [] : yield* tooShort(document, index, declared);
    if (short.length > 0) found.set(document.uri, short);
  }
  return found;
}

/** Waves that state hours; of several titles the first that does. */
function declaredIn(document: TaskDocument): Declared[] {
  const found = new Map<string, Declared>();
  for (const { name, title } of document.waves) {
    const { hours, agents } = waveFigures(title);
    if (hours !== null && !found.has(name)) found.set(name, { name, title, hours, agents });
  }
  return [...found.values()];
}

/** What is left to do counts, each effort with its least hours: then what is said is true of any schedule. */
function* tooShort(
  document: TaskDocument,
  index: IndexReader,
  waves: readonly Declared[],
): Generator<void, TooShort[]> {
  const options = { defaultHours: DEFAULT_HOURS, all: false };
  const whole = yield* taskNetworkInSteps(index, [document], options);
  const unknown = new Set(whole.unestimated.map(({ wave }) => wave));
  for (const task of whole.stuck) if (task.effortHours === null) unknown.add(task.wave);
  const least = {
    ...whole,
    duration: whole.duration.map((minutes, node) => leastOf(minutes, whole.taskOf[node])),
  };
  const places = new Map(document.tasks.map((task, at) => [task, at]));
  const found: TooShort[] = [];
  for (const wave of waves) {
    const tasks = whole.work.filter((task) => task.wave === wave.name);
    if (tasks.length === 0 || unknown.has(wave.name)) continue;
    const { network, duration, taskOf } = networkOfSome(least, tasks);
    const passes = passesOf(network, duration);
    const agents = Math.min(wave.agents ?? Infinity, tasks.length);
    const needed = yield* lowerBoundInSteps(network, duration, passes, agents);
    if (needed <= Math.ceil(wave.hours * MINUTES)) continue;
    const isChain = passes.criticalPath > wave.hours * MINUTES;
    const chain = isChain ? criticalPathOf(network, duration, passes) : [];
    found.push({
      ...wave,
      needed,
      work: duration.reduce((sum, each) => sum + each, 0),
      chain: chain.flatMap((node) => (duration[node] ? (places.get(taskOf[node]!) ?? []) : [])),
    });
  }
  return found;
}

function leastOf(minutes: number, task: Task | undefined): number {
  const hours = task?.effortHours?.min;
  return minutes === 0 || hours === undefined
    ? minutes
    : Math.min(minutes, Math.max(1, Math.round(hours * MINUTES)));
}

function finding(document: TaskDocument, wave: TooShort, range: Finding['range']): Finding {
  const { tasks } = document;
  const chain = wave.chain.flatMap((at) => tasks[at] ?? []);
  const agents = wave.agents === null ? '' : ` × ${wave.agents} ${wave.agents === 1 ? 'agent' : 'agents'}`;
  return {
    range,
    message: `${shortWave(wave.name)} is declared as ${hoursText(wave.hours * MINUTES)}${agents}, but its tasks need at least ${hoursText(wave.needed)}: ${reason(wave, chain)}. Give it more time, or plan otherwise.`,
    task: null,
    related: chain.map((task) => ({
      uri: document.uri,
      range: task.idRange ?? task.titleRange,
      message: `${taskName(task)} takes ${hoursText((task.effortHours?.min ?? 0) * MINUTES)}`,
    })),
    fixes: [],
  };
}

function reason({ agents, work }: TooShort, chain: readonly Task[]): string {
  const [first, ...others] = [...chain].reverse();
  if (first && others.length === 0) return `${taskName(first)} alone takes that long`;
  if (first) return `${taskName(first)} waits for ${others.map(taskName).join(', which waits for ')}`;
  const them = agents === 1 ? '1 agent' : `${agents ?? ''} agents`;
  return `they are ${hoursText(work)} of work for ${them}`;
}

function hoursText(minutes: number): string {
  return `${hoursOf(minutes)} h`;
}
