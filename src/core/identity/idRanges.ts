import { Char, isAsciiWord, isDigit } from '../text/characters';
import { scanExplicit } from './idTokens';

export const LONGEST_RANGE = 500;

/**
 * The ids from `first` to `last`, both included; `last` may be the bare number (`TSK-REV-014`, `022`). Both ends
 * alone where they are not of one series, run backwards, or lie more than 500 apart.
 */
export function expandRange(first: string, last: string): string[] {
  const [, prefix = '', from = ''] = /^(.*?)(\d+)$/s.exec(first) ?? [];
  const [, lastPrefix = '', to = ''] = /^(.*?)(\d+)$/s.exec(last) ?? [];
  if (from === '' || to === '' || (lastPrefix !== '' && lastPrefix !== prefix)) return [first, last];
  const end = prefix + (to.length < from.length && from.startsWith('0') ? to.padStart(from.length, '0') : to);
  const low = Number(from);
  const high = Number(to);
  if (!(high > low)) return high === low ? [first] : [first, end];
  if (high - low > LONGEST_RANGE || to.length > 9) return [first, end];
  const width = widthOf(from, to);
  const ids: string[] = [];
  for (let number = low; number <= high; number++) ids.push(prefix + String(number).padStart(width, '0'));
  return ids;
}

/** Whether an id lies between the ends of a range and is neither of them: as {@link expandRange} has it. */
export function rangeHolds(first: string, last: string, id: string): boolean {
  const [, prefix = '', from = ''] = /^(.*?)(\d+)$/s.exec(first) ?? [];
  const [, lastPrefix = '', to = ''] = /^(.*?)(\d+)$/s.exec(last) ?? [];
  if (from === '' || to === '' || to.length > 9 || !id.startsWith(prefix)) return false;
  if (lastPrefix !== '' && lastPrefix !== prefix) return false;
  const digits = id.slice(prefix.length);
  const number = /^\d{1,9}$/.test(digits) ? Number(digits) : NaN;
  const low = Number(from);
  const high = Number(to);
  if (!(low < number && number < high) || high - low > LONGEST_RANGE) return false;
  return digits === String(number).padStart(widthOf(from, to), '0');
}

/** How many digits the numbers of a range have at least. */
function widthOf(from: string, to: string): number {
  return from.length > 1 && (from.startsWith('0') || from.length === to.length) ? from.length : 0;
}

const RANGE_SIGN =
  /[ \u00a0]?(?:[~～〜]|\.\.\.?|…|[–—](?=[\dA-Z#])|[ \u00a0](?:to|through|bis)[ \u00a0])[ \u00a0]?(?=[#\dA-Z])/y;

function mayBeTo(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 116 || code === 98;
}

/** Whether a range sign and a second id follow: `TSK-REV-020～022` heads a group and is no task's id. */
export function headsRange(text: string, from: number, end: number): boolean {
  const code = text.charCodeAt(from);
  if (
    code === Char.Colon ||
    (code === 32 && isAsciiWord(text.charCodeAt(from + 1)) && !mayBeTo(text, from + 1))
  )
    return false;
  RANGE_SIGN.lastIndex = from;
  const sign = RANGE_SIGN.exec(text)?.[0];
  if (sign === undefined || from + sign.length >= end) return false;
  const next = from + sign.length;
  return isDigit(text.charCodeAt(next)) || scanExplicit(text, next, end, true) !== null;
}
