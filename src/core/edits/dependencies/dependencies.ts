import { anchorOf } from '../../features/navigation';
import { taskName } from '../../features/words';
import { isWithin } from '../../model/parts';
import type { TextEdit } from '../../model/problem';
import type { IndexReader } from '../../model/reader';
import type { Dependency, Task } from '../../model/task';
import { tryEdits } from '../applyEdits';
import { placeName, refusal, type EditPlan, type Refusal } from '../plan';
import { surprises } from '../taskPrediction';
import { waysToAdd } from './places';
import { waysToRemove } from './removal';

const LONGEST_CHAIN = 6;

/**
 * Makes a task depend on another, in the way of its file: in the list of a field or cell, in a sentence, as an emoji.
 * Refused where the other has no id, or one that means another task there, and where both would wait for each other.
 */
export function addDependency(index: IndexReader, task: Task, on: Task): EditPlan | Refusal {
  const { id } = on;
  const title = `Let ${taskName(task)} depend on ${taskName(on)}`;
  if (index.dependencies(task).some(({ targets }) => targets.includes(on)))
    return { kind: 'edits', title, edits: [] };
  const reason = reasonAgainst(index, task, on);
  if (id === null || reason !== null) return refused(task, `cannot depend on ${taskName(on)}`, reason ?? '');
  const wanted = [...task.dependsOn.map((each) => each.id), id];
  const edits = firstThatFits(index, task, wanted, waysToAdd(task, id), on);
  if (edits) return { kind: 'edits', title, edits };
  return refused(
    task,
    `cannot depend on ${id}`,
    'whatever its file would say it with is read otherwise there',
  );
}

function reasonAgainst(index: IndexReader, task: Task, on: Task): string | null {
  if (on === task) return 'a task cannot wait for itself';
  if (on.id === null) return 'that one has no id to be named by; assign one first';
  if (isWithin(on, task)) return 'that one is a part of it';
  if (isWithin(task, on)) return 'it is a part of that one';
  const meant = index.resolve(on.id, task.document);
  if (!meant.includes(on) || meant.length > 1)
    return `${on.id} means ${meant.length > 1 ? `${String(meant.length)} tasks` : 'another task'} there`;
  const chain = chainTo(index, on, task);
  if (!chain) return null;
  const shown = chain.length > LONGEST_CHAIN ? [...chain.slice(0, LONGEST_CHAIN - 1), chain.at(-1)!] : chain;
  return `they would wait for each other: ${shown.map(taskName).join(' waits for ')}`;
}

/** The shortest chain of tasks from one to another along what they depend on, both included; null for none. */
function chainTo(index: IndexReader, from: Task, to: Task): readonly Task[] | null {
  const cameFrom = new Map<Task, Task | null>([[from, null]]);
  const queue = [from];
  for (const at of queue) {
    if (at === to) {
      const chain: Task[] = [];
      for (let step: Task | null = at; step; step = cameFrom.get(step) ?? null) chain.unshift(step);
      return chain;
    }
    for (const { targets } of index.dependencies(at)) {
      for (const next of targets) {
        if (cameFrom.has(next)) continue;
        cameFrom.set(next, at);
        queue.push(next);
      }
    }
  }
  return null;
}

/** Takes a dependency back, whether or not a task answers to its id. */
export function removeDependency(index: IndexReader, task: Task, id: string): EditPlan | Refusal {
  const title = `Let ${taskName(task)} no longer depend on ${id}`;
  const found = task.dependsOn.find((each) => each.id === id) ?? sameId(task, id);
  if (!found) return { kind: 'edits', title, edits: [] };
  const shared = task.dependsOn.filter(({ range }) => range.start === found.range.start);
  const what = `still depends on ${id}`;
  if (shared.length > 1)
    return refused(
      task,
      what,
      `it stands there as a part of “${task.document.slice(found.range.start, found.range.end)}”; write the ids out first`,
    );
  const wanted = task.dependsOn.map((each) => each.id).filter((each) => each !== found.id);
  const edits = firstThatFits(index, task, wanted, waysToRemove(task, found), null);
  if (edits) return { kind: 'edits', title, edits };
  return refused(task, what, 'a sentence says so that may say more; change it by hand');
}

function sameId(task: Task, id: string): Dependency | undefined {
  return task.dependsOn.find((each) => each.id.toLowerCase() === id.toLowerCase());
}

/** The first of the ways after which the task depends on exactly these, and all else is read as before. */
function firstThatFits(
  index: IndexReader,
  task: Task,
  wanted: readonly string[],
  ways: readonly (readonly TextEdit[])[],
  on: Task | null,
): readonly TextEdit[] | null {
  const { document } = task;
  for (const edits of ways) {
    const fits = tryEdits(index, document, edits, (after, fresh) => {
      const found = surprises(document, after, { edits, dependsOn: new Map([[task, wanted]]) });
      if (found === 'tasks' || found.length > 0) return false;
      const now = after.tasks[document.numberOf(task)];
      const isMeant = (targets: readonly Task[]): boolean =>
        targets.length === 1 && targets[0]?.key === on?.key;
      return !on || (now !== undefined && fresh.dependencies(now).some(({ targets }) => isMeant(targets)));
    });
    if (fits === true) return edits;
  }
  return null;
}

function refused(task: Task, what: string, reason: string): Refusal {
  return refusal(`${taskName(task)} at ${placeName(task)} ${what}: ${reason}`, {
    uri: task.document.uri,
    range: anchorOf(task),
    message: 'This task stays as it is',
  });
}
