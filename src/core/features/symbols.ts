import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { isFinished, taskLabel } from './words';
import { finish } from '../text/steps';

/** A task in a document's outline. */
export interface OutlineEntry {
  readonly task: Task;
  readonly name: string;
  /** 0-based last line of the task and of everything listed under it. */
  readonly endLine: number;
  readonly children: readonly OutlineEntry[];
}

/**
 * The tasks of a document that its headings do not show already: the editor outlines headings by itself, and
 * tasks of a heading task stand at the top here as they stand under it there.
 */
export function outline(document: TaskDocument): readonly OutlineEntry[] {
  const roots: OutlineEntry[] = [];
  const made = new Map<Task, { endLine: number; children: OutlineEntry[] }>();
  // Children stand after their parents: from the last on, each is complete when its parent takes it in.
  const entries = document.tasks.filter((task) => task.kind !== 'heading' && task.kind !== 'document');
  for (const task of entries) made.set(task, { endLine: task.endLine, children: [] });
  for (const task of [...entries].reverse()) {
    const own = made.get(task)!;
    const entry: OutlineEntry = {
      task,
      name: taskLabel(task),
      endLine: own.endLine,
      children: own.children.reverse(),
    };
    const above = task.parent === null ? undefined : made.get(task.parent);
    if (above) {
      above.children.push(entry);
      above.endLine = Math.max(above.endLine, own.endLine);
    } else {
      roots.push(entry);
    }
  }
  return roots.reverse();
}

/** Tasks between two chances to pause. */
const STEP = 256;

/**
 * The tasks whose id and title hold the letters of the query in order, best first: exact id, then what holds
 * the query as it is, then the rest; finished tasks after open ones of the same rank.
 */
export function searchTasks(reader: IndexReader, query: string, limit: number): readonly Task[] {
  return finish(searchInSteps(reader, query, limit));
}

/** The same in steps, between which the caller may let other work in. */
export function* searchInSteps(
  reader: IndexReader,
  query: string,
  limit: number,
): Generator<void, readonly Task[]> {
  const wanted = query.trim().toLowerCase();
  const buckets: Task[][] = [[], [], [], [], [], [], [], []];
  for (const [i, task] of reader.tasks().entries()) {
    if (i % STEP === 0) yield;
    const rank = wanted === '' ? 3 : rankOf(task, wanted);
    if (rank !== null) buckets[rank * 2 + Number(isFinished(task))]!.push(task);
  }
  return buckets.flat().slice(0, limit);
}

function rankOf(task: Task, wanted: string): 0 | 1 | 2 | 3 | null {
  const label = taskLabel(task).toLowerCase();
  if (task.id !== null) {
    const id = task.id.toLowerCase();
    if (id === wanted) return 0;
    if (id.startsWith(wanted)) return 1;
  }
  if (label.includes(wanted)) return 2;
  return holdsInOrder(label, wanted) ? 3 : null;
}

function holdsInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    if (letter === ' ') continue;
    const found = text.indexOf(letter, at);
    if (found < 0) return false;
    at = found + letter.length;
  }
  return true;
}
