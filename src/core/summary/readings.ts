import type { Task, TaskStatus } from '../model/task';
import type { CountedThing } from '../words/figureWords';
import type { StatedStatus } from './clause';
import type { CountedTasks } from './tasksOf';

/**
 * One way to count a set of tasks. People count all, or the ones at the top, or the ones that have no parts, or what has
 * a box: a figure that is right in one of these ways is right.
 */
export interface Reading {
  readonly name: ReadingName;
  readonly counts: Readonly<Record<TaskStatus, number>>;
  readonly total: number;
}

export type ReadingName =
  'all' | 'box' | 'top' | 'topBox' | 'leaf' | 'part' | 'id' | 'heading' | 'row' | 'criteria' | 'marks';

const NOTHING: Readonly<Record<TaskStatus, number>> = {
  todo: 0,
  doing: 0,
  blocked: 0,
  done: 0,
  decided: 0,
  dropped: 0,
  unknown: 0,
};

/** The ways to count tasks, given by their numbers in document order; the likeliest first. */
export function readingsOf(counted: CountedTasks, members: readonly number[]): readonly Reading[] {
  const { status, kind, parent, hasId } = counted;
  const inside = new Set(members);
  const parents = new Set<number>();
  for (const at of members) {
    const above = parent[at] ?? -1;
    if (inside.has(above)) parents.add(above);
  }
  const isTop = (at: number): boolean => !inside.has(parent[at] ?? -1);
  const isBox = (at: number): boolean => kind[at] === 'checkbox';
  const boxes = members.filter(isBox);
  const all = reading('all', members);
  const box = reading('box', boxes);
  const byLikelihood = boxes.length * 2 >= members.length ? [box, all] : [all, box];
  const found = [
    ...byLikelihood,
    reading('top', members.filter(isTop)),
    reading(
      'leaf',
      members.filter((at) => !parents.has(at)),
    ),
    reading(
      'topBox',
      boxes.filter((at) => isTop(at) || !isBox(parent[at] ?? -1)),
    ),
    reading(
      'part',
      members.filter((at) => !isTop(at)),
    ),
    reading(
      'id',
      members.filter((at) => hasId[at]),
    ),
    reading(
      'heading',
      members.filter((at) => kind[at] === 'heading'),
    ),
    reading(
      'row',
      members.filter((at) => kind[at] === 'row'),
    ),
  ];
  // Of nothing there is nothing, however it is counted.
  return members.length === 0 ? found : found.filter((each) => each.total > 0);

  function reading(name: ReadingName, these: readonly number[]): Reading {
    const counts = { ...NOTHING };
    for (const at of these) counts[status[at] ?? 'unknown']++;
    return { name, counts, total: these.length };
  }
}

/** The ways to count criteria, alone and with the checkboxes of tasks: people who count boxes count both. */
export function readingsOfCriteria(
  tasks: readonly Task[],
  members: readonly number[],
  counted: readonly Reading[],
): readonly Reading[] {
  let done = 0;
  let total = 0;
  for (const at of members) {
    const criteria = tasks[at]?.criteria;
    done += criteria?.done ?? 0;
    total += criteria?.total ?? 0;
  }
  if (total === 0) return [];
  const left = total - done;
  const boxes = counted.find(({ name }) => name === 'box');
  const { counts } = boxes ?? { counts: NOTHING };
  const marks = { ...counts, done: counts.done + done, todo: counts.todo + left };
  return [
    { name: 'criteria', counts: { ...NOTHING, done, todo: left }, total },
    { name: 'marks', counts: marks, total: (boxes?.total ?? 0) + total },
  ];
}

/** Whether a word for what is counted may mean this way to count. */
export function mayMean({ name }: Reading, thing: CountedThing | null): boolean {
  if (thing === 'criteria') return name === 'criteria';
  if (thing === 'box') return name === 'box' || name === 'topBox' || name === 'marks' || name === 'criteria';
  if (thing === 'subtask')
    return name === 'part' || name === 'leaf' || name === 'criteria' || name === 'box' || name === 'marks';
  return true;
}

/**
 * How many have the status, in the ways in which its word may be meant; the likeliest first.
 *
 * @param apart whether what is in progress is told apart from what is left
 */
export function countsOf(
  { counts, total }: Reading,
  stated: StatedStatus | null,
  apart: boolean,
): readonly number[] {
  const { todo, doing, blocked, done, decided, dropped, unknown } = counts;
  if (stated === null) return [total, total - dropped];
  const left = total - done - decided - dropped;
  if (stated.left)
    return [apart ? left - doing : left, left, left - doing, todo, todo + unknown, todo + blocked];
  switch (stated.status) {
    case 'todo': {
      const ways = [todo, todo + unknown, todo + blocked, left - doing];
      return apart ? ways : [...ways, left];
    }
    case 'doing':
      return [doing];
    case 'blocked':
      return [blocked];
    case 'done':
      return [done, done + decided, done + decided + dropped];
    case 'decided':
      return [decided];
    case 'dropped':
      return [dropped];
    case 'unknown':
      return [unknown];
  }
}

/** How many are finished, in whatever way. */
export function finishedOf({ counts: { done, decided, dropped } }: Reading): number {
  return done + decided + dropped;
}

/** What of a way to count is the whole that shares are of. */
export function wholesOf({ counts, total }: Reading): readonly number[] {
  return [total, total - counts.dropped];
}

/** How messages call what is counted so. */
export function nounOf(name: ReadingName, total: number): string {
  const plural = total === 1 ? '' : 's';
  switch (name) {
    case 'box':
      return total === 1 ? 'checkbox' : 'checkboxes';
    case 'topBox':
      return total === 1 ? 'checkbox at the top' : 'checkboxes at the top';
    case 'top':
      return `task${plural} at the top`;
    case 'part':
      return `subtask${plural}`;
    case 'leaf':
      return `task${plural} without subtasks`;
    case 'id':
      return `task${plural} with ${total === 1 ? 'an id' : 'ids'}`;
    case 'criteria':
      return total === 1 ? 'criterion' : 'criteria';
    case 'marks':
      return `checkbox${total === 1 ? '' : 'es'} and criteria`;
    default:
      return `task${plural}`;
  }
}
