/** What a title or text says, as words that can be compared: regardless of case, width, markup and punctuation. */

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that put no spaces between words: they are compared by pairs of characters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(WORD)) {
    if (!UNSPACED.test(word)) {
      words.push(word);
      continue;
    }
    const characters = [...word];
    if (characters.length === 1) words.push(word);
    for (let at = 0; at + 1 < characters.length; at++)
      words.push(`${characters[at] ?? ''}${characters[at + 1] ?? ''}`);
  }
  return words;
}

/** How rare words are: what is in every title says little of one. */
export type Weight = (word: string) => number;

/**
 * Dice's coefficient (L. R. Dice, Measures of the Amount of Ecologic Association Between Species, Ecology 26,
 * 1945) of two sets of words, each word weighing what `weight` says. From 0 (nothing in common) to 1 (the same).
 */
export function similarity(
  first: ReadonlySet<string>,
  second: ReadonlySet<string>,
  weight: Weight = () => 1,
): number {
  let sum = 0;
  let shared = 0;
  for (const word of first) {
    const its = weight(word);
    sum += its;
    if (second.has(word)) shared += its;
  }
  for (const word of second) sum += weight(word);
  return sum === 0 ? 0 : (2 * shared) / sum;
}

/** The share of the smaller set that the other one holds, by weight. */
export function containment(
  first: ReadonlySet<string>,
  second: ReadonlySet<string>,
  weight: Weight = () => 1,
): number {
  const [small, large] = first.size <= second.size ? [first, second] : [second, first];
  let sum = 0;
  let shared = 0;
  for (const word of small) {
    const its = weight(word);
    sum += its;
    if (large.has(word)) shared += its;
  }
  return sum === 0 ? 0 : shared / sum;
}
