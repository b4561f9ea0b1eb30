import { Char, isDigit } from '../text/characters';
import { behindClosing, ending, isDecorative, isTightSeparator, type Opening } from './idDecoration';
import { isMeasureWord } from './idLexicon';
import { idToken, type IdPlace, type IdToken } from './idToken';
import { scanNumber, type RawId } from './idTokens';

const PLAN_FILE = /-[A-Z]{2,12}(?:\.md)?(?![\w.-])/y;
const PAIR = /\d\d-\d\d(?!\d|-\d)/y;

/** A number at the start, weak in itself: `1.2 Title`, `3) Title`, `01-03-PLAN.md — title`. */
export function numberAt(text: string, first: Opening, end: number, where: IdPlace): IdToken | null {
  const raw = scanNumber(text, first.at, end) ?? planNumber(text, first.at, end);
  if (!raw) return null;
  PLAN_FILE.lastIndex = raw.end;
  const file = PLAN_FILE.exec(text)?.[0] ?? '';
  const tail = ending(text, raw.end + file.length, end, first.marks);
  if (first.bracketed && !tail.closed) return null;
  const id = text.slice(first.at, raw.end);
  const made = idToken(text, first.at, raw.end, tail, 'number', false);
  if (where === 'cell') return made;
  const bare = !/[.a-z-]/.test(id);
  if (first.bracketed && (bare || !tail.closed)) return null;
  if (bare) {
    const sign = text.charCodeAt(behindClosing(text, raw.end, first.marks));
    if (!tail.separated || id.length > 4) return null;
    if (isTightSeparator(sign)) return made;
    // "01 — Title", "**3 - Title**"; not "8 - 12 people".
    return id.length <= 3 && tail.after < end && !isDigit(text.charCodeAt(tail.after)) ? made : null;
  }
  if (file !== '' || tail.separated || tail.closed) return made;
  if (tail.after === raw.end && tail.after < end && !beginsTitle(text, tail.after)) return null;
  return isMeasure(text, tail.after, end) ? null : made;
}

function planNumber(text: string, at: number, end: number): RawId | null {
  PAIR.lastIndex = at;
  const pair = PAIR.exec(text)?.[0];
  if (pair === undefined || at + pair.length > end) return null;
  return { end: at + pair.length, form: 'number' };
}

/** A title may follow a dotted number without a space only in a script without case: `1.2名称`. */
function beginsTitle(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === Char.Asterisk || code === Char.Backtick || code > 0x2e80 || isDecorative(code);
}

const NEXT_WORD = /[\p{L}%€$]{1,12}/uy;

/** Whether the number is part of a measure (`1.5 hours`) or an expression (`1.2 → 1.3`). */
function isMeasure(text: string, at: number, end: number): boolean {
  if (at >= end) return true;
  NEXT_WORD.lastIndex = at;
  const word = NEXT_WORD.exec(text)?.[0];
  if (word === undefined)
    return /[%€$£+*/<>=×→-]/.test(text[at] ?? '') && !text.startsWith('**', at) && !text.startsWith('<', at);
  // `3.5 MB`, `1.5 hours`; but `2.1 Release`, `1.3 API` are titles.
  const plain = word === word.toLowerCase() || /^[KMGT]?i?B$|^[KMG]?Hz$|^(?:USD|EUR|GBP)$/.test(word);
  return plain && isMeasureWord(word);
}
