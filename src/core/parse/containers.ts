import type { BlockBuffer } from './blockBuffer';
import { BlockFlag } from './blocks';
import type { BlockKind } from './blocks';
import { Char } from '../text/characters';
import type { LineCursor } from './lineCursor';

/** Whether an item began with a line that holds nothing but its marker, and what followed. */
export const enum ItemStart {
  Text,
  /** Its first line is empty: the next one may hold its text. */
  Empty,
  /** Two empty lines: nothing more belongs to it. */
  Over,
}

/** An open quote or list item (with its list), or the document itself. Frames are used again and again. */
export class Frame {
  /** The next deeper frame: an open one, or one kept for later. */
  child: Frame | null = null;
  quote = false;
  /** Index of the quote's or item's block; -1 for the document. */
  block = -1;
  /** Index of the list's block, or -1. */
  list = -1;
  /** Character code of the list's marker. */
  marker = 0;
  /** Columns by which lines of the item are indented. */
  width = 0;
  itemStart = ItemStart.Text;
  /** Last line known to belong to it, and its end. */
  endLine = 0;
  end = 0;
  /** Last line of its last ended child, or -1. */
  lastChildLine = -1;

  constructor(
    readonly parent: Frame | null,
    readonly depth: number,
  ) {}

  begin(quote: boolean, block: number, list: number, line: number, end: number): void {
    this.quote = quote;
    this.block = block;
    this.list = list;
    this.itemStart = ItemStart.Text;
    this.endLine = line;
    this.end = end;
    this.lastChildLine = -1;
  }

  /** Takes note that a child has ended at `line`. */
  childEnded(line: number, end: number): void {
    this.lastChildLine = line;
    if (line > this.endLine) {
      this.endLine = line;
      this.end = end;
    }
  }
}

/** The containers that are open, from the document down, and the blocks that are written into them. */
export class ContainerStack {
  readonly root = new Frame(null, 0);
  /** The innermost open container. */
  tip = this.root;
  /** The open quotes, outermost first, as many as `quoteCount`. */
  private readonly quotes: Frame[] = [];
  private quoteCount = 0;

  constructor(private readonly buffer: BlockBuffer) {}

  reset(): void {
    this.tip = this.root;
    this.quoteCount = 0;
    this.root.begin(false, -1, -1, 0, 0);
  }

  /**
   * Consumes what the open containers ask of a line; returns the innermost one that goes on (`tip` if all do).
   * Steps are bounded by the line's length, not by the depth: a blank line passes any number of items at once.
   */
  match(cursor: LineCursor): Frame {
    let matched = this.root;
    let quotes = 0;
    while (matched !== this.tip) {
      const next = matched.child;
      if (next === null) break;
      if (next.quote) {
        if (cursor.indent >= 4 || !atQuoteMarker(cursor)) break;
        consumeQuoteMarker(cursor);
        quotes++;
        next.endLine = cursor.line;
        next.end = cursor.end;
      } else if (cursor.blank) {
        const quote = quotes < this.quoteCount ? this.quotes[quotes] : undefined;
        if (quote?.parent) return quote.parent;
        const { tip } = this;
        if (tip.itemStart === ItemStart.Empty) tip.itemStart = ItemStart.Over;
        return tip;
      } else {
        const over = next.itemStart === ItemStart.Over;
        next.itemStart = ItemStart.Text;
        if (over || cursor.indent < next.width) break;
        cursor.consumeIndent(next.width);
      }
      matched = next;
    }
    return matched;
  }

  /** Opens a container inside the tip. `list` is -1 for a quote. */
  push(block: number, list: number, line: number, end: number): Frame {
    const { tip } = this;
    const frame = (tip.child ??= new Frame(tip, tip.depth + 1));
    frame.begin(list < 0, block, list, line, end);
    if (list < 0) this.quotes[this.quoteCount++] = frame;
    this.tip = frame;
    return frame;
  }

  /** Ends every container inside `frame`. */
  popTo(frame: Frame): void {
    const { buffer } = this;
    let { tip } = this;
    while (tip !== frame && tip.parent !== null) {
      if (tip.quote) this.quoteCount--;
      else buffer.end(tip.list, tip.endLine, tip.end);
      buffer.end(tip.block, tip.endLine, tip.end);
      tip.parent.childEnded(tip.endLine, tip.end);
      tip = tip.parent;
    }
    this.tip = tip;
  }

  /** Adds a block to the tip; returns its index. */
  add(kind: BlockKind, flags: BlockFlag, start: number, a: number, line: number): number {
    const { tip, buffer } = this;
    if (tip.list >= 0 && tip.lastChildLine >= 0 && line > tip.lastChildLine + 1) {
      buffer.flag(tip.list, BlockFlag.Loose);
    }
    return buffer.add(kind, flags, start, line, tip.block, a);
  }

  /** Ends a block of the tip. */
  end(index: number, line: number, end: number): void {
    this.buffer.end(index, line, end);
    this.tip.childEnded(line, end);
  }
}

export function atQuoteMarker(cursor: LineCursor): boolean {
  return cursor.code === Char.GreaterThan;
}

/** Consumes the `>` at `cursor.first` and one column of white space after it. */
export function consumeQuoteMarker(cursor: LineCursor): void {
  cursor.moveTo(cursor.first + 1, cursor.firstColumn + 1);
  if (cursor.indent > 0) cursor.consumeIndent(1);
}
