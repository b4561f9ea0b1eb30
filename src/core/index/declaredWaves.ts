import type { DeclaredWave } from '../model/task';
import { BlockKind, Field, STRIDE } from '../parse/blocks';
import type { TitleClassifier } from '../parse/labels';
import { isLineEnd, skipSpaces, trimEnd } from '../text/characters';
import { headingText } from './context';
import type { Stretch } from './stretch';

interface Found extends DeclaredWave {
  readonly members: DeclaredWave['members'][number][];
}

/** A title that declares a wave; offsets relative to its stretch. */
export interface WaveTitle {
  readonly name: string;
  readonly title: string;
  readonly start: number;
  readonly end: number;
}

/** The waves that headings and labels declare, in document order, with the ids that they name. */
export function declaredWaves(stretches: readonly Stretch[], titles: TitleClassifier): DeclaredWave[] {
  const waves: Found[] = [];
  for (const stretch of stretches) {
    const { offset } = stretch;
    for (const { name, title, start, end } of stretch.waveTitles(titles)) {
      waves.push({ name, title, range: { start: offset + start, end: offset + end }, members: [] });
    }
    for (const { id, wave, start, end } of stretch.planned) {
      const range = { start: offset + start, end: offset + end };
      waves
        .findLast(({ name, range: { start: at } }) => name === wave && at <= range.start)
        ?.members.push({ id, range });
    }
  }
  return waves;
}

export function waveTitles(stretch: Stretch, titles: TitleClassifier): readonly WaveTitle[] {
  const found: WaveTitle[] = [];
  const declare = (title: string, start: number, end: number): void => {
    const name = titles.describe(title).wave;
    if (name !== null) found.push({ name, title, start, end });
  };
  for (const { heading, lists, tables } of stretch.reading.segments) {
    if (heading && !heading.taken) declare(headingText(heading), heading.textStart, heading.textEnd);
    for (const { label, block } of [...lists, ...tables]) {
      if (label) declare(label.title, ...placeOfLabel(stretch, block));
    }
  }
  return found;
}

/** Where the label of a list or table is written: the last line of the paragraph before it. */
function placeOfLabel(
  { table: { blocks }, source, base }: Stretch,
  block: number,
): [start: number, end: number] {
  const at = (block - 1) * STRIDE;
  if (block < 1 || blocks[at + Field.Kind] !== BlockKind.Paragraph) {
    const start = blocks[block * STRIDE + Field.Start] ?? 0;
    return [start, start];
  }
  const from = base + (blocks[at + Field.Start] ?? 0);
  const end = trimEnd(source, from, base + (blocks[at + Field.End] ?? 0));
  let start = end;
  while (start > from && !isLineEnd(source.charCodeAt(start - 1))) start--;
  return [skipSpaces(source, start, end) - base, end - base];
}
