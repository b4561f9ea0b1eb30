import { isNeverId, isRecordId } from '../identity/idSyntax';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';

/** Ids that differ by the number at their end: `T012` is number 12 of `T`, three digits wide. */
export interface IdSeries {
  readonly prefix: string;
  /** Digits that a number is padded to with zeros. */
  readonly width: number;
}

/** A series, or in one sentence why none can be told. */
export type ChosenSeries = IdSeries | { readonly reason: string };

const NUMBERED = /^(.*?)(\d+)$/s;
/** A time, to the day at least: nothing that can be counted on. */
const STAMP = /\d{6,}/;
/** So many of the ids in sight must be of one series for the next to be of it too. */
const MOST = 0.6;
/** A few ids among many tasks without one are no habit. */
const SOME = 0.1;

function explicitParent(task: Task): Task | null {
  const { parent } = task;
  return parent?.idKind === 'explicit' ? parent : null;
}

/**
 * The series that the ids of the task's neighbours belong to; null where they have no ids to speak of.
 *
 * @param named the tasks of the document that have explicit ids
 */
export function seriesByHabit(task: Task, named: readonly Task[]): ChosenSeries | null {
  const parent = explicitParent(task);
  const alike = named.filter(
    (each) => each.kind === task.kind && (explicitParent(each) === null) === (parent === null),
  );
  const near = nearestHabit(task, alike, (each) => each.kind === task.kind);
  if (near) return childSeries(parent, near) ?? prevailing(near);
  // Parts of a task that has an id, of which none has one: T012.1, T012.2.
  if (parent?.id != null && !STAMP.test(parent.id)) return { prefix: `${parent.id}.`, width: 0 };
  const tops = named.filter((each) => explicitParent(each) === null);
  const around = nearestHabit(task, tops, () => true);
  return around && prevailing(around);
}

/**
 * Those of the named tasks that lie in the nearest section around the task, or in the document, in which so
 * many have an id that those without one are the exception.
 */
function nearestHabit(
  task: Task,
  named: readonly Task[],
  counts: (each: Task) => boolean,
): readonly Task[] | null {
  if (named.length === 0) return null;
  const comparable = task.document.tasks.filter(counts);
  for (let depth = task.section.length; depth >= 0; depth--) {
    const path = pathOf(task, depth);
    const near = named.filter((each) => pathOf(each, depth) === path);
    if (near.length === 0) continue;
    if (near.length >= comparable.filter((each) => pathOf(each, depth) === path).length * SOME) return near;
  }
  return null;
}

function pathOf(task: Task, depth: number): string {
  return task.section.slice(0, depth).join('\n');
}

/** `T012.1` below `T012`: where that is how parts are named. */
function childSeries(parent: Task | null, alike: readonly Task[]): IdSeries | null {
  if (parent?.id == null) return null;
  const joiners = new Map<string, number>();
  for (const each of alike) {
    const outer = each.parent?.id ?? '';
    const joiner = /^([-_.])\d+$/.exec(each.id?.slice(outer.length) ?? '')?.[1];
    if (joiner === undefined || each.id?.startsWith(outer) !== true) continue;
    joiners.set(joiner, (joiners.get(joiner) ?? 0) + 1);
  }
  const [joiner, count] = mostFrequent(joiners);
  return joiner !== null && count >= alike.length * MOST
    ? { prefix: `${parent.id}${joiner}`, width: 0 }
    : null;
}

function prevailing(named: readonly Task[]): ChosenSeries | null {
  const counts = new Map<string, number>();
  for (const { id } of named) {
    const prefix = NUMBERED.exec(id ?? '')?.[1];
    if (prefix !== undefined) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  // Names, not numbers: nothing to go on with.
  if (counts.size === 0) return null;
  const example = named[0]?.id ?? '';
  if (named.filter(({ id }) => STAMP.test(id ?? '')).length >= named.length * MOST)
    return {
      reason: `ids like ${example} are given by a tracker, or carry the time; let the tracker give them, or name a prefix`,
    };
  const [prefix, count] = mostFrequent(counts);
  if (prefix === '#')
    return { reason: `numbers like ${example} are those of a tracker's issues; name a prefix for others` };
  if (prefix === null || count < named.length * MOST) {
    const begun = [...counts.keys()].slice(0, 3).map((each) => `${each}…`);
    return { reason: `its neighbours have ids of several kinds (${begun.join(', ')}); name a prefix` };
  }
  return { prefix, width: widthOf(named, prefix) };
}

function mostFrequent(counts: ReadonlyMap<string, number>): [string | null, number] {
  let best: [string | null, number] = [null, 0];
  for (const [key, count] of counts) if (count > best[1]) best = [key, count];
  return best;
}

/** Numbers that begin with a zero show how wide the series is. */
function widthOf(named: readonly Task[], prefix: string): number {
  let width = 0;
  for (const { id } of named) {
    const digits = id?.startsWith(prefix) === true ? id.slice(prefix.length) : '';
    if (/^0\d+$/.test(digits)) width = Math.max(width, digits.length);
  }
  return width;
}

/** Words of task files, as they begin ids. */
const TASK_WORDS: Readonly<Record<string, string>> = {
  todo: 'TODO',
  todos: 'TODO',
  backlog: 'BACKLOG',
  backlogs: 'BACKLOG',
  task: 'TASK',
  tasks: 'TASK',
};
const LONGEST_PREFIX = 12;

/**
 * What the ids of a file without any may begin with, the best first: a word of its name (`sprint-tasks.md`:
 * `SPRINT-`), else the word that makes it a task file (`BACKLOG.md`: `BACKLOG-`), `TASK-`, `T-`.
 */
export function defaultPrefixes(document: TaskDocument): readonly string[] {
  const base = document.path.slice(document.path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  const words = base
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const own = words
    .filter((word) => TASK_WORDS[word.toLowerCase()] === undefined)
    .map((w) => w.toUpperCase());
  const task = words.map((word) => TASK_WORDS[word.toLowerCase()]).filter((word) => word !== undefined);
  return [...new Set([...own.filter(canBegin).slice(0, 1), ...task, 'TASK', 'T'])].map((word) => `${word}-`);
}

/** Whether a word can begin the ids of a new series: nothing that a reader takes for a product or a record. */
function canBegin(word: string): boolean {
  if (!/^[A-Z]{2,}$/.test(word) || word.length > LONGEST_PREFIX) return false;
  return !isNeverId(`${word}-100`) && !isRecordId(`${word}-100`);
}

/** How wide the numbers of a new series are: three digits, more where there are more tasks. */
export function defaultWidth(count: number): number {
  return Math.max(3, String(count).length);
}

/**
 * The highest number that the index knows of a series: declared, cited, or so in the baseline. What was once
 * given is never given again.
 */
export function highestNumber(index: IndexReader, prefix: string): number {
  const escaped = prefix.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_-])${escaped}(\\d{1,9})(?!\\d)`, 'gu');
  let highest = 0;
  const look = (text: string): void => {
    if (!text.includes(prefix)) return;
    for (const [, digits] of text.matchAll(pattern)) highest = Math.max(highest, Number(digits));
  };
  for (const { uri, text } of index.documents()) {
    look(text);
    const baseline = index.baseline(uri);
    if (baseline?.kind === 'known') look(baseline.text);
  }
  return highest;
}
