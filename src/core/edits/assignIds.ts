import { isNeverId, isRecordId } from '../identity/idSyntax';
import type { TextEdit } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { tryEdits } from './applyEdits';
import { IdHabits } from './idHabits';
import { insertId, type IdStyle } from './idPlace';
import { defaultPrefixes, defaultWidth, SeriesNumbers, type IdSeries } from './idSeries';
import { refusal, type EditPlan, type Refusal } from './plan';
import { differences } from './prediction';

export interface AssignOptions {
  /** Only to these of the document's tasks. */
  readonly tasks?: readonly Task[];
  /** What new ids begin with, whatever the file's habit: `API-`. */
  readonly prefix?: string;
  /** The highest number of a series where the index does not see it, as on other branches; 0 where none is. */
  readonly highestElsewhere?: (prefix: string) => number;
}

export interface AssignedId {
  readonly task: Task;
  readonly id: string;
}

/** A task that stays without an id, and in words that follow “because” why. */
export interface LeftTask {
  readonly task: Task;
  readonly reason: string;
}

export interface AssignPlan extends EditPlan {
  /** In document order. */
  readonly assigned: readonly AssignedId[];
  /** In document order. */
  readonly left: readonly LeftTask[];
}

/** Rounds of trying out; each writes otherwise what the one before could not do. */
const ROUNDS = 6;
const NO_PLACE = 'its line would be read otherwise with an id';

/**
 * Gives ids to the tasks of a document that have none, as the file itself does it: the series of their
 * neighbours, written where and as these are. Numbers go on after the highest that was ever seen of a series.
 * The plan is tried out before it is handed back: with it the same tasks are read with the same titles,
 * statuses and parents, each with its id; where that cannot be done, it is refused. Only what has no place for
 * an id, such as the row of a table without a column of ids, is left out, with the reason.
 */
export function assignIds(
  index: IndexReader,
  document: TaskDocument,
  options: AssignOptions = {},
): AssignPlan | Refusal {
  if (document.skipped !== null) return refusal(`${document.path} was not read: ${document.skipped}`);
  const wanted = (options.tasks ?? document.tasks).filter((task) => task.id === null);
  const count = `${String(wanted.length)} ${wanted.length === 1 ? 'task' : 'tasks'}`;
  const title = `Assign ids to ${count} of ${document.path}`;
  if (wanted.length === 0) return { kind: 'edits', title, edits: [], assigned: [], left: [] };
  const { prefix, highestElsewhere = (): number => 0 } = options;
  if (prefix !== undefined && !isPrefix(prefix))
    return refusal(`ids that begin with “${prefix}” would not be read as ids; give a prefix such as API-`);
  let last: AssignPlan | Refusal | null = null;
  for (const fallback of prefix === undefined ? defaultPrefixes(document) : [prefix]) {
    const plan = attempt(index, document, wanted, {
      title,
      fallback,
      prefix: prefix ?? null,
      highestElsewhere,
    });
    if (plan.kind === 'edits' && plan.assigned.length > 0) return plan;
    last ??= plan;
  }
  return last ?? refusal(`no id can be made of the name of ${document.path}; name a prefix`);
}

function isPrefix(prefix: string): boolean {
  if (!/^[\p{L}#][\p{L}\p{N}._#-]*$/u.test(prefix) || prefix.length > 40) return false;
  return !isNeverId(`${prefix}100`) && !isRecordId(`${prefix}100`);
}

interface Wish {
  readonly task: Task;
  readonly id: string;
  readonly styles: readonly IdStyle[];
  /** Which of the styles is tried. */
  style: number;
  edit: TextEdit;
}

interface Scheme {
  readonly title: string;
  readonly fallback: string;
  readonly prefix: string | null;
  readonly highestElsewhere: (prefix: string) => number;
}

function attempt(
  index: IndexReader,
  document: TaskDocument,
  wanted: readonly Task[],
  scheme: Scheme,
): AssignPlan | Refusal {
  const left = new Map<Task, string>();
  const wished = wishFor(index, document, wanted, scheme, left);
  if ('reason' in wished) return noneAssigned(document, wished, 0);
  let wishes = wished;
  for (let round = 0; round < ROUNDS; round++) {
    const failed = tryOut(index, document, wishes);
    if (failed === 'tasks')
      return refusal(
        `with ids, other lines of ${document.path} would be read as tasks, or some no longer; assign them by hand`,
      );
    if (failed.size === 0) {
      const [first] = left;
      if (wishes.length === 0 && first)
        return noneAssigned(document, { task: first[0], reason: first[1] }, left.size - 1);
      return {
        kind: 'edits',
        title: scheme.title,
        edits: wishes.map(({ edit }) => edit),
        assigned: wishes.map(({ task, id }) => ({ task, id })),
        left: wanted.flatMap((task) => {
          const reason = left.get(task);
          return reason === undefined ? [] : [{ task, reason }];
        }),
      };
    }
    const next = reconsider(wishes, failed);
    // Not the others alone: they would be the file's habit the next time.
    if ('reason' in next) return noneAssigned(document, next, 0);
    wishes = next;
  }
  return refusal(`it cannot be said how ids would be read in ${document.path}; assign them by hand`);
}

function noneAssigned(document: TaskDocument, { task, reason }: LeftTask, others: number): Refusal {
  const more = others > 0 ? `, and ${String(others)} more` : '';
  return refusal(
    `no id was assigned in ${document.path}: “${task.title}” (line ${String(task.line + 1)}) gets none because ${reason}${more}`,
    { uri: document.uri, range: task.titleRange, message: 'This task would get no id' },
  );
}

/** The id and place of each task, as far as they can be told. */
function wishFor(
  index: IndexReader,
  document: TaskDocument,
  wanted: readonly Task[],
  { fallback, prefix, highestElsewhere }: Scheme,
  left: Map<Task, string>,
): Wish[] | LeftTask {
  const habits = new IdHabits(document);
  const known = new SeriesNumbers(index);
  const numbers = new Map<string, number>();
  const wishes: Wish[] = [];
  const highest = (name: string): number => Math.max(known.highest(name), highestElsewhere(name));
  for (const task of wanted) {
    const habit = prefix === null ? habits.seriesOf(task) : null;
    // Half of a file with ids would be taken for its habit the next time.
    if (habit && 'reason' in habit) return { task, reason: habit.reason };
    const series: IdSeries = habit ?? { prefix: fallback, width: defaultWidth(wanted.length) };
    const styles = habits.stylesOf(task);
    const number = (numbers.get(series.prefix) ?? highest(series.prefix)) + 1;
    const id = series.prefix + String(number).padStart(series.width, '0');
    const edit = insertId(task, id, styles[0]!);
    if (typeof edit === 'string') {
      left.set(task, edit);
      continue;
    }
    numbers.set(series.prefix, number);
    wishes.push({ task, id, styles, style: 0, edit });
  }
  return wishes;
}

/** Reads the document as it would be; the tasks that would not be what they are with their new id. */
function tryOut(index: IndexReader, document: TaskDocument, wishes: readonly Wish[]): Set<Task> | 'tasks' {
  const edits = wishes.map(({ edit }) => edit);
  const ids = new Map(wishes.map(({ task, id }) => [task, id]));
  const found = tryEdits(index, document, edits, (after) =>
    differences(document, after, { ids, renamed: new Map(), edits }),
  );
  if (found === null || found === 'tasks') return 'tasks';
  const failed = new Set(found.map(({ task }) => task));
  // Something else is read otherwise because of them.
  if (failed.size > 0 && ![...failed].some((task) => ids.has(task))) return 'tasks';
  return failed;
}

/** Writes what failed in another way; a task for which there is none left. */
function reconsider(wishes: readonly Wish[], failed: ReadonlySet<Task>): Wish[] | LeftTask {
  const next: Wish[] = [];
  for (const wish of wishes) {
    if (!failed.has(wish.task)) {
      next.push(wish);
      continue;
    }
    const style = wish.styles[wish.style + 1];
    const edit = style ? insertId(wish.task, wish.id, style) : NO_PLACE;
    if (typeof edit === 'string') return { task: wish.task, reason: edit };
    next.push({ ...wish, style: wish.style + 1, edit });
  }
  return next;
}
