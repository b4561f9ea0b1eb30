/** Ids that two files declare although they share one series: told from files that each count for themselves. */
import type { Task, TaskDocument } from '../model/task';
import { folderOf } from '../records/relativePath';
import { numbered } from './knownSeries';

/** A task whose id an earlier file of the same scope has given to another, or to the same one. */
export interface SharedId {
  readonly task: Task;
  readonly first: Task;
}

/** A file must declare so many ids of a series for its numbers to say where they come from. */
const FEWEST = 3;
/** Of the smaller file's ids, this share may be in both; more, and the files count for themselves, or are copies. */
const MOST_SHARED = 0.2;
/** Both files together declare at least this share of the numbers between the lowest and the highest. */
const DENSE = 0.6;

const ARCHIVE = /^(?:archived?|archives|done|completed|closed|finished|history|old|archiv|erledigt)$/i;

/** Ids by prefix, then by number; the first task of each. */
type Numbers = Map<string, Map<number, Task>>;

/** @param others in the order of their paths; only those before the document can have been first */
export function sharedIds(document: TaskDocument, others: readonly TaskDocument[]): SharedId[] {
  const found = new Map<Task, Task>();
  const own = numbersOf(document);
  const single = singleTask(document);
  for (const other of others) {
    if (other.path >= document.path || !isBeside(other.path, document.path)) continue;
    const only = single ? singleTask(other) : null;
    // A folder with a file for each task counts through all of them.
    if (single && only?.id === single.id && only?.id != null) found.set(single, found.get(single) ?? only);
    if (single) continue;
    const theirs = numbersOf(other);
    for (const [prefix, numbers] of own) {
      for (const [task, first] of overlap(numbers, theirs.get(prefix))) {
        if (!found.has(task)) found.set(task, first);
      }
    }
  }
  return [...found].map(([task, first]) => ({ task, first })).sort((a, b) => a.task.line - b.task.line);
}

/** The one task that a file is. */
function singleTask({ tasks }: TaskDocument): Task | null {
  const [task] = tasks;
  return task?.kind === 'document' && task.idKind === 'explicit' ? task : null;
}

function numbersOf({ tasks }: TaskDocument): Numbers {
  const numbers: Numbers = new Map();
  for (const task of tasks) {
    const id = task.id === null || task.idKind !== 'explicit' ? null : numbered(task.id);
    // A part of a task (`T012a`) has the number of the whole.
    if (!id || id.prefix + id.digits !== task.id) continue;
    const same = numbers.get(id.prefix) ?? new Map<number, Task>();
    if (!same.has(Number(id.digits))) same.set(Number(id.digits), task);
    numbers.set(id.prefix, same);
  }
  return numbers;
}

/** The tasks of both that have one number, provided that otherwise the two share out one series between them. */
function overlap(
  own: ReadonlyMap<number, Task>,
  theirs: ReadonlyMap<number, Task> | undefined,
): [Task, Task][] {
  if (!theirs || own.size < FEWEST || theirs.size < FEWEST) return [];
  const both: [Task, Task][] = [];
  for (const [number, task] of own) {
    const first = theirs.get(number);
    if (first && first.id === task.id) both.push([task, first]);
  }
  if (both.length === 0) return [];
  if (both.length > Math.max(1, Math.min(own.size, theirs.size) * MOST_SHARED)) return [];
  // Who counts for himself begins at the beginning.
  if (lowest(own) === lowest(theirs)) return [];
  const from = Math.min(lowest(own), lowest(theirs));
  const to = Math.max(highest(own), highest(theirs));
  return (own.size + theirs.size - both.length) / (to - from + 1) >= DENSE ? both : [];
}

function lowest(numbers: ReadonlyMap<number, Task>): number {
  return [...numbers.keys()].reduce((a, b) => Math.min(a, b));
}

function highest(numbers: ReadonlyMap<number, Task>): number {
  return [...numbers.keys()].reduce((a, b) => Math.max(a, b));
}

/** In one folder, or one of the two in an archive below it. */
function isBeside(a: string, b: string): boolean {
  return homeOf(a) === homeOf(b);
}

function homeOf(path: string): string {
  const folder = folderOf(path);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return ARCHIVE.test(name) ? folderOf(folder) : folder;
}
