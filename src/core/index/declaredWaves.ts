import type { DeclaredWave } from '../model/task';
import { BlockKind, Field, STRIDE } from '../parse/blocks';
import type { TitleClassifier } from '../parse/labels';
import { isLineEnd, skipSpaces, trimEnd } from '../text/characters';
import { headingText } from './context';
import type { Stretch } from './stretch';

interface Found extends DeclaredWave {
  readonly members: DeclaredWave['members'][number][];
}

/** The waves that headings and labels declare, in document order, with the ids that they name. */
export function declaredWaves(stretches: readonly Stretch[], titles: TitleClassifier): DeclaredWave[] {
  const waves: Found[] = [];
  for (const stretch of stretches) {
    const { offset } = stretch;
    const declare = (title: string, start: number, end: number): void => {
      const name = titles.describe(title).wave;
      if (name === null) return;
      const range = { start: offset + start, end: offset + end };
      waves.push({ name, title, range, members: [] });
    };
    for (const segment of stretch.reading.segments) {
      const { heading } = segment;
      if (heading && !heading.taken) declare(headingText(heading), heading.textStart, heading.textEnd);
      for (const { label, block } of [...segment.lists, ...segment.tables]) {
        if (label) declare(label.title, ...placeOfLabel(stretch, block));
      }
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
