/** Ids that two files declare although they share one series: told from files that each count for themselves. */
import type { IndexReader } from '../model/reader';
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

const NO_NUMBERS: Numbers = new Map();

/** Files that stand beside each other, by their uris, in the order of their paths. */
export interface Neighbours {
  /** Those with several tasks, by the folder they count in. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** Of files that are one task each: the first that has an id, by folder and id. */
  readonly singles: ReadonlyMap<string, string>;
}

/** Which files may share a series with which: there may be thousands, in one folder too. */
export function* neighbours(index: IndexReader): Generator<void, Neighbours> {
  const files = new Map<string, string[]>();
  const singles = new Map<string, string>();
  for (const document of index.documents()) {
    const single = singleTask(document);
    const home = homeOf(document.path);
    if (single) {
      const place = placeOf(home, single);
      if (!singles.has(place)) singles.set(place, document.uri);
    } else if (document.tasks.length >= FEWEST) {
      const same = files.get(home);
      if (same) same.push(document.uri);
      else files.set(home, [document.uri]);
    }
    yield;
  }
  return { files, singles };
}

function placeOf(home: string, task: Task): string {
  return `${home}\n${task.id ?? ''}`;
}

/** Only files before the document, in the order of their paths, can have been first. */
export function sharedIds(document: TaskDocument, index: IndexReader): SharedId[] {
  const single = singleTask(document);
  const own = single ? NO_NUMBERS : numbersOf(document);
  if (!single && own.size === 0) return [];
  const { files, singles } = index.ofAll(neighbours);
  const home = homeOf(document.path);
  if (single) {
    // A folder with a file for each task counts through all of them.
    const uri = singles.get(placeOf(home, single));
    const other = uri === undefined ? undefined : index.document(uri);
    const first = other && other.path < document.path ? other.tasks[0] : undefined;
    return first ? [{ task: single, first }] : [];
  }
  const found = new Map<Task, Task>();
  for (const uri of files.get(home) ?? []) {
    const other = index.document(uri);
    if (!other || other.path >= document.path) break;
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

/** The folder in which a file counts: its own, or the one above an archive. */
function homeOf(path: string): string {
  const folder = folderOf(path);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return ARCHIVE.test(name) ? folderOf(folder) : folder;
}
