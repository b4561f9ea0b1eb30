import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import type { CompletionPlace } from './completionPlace';
import { isFinished } from './words';

/** An id that may be written at a place. */
export interface IdCompletion {
  readonly id: string;
  /** The tasks that it means there; more than one: it does not say which. */
  readonly tasks: readonly Task[];
  /** Whether they stand in another document. */
  readonly elsewhere: boolean;
}

export interface CompletionScope {
  /** The document that is written in, be it a task file or not. */
  readonly uri: string;
  /** 0-based line of the cursor. */
  readonly line: number;
  /** Rows wanted at most. */
  readonly limit: number;
}

/** Tasks between two chances to pause. */
const STEP = 256;

/**
 * The ids to write at a place, best first: tasks of the same document, then of the nearest ones, open before
 * finished, in document order. Left out: the task that is written in itself, what is listed already, and ids that
 * mean another task here. `isComplete` is false where the limit has cut something off.
 */
export function* completeIds(
  reader: IndexReader,
  place: CompletionPlace,
  { uri, line, limit }: CompletionScope,
): Generator<void, { readonly items: readonly IdCompletion[]; readonly isComplete: boolean }> {
  const own = reader.document(uri);
  const self = own?.taskAt(own.offsetAt({ line, column: 0 })) ?? null;
  // Open tasks, after those of the document itself; then what is finished elsewhere.
  const first: IdCompletion[] = [];
  const last: IdCompletion[] = [];
  const seen = new Set<string>(place.listed);
  if (self?.id != null && place.why === 'field') seen.add(self.id);
  let count = 0;
  for (const document of byDistance(reader, uri)) {
    const finished: IdCompletion[] = [];
    for (const task of document.tasks) {
      if (++count % STEP === 0) yield;
      const { id } = task;
      if (id === null || task === self || seen.has(id) || !matches(task, id, place)) continue;
      seen.add(id);
      const tasks = reader.meaning(id, uri, place.why !== 'field');
      if (!tasks.includes(task)) continue;
      (isFinished(task) ? finished : first).push({ id, tasks, elsewhere: document !== own });
      if (first.length > limit) return { items: first.slice(0, limit), isComplete: false };
    }
    (document === own ? first : last).push(...finished.slice(0, limit + 1));
  }
  const items = [...first, ...last];
  return { items: items.slice(0, limit), isComplete: items.length <= limit };
}

function matches(task: Task, id: string, { typed, why }: CompletionPlace): boolean {
  if (why === 'begun') return task.idKind === 'explicit' && id.startsWith(typed);
  if (typed === '') return true;
  const wanted = typed.toLowerCase();
  if (id.toLowerCase().startsWith(wanted)) return true;
  // A few letters of the title find a task where nothing but a task can follow.
  return why === 'field' && wanted.length > 1 && task.title.toLowerCase().includes(wanted);
}

/** The document itself, then those with which it shares most folders, then by path. */
function byDistance(reader: IndexReader, uri: string): readonly TaskDocument[] {
  const shared = (other: string): number => {
    let common = 0;
    for (let i = 0; i < uri.length && uri[i] === other[i]; i++) if (uri[i] === '/') common++;
    return common;
  };
  return reader
    .documents()
    .map((document) => ({ document, rank: document.uri === uri ? Infinity : shared(document.uri) }))
    .sort((a, b) => (b.rank > a.rank ? 1 : b.rank < a.rank ? -1 : 0))
    .map(({ document }) => document);
}
