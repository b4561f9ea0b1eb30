import type { TextEdit } from '../../model/problem';
import type { Task, TaskSection, TaskStatus } from '../../model/task';
import { applyEdits } from '../applyEdits';
import { editOf } from '../fieldPlaces';
import { relocate } from '../move/moveTask';
import type { MovedBlock } from '../taskPrediction';
import type { Placed, StatusHabits } from './habits';

/** A way of giving a task a status: edits, and what stands elsewhere then. */
export interface StatusWay {
  readonly edits: readonly TextEdit[];
  readonly moved?: MovedBlock;
}

/** The column of a board that a task stands in; null where its section says no status. */
export function columnOf(task: Task, sections = task.document.sections()): TaskSection | null {
  for (let depth = task.section.length; depth > 0; depth--) {
    const path = task.section.slice(0, depth).join('\n');
    const section = sections.findLast((each) => each.path.join('\n') === path && each.line < task.line);
    if (section?.status != null) return section.owner === task.parent ? section : null;
  }
  return null;
}

/** The column for a status beside another: the nearest above it, else the nearest below. */
function columnFor(
  sections: readonly TaskSection[],
  status: TaskStatus,
  from: TaskSection,
): TaskSection | null {
  const columns = sections.filter(
    (each) => each.status === status && each.level === from.level && each.owner === from.owner,
  );
  return columns.findLast(({ line }) => line < from.line) ?? columns[0] ?? null;
}

/**
 * Moves a task under the heading that says the status. `isHabit`: whether the file's other tasks of the status stand
 * there, so that this is done before anything else is tried.
 *
 * @param signs edits that make what the task itself says fit
 */
export function columnWay(
  task: Task,
  status: TaskStatus,
  habits: StatusHabits,
  signs: readonly TextEdit[],
): { readonly way: StatusWay; readonly isHabit: boolean } | null {
  const { sections } = habits;
  const from = columnOf(task, sections);
  const to = from && columnFor(sections, status, from);
  if (!from || !to || from === to || from.status === status) return null;
  const path = to.path.join('\n');
  const alike = habits.having(status, task.parent);
  const inside = alike.filter(({ section }) => section.slice(0, to.path.length).join('\n') === path);
  const edits = [...markerEdits(task, status, inside, habits), ...signs];
  const way = movedWith(task, to, edits);
  return way && { way, isHabit: inside.length * 2 >= alike.length };
}

/** The box as those of the column have it: an empty one says what the column says. */
function markerEdits(
  task: Task,
  status: TaskStatus,
  inside: readonly Placed[],
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
function movedWith(task: Task, to: TaskSection, edits: readonly TextEdit[]): StatusWay | null {
  const { document } = task;
  const found = relocate(task, { kind: 'section', section: to });
  if (typeof found === 'string') return null;
  if (edits.length === 0) return { edits: found.edits, moved: found.moved };
  const [first] = found.moved.tasks;
  const start = document.offsetAt({ line: first?.line ?? task.line, column: 0 });
  const end = Math.max(...edits.map(({ range }) => range.end));
  const own = document.slice(start, end);
  const shifted = edits.map((edit) => ({
    ...edit,
    range: { start: edit.range.start - start, end: edit.range.end - start },
  }));
  const fresh = applyEdits(own, shifted);
  if ('fault' in fresh) return null;
  const put = found.edits.find(({ expected }) => expected === '');
  // Written as deep as its new neighbours, the block reads otherwise than where it is.
  const at = put ? put.text.indexOf(own) : -1;
  if (!put || at < 0) return null;
  const text = put.text.slice(0, at) + fresh.text + put.text.slice(at + own.length);
  return { edits: found.edits.map((edit) => (edit === put ? { ...edit, text } : edit)), moved: found.moved };
}
