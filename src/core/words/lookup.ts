import { isDigit, isLetter } from '../text/characters';
import { once } from '../text/once';

/**
 * Looking words up in word lists of many languages. A list is written as one string, entries separated by
 * `|`; the entries are in lower case, without markup.
 */

/** `NOT_STARTED`: the underscore parts words. */
const SNAKE = /([\p{L}\p{N}])_(?=[\p{L}\p{N}])/gu;
const MARKUP = /[*_`~]+/g;
/** Pictographs, their joiners and variation selectors, arrows and box glyphs that decorate a title. */
const PICTOGRAPHS = /(?:\p{Extended_Pictographic}|\u200d|\ufe0f|\u20e3|[\u{1f3fb}-\u{1f3ff}])+/gu;

/** Lower case, one space between words, no markup, no pictographs, no colon at the end. */
export function normalizeWords(text: string): string {
  return text
    .replace(SNAKE, '$1 ')
    .replace(MARKUP, '')
    .replace(PICTOGRAPHS, ' ')
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/^[\s\-–—:：.>#]+|[\s:：\-–—]+$/g, '');
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;
/** Scripts that write no spaces between words: a phrase may be followed by any character. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** What a list of phrases means, and the phrases, separated by `|`. */
export type PhraseList<Value> = readonly [value: Value, phrases: string];

/** Phrases of many languages and what they mean. The lists are taken apart when something is first looked up. */
export class PhraseTable<Value> {
  private readonly table: () => { readonly values: ReadonlyMap<string, Value>; readonly longest: number };

  constructor(lists: readonly PhraseList<Value>[] | (() => readonly PhraseList<Value>[])) {
    this.table = once(() => {
      const values = new Map<string, Value>();
      let longest = 0;
      for (const [value, list] of typeof lists === 'function' ? lists() : lists) {
        for (const raw of list.split('|')) {
          const phrase = raw.trim();
          if (phrase === '') continue;
          longest = Math.max(longest, phrase.length);
          if (!values.has(phrase)) values.set(phrase, value);
        }
      }
      return { values, longest };
    });
  }

  /** All phrases. */
  phrases(): IterableIterator<string> {
    return this.table().values.keys();
  }

  /** The value of the whole normalized text, or undefined. */
  exact(normalized: string): Value | undefined {
    return this.table().values.get(normalized);
  }

  /** The value and length of the longest phrase that the normalized text begins with. */
  prefix(normalized: string): { readonly value: Value; readonly length: number } | undefined {
    const { values, longest } = this.table();
    for (let length = Math.min(longest, normalized.length); length > 0; length--) {
      if (isWithinWord(normalized, length)) continue;
      const value = values.get(normalized.slice(0, length));
      if (value !== undefined && endsWord(normalized, length)) return { value, length };
    }
    return undefined;
  }

  /** The value of the longest phrase that the normalized text ends with. */
  suffix(normalized: string): { readonly value: Value; readonly length: number } | undefined {
    const { values, longest } = this.table();
    for (let length = Math.min(longest, normalized.length); length > 0; length--) {
      const start = normalized.length - length;
      const value = values.get(normalized.slice(start));
      if (value !== undefined && (start === 0 || endsWord(normalized, start))) return { value, length };
    }
    return undefined;
  }

  /** The value of the first phrase found at a word's start anywhere in the normalized text. */
  anywhere(normalized: string): Value | undefined {
    const { longest } = this.table();
    for (let at = 0; at < normalized.length; at++) {
      if (at > 0 && !startsWord(normalized, at)) continue;
      const found = this.prefix(normalized.slice(at, at + longest + 1));
      if (found) return found.value;
    }
    return undefined;
  }
}

function startsWord(text: string, at: number): boolean {
  const before = text[at - 1] ?? ' ';
  return !WORD_CHARACTER.test(before) || UNSPACED.test(text[at] ?? '');
}

/** Whether no word ends before `at`, as far as a glance tells: between two letters or digits of ASCII. */
function isWithinWord(text: string, at: number): boolean {
  return isPlain(text.charCodeAt(at)) && isPlain(text.charCodeAt(at - 1));
}

function isPlain(code: number): boolean {
  return isDigit(code) || isLetter(code);
}

/** Whether a word ends before `at`. */
function endsWord(text: string, at: number): boolean {
  if (at >= text.length) return true;
  return (
    !WORD_CHARACTER.test(text[at] ?? '') || UNSPACED.test(text[at - 1] ?? '') || UNSPACED.test(text[at] ?? '')
  );
}
