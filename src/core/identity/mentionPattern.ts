import type { CitingWords } from './citingWords';
import { rangePrefix } from './mentionTable';
import { isNumberId } from './scope';

/**
 * Which texts are worth a closer look for the mention of one of some ids: regular expressions over the bytes of
 * the UTF-8 text, each byte one character. A text that mentions one of the ids matches `first`, and `then` if
 * that is not empty; others may match too.
 */
export interface MentionPattern {
  readonly first: string;
  /** Empty where `first` is enough. */
  readonly then: string;
}

/** Behind an id with which a range or a list goes on: decoration that closes, blanks, and a sign or word. */
const GOES_ON =
  '[`*\\])]{0,4}(?:[ ]|\\xc2\\xa0){0,3}(?:[-~.,/&+;]|[\\xe2\\xe3\\xef]|(?:to|through|thru|bis|hasta|and|und|y|e|et|\\xc3\\xa0|\\xd0[\\x80-\\xbf]|\\xd1[\\x80-\\xbf]){1,2}[ \\xc2])';
/** Behind this many numbers of one series any number of it will do: the pattern is to stay short. */
const MOST_OF_A_SERIES = 40;

/** Null where no text can mention any of them. */
export function mentionPattern(ids: readonly string[], words: CitingWords): MentionPattern | null {
  const explicit = ids.filter((id) => !isNumberId(id));
  const numbers = ids.filter(isNumberId);
  const sources = seriesOf(explicit);
  if (numbers.length === 0) return sources.length === 0 ? null : { first: sources.join('|'), then: '' };
  // Numbers are everywhere; a word that cites before one is not.
  const cited = citedNumber(words);
  const any = seriesOf(numbers.map((id) => id.replace(/^#/, '')));
  if (sources.length === 0) return { first: any.join('|'), then: cited };
  return { first: [...sources, ...any].join('|'), then: [...sources, cited].join('|') };
}

/** For each series: its ids, or one of it that a range or a list begins with. */
function seriesOf(ids: readonly string[]): string[] {
  const series = new Map<string, string[]>();
  for (const id of ids) {
    const bytes = bytesOf(id);
    if (bytes === null || bytes === '') continue;
    const prefix = rangePrefix(bytes);
    const numbers = series.get(prefix);
    if (numbers) numbers.push(bytes.slice(prefix.length));
    else series.set(prefix, [bytes.slice(prefix.length)]);
  }
  return [...series].map(([prefix, numbers]) => {
    const start = escape(prefix);
    const some = numbers.filter((number) => number !== '');
    const whole = some.length < numbers.length ? ['(?![0-9])'] : [];
    if (some.length === 0) return start;
    if (some.length > MOST_OF_A_SERIES) return `${start}[0-9]`;
    return `${start}(?:${[...some, `[0-9]{1,9}${GOES_ON}`, ...whole].join('|')})`;
  });
}

/** `TODO 3`, `items 14`, `TODO.md#3`: whatever the number. */
function citedNumber(words: CitingWords): string {
  const ends = words.strongEnds().flatMap((word) => bytesOf(word) ?? []);
  const any = [...ends, '.md', '.markdown'].map(anyCase).join('|');
  return `(?:${any})(?:[^0-9A-Za-z]{0,16}(?:[Nn][OoRr][^0-9A-Za-z]{0,16})?)#?[0-9]`;
}

function anyCase(word: string): string {
  return escape(word).replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** The UTF-8 of a text, each byte one character; null for what has none. */
function bytesOf(text: string): string | null {
  try {
    return encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, code: string) =>
      String.fromCharCode(parseInt(code, 16)),
    );
  } catch {
    return null;
  }
}
