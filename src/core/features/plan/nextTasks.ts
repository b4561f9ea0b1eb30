/** What to take up now, and what holds up the most. */
import type { IndexReader } from '../../model/reader';
import type { Task } from '../../model/task';
import { listSchedule } from '../../plan/listSchedule';
import { passesOf, type Passes } from '../../plan/passes';
import { DEFAULT_HOURS, type PlanOptions } from '../../plan/plan';
import { taskNetwork, type TaskNetwork } from '../../plan/taskNetwork';
import { isFinished, priorityRank } from '../words';
import { hoursOf } from './planJson';

/** A task that can be begun now. Minutes. */
export interface NextTask {
  readonly task: Task;
  readonly minutes: number;
  /** From its start to the end of everything that waits for it. */
  readonly tail: number;
  /** How many tasks wait for it, directly or through others, and their work. */
  readonly unblocks: number;
  readonly unblockedMinutes: number;
  readonly critical: boolean;
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
}

export interface NextTasks {
  /** Best first: by tail, then by the work that it unblocks, then by priority, then in file order. */
  readonly ready: readonly NextTask[];
  /** The worst first. */
  readonly bottlenecks: readonly Bottleneck[];
}

/** So many tasks are weighed as bottlenecks, and so many of them told of. */
const WEIGHED = 24;
const TOLD = 3;

export function nextTasks(index: IndexReader, options: Omit<PlanOptions, 'all'> = {}): NextTasks {
  const documents = options.documents ?? index.documents();
  const defaultHours = options.defaultHours ?? DEFAULT_HOURS;
  const tasks = taskNetwork(index, documents, { defaultHours, all: false });
  const passes = passesOf(tasks.network, tasks.duration);
  const ready = tasks.work
    .filter((task) => index.isReady(task))
    .map((task) => nextTask(task, tasks, passes))
    .sort(
      (a, b) => b.tail - a.tail || b.unblockedMinutes - a.unblockedMinutes || rankOf(a.task) - rankOf(b.task),
    );
  return { ready, bottlenecks: bottlenecksOf(tasks, passes, options.agents ?? Infinity) };
}

function rankOf({ priority }: Task): number {
  return priority === null ? Number.MAX_SAFE_INTEGER : priorityRank(priority);
}

function nextTask(task: Task, tasks: TaskNetwork, { head, tail, criticalPath }: Passes): NextTask {
  const node = tasks.entry.get(task)!;
  const { count, minutes } = waitingFor(tasks, node);
  // A list without dependencies has no path that could be critical.
  const critical = head[node]! + tail[node]! === criticalPath && count > 0;
  const work = { task, minutes: tasks.duration[node]!, tail: tail[node]!, critical };
  const next = { ...work, unblocks: count, unblockedMinutes: minutes };
  return { ...next, reason: reasonOf(next) };
}

function reasonOf({ task, critical, unblocks, unblockedMinutes }: Omit<NextTask, 'reason'>): string {
  const start = task.status === 'doing' ? 'Under way' : 'Ready';
  if (unblocks === 0) return `${start}; nothing waits for it.`;
  const waits = `${unblocks} ${unblocks === 1 ? 'task' : 'tasks'} (${hoursOf(unblockedMinutes)} h) ${unblocks === 1 ? 'waits' : 'wait'} for it`;
  return critical ? `${start} and critical: ${waits}.` : `${start}; ${waits}.`;
}

/** The work that waits for a node, directly or through others. */
function waitingFor({ network, duration }: TaskNetwork, from: number): { count: number; minutes: number } {
  const seen = new Set<number>([from]);
  const queue = [from];
  const { first, to } = network.successors;
  let count = 0;
  let minutes = 0;
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (let edge = first[node]!; edge < first[node + 1]!; edge++) {
      const other = to[edge]!;
      if (seen.has(other)) continue;
      seen.add(other);
      queue.push(other);
      if (duration[other]! <= 0) continue;
      count++;
      minutes += duration[other]!;
    }
  }
  return { count, minutes };
}

function bottlenecksOf(tasks: TaskNetwork, passes: Passes, agents: number): Bottleneck[] {
  const { network, duration, entry } = tasks;
  const most = Math.min(agents, Math.max(1, tasks.work.length));
  const now = listSchedule(network, duration, passes.tail, most).makespan;
  return tasks.work
    .filter((task) => !isFinished(task))
    .map((task) => ({ task, node: entry.get(task)! }))
    .filter(({ node }) => passes.tail[node]! > duration[node]!)
    .sort((a, b) => passes.tail[b.node]! - passes.tail[a.node]!)
    .slice(0, WEIGHED)
    .map(({ task, node }) => {
      const { count, minutes } = waitingFor(tasks, node);
      const halved = duration.slice();
      halved[node] = Math.max(1, Math.round(duration[node]! / 2));
      const then = listSchedule(network, halved, passesOf(network, halved).tail, most).makespan;
      return { task, unblocks: count, unblockedMinutes: minutes, gain: Math.max(0, now - then) };
    })
    .sort((a, b) => b.gain - a.gain || b.unblockedMinutes - a.unblockedMinutes)
    .slice(0, TOLD);
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
    bottlenecks: bottlenecks.map(({ task, unblocks, unblockedMinutes, gain }) => ({
      id: task.id,
      key: task.key,
      unblocks,
      unblockedHours: hoursOf(unblockedMinutes),
      gainHours: hoursOf(gain),
    })),
  };
}
