import { Char, isAsciiWord, isDigit, isLower, isWord, skipSpaces } from '../text/characters';
import { announces, isNeverId, isRecordId } from '../identity/idLexicon';
import { mentionsAt, type IdMention } from '../identity/idMentions';
import { expandRange } from '../identity/idRanges';
import { scanSlug, startsUpper } from '../identity/idTokens';

export interface DependencyMention {
  readonly id: string;
  /** Offsets in the text; of the whole range expression for an id that a range stands for. */
  readonly start: number;
  readonly end: number;
}

const NOTHING =
  /[\s*_`~(（[]*(?:none|nothing|n\/a|na|nil|null|no(?= (?:dep|block|pre|other|hard))|tbd|independent|keine?|keins|nichts|ninguna?|ninguno|nada|nenhuma?|nenhum|aucune?|rien|nessuna?|geen|ingen|brak|нет|отсутству\p{L}*|ничего|немає|відсутн\p{L}*|нічого|なし|無し|ありません|无|無|没有|없음|해당 없음|[-–—−]+)(?![\p{L}\p{N}])/iuy;
/** Whether a value says that there are none, and no more. */
export function saysNothing(value: string): boolean {
  if (value.trim() === '') return true;
  NOTHING.lastIndex = 0;
  const found = NOTHING.exec(value);
  return found !== null && /^[\s*_`~.)）]*$/.test(value.slice(found[0].length));
}

/** Words that turn what follows into its reverse, up to the end of the clause. */
const REVERSE =
  /^(?:blocks|unblocks|blocking|unblocking|enables|blockiert|bloquea|bloqueia|bloque|блокирует|блокує)$/i;
/** Words that say what is done at the same time, which neither waits for the other. */
const TOGETHER =
  /^(?:together|alongside|concurrently|simultaneously|gemeinsam|zusammen|gleichzeitig|juntos?|juntamente|conjuntamente|ensemble|conjointement|insieme|вместе|совместно|одновременно|разом|одночасно|параллельно|паралельно|parallel|paralelo|parallèle|parallelo)$/i;
const CONJUNCTION = /^(?:and|or|und|oder|y|o|e|et|ou|и|или|і|та|або|plus|also)$/i;
const WORD = /[\p{L}][\p{L}\p{M}'’]*/uy;
const NUMBER = /\d{1,4}(?:\.\d{1,4}){0,4}[a-z]?(?![\p{N}_%]|(?![完后後之以済终終후])\p{L}|[.:]\d)/uy;
const RANGE_SIGN =
  /[ \u00a0]?(?:[-–—~～〜]|\.\.\.?|…|[ \u00a0](?:to|through|bis|до)(?=[ \u00a0]))[ \u00a0]?#?/y;

/** What the value read so far makes of a bare number. */
const enum Context {
  /** At the beginning of the value or behind a comma. */
  Start,
  /** Behind `Task`. */
  Announced,
  /** Behind any other word or number. */
  Other,
}

/**
 * Ids in the value of a dependency field, ranges and elisions expanded. `numbers`: whether bare numbers are ids
 * in this file; `slugs`: whether names such as `lease-core` are; `called`: a word that announces numbers besides those
 * that always do, in lower case. What stands in parentheses is a remark where
 * an id stands outside them.
 */
export function dependenciesOfValue(
  text: string,
  start: number,
  end: number,
  numbers: boolean,
  slugs = false,
  called = '',
): DependencyMention[] {
  NOTHING.lastIndex = start;
  const nothing = NOTHING.exec(text);
  if (nothing && NOTHING.lastIndex <= end) return [];
  const outer: IdMention[] = [];
  const inner: IdMention[] = [];
  let depth = 0;
  let context: Context = Context.Start;
  let reversed = false;
  /** Whether what stands around the parentheses is reversed. */
  let reversedAround = false;
  for (let at = start; at < end;) {
    const code = text.charCodeAt(at);
    if (code === Char.LeftParenthesis || code === Char.WideLeftParenthesis) {
      if (at > start && text.charCodeAt(at - 1) === Char.RightBracket) {
        // The target of a link.
        at = behind(text, at, end, ')');
        continue;
      }
      depth++;
      reversedAround = reversed;
      context = Context.Start;
      at++;
      continue;
    }
    if (code === Char.RightParenthesis || code === Char.WideRightParenthesis) {
      depth = Math.max(0, depth - 1);
      reversed = reversedAround;
      context = Context.Other;
      at++;
      continue;
    }
    if (code === Char.LessThan) {
      at = /^<(?:br|\/?[a-z]|!--)/i.test(text.slice(at, at + 4)) ? behind(text, at, end, '>') : at + 1;
      context = Context.Start;
      continue;
    }
    const found = elementAt(text, start, at, end, context, numbers, slugs);
    if (found) {
      if (!reversed) (depth > 0 ? inner : outer).push(...found.found);
      at = found.end;
      context = Context.Other;
      continue;
    }
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0];
    if (word !== undefined) {
      if (REVERSE.test(word) || TOGETHER.test(word)) reversed = true;
      if (!CONJUNCTION.test(word))
        context = isAnnouncing(word.toLowerCase(), called) ? Context.Announced : Context.Other;
      else context = Context.Start;
      at += word.length;
      while (at < end && isAsciiWord(text.charCodeAt(at))) at++;
      continue;
    }
    if (isDigit(code)) {
      while (at < end && (isAsciiWord(text.charCodeAt(at)) || text.charCodeAt(at) === Char.Dot)) at++;
      context = Context.Other;
      continue;
    }
    if (separates(code)) {
      context = Context.Start;
      if (code !== Char.Comma && code !== 0x3001 && code !== Char.Slash) reversed = false;
    }
    at++;
  }
  const found = outer.length > 0 ? outer : inner;
  return found.filter((mention) => !isRecordId(mention.id));
}

function isAnnouncing(word: string, called: string): boolean {
  return word === called || announces(word);
}

function behind(text: string, at: number, end: number, close: string): number {
  const stop = text.indexOf(close, at + 1);
  return stop < 0 || stop >= end ? end : stop + 1;
}

/** `,` `、` `，` `;` `；` `/` `&` `+` `|` and line ends. */
function separates(code: number): boolean {
  return (
    code === Char.Comma ||
    code === 0x3001 ||
    code === 0xff0c ||
    code === 0x3b ||
    code === 0xff1b ||
    code === Char.Slash ||
    code === 0x26 ||
    code === 0x2b ||
    code === Char.Pipe ||
    code === 10 ||
    code === 13
  );
}

function elementAt(
  text: string,
  start: number,
  at: number,
  end: number,
  context: Context,
  numbers: boolean,
  slugs: boolean,
): { found: IdMention[]; end: number } | null {
  const code = text.charCodeAt(at);
  if (at > start && joins(text.charCodeAt(at - 1))) return null;
  // Within a longer name: `built-in-T1`.
  if (at > start + 1 && text.charCodeAt(at - 1) === Char.Dash && isAsciiWord(text.charCodeAt(at - 2)))
    return null;
  if (isDigit(code))
    return numbers && context !== Context.Other ? numberElement(text, at, end, context) : null;
  if ((code === Char.Hash && numbers) || isLower(code) || startsUpper(code)) {
    const mentions = mentionsAt(text, at, end, true);
    if (mentions) return mentions;
    if (slugs && context !== Context.Other && isLower(code)) return slugElement(text, at, end);
  }
  return null;
}

/** Whether the character before makes what follows a part of a longer word. */
function joins(code: number): boolean {
  return (
    isAsciiWord(code) ||
    code === Char.Hash ||
    code === Char.Dot ||
    code === Char.At ||
    code === 0x24 ||
    (code > 127 && startsUpper(code))
  );
}

function slugElement(text: string, at: number, end: number): { found: IdMention[]; end: number } | null {
  const raw = scanSlug(text, at, end);
  if (!raw || !endsElement(text, raw.end, end)) return null;
  return { found: [{ id: text.slice(at, raw.end), start: at, end: raw.end }], end: raw.end };
}

/** `3`, `1.2`, `14.1-14.3`, `3 ✅`; not `3 services`, `2 days`. */
function numberElement(
  text: string,
  at: number,
  end: number,
  context: Context,
): { found: IdMention[]; end: number } | null {
  const first = numberFrom(text, at, end);
  if (!first) return null;
  let stop = at + first.length;
  let ids = [first];
  RANGE_SIGN.lastIndex = stop;
  const sign = RANGE_SIGN.exec(text)?.[0];
  if (sign !== undefined && stop + sign.length < end) {
    const last = numberFrom(text, stop + sign.length, end);
    if (last) {
      ids = expandRange(first, last);
      stop += sign.length + last.length;
    }
  }
  const dotted = first.includes('.') && startsUpper(text.charCodeAt(skipSpaces(text, stop, end)));
  if (context !== Context.Announced && !dotted && !endsElement(text, stop, end)) return null;
  return { found: ids.map((id) => ({ id, start: at, end: stop })), end: stop };
}

function numberFrom(text: string, at: number, end: number): string | null {
  NUMBER.lastIndex = at;
  const number = NUMBER.exec(text)?.[0];
  return number === undefined || at + number.length > end || isNeverId(number) ? null : number;
}

/** Whether nothing follows that makes the number or name before it a part of a phrase. */
function endsElement(text: string, at: number, end: number): boolean {
  if (at >= end) return true;
  const next = skipSpaces(text, at, end);
  if (next >= end) return true;
  const code = text.charCodeAt(next);
  if (!isWord(code)) return code !== 0x25 && code !== Char.Equals;
  // "2.1完了": finished, afterwards.
  if (next === at) return /[完后後之以済终終후]/.test(text.charAt(at));
  WORD.lastIndex = next;
  const word = WORD.exec(text)?.[0];
  return word !== undefined && CONJUNCTION.test(word);
}

export { dependenciesInProse, dependencyAnnounced } from './dependencyProse';
