import type { TextEdit } from '../model/problem';
import type { IdKind, Task, TaskDocument } from '../model/task';

/** What edits of identity may change of a document's tasks; everything else must be read as before. */
export interface Expectation {
  /** New ids, by task as it was. */
  readonly ids: ReadonlyMap<Task, string>;
  /** Ids that mentions of an old id are to name instead, by old id. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Of this document. */
  readonly edits: readonly TextEdit[];
}

/** A task that would be read otherwise than it should, and what of it. */
export interface Difference {
  /** As it was. */
  readonly task: Task;
  readonly what: 'form' | 'id' | 'title' | 'status' | 'fields' | 'place' | 'dependencies';
}

/**
 * Compares a document with what it would become, task by task: the same tasks with the same statuses, titles
 * and parents, and exactly the expected ids. The differences by task, or 'tasks' where others would be found.
 */
export function differences(
  before: TaskDocument,
  after: TaskDocument,
  expected: Expectation,
): readonly Difference[] | 'tasks' {
  if (before.tasks.length !== after.tasks.length) return 'tasks';
  const placeBefore = places(before.tasks);
  const placeAfter = places(after.tasks);
  const found: Difference[] = [];
  before.tasks.forEach((task, at) => {
    const now = after.tasks[at];
    if (!now) return;
    const what = differenceOf(task, now, expected);
    if (what) found.push({ task, what });
    else if (parentPlace(task, placeBefore) !== parentPlace(now, placeAfter))
      found.push({ task, what: 'place' });
  });
  return found;
}

function places(tasks: readonly Task[]): ReadonlyMap<Task, number> {
  return new Map(tasks.map((task, at) => [task, at]));
}

function parentPlace(task: Task, placeOf: ReadonlyMap<Task, number>): number {
  return task.parent ? (placeOf.get(task.parent) ?? -1) : -1;
}

function differenceOf(task: Task, now: Task, expected: Expectation): Difference['what'] | null {
  if (now.line !== task.line || now.kind !== task.kind || now.endLine !== task.endLine) return 'form';
  const id = expected.ids.get(task);
  if (now.id !== (id ?? task.id)) return 'id';
  if (now.idKind !== kindOf(task, id)) return 'id';
  if (!isSameTitle(task, now, expected)) return 'title';
  if (now.status !== task.status || now.marker !== task.marker) return 'status';
  if (fieldsOf(now) !== fieldsOf(task)) return 'fields';
  // The titles of sections change where a heading does.
  if (now.section.length !== task.section.length) return 'place';
  const wanted = task.dependsOn.map((each) => expected.renamed.get(each.id) ?? each.id);
  return sameIds(
    now.dependsOn.map((each) => each.id),
    wanted,
  )
    ? null
    : 'dependencies';
}

function kindOf(task: Task, id: string | undefined): IdKind {
  if (id === undefined) return task.idKind;
  return /^\d+(?:\.\d+)*[a-z]?$/.test(id) ? 'number' : 'explicit';
}

/** The order of listed ids may change where a range is written out. */
function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n');
}

/** Mentions within the title change with their ids. */
function isSameTitle(task: Task, now: Task, expected: Expectation): boolean {
  if (now.title === task.title) return true;
  const { start, end } = task.titleRange;
  return expected.edits.some(
    ({ range, expected: old }) => old !== '' && range.start >= start && range.end <= end,
  );
}

function fieldsOf(task: Task): string {
  const { priority, effortHours, wave, criteria, decision } = task;
  return JSON.stringify([priority, effortHours, wave, criteria, decision]);
}
