import type { Sum, Task, TaskDocument } from '../model/task';
import { NumberedIds } from './numberedIds';

/** Ids that differ in their number alone. */
export interface Series {
  /** What stands before the number. */
  readonly prefix: string;
  /** Digits of padded numbers; 0 where they are not padded. */
  readonly width: number;
  /** One id of each number. */
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

/** Of one prefix in a document. */
class KnownSeries extends NumberedIds implements Series {
  finished = 0;

  constructor(readonly prefix: string) {
    super();
  }

  get keepsFinished(): boolean {
    return this.finished > 0;
  }
}

/** All series of a document, by prefix, however few tasks they have. */
export const ALL_SERIES: Sum<Map<string, KnownSeries>> = {
  key: numberedIds,
  empty: () => new Map(),
  add(all, key, sign) {
    for (const [id = '', finished] of linesOf(key)) {
      const own = numbered(id);
      if (own === null) continue;
      let series = all.get(own.prefix);
      if (!series) all.set(own.prefix, (series = new KnownSeries(own.prefix)));
      if (sign > 0) series.add(own.digits, id);
      else series.remove(own.digits, id);
      if (finished !== '') series.finished += sign;
    }
  },
};

/** The lines of a key, each in the parts between its tabs. */
function linesOf(key: string): string[][] {
  return key === ''
    ? []
    : key
        .slice(0, -1)
        .split('\n')
        .map((line) => line.split('\t'));
}

/** The series of a prefix in some documents, or null where it has too few tasks there to speak of one. */
export function seriesOf(prefix: string, ...documents: readonly TaskDocument[]): Series | null {
  const parts = documents.flatMap((document) => document.summed(ALL_SERIES).get(prefix) ?? []);
  const found = parts.length === 1 && parts[0] ? parts[0] : together(prefix, parts);
  return found.ids.size < FEWEST ? null : found;
}

function together(prefix: string, parts: readonly Series[]): Series {
  const ids = new Map<number, string>();
  for (const part of parts) for (const [number, id] of part.ids) if (!ids.has(number)) ids.set(number, id);
  return {
    prefix,
    ids,
    width: Math.max(0, ...parts.map(({ width }) => width)),
    lowest: Math.min(...parts.map(({ lowest }) => lowest)),
    highest: Math.max(...parts.map(({ highest }) => highest)),
    keepsFinished: parts.some(({ keepsFinished }) => keepsFinished),
  };
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
