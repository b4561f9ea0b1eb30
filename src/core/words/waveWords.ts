/** Titles of waves in the language of a file. Each is one that is read as such (`sectionWords.ts`). */

export interface WaveWords {
  /** Of the section that holds the waves. */
  readonly section: string;
  /** `{0}`: the number. */
  readonly wave: string;
}

const ENGLISH: WaveWords = { section: 'Implementation Waves', wave: 'Wave {0}' };

/** By script, where one is enough to tell; the first that a file has a tenth of its letters in. */
const SCRIPTS: readonly (readonly [script: RegExp, words: WaveWords])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, { section: 'ウェーブ', wave: 'ウェーブ {0}' }],
  [/\p{Script=Hangul}/gu, { section: '웨이브', wave: '웨이브 {0}' }],
  [/\p{Script=Han}/gu, { section: '波次', wave: '第 {0} 波' }],
  [/[іїєґ]/giu, { section: 'Хвилі', wave: 'Хвиля {0}' }],
  [/\p{Script=Cyrillic}/gu, { section: 'Волны', wave: 'Волна {0}' }],
];

/** By small words that no other of these languages has. */
const LATIN: readonly (readonly [words: RegExp, title: WaveWords])[] = [
  [/\b(?:and|the|of|with|from|is)\b/giu, ENGLISH],
  [/\b(?:und|der|die|das|ist|nicht|für|mit|wird)\b/giu, { section: 'Wellen', wave: 'Welle {0}' }],
  [/\b(?:el|los|las|del|una|con|según)\b/giu, { section: 'Oleadas', wave: 'Oleada {0}' }],
  [/\b(?:não|os|uma|com|são|pela|dos)\b/giu, { section: 'Ondas', wave: 'Onda {0}' }],
  [/\b(?:le|les|des|et|dans|avec|pour|du)\b/giu, { section: 'Vagues', wave: 'Vague {0}' }],
];

const LOOKED_AT = 50_000;
/** Of so many letters one is of a script that tells the language. */
const ONE_OF = { script: 12, ukrainian: 60 };

/** In the language that most of the text seems to be in; English where that is not to be told. */
export function waveWordsFor(text: string): WaveWords {
  const sample = text.slice(0, LOOKED_AT);
  const letters = count(sample, /\p{L}/gu);
  for (const [script, words] of SCRIPTS) {
    const share = words.wave.startsWith('Хвиля') ? ONE_OF.ukrainian : ONE_OF.script;
    if (count(sample, script) * share > letters) return words;
  }
  let best: WaveWords = ENGLISH;
  let most = 0;
  for (const [words, title] of LATIN) {
    const found = count(sample, words);
    if (found > most) [most, best] = [found, title];
  }
  return best;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
