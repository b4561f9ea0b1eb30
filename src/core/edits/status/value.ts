import type { TaskStatus } from '../../model/task';
import { glyphAt, STATUS_NAMES, statusOfWord, type StatusNames } from '../../words/statusWords';
import { findDate } from './dates';

/** A status as it is written in a field, a cell or brackets: `✅ **Done** (2025-01-03)`. */
export interface StatusValue {
  /** Pictographs and blanks before the words. */
  readonly lead: string;
  /** Emphasis, code marks: the same before and behind the words. */
  readonly open: string;
  readonly close: string;
  readonly words: string;
  /** Pictographs behind the words. */
  readonly trail: string;
  /** Length of all these, from the beginning of the value. */
  readonly length: number;
  /** What follows. */
  readonly remark: string;
}

const LEAD = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}(?<!\d|[#*])|[□▢▫\s])*/u;
const TRAIL = /^(?:\s*(?:\p{Extended_Pictographic}|[\ufe0f\u200d]))*/u;
const OPEN = /^[*_`~]{0,3}/;
const LONGEST = 40;
const BOUNDARY =
  /(?<=[\p{L}\p{N}])(?=[^\p{L}\p{N}]|$)|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])/gu;
const PERCENT = /^[~≈]?\s*\d{1,3}(?:[.,]\d+)?\s*[%％]/;

/** Takes a written status apart; without words (`words` is empty) where it holds none that are known. */
export function readValue(text: string): StatusValue {
  const lead = LEAD.exec(text)?.[0] ?? '';
  const open = OPEN.exec(text.slice(lead.length))?.[0] ?? '';
  const from = lead.length + open.length;
  const rest = text.slice(from, from + LONGEST);
  let words = PERCENT.exec(rest)?.[0] ?? '';
  if (words === '')
    for (const { index } of rest.matchAll(BOUNDARY))
      if (index > 0 && statusOfWord(rest.slice(0, index)) !== null) words = rest.slice(0, index);
  if (words === '' && /^x(?!\p{L})/iu.test(rest)) words = rest.slice(0, 1);
  if (words === '') {
    const only = glyphIn(lead) === null ? '' : lead.trimEnd();
    const rest = { open: '', close: '', words, trail: '' };
    return { lead: only, ...rest, length: only.length, remark: text.slice(only.length) };
  }
  const behind = text.slice(from + words.length);
  const close = open !== '' && behind.startsWith(mirrored(open)) ? mirrored(open) : '';
  const trail = TRAIL.exec(behind.slice(close.length))?.[0] ?? '';
  const length = from + words.length + close.length + trail.length;
  return { lead, open, close, words, trail, length, remark: text.slice(length) };
}

/** The words with their decoration; without emphasis that closes somewhere behind them. */
export function coreOf({ lead, open, words, close, trail }: StatusValue): string {
  const marks = close === '' ? '' : open;
  return (lead + marks + words + close + trail).trim();
}

function mirrored(open: string): string {
  return [...open].reverse().join('');
}

/** Whether a remark only says when, or how far: it does not outlive the status that it is said of. */
export function goesWithStatus(remark: string): boolean {
  const bare = remark.replace(/^[\s()[\]（）,:;·—–-]+|[\s()[\]（）,;·—–-]+$/gu, '');
  if (/^[~≈]?\d{1,3}(?:[.,]\d+)?\s*[%％]$/.test(bare)) return true;
  const date = findDate(bare);
  if (!date) return false;
  const before = bare.slice(0, date.start).trim();
  return (
    date.end === bare.length &&
    (/^(?:on|am|le|el|em|at|in|by|since)?$/iu.test(before) || statusOfWord(before) !== null)
  );
}

/** How words are written. */
export interface WordStyle {
  readonly letters: 'upper' | 'lower' | 'title' | 'sentence';
  /** What stands between words. */
  readonly joiner: string;
  readonly language: StatusNames;
}

/** The style of a list of status words of one file, the nearest first; null where nothing can be told. */
export function styleOfWords(written: readonly string[]): WordStyle | null {
  const words = written.filter((word) => /\p{L}{2}/u.test(word));
  const [first] = words;
  if (first === undefined) return null;
  const several = words.find((word) => /\p{L}[\s_-]\p{L}/u.test(word));
  const joiner = several === undefined ? ' ' : (/[_-]/.exec(several)?.[0] ?? ' ');
  return { letters: lettersOf(first, several), joiner, language: languageOf(words) };
}

function lettersOf(word: string, several: string | undefined): WordStyle['letters'] {
  if (word === word.toUpperCase() && word !== word.toLowerCase()) return 'upper';
  if (word === word.toLowerCase()) return 'lower';
  const [, second = ''] = (several ?? '').split(/[\s_-]+/);
  return second !== '' && second !== second.toLowerCase() ? 'title' : 'sentence';
}

function languageOf(words: readonly string[]): StatusNames {
  let best: StatusNames | undefined;
  let most = 0;
  for (const names of STATUS_NAMES) {
    const known = new Set(Object.values(names).map((name) => name.toLowerCase()));
    const count = words.filter((word) => known.has(word.toLowerCase())).length;
    if (count > most) {
      most = count;
      best = names;
    }
  }
  return best ?? STATUS_NAMES.find(({ todo }) => scriptOf(todo) === scriptOf(words[0] ?? '')) ?? ENGLISH;
}

const ENGLISH = STATUS_NAMES[0]!;

function scriptOf(text: string): string {
  if (/\p{Script=Hangul}/u.test(text)) return 'hangul';
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'kana';
  if (/\p{Script=Han}/u.test(text)) return 'han';
  return /\p{Script=Cyrillic}/u.test(text) ? 'cyrillic' : 'latin';
}

/** The word for a status in a style; English, as a sentence begins, where there is none. */
export function wordFor(status: TaskStatus, style: WordStyle | null): string | null {
  if (status === 'unknown') return null;
  const name = (style?.language ?? ENGLISH)[status];
  if (!style) return name;
  const joined = name.replaceAll(' ', style.joiner);
  switch (style.letters) {
    case 'upper':
      return joined.toUpperCase();
    case 'lower':
      return joined.toLowerCase();
    case 'title':
      return joined.replace(/(?<![\p{L}])\p{L}/gu, (letter) => letter.toUpperCase());
    case 'sentence':
      return joined;
  }
}

/** The first pictograph that says a status, or null. */
export function glyphIn(text: string): string | null {
  for (let at = 0; at < text.length; at++) {
    const found = glyphAt(text, at);
    if (found) return text.slice(at, found.end);
  }
  return null;
}
