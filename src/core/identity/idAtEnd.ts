import { Char, isSpace, isWord } from '../text/characters';
import { isRecordId } from './idLexicon';
import { idToken, isCertain, type IdToken } from './idToken';
import { scanExplicit } from './idTokens';

const COMMENT_ID = /<!--\s*(?:task[-_ ]?)?id\s*[:=]\s*([\w.#-]{1,80})\s*-->\s*$/i;
const EMOJI_ID = /🆔\ufe0f?\s*([\w-]{1,80})/u;
/** How far (code units) before the end the emoji fields of a task may reach. */
const LONGEST_FIELDS = 240;
const BRACKET_ID = /[[(（【]([\p{L}\p{N}#][\p{L}\p{M}\p{N}._-]{0,79})[\])）】][\s.*_~]*$/u;

/** An id at the end of the text: `… [t-250911230312-0863]`, `… 🆔 abc123`, `… <!-- id: 21 -->`. */
export function idAtEnd(text: string, start: number, end: number): IdToken | null {
  let stop = end;
  while (stop > start && isSpace(text.charCodeAt(stop - 1))) stop--;
  if (stop <= start) return null;
  const last = text.charCodeAt(stop - 1);
  if (last === Char.GreaterThan) {
    const from = Math.max(start, stop - 120);
    return captured(text, from, COMMENT_ID.exec(text.slice(from, stop)), stop);
  }
  const emoji = emojiIdBefore(text, start, stop);
  if (emoji >= 0)
    return captured(text, emoji, EMOJI_ID.exec(text.slice(emoji, Math.min(stop, emoji + 90))), stop);
  const closing =
    last === Char.RightBracket || last === Char.RightParenthesis || last === 0xff09 || last === 0x3011;
  if (!closing && last !== Char.Asterisk && last !== Char.Dot && last !== Char.Tilde) return null;
  const from = Math.max(start, stop - 90);
  const found = BRACKET_ID.exec(text.slice(from, stop));
  const id = found?.[1];
  if (!found || id === undefined) return null;
  // `[Link][1]`, `foo(3)`: something must part the bracket from the word before.
  const before = from + found.index;
  if (before > start && !isSpace(text.charCodeAt(before - 1)) && isWordOrBracket(text.charCodeAt(before - 1)))
    return null;
  const at = before + 1;
  const raw = scanExplicit(text, at, at + id.length);
  if (!raw || raw.end !== at + id.length || raw.form === 'hash' || isRecordId(id)) return null;
  const round = text.charCodeAt(before) !== Char.LeftBracket;
  const strong = /\d{6}/.test(id) || (!round && isCertain(id, raw.form, true, true));
  return round && !strong
    ? null
    : idToken(text, at, raw.end, { after: stop, unclosed: '' }, 'explicit', strong);
}

/** Offset of the last 🆔 among the fields at the end of a task, or -1. */
function emojiIdBefore(text: string, start: number, stop: number): number {
  const from = Math.max(start, stop - LONGEST_FIELDS);
  for (let at = stop - 2; at >= from; at--) {
    if (text.charCodeAt(at) === 0xd83c && text.charCodeAt(at + 1) === 0xdd94) return at;
  }
  return -1;
}

function isWordOrBracket(code: number): boolean {
  return code === Char.RightBracket || code === Char.RightParenthesis || isWord(code);
}

function captured(text: string, from: number, found: RegExpExecArray | null, stop: number): IdToken | null {
  const id = found?.[1];
  if (!found || id === undefined) return null;
  const at = from + found.index + found[0].indexOf(id);
  const kind = /^\d+(?:\.\d+)*$/.test(id) ? 'number' : 'explicit';
  return idToken(text, at, at + id.length, { after: stop, unclosed: '' }, kind, true);
}
