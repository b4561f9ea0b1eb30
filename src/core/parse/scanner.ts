import { BlockFlag, BlockKind } from './blocks';
import type { BlockTable } from './blocks';
import { BlockBuffer } from './blockBuffer';
import { Char } from '../text/characters';
import { ContainerStack, ItemStart, atQuoteMarker, consumeQuoteMarker } from './containers';
import type { Frame } from './containers';
import { findFrontMatter } from './frontMatter';
import { IntArena } from './intArena';
import { LeafReader, NO_LEAF } from './leafReader';
import { atxLevel } from './leafStarts';
import { LineCursor } from './lineCursor';
import { ListMarker } from './listMarker';

/**
 * Quotes and items open at once, at most; what would open more is the text of a paragraph. Nobody writes such a
 * file by hand, and whoever walks the tree need not fear for the stack.
 */
export const MAX_DEPTH = 500;

export interface ScanOptions {
  /** Whether the stretch begins the document: it may have a byte order mark and front matter. */
  readonly documentStart?: boolean;
  /**
   * Absolute offsets of the lines whose opening fence is to be read as a block of that one line
   * ({@link BlockFlag.Stray}), what follows it as if it were not there.
   */
  readonly strayFences?: ReadonlySet<number>;
  /**
   * Absolute offsets of the lines of opening fences, each with that of the line that closes it at the earliest:
   * fences that are to hold others of their own length.
   */
  readonly longFences?: ReadonlyMap<number, number>;
  /** UTF-16 code units that a stretch has at least, unless the text ends: headings before that do not end it. */
  readonly atLeast?: number;
  /** Absolute offset of a line at which the stretch ends even if it is shorter, provided that a heading may end it there. */
  readonly stopAt?: number;
}

/**
 * Reads the block structure of Markdown: CommonMark 0.31 and GFM tables, after the algorithm in the appendix of
 * the CommonMark specification, in one pass over the characters. Never throws; linear in time, even where
 * containers are nested deeply; allocates nothing per line or block but its result.
 *
 * It is tested against remark-gfm, and differs from that in that footnote definitions are paragraphs, and where
 * micromark departs from CommonMark; test/core/parse/differences.ts lists each such place.
 */
export class BlockScanner {
  private readonly cursor = new LineCursor();
  private readonly buffer = new BlockBuffer();
  private readonly containers = new ContainerStack(this.buffer);
  private readonly leaf = new LeafReader(this.cursor, this.containers, this.buffer);
  private readonly marker = new ListMarker();
  private readonly lines = new IntArena();

  /**
   * Reads one stretch of `text` from `from`, the start of a line: up to the next line that begins, without
   * indentation, with an ATX heading (unless a fence, HTML block or front matter is open around it), or the end
   * of the text. The first line itself may be such a heading. A document is read by as many calls as it has
   * stretches; together they give what one pass would. All that the table holds is relative to `from`; the
   * empty line after a final line end is not among its lines. The arrays of short stretches are views of buffers
   * that they share ({@link IntArena}).
   */
  scan(text: string, from: number, options: ScanOptions = {}): BlockTable {
    const { cursor, leaf } = this;
    leaf.strayFences = options.strayFences;
    leaf.longFences = options.longFences;
    leaf.kind = NO_LEAF;
    this.buffer.reset(from);
    this.containers.reset();
    cursor.text = text;
    cursor.line = 0;
    let at = from;
    let contentStart = from;
    if (options.documentStart) {
      if (text.charCodeAt(from) === Char.ByteOrderMark) contentStart++;
      at = this.readFrontMatter(from, contentStart);
      if (at > from) contentStart = at;
    }
    const earliest = from + (options.atLeast ?? 0);
    const stopAt = options.stopAt ?? -1;
    while (at < text.length) {
      if (
        text.charCodeAt(at) === Char.Hash &&
        at > from &&
        (at >= earliest || at === stopAt) &&
        !leaf.insideTopLevel
      ) {
        if (atxLevel(text, at, text.length) > 0) break;
      }
      cursor.begin(at, contentStart);
      this.addLine(at - from);
      this.readLine();
      at = cursor.next;
      contentStart = at;
      cursor.line++;
    }
    const unclosed = at >= text.length && leaf.insideTopLevel && leaf.needsEnd ? leaf.index : -1;
    this.closeTo(this.containers.root);
    // A scanner that outlives the document must not keep its text.
    cursor.text = '';
    leaf.strayFences = undefined;
    leaf.longFences = undefined;
    return {
      blocks: this.buffer.take(),
      count: this.buffer.count,
      lineStarts: this.lines.take(cursor.line),
      length: at - from,
      unclosed,
    };
  }

  /** Reads front matter, if any; returns the start of the line after it. */
  private readFrontMatter(from: number, contentStart: number): number {
    const { cursor } = this;
    const found = findFrontMatter(cursor.text, contentStart);
    if (found === null) return from;
    let at = from;
    while (at < found.next) {
      cursor.begin(at, at);
      this.addLine(at - from);
      at = cursor.next;
      cursor.line++;
    }
    const index = this.buffer.add(BlockKind.FrontMatter, BlockFlag.Closed, contentStart, 0, -1, 0);
    this.buffer.setSpan(index, found.textStart, found.textEnd);
    this.buffer.end(index, cursor.line - 1, found.end);
    return at;
  }

  private readLine(): void {
    const { cursor, containers, leaf } = this;
    const matched = containers.match(cursor);
    const whole = matched === containers.tip;
    if (whole && leaf.kind === BlockKind.FencedCode) return leaf.continueFence();
    if (whole && leaf.kind === BlockKind.Html) return leaf.continueHtml();
    if (cursor.blank) return this.blankLine(matched);
    const opened = this.openContainers(matched);
    if (opened && cursor.blank) return;
    const indented = cursor.indent >= 4;
    if (!whole && !opened) {
      // The line lacks markers of open containers; only a paragraph's text may.
      if (leaf.kind === BlockKind.Paragraph && (indented || leaf.startsHere(false) === NO_LEAF)) {
        return leaf.extend(indented);
      }
      // A fence that is one too many ends no list either.
      if (leaf.isStray(cursor.start)) leaf.close();
      else this.closeTo(matched);
    }
    if (indented) leaf.readIndented();
    else leaf.read();
  }

  /** Opens the containers that begin on the line after what `matched` has consumed; whether there are any. */
  private openContainers(matched: Frame): boolean {
    const { cursor, containers, marker, leaf } = this;
    const whole = matched === containers.tip;
    let opened = false;
    if (!whole && matched.child !== null && !matched.child.quote) {
      opened = this.openSibling(matched.child);
    }
    const interrupting = whole && leaf.kind === BlockKind.Paragraph;
    while (cursor.indent < 4) {
      const parent = opened ? containers.tip : matched;
      if (parent.depth >= MAX_DEPTH) break;
      if (atQuoteMarker(cursor)) {
        this.closeTo(parent);
        const block = containers.add(BlockKind.Quote, BlockFlag.None, cursor.first, 0, cursor.line);
        containers.push(block, -1, cursor.line, cursor.end);
        consumeQuoteMarker(cursor);
      } else if (marker.read(cursor, interrupting && !opened)) {
        this.closeTo(parent);
        const ordered = marker.value < 0 ? BlockFlag.None : BlockFlag.Ordered;
        const list = containers.add(BlockKind.List, ordered, cursor.first, marker.code, cursor.line);
        this.buffer.setB(list, marker.value);
        const frame = containers.push(list, list, cursor.line, cursor.end);
        frame.marker = marker.code;
        this.openItem(frame);
      } else {
        break;
      }
      opened = true;
    }
    return opened;
  }

  /** Opens the next item of the list of `frame`, which the line is not indented enough to continue. */
  private openSibling(frame: Frame): boolean {
    const { cursor, marker, buffer } = this;
    if (cursor.indent >= 4 || !marker.read(cursor, false) || marker.code !== frame.marker) return false;
    this.closeTo(frame);
    buffer.end(frame.block, frame.endLine, frame.end);
    if (cursor.line > frame.endLine + 1) buffer.flag(frame.list, BlockFlag.Loose);
    this.openItem(frame);
    return true;
  }

  /** Opens the item whose marker was read in the list of `frame`, and consumes the marker. */
  private openItem(frame: Frame): void {
    const { cursor, marker, buffer } = this;
    const flags =
      (marker.value < 0 ? BlockFlag.None : BlockFlag.Ordered) |
      (marker.empty ? BlockFlag.Empty : BlockFlag.None);
    const { first, firstColumn, line } = cursor;
    const { list } = frame;
    const item = buffer.add(BlockKind.Item, flags, first, line, list, marker.value);
    buffer.setC(item, firstColumn);
    frame.begin(false, item, list, line, cursor.end);
    frame.width = marker.consume(cursor);
    if (marker.empty) frame.itemStart = ItemStart.Empty;
    buffer.setContent(item, marker.empty ? first + marker.length : cursor.pos);
  }

  private blankLine(matched: Frame): void {
    if (matched !== this.containers.tip) this.closeTo(matched);
    // Indented code may go on after blank lines.
    else if (this.leaf.kind !== BlockKind.IndentedCode) this.leaf.close();
  }

  /** Ends the open leaf and every container inside `frame`. */
  private closeTo(frame: Frame): void {
    this.leaf.close();
    this.containers.popTo(frame);
  }

  private addLine(start: number): void {
    const { lines, cursor } = this;
    lines.reserve(cursor.line + 1, cursor.line);
    lines.data[lines.base + cursor.line] = start;
  }
}
