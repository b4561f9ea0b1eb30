import type { Task, TaskDocument } from '../model/task';

/** Ids that differ in their number alone. */
export interface Series {
  /** What stands before the number. */
  readonly prefix: string;
  /** Digits of padded numbers; 0 where they are not padded. */
  readonly width: number;
  /** The first id of each number. */
  readonly ids: ReadonlyMap<number, string>;
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

/** What the series of some tasks depend on: their numbered ids, and which of these tasks are finished. */
export function numberedIds(tasks: readonly Task[]): string {
  let ids = '';
  for (const { id, idKind, status } of tasks) {
    if (id === null || idKind !== 'explicit' || numbered(id) === null) continue;
    ids += `${id}\t${status === 'done' || status === 'dropped' ? '1' : ''}\n`;
  }
  return ids;
}

/** All series of a document, by prefix, however few tasks they have. */
function allSeries(document: TaskDocument): ReadonlyMap<string, Series> {
  const all = new Map<string, Growing>();
  for (const { id, idKind, status } of document.tasks) {
    const own = id === null || idKind !== 'explicit' ? null : numbered(id);
    if (id === null || own === null) continue;
    let series = all.get(own.prefix);
    if (!series) all.set(own.prefix, (series = emptySeries(own.prefix)));
    if (own.digits.startsWith('0')) series.width = Math.max(series.width, own.digits.length);
    add(series, Number(own.digits), id);
    series.keepsFinished ||= status === 'done' || status === 'dropped';
  }
  return all;
}

/** The series of a prefix in some documents, or null where it has too few tasks there to speak of one. */
export function seriesOf(prefix: string, ...documents: readonly TaskDocument[]): Series | null {
  const parts = documents.flatMap((document) => document.keyed(numberedIds, allSeries).get(prefix) ?? []);
  const found = parts.length === 1 && parts[0] ? parts[0] : together(prefix, parts);
  return found.ids.size < FEWEST ? null : found;
}

function together(prefix: string, parts: readonly Series[]): Series {
  const whole = emptySeries(prefix);
  for (const { ids, width, keepsFinished } of parts) {
    whole.width = Math.max(whole.width, width);
    whole.keepsFinished ||= keepsFinished;
    for (const [number, id] of ids) add(whole, number, id);
  }
  return whole;
}

interface Growing extends Series {
  width: number;
  readonly ids: Map<number, string>;
  lowest: number;
  highest: number;
  keepsFinished: boolean;
}

function emptySeries(prefix: string): Growing {
  return { prefix, width: 0, ids: new Map(), lowest: Infinity, highest: -Infinity, keepsFinished: false };
}

function add(series: Growing, number: number, id: string): void {
  if (series.ids.has(number)) return;
  series.ids.set(number, id);
  series.lowest = Math.min(series.lowest, number);
  series.highest = Math.max(series.highest, number);
}

/**
 * Whether a number was certainly never given to a task of the series: one beyond the highest where most numbers
 * up to there are declared; one between where nearly all are, and the finished tasks among them.
 */
export function isBeyondDoubt(series: Series, digits: string): boolean {
  const number = Number(digits);
  const { lowest, highest, ids, width, keepsFinished } = series;
  // `T12` beside `T012` is one of them, written carelessly.
  if (width > 0 ? digits.length !== width && number < 10 ** width : digits.startsWith('0')) return false;
  if (ids.has(number) || number < lowest) return false;
  const share = ids.size / (highest - lowest + 1);
  return number > highest ? share >= DENSE : keepsFinished && share >= NEARLY_WHOLE;
}

/** One digit more that is off weighs more than any distance. */
const FAR_DIGIT = 100_000;

/**
 * Declared ids that somebody may have meant who wrote the number: one digit off, then the next ones. Asks
 * `accepts` of those alone that may be among the best.
 */
export function nearest(
  series: Pick<Series, 'ids' | 'width'>,
  digits: string,
  most: number,
  accepts: (id: string) => boolean = () => true,
): string[] {
  const wanted = Number(digits);
  const best: { readonly id: string; readonly off: number }[] = [];
  for (const [number, id] of series.ids) {
    const apart = Math.abs(number - wanted);
    const farthest = best.length < most ? Infinity : (best[most - 1]?.off ?? Infinity);
    // What is off by a digit at least is not nearer than that.
    if (apart + FAR_DIGIT >= farthest) continue;
    const off = digitsOff(digits, String(number).padStart(series.width, '0')) * FAR_DIGIT + apart;
    if (off >= farthest || !accepts(id)) continue;
    let at = best.length;
    while (at > 0 && (best[at - 1]?.off ?? 0) > off) at--;
    best.splice(at, 0, { id, off });
    if (best.length > most) best.pop();
  }
  return best.map(({ id }) => id);
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
