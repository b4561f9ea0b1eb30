/** What stands above a task or the title of a wave in the editor: figures and names, no words. */
import type { IndexReader, OfAll } from '../../model/reader';
import type { Task, TaskDocument } from '../../model/task';
import type { Plan, PlannedTask } from '../../plan/plan';
import { waveFigures } from '../../plan/waveFigures';
import type { PlannedWave } from '../../plan/waves';
import { inSteps } from '../../text/steps';
import { isFinished } from '../words';
import { nextOfAllInSteps, unblockedWork } from './nextTasks';

/** Something that a document has to say something above of. */
export type LensPlace =
  /** `at`: its number in `document.tasks`. */
  | { readonly kind: 'task'; readonly line: number; readonly at: number }
  | { readonly kind: 'wave'; readonly line: number; readonly wave: string };

/** What a task waits for, as far as it is not done; the first of them. */
export interface LensWaiting {
  /** Ids, or titles where there are none. */
  readonly names: readonly string[];
  readonly more: number;
  /** Whether one of them is an id that no task has. */
  readonly isUnknown: boolean;
}

/**
 * `waiting`: for what `waits` says. `stuck`: it waits in a circle, or for one. `parts`: its parts are what is worked on.
 * `held`: it says itself that it is blocked, or something around it does. `unclear`: its status has no known meaning.
 */
export type LensState = 'ready' | 'doing' | 'waiting' | 'stuck' | 'parts' | 'held' | 'unclear';

export interface TaskLens {
  readonly state: LensState;
  readonly waits: LensWaiting;
  /** How many tasks wait for it, directly or through others, and their work; minutes are null where one is a guess. */
  readonly unblocks: number;
  readonly unblockedMinutes: number | null;
  readonly isCritical: boolean;
  /** Minutes; null where efforts are guesses or nothing is planned. */
  readonly slack: number | null;
  /** The tasks that it waits for, then those that wait for it, directly or through others. */
  readonly named: readonly Task[];
}

export interface WaveLens {
  /** As the title says; null where it does not. */
  readonly declaredHours: number | null;
  readonly declaredAgents: number | null;
  /** What its open tasks need; null where all are finished or none is planned. */
  readonly neededMinutes: number | null;
  /** Whether some of them state no effort, so that they may need more. */
  readonly isGuess: boolean;
  readonly agents: number;
  readonly finished: number;
  readonly total: number;
  /** Minutes of work that is open. */
  readonly work: number;
  /** Why it takes so long, where that is a chain: each waits for the one before it. */
  readonly chain: readonly Task[];
  /** Its open tasks, or else all. */
  readonly named: readonly Task[];
}

const MOST_NAMED = 2;
/** So many tasks are shown to somebody who asks which they are. */
const MOST_TASKS = 100;

/**
 * Open tasks that wait for something or that an open one waits for, and the titles of waves that plan any task, in
 * the order of the text. It depends on facts alone, so that nothing jumps while a title is typed.
 */
export function* lensPlacesInSteps(index: IndexReader, uri: string): Generator<void, readonly LensPlace[]> {
  // Known then, for what is said.
  yield* nextOfAllInSteps(index);
  const related = yield* index.ofAllInSteps(relatedTasks);
  const document = index.document(uri);
  if (!document) return [];
  const places: LensPlace[] = [];
  for (const at of related.get(uri) ?? []) {
    const task = document.tasks[at];
    if (task) places.push({ kind: 'task', line: task.line, at });
  }
  const planned = new Set(document.tasks.map(({ wave }) => wave));
  const seen = new Set<string>();
  for (const { name, range } of document.waves) {
    if (seen.has(name) || !planned.has(name)) continue;
    seen.add(name);
    places.push({ kind: 'wave', line: document.positionAt(range.start).line, wave: name });
  }
  return places.sort((a, b) => a.line - b.line);
}

/** Open tasks with dependencies or open dependents, by document, by their numbers there. */
const relatedTasks: OfAll<ReadonlyMap<string, readonly number[]>> = function* (index) {
  const waitedFor = new Set<Task>();
  for (const { tasks } of index.documents())
    yield* inSteps(tasks, (task) => {
      if (isFinished(task) || task.dependsOn.length === 0) return;
      for (const { targets } of index.dependencies(task)) for (const target of targets) waitedFor.add(target);
    });
  const found = new Map<string, readonly number[]>();
  for (const { uri, tasks } of index.documents()) {
    const own: number[] = [];
    yield* inSteps(tasks, (task, at) => {
      if (isFinished(task)) return;
      if (waitedFor.has(task) || task.dependsOn.length > 0) own.push(at);
    });
    if (own.length > 0) found.set(uri, own);
  }
  return found;
};

/**
 * @param at number of the task in its document
 * @param plan of its document
 * @param planned the task in it; undefined where it is not planned by itself
 */
export function taskLens(
  index: IndexReader,
  { uri, tasks: all }: TaskDocument,
  at: number,
  plan: Plan,
  planned: PlannedTask | undefined,
): TaskLens | null {
  const task = all[at];
  if (!task) return null;
  const { names, tasks, isUnknown } = waitingOf(index, task);
  const { count, minutes } = unblockedWork(index, uri, at);
  return {
    state: stateOf(index, task, plan.stuck.includes(task), names.length > 0),
    waits: { names: names.slice(0, MOST_NAMED), more: Math.max(0, names.length - MOST_NAMED), isUnknown },
    unblocks: count,
    unblockedMinutes: minutes,
    isCritical: planned?.critical ?? false,
    slack: planned && plan.unestimated.length === 0 ? planned.slack : null,
    named: [...new Set([...tasks, ...waitingFor(index, task)])].slice(0, MOST_TASKS),
  };
}

/** The first open tasks that wait for a task, the nearest first. */
function waitingFor(index: IndexReader, task: Task): readonly Task[] {
  const reached = new Set<Task>([task]);
  const found = new Set<Task>();
  for (const each of reached) {
    if (found.size >= MOST_TASKS) break;
    // What waits for the whole waits for its parts.
    if (each.parent && !isFinished(each.parent)) reached.add(each.parent);
    for (const other of index.dependents(each)) {
      if (isFinished(other)) continue;
      reached.add(other);
      found.add(other);
      // And the parts of what waits wait too.
      for (const part of index.children(other)) if (!isFinished(part)) reached.add(part);
    }
  }
  return [...found];
}

function stateOf(index: IndexReader, task: Task, isStuck: boolean, isWaiting: boolean): LensState {
  if (isStuck) return 'stuck';
  if (isWaiting) return 'waiting';
  if (task.status === 'unknown') return 'unclear';
  if (index.isReady(task)) return task.status === 'doing' ? 'doing' : 'ready';
  return index.children(task).some((child) => !isFinished(child)) ? 'parts' : 'held';
}

/** What is not done of what the task, or what it is a part of, waits for. */
function waitingOf(
  index: IndexReader,
  task: Task,
): { readonly names: readonly string[]; readonly tasks: readonly Task[]; readonly isUnknown: boolean } {
  const names: string[] = [];
  const tasks: Task[] = [];
  let isUnknown = false;
  for (let at: Task | null = task; at; at = at.parent) {
    for (const { id, targets } of index.dependencies(at)) {
      const open = targets.filter((other) => !isFinished(other));
      if (targets.length > 0 && open.length === 0) continue;
      isUnknown ||= targets.length === 0;
      if (!names.includes(id)) names.push(id);
      tasks.push(...open);
    }
  }
  return { names, tasks, isUnknown };
}

/** @param planned the wave in the plan of its document; undefined where nothing is left of it */
export function waveLens(
  document: TaskDocument,
  wave: string,
  plan: Plan,
  planned: PlannedWave | undefined,
): WaveLens {
  const all = document.tasks.filter((task) => task.wave === wave);
  const figures = document.waves.filter(({ name }) => name === wave).map(({ title }) => waveFigures(title));
  const open = planned?.tasks ?? [];
  const minutes = new Map(plan.tasks.map(({ task, start, end }) => [task, end - start]));
  const guessed = new Set(plan.unestimated);
  return {
    declaredHours: figures.find(({ hours }) => hours !== null)?.hours ?? null,
    declaredAgents: figures.find(({ agents }) => agents !== null)?.agents ?? null,
    neededMinutes: planned?.minutes ?? null,
    isGuess: open.some((task) => guessed.has(task)),
    agents: planned?.agents ?? plan.agents,
    finished: all.filter(isFinished).length,
    total: all.length,
    work: open.reduce((sum, task) => sum + (minutes.get(task) ?? 0), 0),
    chain: planned?.chain ?? [],
    named: (open.length > 0 ? open : all).slice(0, MOST_TASKS),
  };
}
