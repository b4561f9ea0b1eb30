import { anchorOf } from '../../features/navigation';
import { taskName } from '../../features/words';
import type { IndexReader } from '../../model/reader';
import type { Task, TaskDocument } from '../../model/task';
import { shortWave } from '../../plan/waveOrder';
import { tryEdits } from '../applyEdits';
import { refusal, type EditPlan, type Refusal } from '../plan';
import { waveChoices } from './choices';
import { waysToMove, type Way } from './ways';

export interface MoveOptions {
  /** Also where what it waits for, or what waits for it, stands in the way. */
  readonly force?: boolean;
}

/**
 * Plans a task for another wave of its file, in the file's own way: its line in the list of the wave, its `Wave:` field,
 * or its place under the title of the wave. Refused where the order of what waits for what would be broken (but see
 * `force`), and where anything else would be read otherwise than before.
 */
export function moveToWave(
  index: IndexReader,
  task: Task,
  wave: string,
  { force = false }: MoveOptions = {},
): EditPlan | Refusal {
  const choices = waveChoices(index, task);
  if ('kind' in choices) return choices;
  const name = taskName(task);
  const choice = choices.find((each) => each.wave === wave);
  if (!choice) return refusal(`${task.document.path} has no wave “${wave}”`);
  const title = `Move ${name} to ${choice.short}`;
  if (choice.isOwn) return { kind: 'edits', title, edits: [] };
  if (choice.reason !== null && !force)
    return refusal(`${name} cannot be planned for ${choice.short}: ${choice.reason}`, placeOf(task), true);
  if (task.parent !== null && task.wave !== null && task.parent.wave === task.wave)
    return refusal(
      `${name} is a part of ${taskName(task.parent)} and is planned with it; move that one`,
      placeOf(task.parent),
    );
  for (const way of waysToMove(task, wave)) {
    if (tryEdits(index, task.document, way.edits, (after) => isAsBefore(task, after, way)) === true)
      return { kind: 'edits', title, edits: way.edits };
  }
  return refusal(
    `${name} cannot be moved to ${shortWave(wave)} without anything else in ${task.document.path} being read otherwise; move it by hand`,
    placeOf(task),
  );
}

function placeOf(task: Task): Refusal['place'] {
  return { uri: task.document.uri, range: anchorOf(task), message: 'This task stays where it is' };
}

/** Whether a document is what it was, but for the wave of one task and the place of it and its parts. */
function isAsBefore(task: Task, after: TaskDocument, { wave, moved }: Way): boolean {
  const { tasks } = task.document;
  if (after.tasks.length !== tasks.length) return false;
  const order = orderAfter(tasks, moved);
  const placeAfter = new Map(after.tasks.map((each, at) => [each, at]));
  const placeBefore = new Map(order.map((each, at) => [each, at]));
  const run = new Set(moved ? tasks.slice(moved.first, moved.first + moved.count) : [task]);
  return order.every((before, at) => {
    const now = after.tasks[at]!;
    const isMoved = run.has(before);
    const expected = before === task || (isMoved && before.wave === task.wave) ? wave : before.wave;
    const above = (each: Task, places: ReadonlyMap<Task, number>): number =>
      each.parent === null ? -1 : (places.get(each.parent) ?? -1);
    return (
      now.wave === expected &&
      (before === task && moved ? true : above(now, placeAfter) === above(before, placeBefore)) &&
      (isMoved || moved || now.section.join('\n') === before.section.join('\n')) &&
      saidOf(now) === saidOf(before)
    );
  });
}

function orderAfter(tasks: readonly Task[], moved: Way['moved']): readonly Task[] {
  if (!moved) return tasks;
  const { first, count, after } = moved;
  const run = tasks.slice(first, first + count);
  const kept = (from: number, to: number): Task[] =>
    tasks.slice(from, to).filter((_, at) => from + at < first || from + at >= first + count);
  return [...kept(0, after + 1), ...run, ...kept(after + 1, tasks.length)];
}

/** All that a task says of itself, but for its wave. */
function saidOf(task: Task): string {
  const { id, idKind, kind, title, status, marker, priority, effortHours, criteria, decision } = task;
  const waits = task.dependsOn.map((each) => each.id);
  return JSON.stringify([
    id,
    idKind,
    kind,
    title,
    status,
    marker,
    priority,
    effortHours,
    criteria,
    decision,
    waits,
  ]);
}
