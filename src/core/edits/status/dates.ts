/** Dates as files write them, found and imitated. */

/** A day: `2025-01-03`. */
export type Day = string;

/** The day of a moment where the clock says so. */
export function dayOf(now: Date): Day {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export interface WrittenDate {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'.split(
  '|',
);
const MONTH = [...MONTHS, ...MONTHS.map((name) => name.slice(0, 3))].join('|');
const MONTH_WORD = new RegExp(`(${MONTH})(\\.?)`);
const DATE = new RegExp(
  [
    String.raw`\d{4}([-/.])\d{1,2}\1\d{1,2}`,
    String.raw`\d{1,2}([./])\d{1,2}\2\d{4}`,
    String.raw`\d{4}年\d{1,2}月\d{1,2}日`,
    String.raw`(?:${MONTH})\.? \d{1,2},? \d{4}`,
    String.raw`\d{1,2}\.? (?:${MONTH})\.? \d{4}`,
  ]
    .map((form) => `(?:${form})`)
    .join('|'),
);

/** The first date of a text, or null. */
export function findDate(text: string): WrittenDate | null {
  const found = DATE.exec(text);
  if (!found) return null;
  const [written] = found;
  const end = found.index + written.length;
  if (/\d/.test(text.charAt(found.index - 1)) || /\d/.test(text.charAt(end))) return null;
  return { start: found.index, end, text: written };
}

/**
 * A day, written as another date is; null where it cannot be told how: in 03/04/2025 either may be the month, and May is
 * as long as it is short.
 *
 * @param others more dates of the file, which may tell
 */
export function writtenLike(day: Day, example: string, others: readonly string[] = []): string | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const [, year = '', month = '', date = ''] = parts ?? [];
  if (!parts) return null;
  const all = [example, ...others].join(' ');
  // A day such as 17 does not tell whether it would be 3 or 03.
  const isShort = /(?<!\d)[1-9](?!\d)/.test(all) && !/(?<!\d)0\d(?!\d)/.test(all);
  const short = (digits: string): string => (isShort ? String(Number(digits)) : digits);
  const yearFirst = /^\d{4}([-/.年])\d{1,2}([-/.月])\d{1,2}(日?)$/.exec(example);
  if (yearFirst) {
    const [, one = '', two = '', last = ''] = yearFirst;
    return `${year}${one}${short(month)}${two}${short(date)}${last}`;
  }
  const yearLast = /^\d{1,2}([./])\d{1,2}\1\d{4}$/.exec(example);
  if (yearLast) {
    const [, sign = ''] = yearLast;
    const order = sign === '.' ? 'day' : orderOf([example, ...others]);
    if (order === null) return null;
    const [first, second] = order === 'day' ? [date, month] : [month, date];
    return `${short(first)}${sign}${short(second)}${sign}${year}`;
  }
  const name = MONTHS[Number(month) - 1] ?? '';
  const worded = MONTH_WORD.exec(example)?.[1];
  if (worded === undefined) return null;
  const isWhole = name.length === 3 || isWrittenOut([example, ...others]);
  if (isWhole === null) return null;
  const monthName = isWhole ? name : name.slice(0, 3);
  const isPadded = /(?<!\d)0\d(?!\d)/.test(all);
  return example
    .replace(/(?<!\d)\d{1,2}(?!\d)/, isPadded ? date : String(Number(date)))
    .replace(/\d{4}/, year)
    .replace(worded, monthName);
}

/** Whether the names of months are written out. */
function isWrittenOut(examples: readonly string[]): boolean | null {
  for (const example of examples) {
    const [, word = '', dot = ''] = MONTH_WORD.exec(example) ?? [];
    if (word.length > 3) return true;
    if (dot !== '' || (word !== '' && word !== 'May')) return false;
  }
  return null;
}

/** Which of the two numbers of `3/4/2025` is the day: the one that is greater than 12 somewhere. */
function orderOf(examples: readonly string[]): 'day' | 'month' | null {
  for (const example of examples) {
    const [, a = '', b = ''] = /^(\d{1,2})\/(\d{1,2})\//.exec(example) ?? [];
    if (Number(a) > 12) return 'day';
    if (Number(b) > 12) return 'month';
  }
  return null;
}
