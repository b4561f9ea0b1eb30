import type { BlockTable } from '../parse/blocks';
import type { Stretch } from './stretch';

/**
 * The stretches of a text that is being replaced. Most of a new text mostly stands in the old one: what has the same
 * characters and the same blocks need not be read again, wherever the blocks' boundaries came from.
 */
export class Leftovers {
  private readonly left: Set<Stretch>;
  /** By where they stood; empty ones, which share their place with the next, left out. */
  private readonly byOffset = new Map<number, Stretch>();

  /** `delta`: how many code units longer the new text is. */
  constructor(
    stretches: readonly Stretch[],
    private readonly delta: number,
  ) {
    this.left = new Set(stretches);
    for (const stretch of stretches) if (stretch.table.length > 0) this.byOffset.set(stretch.offset, stretch);
  }

  /** A stretch that reads as the one of the new text at the offset does, moved there; or null. */
  take(text: string, offset: number, line: number, table: BlockTable): Stretch | null {
    const place = [offset, offset - this.delta].find((before) => this.isAt(before, text, offset, table));
    const found = place === undefined ? undefined : this.byOffset.get(place);
    if (place === undefined || !found) return null;
    this.byOffset.delete(place);
    this.left.delete(found);
    found.moveTo(offset, line, text, offset);
    return found;
  }

  /** What nobody took. */
  rest(): Stretch[] {
    return [...this.left];
  }

  /** Whether the stretch that stood at `before` reads as the one of the new text at `offset`. */
  private isAt(before: number, text: string, offset: number, table: BlockTable): boolean {
    const stretch = this.byOffset.get(before);
    if (!stretch || !isSameTable(stretch.table, table)) return false;
    return stretch.text === text.slice(offset, offset + table.length);
  }
}

/** Whether two texts of the same characters have the same blocks. */
export function isSameTable(one: BlockTable, other: BlockTable): boolean {
  return (
    one.length === other.length &&
    one.count === other.count &&
    one.unclosed === other.unclosed &&
    isSame(one.lineStarts, other.lineStarts) &&
    isSame(one.blocks, other.blocks)
  );
}

function isSame(one: Int32Array, other: Int32Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
