import type { Task, TaskDocument } from '../model/task';

/** Ids that differ in their number alone. */
export interface Series {
  /** What stands before the number. */
  readonly prefix: string;
  /** Digits of padded numbers; 0 where they are not padded. */
  readonly width: number;
  /** By number. */
  readonly tasks: ReadonlyMap<number, Task>;
  readonly lowest: number;
  readonly highest: number;
  /** Whether finished tasks are kept with the others: then a number that is missing was never given. */
  readonly keepsFinished: boolean;
}

/** So many ids make a series. */
const FEWEST = 3;
/** Longer numbers are time stamps, or come from a tracker. */
const LONGEST_NUMBER = 5;
/** Above this share of declared numbers, those beyond the highest have never been given … */
const DENSE = 0.6;
/** … and above this one, those between. */
const NEARLY_WHOLE = 0.8;

/** An id as prefix and number; a part of a task (`T012a`, `P0-001.2`) as the task. Null for an id without number. */
export function numbered(id: string): { readonly prefix: string; readonly digits: string } | null {
  const match = /^(.*?[^\d.])(\d+)(?:[a-z]|\.\d+)*$/.exec(id);
  const [, prefix = '', digits = ''] = match ?? [];
  return digits === '' || digits.length > LONGEST_NUMBER ? null : { prefix, digits };
}

export interface NumberedTask {
  readonly task: Task;
  readonly prefix: string;
  readonly digits: string;
}

/** The tasks whose ids are numbered. */
export function numberedTasks(tasks: readonly Task[]): readonly NumberedTask[] {
  const found: NumberedTask[] = [];
  for (const task of tasks) {
    const own = task.id === null || task.idKind !== 'explicit' ? null : numbered(task.id);
    if (own) found.push({ task, ...own });
  }
  return found;
}

/** The series of a prefix in some documents, or null where it has too few tasks there to speak of one. */
export function seriesOf(prefix: string, ...documents: readonly TaskDocument[]): Series | null {
  const found = new Map<number, Task>();
  let width = 0;
  let finished = false;
  const groups = documents.flatMap((document) => [...document.derived(numberedTasks)]);
  for (const { task, ...own } of groups.flat()) {
    if (own.prefix !== prefix) continue;
    if (own.digits.startsWith('0')) width = Math.max(width, own.digits.length);
    const number = Number(own.digits);
    if (!found.has(number)) found.set(number, task);
  }
  if (found.size < FEWEST) return null;
  for (const { status } of found.values()) finished ||= status === 'done' || status === 'dropped';
  const numbers = [...found.keys()];
  const lowest = numbers.reduce((a, b) => Math.min(a, b));
  const highest = numbers.reduce((a, b) => Math.max(a, b));
  return { prefix, width, tasks: found, lowest, highest, keepsFinished: finished };
}

/**
 * Whether a number was certainly never given to a task of the series: one beyond the highest where most numbers
 * up to there are declared; one between where nearly all are, and the finished tasks among them.
 */
export function isBeyondDoubt(series: Series, digits: string): boolean {
  const number = Number(digits);
  const { lowest, highest, tasks, width, keepsFinished } = series;
  // `T12` beside `T012` is one of them, written carelessly.
  if (width > 0 ? digits.length !== width && number < 10 ** width : digits.startsWith('0')) return false;
  if (tasks.has(number) || number < lowest) return false;
  const share = tasks.size / (highest - lowest + 1);
  return number > highest ? share >= DENSE : keepsFinished && share >= NEARLY_WHOLE;
}

/** One digit more that is off weighs more than any distance. */
const FAR_DIGIT = 100_000;

/** Declared ids that somebody may have meant who wrote the number: one digit off, then the next ones. */
export function nearest(series: Pick<Series, 'tasks' | 'width'>, digits: string, most: number): Task[] {
  const wanted = Number(digits);
  const best: { readonly task: Task; readonly off: number }[] = [];
  for (const [number, task] of series.tasks) {
    const apart = Math.abs(number - wanted);
    const farthest = best.length < most ? Infinity : (best[most - 1]?.off ?? Infinity);
    // What is off by a digit at least is not nearer than that.
    if (apart + FAR_DIGIT >= farthest) continue;
    const off = digitsOff(digits, String(number).padStart(series.width, '0')) * FAR_DIGIT + apart;
    if (off >= farthest) continue;
    let at = best.length;
    while (at > 0 && (best[at - 1]?.off ?? 0) > off) at--;
    best.splice(at, 0, { task, off });
    if (best.length > most) best.pop();
  }
  return best.map(({ task }) => task);
}

/** How many digits are others; two that have changed places count once. */
function digitsOff(a: string, b: string): number {
  if (a.length !== b.length) return 2;
  let off = 0;
  for (let at = 0; at < a.length; at++) {
    if (a[at] === b[at]) continue;
    off++;
    if (a[at] === b[at + 1] && a[at + 1] === b[at]) at++;
  }
  return off;
}
