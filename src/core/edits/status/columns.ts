import type { TextEdit } from '../../model/problem';
import type { IndexReader } from '../../model/reader';
import type { Task, TaskDocument, TaskSection, TaskStatus } from '../../model/task';
import { applyEdits } from '../applyEdits';
import { editOf } from '../fieldPlaces';
import { relocate } from '../move/moveTask';
import type { MovedBlock } from '../taskPrediction';
import type { StatusHabits } from './habits';

/** A way of giving a task a status: edits, and what stands elsewhere then. */
export interface StatusWay {
  readonly edits: readonly TextEdit[];
  readonly moved?: MovedBlock;
}

/** The column of a board that a task stands in; null where its section says no status. */
export function columnOf(task: Task): TaskSection | null {
  const sections = task.document.sections();
  for (let depth = task.section.length; depth > 0; depth--) {
    const path = task.section.slice(0, depth).join('\n');
    const section = sections.findLast((each) => each.path.join('\n') === path && each.line < task.line);
    if (section?.status != null) return section.owner === task.parent ? section : null;
  }
  return null;
}

/** The column for a status beside another: the nearest above it, else the nearest below. */
function columnFor(document: TaskDocument, status: TaskStatus, from: TaskSection): TaskSection | null {
  const columns = document
    .sections()
    .filter((each) => each.status === status && each.level === from.level && each.owner === from.owner);
  return columns.findLast(({ line }) => line < from.line) ?? columns[0] ?? null;
}

/**
 * Moves a task under the heading that says the status. `isHabit`: whether the file's other tasks of the status stand
 * there, so that this is done before anything else is tried.
 *
 * @param signs edits that make what the task itself says fit
 */
export function columnWay(
  index: IndexReader,
  task: Task,
  status: TaskStatus,
  habits: StatusHabits,
  signs: readonly TextEdit[],
): { readonly way: StatusWay; readonly isHabit: boolean } | null {
  const { document } = task;
  const from = columnOf(task);
  const to = from && columnFor(document, status, from);
  if (!from || !to || from === to || from.status === status) return null;
  const path = to.path.join('\n');
  const alike = document.tasks.filter(
    (each) => each.status === status && each.parent === task.parent && each !== task,
  );
  const inside = alike.filter((each) => each.section.slice(0, to.path.length).join('\n') === path);
  const edits = [...markerEdits(task, status, inside, habits), ...signs];
  const way = movedWith(index, task, to, edits);
  return way && { way, isHabit: inside.length * 2 >= alike.length };
}

/** The box as those of the column have it: an empty one says what the column says. */
function markerEdits(
  task: Task,
  status: TaskStatus,
  inside: readonly Task[],
  habits: StatusHabits,
): TextEdit[] {
  if (!task.markerRange) return [];
  const counts = new Map<string, number>();
  for (const { marker } of inside) if (marker !== null) counts.set(marker, (counts.get(marker) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  const marker = most?.[0] ?? (status === 'done' ? (habits.marker('done')?.text ?? 'x') : ' ');
  if (marker === task.marker) return [];
  return [editOf(task.document, task.markerRange.start, task.markerRange.end, marker)];
}

/** Moves a task whose own lines are edited as well: both are one edit of its block. */
function movedWith(
  index: IndexReader,
  task: Task,
  to: TaskSection,
  edits: readonly TextEdit[],
): StatusWay | null {
  const { document } = task;
  const start = document.offsetAt({ line: task.line, column: 0 });
  const applied = applyEdits(document.text, edits);
  if ('fault' in applied) return null;
  const fresh =
    edits.length === 0
      ? document
      : index.withTexts(new Map([[document.uri, applied.text]])).document(document.uri);
  const at = document.tasks.indexOf(task);
  const same = fresh?.tasks[at];
  const section = fresh
    ?.sections()
    .find((each) => each.path.join('\n') === to.path.join('\n') && each.level === to.level);
  if (!fresh || !same || !section || fresh.tasks.length !== document.tasks.length) return null;
  const found = relocate(same, { kind: 'section', section });
  if (typeof found === 'string') return null;
  // Back to offsets of the text as it is: all of the edits lie within the block.
  const delta = applied.text.length - document.text.length;
  const back = (offset: number): number => (offset > start ? offset - delta : offset);
  const moved = found.moved;
  return {
    edits: found.edits.map(({ range, text, uri, expected }) => {
      if (expected === '')
        return { uri, range: { start: back(range.start), end: back(range.end) }, expected, text };
      const own = { start: range.start, end: back(range.end) };
      return { uri, range: own, expected: document.slice(own.start, own.end), text };
    }),
    moved: {
      tasks: moved.tasks.map((each) => document.tasks[fresh.tasks.indexOf(each)]!),
      to: back(moved.to),
      parent: moved.parent && (document.tasks[fresh.tasks.indexOf(moved.parent)] ?? null),
    },
  };
}
