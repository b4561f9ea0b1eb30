import { anchorOf } from '../features/navigation';
import { isFinished, taskName } from '../features/words';
import { meaningsOf, placeOf, taskLinks } from '../graph/taskLinks';
import type { IndexReader, TaskPlace } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { countInSteps } from '../text/steps';
import { blockingClaims, type BlockingClaim } from './blockingClaims';
import type { Finding, Rule } from './rule';

/** So many tasks are named in full. */
const MOST_NAMED = 8;

/** A task that says how many others it blocks, where the dependencies of these say otherwise. */
export const dependencyClaim: Rule = {
  meta: {
    id: 'dependency/claim',
    summary: '“blocks N tasks (…)” that the graph contradicts',
    severity: 'info',
  },
  asks: { found: [blockingClaims], ofAll: [waitingTasks] },

  *check(document, index) {
    if (document.tasks.length === 0) return;
    const told = new Set<Task>();
    for (const { offset, value } of document.found(blockingClaims)) {
      for (const claim of value) {
        const start = offset + claim.start;
        const task = document.taskAt(start);
        if (!task || told.has(task)) continue;
        const found = finding(document, task, claim, offset, index);
        if (!found) continue;
        told.add(task);
        yield found;
      }
    }
  },
};

function finding(
  document: TaskDocument,
  task: Task,
  claim: BlockingClaim,
  offset: number,
  index: IndexReader,
): Finding | null {
  const waiting = index.ofAll(waitingTasks).get(document.uri);
  // A file that states no dependencies contradicts nothing; and what waits for a part is not what waits for the whole.
  if (!waiting || document.tasks.some(({ parent }) => parent === task)) return null;
  const direct = tasksAt(waiting.get(document.tasks.indexOf(task)) ?? [], index);
  const all = new Set(direct);
  for (const each of all) {
    const { uri } = each.document;
    const next = index.ofAll(waitingTasks).get(uri)?.get(each.document.tasks.indexOf(each)) ?? [];
    for (const other of tasksAt(next, index)) if (other !== task) all.add(other);
  }
  const either = [direct, [...all]];
  if (either.some((tasks) => agrees(claim, tasks, document, index))) return null;
  const range = { start: offset + claim.start, end: offset + claim.end };
  return {
    range,
    message: `${taskName(task)} says that it blocks ${counted(claim.count)}${claim.ids.length > 0 ? ` (${named(claim.ids)})` : ''}, but ${sayWaiting(direct, all.size)}.`,
    task: task.id ?? task.key,
    related: direct.slice(0, MOST_NAMED).map((other) => ({
      uri: other.document.uri,
      range: anchorOf(other),
      message: `${taskName(other)} waits for ${taskName(task)}`,
    })),
    fixes: [],
  };
}

/** Whether the claim is true of these tasks, or of those of them that are still to do. */
function agrees(
  { count, ids }: BlockingClaim,
  tasks: readonly Task[],
  document: TaskDocument,
  index: IndexReader,
): boolean {
  const open = tasks.filter((task) => !isFinished(task));
  return [tasks, open].some((these) => {
    if (these.length !== count) return false;
    const targets = ids.map((id) => index.resolve(id, document));
    // What is not known cannot be compared, and a list may name some of many.
    return targets.every((few) => few.length === 0 || few.some((each) => these.includes(each)));
  });
}

function sayWaiting(direct: readonly Task[], all: number): string {
  if (direct.length === 0) return 'no task depends on it';
  const depend = `${counted(direct.length)} ${direct.length === 1 ? 'depends' : 'depend'} on it (${named(direct.map(taskName))})`;
  return all === direct.length ? depend : `${depend}, and ${all} with all that wait for these`;
}

function counted(count: number): string {
  return count === 1 ? '1 task' : `${count} tasks`;
}

function named(names: readonly string[]): string {
  const first = names.slice(0, MOST_NAMED).join(', ');
  return names.length > MOST_NAMED ? `${first} …` : first;
}

function tasksAt(places: readonly TaskPlace[], index: IndexReader): Task[] {
  return places.flatMap(({ uri, at }) => index.document(uri)?.tasks[at] ?? []);
}

/** By document and task, the tasks whose dependencies name it. */
function* waitingTasks(
  index: IndexReader,
): Generator<void, ReadonlyMap<string, ReadonlyMap<number, readonly TaskPlace[]>>> {
  const links = yield* index.ofAllInSteps(taskLinks);
  const found = new Map<string, Map<number, TaskPlace[]>>();
  yield* countInSteps(links.count, (task) => {
    if (links.dependencies[task] === links.dependencies[task + 1]) return;
    for (const target of new Set([...meaningsOf(links, task)].flat())) {
      const { uri, at } = placeOf(links, target);
      const inFile = found.get(uri) ?? new Map<number, TaskPlace[]>();
      found.set(uri, inFile);
      const known = inFile.get(at);
      if (known) known.push(placeOf(links, task));
      else inFile.set(at, [placeOf(links, task)]);
    }
  });
  return found;
}
