import { anchorOf } from '../features/navigation';
import { taskName } from '../features/words';
import { cyclicComponents, shortestCycle } from '../graph/components';
import type { Edges } from '../graph/network';
import {
  isPart,
  mayHoldCycle,
  meaningsOf,
  partsOf,
  placeOf,
  taskLinks,
  type TaskLinks,
} from '../graph/taskLinks';
import { rolesOf, tasksAlong, workNetwork } from '../graph/workNetwork';
import { isPartOf } from '../model/parts';
import type { IndexReader, TaskPlace } from '../model/reader';
import type { RelatedPlace } from '../model/problem';
import type { Task } from '../model/task';
import type { Finding, Rule } from './rule';
import { byDocument } from './taskPlaces';

/** Why a task of a cycle waits for the next one. */
interface Edge {
  /** The task in which the reason stands: the one of the cycle, or a part of it. */
  readonly waiting: TaskPlace;
  /** Which of its dependencies it is; null where one task is a part of the other. */
  readonly nth: number | null;
}

interface Cycle extends TaskPlace {
  /** Each waits for the next, the last for the first, which is the first in the order of the files. */
  readonly tasks: readonly TaskPlace[];
  /** From each task to the next. */
  readonly edges: readonly Edge[];
  /** Number of the edge that is the best one to remove; -1 where none is written. */
  readonly weakest: number;
}

/** Tasks that wait for each other: none of them can ever begin. */
export const dependencyCycle: Rule = {
  meta: {
    id: 'dependency/cycle',
    summary: 'a cycle, once, its shortest form, every edge in `related`',
    severity: 'error',
  },
  asks: { ofAll: [cycles] },

  *check(document, index) {
    for (const cycle of index.ofAll(cycles).get(document.uri) ?? []) {
      const found = finding(cycle, index);
      if (found) yield found;
    }
  },
};

function taskAt(index: IndexReader, { uri, at }: TaskPlace): Task | undefined {
  return index.document(uri)?.tasks[at];
}

function finding({ tasks, edges, weakest }: Cycle, index: IndexReader): Finding | null {
  const found = tasks.map((place) => taskAt(index, place));
  const present = found.filter((task) => task !== undefined);
  const [first] = present;
  if (!first || present.length < found.length) return null;
  const next = (at: number): Task => present[(at + 1) % present.length] ?? first;
  const names = [...present, first].map(taskName);
  const related = edges.map((edge, at) => relatedOf(edge, present[at] ?? first, next(at), index));
  const mend =
    weakest < 0
      ? 'Remove one of the dependencies'
      : `Remove one of the dependencies, such as that of ${names[weakest] ?? ''} on ${names[weakest + 1] ?? ''}`;
  return {
    range: anchorOf(first),
    message: `These tasks wait for each other, so none of them can begin: ${names.join(' → ')} (each waits for the next). ${mend}.`,
    task: first.id ?? first.key,
    related,
    fixes: [],
  };
}

function relatedOf({ waiting, nth }: Edge, task: Task, other: Task, index: IndexReader): RelatedPlace {
  const holder = taskAt(index, waiting) ?? task;
  const range = nth === null ? undefined : holder.dependsOn[nth]?.range;
  return {
    uri: holder.document.uri,
    range: range ?? anchorOf(holder),
    message: range
      ? `${taskName(task)} waits for ${taskName(other)}${holder === task ? '' : `, by its part ${taskName(holder)}`}`
      : isPartOf(task, other)
        ? `${taskName(task)} is a part of ${taskName(other)} and waits for what that waits for`
        : `${taskName(task)} ends only when its part ${taskName(other)} does`,
  };
}

function* cycles(index: IndexReader): Generator<void, ReadonlyMap<string, readonly Cycle[]>> {
  const links = yield* index.ofAllInSteps(taskLinks);
  if (!mayHoldCycle(links)) return new Map();
  const whole = yield* workNetwork(
    links,
    yield* rolesOf(
      links,
      links.finished.map((done) => 1 - done),
    ),
  );
  const components = cyclicComponents(whole.network);
  if (components.length === 0) return new Map();
  const parts = partsOf(links);
  return byDocument(
    components.flatMap((component) =>
      cycleOf(tasksAlong(shortestCycle(whole.network, component), whole), links, parts),
    ),
  );
}

function cycleOf(planned: readonly number[], links: TaskLinks, parts: Edges): Cycle[] {
  const first = Math.min(...planned);
  const from = planned.indexOf(first);
  // In the plan each task waits for the one before it: that is the other way round.
  const tasks = [first, ...[...planned.slice(from + 1), ...planned.slice(0, from)].reverse()];
  const next = (at: number): number => tasks[(at + 1) % tasks.length] ?? first;
  const edges = tasks.flatMap((task, at) => edgeOf(task, next(at), links, parts) ?? []);
  if (edges.length < tasks.length) return [];
  let weakest = -1;
  let latest = -1;
  edges.forEach(({ nth }, at) => {
    const task = tasks[at] ?? first;
    // What is told first mostly comes first: a dependency on a later task is the one to look at.
    if (nth === null || task > next(at)) return;
    if (task > latest) [latest, weakest] = [task, at];
  });
  if (weakest < 0) weakest = edges.findLastIndex(({ nth }) => nth !== null);
  return [{ ...placeOf(links, first), tasks: tasks.map((task) => placeOf(links, task)), edges, weakest }];
}

/**
 * Where it is written that `task`, or a part of it, waits for `other` or for a part of that. Null where it may be
 * another task of the same id that is meant.
 */
function edgeOf(task: number, other: number, links: TaskLinks, parts: Edges): Edge | null {
  const holders = [task];
  for (const holder of holders) {
    for (let at = parts.first[holder]!; at < parts.first[holder + 1]!; at++) holders.push(parts.to[at]!);
    if (isPart(links, other, holder) || isPart(links, holder, other)) continue;
    const nth = [...meaningsOf(links, holder)].findIndex(
      ([target, more]) => target !== undefined && more === undefined && isPart(links, target, other),
    );
    if (nth >= 0) return { waiting: placeOf(links, holder), nth };
  }
  const isNested = isPart(links, task, other) || isPart(links, other, task);
  return isNested ? { waiting: placeOf(links, task), nth: null } : null;
}
