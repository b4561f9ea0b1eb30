import type { IndexReader } from '../model/reader';
import type { Task } from '../model/task';
import type { Edges } from './network';
import { dependentsOf, partsOf, placeOf, taskLinks, type TaskLinks } from './taskLinks';

/** {@link taskLinks} the other way round, and as lasting: to be asked for by `index.ofAll(taskEdges)`. */
export interface TaskEdges {
  readonly links: TaskLinks;
  /** Number of the first task of each document, by its uri. */
  readonly firsts: ReadonlyMap<string, number>;
  readonly dependents: Edges;
  readonly parts: Edges;
}

export function* taskEdges(index: IndexReader): Generator<void, TaskEdges> {
  const links = yield* index.ofAllInSteps(taskLinks);
  const firsts = new Map(links.documents.map(({ uri, first }) => [uri, first]));
  const dependents = dependentsOf(links);
  yield;
  return { links, firsts, dependents, parts: partsOf(links) };
}

const NONE: readonly Task[] = [];

/** The tasks that wait for one, or its parts: each once, without itself, in order. None of a task that is not in the index. */
export function tasksFrom(
  index: IndexReader,
  { links, firsts, ...edges }: TaskEdges,
  kind: 'dependents' | 'parts',
  task: Task,
): readonly Task[] {
  const { document } = task;
  const at = document.numberOf(task);
  const base = firsts.get(document.uri);
  if (at < 0 || base === undefined || index.document(document.uri) !== document) return NONE;
  const number = base + at;
  const { first, to } = edges[kind];
  const [from, end] = [first[number]!, first[number + 1]!];
  if (from === end) return NONE;
  const found: Task[] = [];
  for (let each = from; each < end; each++) {
    const other = to[each]!;
    if (other === number || (each > from && to[each - 1] === other)) continue;
    const place = placeOf(links, other);
    const known = index.document(place.uri)?.tasks[place.at];
    if (known) found.push(known);
  }
  return found;
}
