import { BlockKind, Field, STRIDE, type BlockTable } from './blocks';

/**
 * A walk over the blocks of a stretch that hold running text, in document order: no code, no HTML, no front matter.
 * A file has as many as lines, so that the walk says where it stands instead of making a thing of each.
 */
export class LeafWalk {
  kind = BlockKind.Paragraph;
  /** Offsets of the stretch; 0 before the first step. */
  start = 0;
  end = 0;
  private at = 0;

  constructor(private readonly table: BlockTable) {}

  /** Goes to the next block; false where there is none. */
  next(): boolean {
    const { blocks, count } = this.table;
    for (let { at } = this; at < count * STRIDE; at += STRIDE) {
      const kind = blocks[at + Field.Kind] as BlockKind;
      if (
        kind !== BlockKind.Paragraph &&
        kind !== BlockKind.Heading &&
        kind !== BlockKind.TableRow &&
        kind !== BlockKind.Definition
      )
        continue;
      this.kind = kind;
      this.start = blocks[at + Field.Start] ?? 0;
      this.end = blocks[at + Field.End] ?? 0;
      this.at = at + STRIDE;
      return true;
    }
    this.at = count * STRIDE;
    return false;
  }
}
