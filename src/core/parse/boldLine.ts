import { Char } from '../text/characters';

/** Code units that may follow a bold title: a remark in brackets, a status, pictographs. */
const LONGEST_REMARK = 120;
const REMARK = /[([（][^()[\]（）]{0,60}[)\]）]/g;
const DECORATION = /\p{Extended_Pictographic}|\ufe0f|[*_\s–—:-]/gu;
const CAPITALS = /^\p{Lu}{0,24}$/u;

/** Whether a line is bold from its start, with at most a remark in brackets, a status and pictographs after it. */
export function isBoldLine(text: string, start: number, end: number, marker: string): boolean {
  const close = text.indexOf(marker, start + 2);
  if (close < start + 5 || close + 2 > end || end - close > LONGEST_REMARK) return false;
  // `**Priority**: P1` and `**Priority:** P1` are fields.
  const before = text.charCodeAt(close - 1);
  if (text.charCodeAt(close + 2) === Char.Colon || before === Char.Colon || before === Char.WideColon)
    return false;
  const rest = text
    .slice(close + 2, end)
    .replace(REMARK, '')
    .replace(DECORATION, '');
  return CAPITALS.test(rest);
}
