/**
 * The lowest unused id after the highest one of the series that `id` belongs to: `T014` after `T013`, with the
 * same prefix and zero padding. Null where the id does not end in a number.
 */
export function nextFreeId(id: string, taken: Iterable<string>): string | null {
  const match = /^(.*?)(\d+)$/.exec(id);
  if (!match) return null;
  const [, prefix = '', digits = ''] = match;
  let highest = Number(digits);
  for (const other of taken) {
    if (!other.startsWith(prefix)) continue;
    const rest = other.slice(prefix.length);
    if (/^\d{1,15}$/.test(rest)) highest = Math.max(highest, Number(rest));
  }
  if (!Number.isSafeInteger(highest + 1)) return null;
  return prefix + String(highest + 1).padStart(digits.length, '0');
}

/** Ids that differ in the number at their end alone: `P0-001`, `P0-002`. */
export interface Series {
  /** The id with the highest number. */
  readonly last: string;
  readonly count: number;
}

/** A tracker gives these by the clock; nobody counts them on. */
const STAMPED = /\d{6,}[-_]\d+$/;

/** The series that ids form, the one with most ids first, then in the order met. */
export function seriesOf(ids: Iterable<string>): readonly Series[] {
  const found = new Map<string, { last: string; highest: number; count: number }>();
  for (const id of ids) {
    const match = /^(.*?)(\d{1,15})$/.exec(id);
    if (!match || STAMPED.test(id)) continue;
    const [, prefix = '', digits = ''] = match;
    const known = found.get(prefix);
    const number = Number(digits);
    if (!known) found.set(prefix, { last: id, highest: number, count: 1 });
    else {
      known.count++;
      if (number > known.highest) Object.assign(known, { last: id, highest: number });
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count).map(({ last, count }) => ({ last, count }));
}

/** Whether the next id of the series of `id` can be told by counting. */
export function isCounted(id: string): boolean {
  return /\d$/.test(id) && !STAMPED.test(id);
}
