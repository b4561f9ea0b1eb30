import { normalizeWords } from '../words/lookup';

/** A marker or glyph and the words that a legend gives it. */
export type LegendEntry = readonly [marker: string, words: string];

const LEGEND_LABEL =
  /^[^\p{L}]*(?:status\s+)?(?:legend|legende|légende|leyenda|legenda|status key|key|легенда|умовні позначення|условные обозначения|图例|圖例|凡例|범례|상태)(?:\s*\([^)]*\))?[\s*_]*[:：]/iu;
const PAIR =
  /`?\[(.|\p{Extended_Pictographic}\ufe0f?)\]`?\s*(?:[-–—=:：]\s*)?([^|·,;[\]\n`]{2,60})|(\p{Extended_Pictographic})\ufe0f?\s*(?:[-–—=:：]\s*)?([^|·,;\n\p{Extended_Pictographic}]{2,60})/gu;

const NO_ENTRIES: readonly LegendEntry[] = [];
/** Code units of a line that are searched. */
const LONGEST = 400;

/** The pairs of a line such as "**Status Legend:** `[ ]` Not Started | `[/]` In Progress | ✅ Done". */
export function legendOfLine(text: string, start: number, end: number): readonly LegendEntry[] {
  if (!LEGEND_LABEL.test(text.slice(start, Math.min(end, start + 80)))) return NO_ENTRIES;
  const line = text.slice(start, Math.min(end, start + LONGEST));
  const entries: LegendEntry[] = [];
  const body = line.slice(line.search(/[:：]/) + 1);
  for (const match of body.matchAll(PAIR)) {
    const marker = match[1] ?? match[3];
    const words = match[2] ?? match[4];
    if (marker !== undefined && words !== undefined && normalizeWords(words) !== '') {
      entries.push([marker.replace('\ufe0f', ''), words.trim()]);
    }
  }
  return entries.length >= 2 ? entries : [];
}
