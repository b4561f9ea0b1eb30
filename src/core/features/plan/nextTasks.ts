/** What to take up now, and what holds up the most. */
import type { IndexReader, OfAll, TaskPlace } from '../../model/reader';
import type { Task, TaskDocument } from '../../model/task';
import { listSchedule } from '../../plan/listSchedule';
import { passesOf, type Passes } from '../../plan/passes';
import { DEFAULT_HOURS, type PlanOptions } from '../../plan/plan';
import { taskNetworkInSteps, type TaskNetwork } from '../../plan/taskNetwork';
import { unblockedBy, type Unblocked } from '../../plan/unblocked';
import { finish, inSteps } from '../../text/steps';
import { isFinished } from '../words';
import { hoursOf } from './planJson';

/** How much hangs on a task. Minutes. */
export interface Weight {
  /** Its own; of a part of an estimated task, that of the whole. */
  readonly minutes: number;
  /** From its start to the end of everything that waits for it. */
  readonly tail: number;
  /** How many tasks wait for it, directly or through others, and their work. */
  readonly unblocks: number;
  readonly unblockedMinutes: number;
  /** Whether one of these states no effort, so that their work is a guess. */
  readonly isGuess: boolean;
  /** Whether the end of everything is put off when it is. */
  readonly critical: boolean;
}

/** A task that can be begun now. */
export interface NextTask extends Weight {
  readonly task: Task;
  /** One sentence. */
  readonly reason: string;
}

/** An unfinished task that much waits for. Minutes. */
export interface Bottleneck {
  readonly task: Task;
  readonly unblocks: number;
  readonly unblockedMinutes: number;
  /** How much sooner everything would be done if it took half as long. */
  readonly gain: number;
  /** Whether some task states no effort, so that the minutes are guesses. */
  readonly isGuess: boolean;
}

export interface NextTasks {
  /** Best first: by tail, then by the work that it unblocks, then in file order. */
  readonly ready: readonly NextTask[];
  /** The worst first. */
  readonly bottlenecks: readonly Bottleneck[];
}

/** So many tasks of the longest tails, and of those that unblock the most, are weighed as bottlenecks; so many are told. */
const WEIGHED = 12;
const TOLD = 3;

export function nextTasks(index: IndexReader, options: Omit<PlanOptions, 'all'> = {}): NextTasks {
  const { documents = index.documents(), defaultHours = DEFAULT_HOURS, agents = Infinity } = options;
  const { ready, bottlenecks } = finish(weighed(index, documents, defaultHours, agents));
  return { ready, bottlenecks };
}

/** The same of all documents, for as many agents as there is work for; known until a fact changes. */
export function nextOfAll(index: IndexReader): NextTasks {
  return atPlaces(index, index.ofAll(nextPlaces));
}

/** The same in steps; the tasks are those at the last of them. */
export function* nextOfAllInSteps(index: IndexReader): Generator<void, NextTasks> {
  return atPlaces(index, yield* index.ofAllInSteps(nextPlaces));
}

/** What waits for each task of a document, by its number there. */
interface Waiting {
  readonly count: Int32Array;
  /** NaN where one of them states no effort. */
  readonly minutes: Float64Array;
}

interface AtPlaces {
  readonly ready: readonly (Weight & { readonly place: TaskPlace })[];
  readonly bottlenecks: readonly (Omit<Bottleneck, 'task'> & { readonly place: TaskPlace })[];
  readonly waiting: ReadonlyMap<string, Waiting>;
}

const nextPlaces: OfAll<AtPlaces> = function* (index) {
  const documents = index.documents();
  const { ready, bottlenecks, waitingFor } = yield* weighed(index, documents, DEFAULT_HOURS, Infinity);
  const waiting = new Map<string, Waiting>();
  const places = new Map<Task, TaskPlace>();
  const wanted = new Set<Task>([...ready, ...bottlenecks].map(({ task }) => task));
  for (const { uri, tasks } of documents) {
    const count = new Int32Array(tasks.length);
    const minutes = new Float64Array(tasks.length);
    yield* inSteps(tasks, (task, at) => {
      if (wanted.has(task)) places.set(task, { uri, at });
      const node = waitingFor.tasks.exit.get(task);
      if (node === undefined) return;
      count[at] = waitingFor.unblocked.count[node]!;
      minutes[at] = waitingFor.unblocked.guesses[node]! > 0 ? NaN : waitingFor.unblocked.minutes[node]!;
    });
    waiting.set(uri, { count, minutes });
  }
  return {
    waiting,
    ready: ready.map(({ task, ...weight }) => ({ ...weight, place: places.get(task)! })),
    bottlenecks: bottlenecks.map(({ task, ...rest }) => ({ ...rest, place: places.get(task)! })),
  };
};

/**
 * How many tasks of the workspace wait for a task, directly or through others, and what they take; null where one of
 * them states no effort.
 *
 * @param at its number in the document
 */
export function unblockedWork(
  index: IndexReader,
  uri: string,
  at: number,
): { readonly count: number; readonly minutes: number | null } {
  const found = index.ofAll(nextPlaces).waiting.get(uri);
  const minutes = found?.minutes[at] ?? 0;
  return { count: found?.count[at] ?? 0, minutes: Number.isNaN(minutes) ? null : minutes };
}

function atPlaces(index: IndexReader, { ready, bottlenecks }: AtPlaces): NextTasks {
  const taskAt = ({ uri, at }: TaskPlace): Task[] => {
    const task = index.document(uri)?.tasks[at];
    return task ? [task] : [];
  };
  return {
    ready: ready.flatMap(({ place, ...weight }) =>
      taskAt(place).map((task) => ({ ...weight, task, reason: reasonOf(task, weight) })),
    ),
    bottlenecks: bottlenecks.flatMap(({ place, ...rest }) =>
      taskAt(place).map((task) => ({ ...rest, task })),
    ),
  };
}

function* weighed(
  index: IndexReader,
  documents: readonly TaskDocument[],
  defaultHours: number,
  agents: number,
): Generator<void, NextTasks & { readonly waitingFor: { tasks: TaskNetwork; unblocked: Unblocked } }> {
  const tasks = yield* taskNetworkInSteps(index, documents, { defaultHours, all: false });
  const passes = passesOf(tasks.network, tasks.duration);
  const unblocked = yield* unblockedBy(tasks);
  yield* index.readLinksInSteps();
  const ready: NextTask[] = [];
  for (const { tasks: all } of documents)
    yield* inSteps(all, (task) => {
      // The parts of an estimated task are no nodes of their own, but it is they that are worked on.
      const node = tasks.entry.get(task);
      if (node === undefined || !index.isReady(task)) return;
      const weight = weightOf(node, tasks, passes, unblocked);
      ready.push({ ...weight, task, reason: reasonOf(task, weight) });
    });
  ready.sort((a, b) => b.tail - a.tail || b.unblockedMinutes - a.unblockedMinutes);
  const bottlenecks = yield* bottlenecksOf(tasks, passes, unblocked, agents);
  return { ready, bottlenecks, waitingFor: { tasks, unblocked } };
}

function weightOf(
  node: number,
  { duration }: TaskNetwork,
  { head, tail, criticalPath }: Passes,
  { count, minutes, guesses }: Unblocked,
): Weight {
  return {
    minutes: duration[node]!,
    tail: tail[node]!,
    unblocks: count[node]!,
    unblockedMinutes: minutes[node]!,
    isGuess: guesses[node]! > 0,
    // A list without dependencies has no path that could be critical.
    critical: head[node]! + tail[node]! === criticalPath && count[node]! > 0,
  };
}

function reasonOf(task: Task, { critical, unblocks, unblockedMinutes, isGuess }: Weight): string {
  const start = task.status === 'doing' ? 'Under way' : 'Ready';
  if (unblocks === 0) return `${start}; nothing waits for it.`;
  const waits = `${unblocks} ${unblocks === 1 ? 'task' : 'tasks'} (${isGuess ? 'about ' : ''}${hoursOf(unblockedMinutes)} h) ${unblocks === 1 ? 'waits' : 'wait'} for it`;
  return critical ? `${start} and critical: ${waits}.` : `${start}; ${waits}.`;
}

function* bottlenecksOf(
  { network, duration, entry, work, unestimated }: TaskNetwork,
  passes: Passes,
  unblocked: Unblocked,
  agents: number,
): Generator<void, Bottleneck[]> {
  const hands = Math.min(agents, Math.max(1, work.length));
  const now = listSchedule(network, duration, passes.tail, hands).makespan;
  const candidates = work
    .filter((task) => !isFinished(task))
    .map((task) => ({ task, node: entry.get(task)! }))
    .filter(({ node }) => unblocked.count[node]! > 0);
  const most = (by: Float64Array): typeof candidates =>
    [...candidates].sort((a, b) => by[b.node]! - by[a.node]!).slice(0, WEIGHED);
  const heaviest = new Set([...most(passes.tail), ...most(unblocked.minutes)]);
  const found: Bottleneck[] = [];
  for (const { task, node } of heaviest) {
    yield;
    const halved = duration.slice();
    halved[node] = Math.max(1, Math.round(duration[node]! / 2));
    const then = listSchedule(network, halved, passesOf(network, halved).tail, hands).makespan;
    found.push({
      task,
      unblocks: unblocked.count[node]!,
      unblockedMinutes: unblocked.minutes[node]!,
      gain: Math.max(0, now - then),
      isGuess: unestimated.length > 0,
    });
  }
  return found.sort((a, b) => b.gain - a.gain || b.unblockedMinutes - a.unblockedMinutes).slice(0, TOLD);
}

export interface NextJson {
  readonly version: 1;
  readonly root: string;
  readonly tasks: readonly {
    readonly id: string | null;
    readonly key: string;
    readonly title: string;
    readonly path: string;
    /** From 1. */
    readonly line: number;
    readonly status: string;
    readonly priority: string | null;
    readonly hours: number;
    readonly tailHours: number;
    readonly critical: boolean;
    readonly unblocks: number;
    readonly unblockedHours: number;
    readonly reason: string;
  }[];
  readonly bottlenecks: readonly {
    readonly id: string | null;
    readonly key: string;
    readonly unblocks: number;
    readonly unblockedHours: number;
    readonly gainHours: number;
  }[];
}

/** @param root the folder that paths are relative to, `/` separators */
export function nextJson({ ready, bottlenecks }: NextTasks, root: string): NextJson {
  return {
    version: 1,
    root,
    tasks: ready.map(({ task, ...next }) => ({
      id: task.id,
      key: task.key,
      title: task.title,
      path: task.document.path,
      line: task.line + 1,
      status: task.status,
      priority: task.priority,
      hours: hoursOf(next.minutes),
      tailHours: hoursOf(next.tail),
      critical: next.critical,
      unblocks: next.unblocks,
      unblockedHours: hoursOf(next.unblockedMinutes),
      reason: next.reason,
    })),
    bottlenecks: bottlenecksJson(bottlenecks),
  };
}

export function bottlenecksJson(bottlenecks: readonly Bottleneck[]): NextJson['bottlenecks'] {
  return bottlenecks.map(({ task, unblocks, unblockedMinutes, gain }) => ({
    id: task.id,
    key: task.key,
    unblocks,
    unblockedHours: hoursOf(unblockedMinutes),
    gainHours: hoursOf(gain),
  }));
}
