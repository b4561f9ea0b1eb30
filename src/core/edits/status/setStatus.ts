import { taskName } from '../../features/words';
import { TaskNode } from '../../forms/taskNode';
import type { TextEdit } from '../../model/problem';
import type { IndexReader } from '../../model/reader';
import type { Task, TaskDocument, TaskStatus } from '../../model/task';
import { tryEdits } from '../applyEdits';
import { placeName, refusal, type EditPlan, type Refusal } from '../plan';
import { surprises } from '../taskPrediction';
import { statusCandidates } from './candidates';
import { columnOf, type StatusWay } from './columns';
import type { Day } from './dates';
import { StatusHabits } from './habits';
import { signsOf } from './signs';

/** What a task can be made. */
export type SettableStatus = Exclude<TaskStatus, 'unknown'>;

export const SETTABLE: readonly SettableStatus[] = ['todo', 'doing', 'blocked', 'done', 'decided', 'dropped'];

export interface SetStatusOptions {
  /** The day that it is where the user is: files whose done tasks carry a date get it. None is written without. */
  readonly today?: Day | null;
}

/** A task that stays as it is, and in half a sentence why. */
export interface UnsetTask {
  readonly task: Task;
  readonly reason: string;
}

export interface StatusPlan extends EditPlan {
  /** The tasks that get the status, in the order in which they were named; without those that have it. */
  readonly set: readonly Task[];
  /** Those that cannot be given it; none where one task was named. */
  readonly left: readonly UnsetTask[];
}

interface Wish {
  readonly task: Task;
  readonly ways: readonly StatusWay[];
  /** Which of the ways is tried. */
  at: number;
}

/** More tasks than these are not tried one by one where together they do not work out. */
const MOST_ALONE = 60;
const MOST_ROUNDS = 12;

/**
 * Gives tasks a status, each in the way in which its file says it: a marker, a pictograph, a word, a field, a
 * cell. The words are those of the file, of its legend and its language. The plan is tried out before it is handed
 * back: with it, exactly these tasks have the status, and nothing else is read otherwise.
 */
export function setStatus(
  index: IndexReader,
  tasks: readonly Task[],
  status: SettableStatus,
  { today = null }: SetStatusOptions = {},
): StatusPlan | Refusal {
  const open = [...new Set(tasks)].filter((task) => task.status !== status);
  const edits: TextEdit[] = [];
  const set: Task[] = [];
  const left: UnsetTask[] = [];
  for (const [document, own] of byDocument(open)) {
    const found = planFor(index, document, own, status, today);
    edits.push(...found.edits);
    left.push(...found.left);
    const failed = new Set(found.left.map(({ task }) => task));
    set.push(...own.filter((task) => !failed.has(task)));
  }
  const [first] = left;
  if (first && set.length === 0) {
    const more = left.length > 1 ? `, and so for ${String(left.length - 1)} more` : '';
    return refusal(
      `${taskName(first.task)} at ${placeName(first.task)} stays “${first.task.status}”: ${first.reason}${more}`,
      {
        uri: first.task.document.uri,
        range: first.task.titleRange,
        message: 'This task keeps its status',
      },
    );
  }
  const what = open.length === 1 && open[0] ? taskName(open[0]) : `${String(set.length)} tasks`;
  return { kind: 'edits', title: `Set ${what} to ${status}`, edits, set, left };
}

function byDocument(tasks: readonly Task[]): ReadonlyMap<TaskDocument, Task[]> {
  const groups = new Map<TaskDocument, Task[]>();
  for (const task of tasks) {
    const known = groups.get(task.document);
    if (known) known.push(task);
    else groups.set(task.document, [task]);
  }
  return groups;
}

function planFor(
  index: IndexReader,
  document: TaskDocument,
  tasks: readonly Task[],
  status: SettableStatus,
  today: Day | null,
): { readonly edits: readonly TextEdit[]; readonly left: readonly UnsetTask[] } {
  const left: UnsetTask[] = [];
  if (document.skipped !== null)
    return { edits: [], left: tasks.map((task) => ({ task, reason: 'its file was not read' })) };
  const habits = new StatusHabits(document, alikeFiles(index, document));
  let wishes: Wish[] = [];
  for (const task of tasks) {
    const ways = task instanceof TaskNode ? statusCandidates(task, status, habits, today) : [];
    if (ways.length > 0) wishes.push({ task, ways, at: 0 });
    else left.push({ task, reason: noWay(task, status, habits) });
  }
  const giveUp = (wish: Wish): void => {
    wishes = wishes.filter((other) => other !== wish);
    left.push({ task: wish.task, reason: noWay(wish.task, status, habits) });
  };
  const next = (wish: Wish): void => {
    wish.at++;
    if (wish.at >= wish.ways.length) giveUp(wish);
  };
  for (let round = 0; wishes.length > 0; round++) {
    const found = tryOut(index, document, wishes, status);
    if (found === 'tasks' || round > MOST_ROUNDS) {
      const [only] = wishes;
      if (only && wishes.length === 1) next(only);
      else if (wishes.length > MOST_ALONE) for (const wish of wishes) giveUp(wish);
      else oneByOne(index, document, [...wishes], status, giveUp);
      if (round > MOST_ROUNDS && wishes.length > 1) {
        // Each works alone, and not all together: only as many are made as do.
        for (const wish of together(index, document, wishes, status)) giveUp(wish);
        break;
      }
      continue;
    }
    if (found.size === 0) break;
    for (const wish of wishes.filter(({ task }) => found.has(task))) next(wish);
  }
  return { edits: wishes.flatMap(editsOf), left };
}

function editsOf(wish: Wish): readonly TextEdit[] {
  return wish.ways[wish.at]?.edits ?? [];
}

/** Takes for each the first way that works when nothing else is changed. */
function oneByOne(
  index: IndexReader,
  document: TaskDocument,
  wishes: readonly Wish[],
  status: SettableStatus,
  giveUp: (wish: Wish) => void,
): void {
  for (const wish of wishes) {
    while (wish.at < wish.ways.length) {
      const found = tryOut(index, document, [wish], status);
      if (found !== 'tasks' && found.size === 0) break;
      wish.at++;
    }
    if (wish.at >= wish.ways.length) giveUp(wish);
  }
}

/** Those that do not work beside the ones before them. */
function together(
  index: IndexReader,
  document: TaskDocument,
  wishes: readonly Wish[],
  status: SettableStatus,
): readonly Wish[] {
  const kept: Wish[] = [];
  const failed: Wish[] = [];
  for (const wish of wishes) {
    const found = tryOut(index, document, [...kept, wish], status);
    (found !== 'tasks' && found.size === 0 ? kept : failed).push(wish);
  }
  return failed;
}

/** Reads the document as it would be: the tasks whose edits do not do what they should. */
function tryOut(
  index: IndexReader,
  document: TaskDocument,
  wishes: readonly Wish[],
  status: SettableStatus,
): ReadonlySet<Task> | 'tasks' {
  const edits = wishes.flatMap(editsOf);
  const wanted = new Map<Task, TaskStatus>(wishes.map(({ task }) => [task, status]));
  const moved = wishes.flatMap((wish) => wish.ways[wish.at]?.moved ?? []);
  const found = tryEdits(index, document, edits, (after) =>
    surprises(document, after, { edits, status: wanted, moved }),
  );
  if (found === null || found === 'tasks') return 'tasks';
  const failed = new Set(found.map(({ task }) => task));
  // Something else is read otherwise because of them.
  return [...failed].every((task) => wanted.has(task)) ? failed : 'tasks';
}

function noWay(task: Task, status: SettableStatus, habits: StatusHabits): string {
  if (task.marker !== null && habits.marker(status) === null)
    return `its file has no marker and no other way of saying “${status}” of a checkbox`;
  const sign = signsOf(task).find(({ kind }) => kind === 'field' || kind === 'cell' || kind === 'property');
  const column = sign ? null : columnOf(task, habits.sections);
  if (column)
    return `it stands under “${column.path.at(-1) ?? ''}”, and its file has no section for what is “${status}”`;
  if (!sign) return `its file has no way of saying “${status}” that would be read as such there`;
  const value = task.document.slice(sign.valueStart, sign.valueEnd);
  return `what stands for its status, “${value.slice(0, LONGEST_SHOWN)}${value.length > LONGEST_SHOWN ? '…' : ''}”, cannot be made “${status}” without losing words; change it by hand`;
}

const LONGEST_SHOWN = 40;

/** Files that are tasks as a whole, in the same folder: they show how such files are written. */
function alikeFiles(index: IndexReader, document: TaskDocument): readonly TaskDocument[] {
  if (document.tasks[0]?.kind !== 'document') return [];
  const folder = document.path.slice(0, document.path.lastIndexOf('/') + 1);
  return index
    .documents()
    .filter(
      (other) => other !== document && other.path.startsWith(folder) && other.tasks[0]?.kind === 'document',
    )
    .slice(0, MOST_FILES);
}

const MOST_FILES = 200;
