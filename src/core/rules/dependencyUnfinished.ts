import { anchorOf } from '../features/navigation';
import { taskName } from '../features/words';
import { isPart, placeOf, taskLinks } from '../graph/taskLinks';
import type { RelatedPlace } from '../model/problem';
import type { IndexReader, TaskPlace } from '../model/reader';
import type { Task } from '../model/task';
import { countInSteps } from '../text/steps';
import type { Rule } from './rule';
import { byDocument } from './taskPlaces';

/** As many are told of in one file; where there are more, its statuses are kept by another rule than ours. */
const MOST_TOLD = 50;
/** So many open tasks are named in full. */
const MOST_NAMED = 5;

interface Open {
  readonly nth: number;
  readonly target: TaskPlace;
}

interface Unfinished extends TaskPlace {
  /** In the order in which the dependencies are written. */
  readonly open: readonly [Open, ...Open[]];
}

/** A task that counts as done before what it needs is: one of the two is not what it says. */
export const dependencyUnfinished: Rule = {
  meta: {
    id: 'dependency/unfinished',
    summary: 'done or decided while something it depends on is open',
    severity: 'warning',
  },
  asks: { ofAll: [unfinished] },

  *check(document, index) {
    const all = index.ofAll(unfinished).get(document.uri) ?? [];
    for (const [told, { at, open }] of all.slice(0, MOST_TOLD).entries()) {
      const left = told === MOST_TOLD - 1 ? all.length - MOST_TOLD : 0;
      const task = document.tasks[at];
      if (!task) continue;
      const targets = open.flatMap(({ target }) => index.document(target.uri)?.tasks[target.at] ?? []);
      const names = targets.slice(0, MOST_NAMED).map(taskName).join(', ');
      const more = targets.length > MOST_NAMED ? ` and ${targets.length - MOST_NAMED} more` : '';
      yield {
        range: task.dependsOn[open[0].nth]?.range ?? anchorOf(task),
        message: `${taskName(task)} is ${task.status}, but depends on ${names}${more}, which ${targets.length === 1 ? 'is' : 'are'} still open. Correct the status of one of them, or the dependency.${left > 0 ? ` ${left} more tasks of this file are done before what they depend on.` : ''}`,
        task: task.id ?? task.key,
        related: targets.slice(0, MOST_NAMED).map(relatedOf),
        fixes: [],
      };
    }
  },
};

function relatedOf(task: Task): RelatedPlace {
  return { uri: task.document.uri, range: anchorOf(task), message: `${taskName(task)} is ${wordFor(task)}` };
}

function wordFor({ status }: Task): string {
  if (status === 'todo') return 'still to do';
  return status === 'doing' ? 'in progress' : status;
}

function* unfinished(index: IndexReader): Generator<void, ReadonlyMap<string, readonly Unfinished[]>> {
  const links = yield* index.ofAllInSteps(taskLinks);
  const { count, status, finished, dependencies, targetsOf, targets } = links;
  const found: Unfinished[] = [];
  yield* countInSteps(count, (task) => {
    if (status[task] !== 'done' && status[task] !== 'decided') return;
    const first = dependencies[task]!;
    const open: Open[] = [];
    const seen = new Set<number>();
    for (let each = first; each < dependencies[task + 1]!; each++) {
      const one = onlyTarget(targets, targetsOf[each]!, targetsOf[each + 1]!, task);
      // Of several tasks with one id it may be another; a marker that nobody knows may mean done.
      if (one < 0 || finished[one] || status[one] === 'unknown' || seen.has(one)) continue;
      // Whether parents and parts agree is not a matter of dependencies.
      if (isPart(links, task, one) || isPart(links, one, task)) continue;
      seen.add(one);
      open.push({ nth: each - first, target: placeOf(links, one) });
    }
    const [one, ...others] = open;
    if (one) found.push({ ...placeOf(links, task), open: [one, ...others] });
  });
  return byDocument(found);
}

/** The one target besides the task itself; -1 where there is none, or another one. */
function onlyTarget(targets: Int32Array, from: number, to: number, task: number): number {
  let one = -1;
  for (let at = from; at < to; at++) {
    if (targets[at] === task) continue;
    if (one >= 0) return -1;
    one = targets[at]!;
  }
  return one;
}
