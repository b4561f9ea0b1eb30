import { isCollapsed } from '../decisions/decided';
import { ownTextOf } from '../decisions/ownText';
import { isFinished } from '../features/words';
import type { TextEdit } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { textsAfter } from './applyEdits';

/** An item as it is to be collapsed. */
export interface Collapsing {
  readonly task: Task;
  /** Subtasks that go where its text goes. */
  readonly carried: readonly Task[];
  readonly edit: TextEdit;
}

/**
 * Applies the edits to copies of the texts and reads them again. In one sentence what would be read otherwise than it
 * should, or null: the items are collapsed, what they carried is gone, and all other tasks are as before.
 */
export function faultOfCollapse(index: IndexReader, steps: readonly Collapsing[]): string | null {
  const edits = steps.map(({ edit }) => edit);
  const texts = textsAfter(index, edits);
  if ('fault' in texts) return texts.fault;
  const gone = new Set(steps.flatMap(({ carried }) => carried));
  const changed = new Set(steps.map(({ task }) => task));
  return index.tryTexts(texts, (after) => {
    for (const uri of texts.keys()) {
      const [before, now] = [index.document(uri), after.document(uri)];
      const fault = before && now ? differenceIn(before, now, gone, changed) : null;
      if (fault !== null) return fault;
    }
    return null;
  });
}

function differenceIn(
  before: TaskDocument,
  now: TaskDocument,
  gone: ReadonlySet<Task>,
  changed: ReadonlySet<Task>,
): string | null {
  const left = before.tasks.filter((task) => !gone.has(task));
  const some = left.find((task) => changed.has(task));
  const name = some?.id ?? some?.title ?? '';
  if (now.tasks.length !== left.length)
    return `with ${name} collapsed, other lines of ${before.path} would be read as tasks, or some no longer; collapse it by hand`;
  const places = new Map(now.tasks.map((task, at) => [task, at]));
  const placesBefore = new Map(left.map((task, at) => [task, at]));
  for (const [at, task] of left.entries()) {
    const other = now.tasks[at]!;
    const isItem = changed.has(task);
    const parent = (each: Task | null, among: ReadonlyMap<Task, number>): number =>
      each ? (among.get(each) ?? -1) : -1;
    const same =
      factsOf(other) === factsOf(task) &&
      parent(other.parent, places) === parent(task.parent, placesBefore) &&
      (isItem ? isFinished(other) && isOneLine(other) : detailsOf(other) === detailsOf(task));
    if (!same)
      return `with ${name} collapsed, ${isItem ? 'it' : `“${task.title}” (line ${String(task.line + 1)})`} would be read otherwise; collapse it by hand`;
  }
  return null;
}

/** Whether it is collapsed, and has not taken in lines that stood below it. */
function isOneLine(task: Task): boolean {
  if (!isCollapsed(task)) return false;
  const own = ownTextOf(task);
  return typeof own !== 'string' && !/[\r\n]/.test(own.text);
}

/** What an item keeps when it is collapsed. */
function factsOf({ id, idKind, kind, title, section }: Task): string {
  return JSON.stringify([id, idKind, kind, title, section.length]);
}

function detailsOf({ status, marker, priority, effortHours, wave, dependsOn, decision }: Task): string {
  return JSON.stringify([
    status,
    marker,
    priority,
    effortHours,
    wave,
    dependsOn.map(({ id }) => id),
    decision,
  ]);
}
