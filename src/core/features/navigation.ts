import type { IdMention, IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';

/** A known id at a place of a line, and the tasks it may mean there. `line`: its number, from 0, where known. */
export function mentionedTasks(
  reader: IndexReader,
  text: string,
  offset: number,
  uri: string,
  line?: number,
): IdMention | null {
  const mention = reader.mentionAt(text, offset, uri, line);
  return mention !== null && mention.targets.length > 0 ? mention : null;
}

/**
 * The ready task to go to: the best, or the one after `current` when that is ready itself, and the best again
 * after the last.
 */
export function nextReady(reader: IndexReader, current: Task | null): Task | null {
  const ready = reader.ready();
  const at = current === null ? -1 : ready.indexOf(current);
  return ready[(at + 1) % Math.max(1, ready.length)] ?? null;
}

/** The task whose lines hold this one (0-based), the innermost; the first that starts there wins. */
export function taskAtLine(document: TaskDocument, line: number): Task | null {
  const starting = document.tasks.find((task) => task.line === line);
  return starting ?? document.taskAt(document.offsetAt({ line, column: 0 }));
}

/** Where a task is shown when it is gone to: its id, else its title. */
export function anchorOf(task: Task): { readonly start: number; readonly end: number } {
  return task.idRange ?? task.titleRange;
}
