import { BlockKind, Field, STRIDE, type BlockTable } from './blocks';

/** Offsets of a stretch. */
export interface Leaf {
  readonly kind: BlockKind;
  readonly start: number;
  readonly end: number;
}

/** The blocks that hold running text, in document order: no code, no HTML, no front matter. */
export function* leavesOf(table: BlockTable): Iterable<Leaf> {
  const { blocks, count } = table;
  for (let at = 0; at < count * STRIDE; at += STRIDE) {
    const kind = blocks[at + Field.Kind] as BlockKind;
    if (
      kind === BlockKind.Paragraph ||
      kind === BlockKind.Heading ||
      kind === BlockKind.TableRow ||
      kind === BlockKind.Definition
    )
      yield { kind, start: blocks[at + Field.Start] ?? 0, end: blocks[at + Field.End] ?? 0 };
  }
}
