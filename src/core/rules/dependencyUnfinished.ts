import { anchorOf } from '../features/navigation';
import { isFinished } from '../features/words';
import type { RelatedPlace } from '../model/problem';
import type { IndexReader, TaskPlace } from '../model/reader';
import type { Task } from '../model/task';
import { inSteps } from '../text/steps';
import type { Rule } from './rule';
import { byDocument, isPartOf, nameOf, TaskPlaces } from './taskPlaces';

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
      const names = targets.slice(0, MOST_NAMED).map(nameOf).join(', ');
      const more = targets.length > MOST_NAMED ? ` and ${targets.length - MOST_NAMED} more` : '';
      yield {
        range: task.dependsOn[open[0].nth]?.range ?? anchorOf(task),
        message: `${nameOf(task)} is ${task.status}, but depends on ${names}${more}, which ${targets.length === 1 ? 'is' : 'are'} still open. Correct the status of one of them, or the dependency.${left > 0 ? ` ${left} more tasks of this file are done before what they depend on.` : ''}`,
        task: task.id ?? task.key,
        related: targets.slice(0, MOST_NAMED).map(relatedOf),
        fixes: [],
      };
    }
  },
};

function relatedOf(task: Task): RelatedPlace {
  return { uri: task.document.uri, range: anchorOf(task), message: `${nameOf(task)} is ${wordFor(task)}` };
}

function wordFor({ status }: Task): string {
  if (status === 'todo') return 'still to do';
  return status === 'doing' ? 'in progress' : status;
}

function* unfinished(index: IndexReader): Generator<void, ReadonlyMap<string, readonly Unfinished[]>> {
  const places = new TaskPlaces();
  const found: Unfinished[] = [];
  yield* inSteps(index.tasks(), (task) => {
    if ((task.status !== 'done' && task.status !== 'decided') || task.dependsOn.length === 0) return;
    const open: Open[] = [];
    const seen = new Set<Task>();
    index.dependencies(task).forEach(({ targets }, nth) => {
      const [target] = targets;
      // Of several tasks with one id it may be another; a marker that nobody knows may mean done.
      if (!target || targets.length > 1 || isFinished(target) || target.status === 'unknown') return;
      // Whether parents and parts agree is not a matter of dependencies.
      if (seen.has(target) || isPartOf(task, target) || isPartOf(target, task)) return;
      seen.add(target);
      open.push({ nth, target: places.of(target) });
    });
    const [first, ...others] = open;
    if (first) found.push({ ...places.of(task), open: [first, ...others] });
  });
  return byDocument(found);
}
