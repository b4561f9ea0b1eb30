import { BlockFlag, BlockKind } from './blocks';
import type { BlockTable } from './blocks';
import { BlockBuffer } from './blockBuffer';
import { Char, skipSpaces, trimEnd } from './codeUnits';
import { ContainerStack, ItemStart, atQuoteMarker, consumeQuoteMarker } from './containers';
import type { Frame } from './containers';
import { findFrontMatter } from './frontMatter';
import { holdsHtmlEnd, htmlEndSearchStart, htmlKind } from './htmlBlocks';
import { atxContentEnd, atxLevel, closesFence, fenceLength, setextLevel } from './leafStarts';
import { IntArena } from './intArena';
import { LineCursor } from './lineCursor';
import { definitionLines } from './linkDefinition';
import { ListMarker } from './listMarker';
import { OpenParagraph } from './openParagraph';
import { delimiterCells, headerCells } from './table';

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
}

const NO_LEAF = 0;

/**
 * Reads the block structure of Markdown: CommonMark 0.31 and GFM tables, after the algorithm in the appendix of
 * the CommonMark specification, in one pass over the characters. Never throws; linear in time, even where
 * containers are nested deeply; allocates nothing per line or block but its result.
 *
 * Where implementations part, it does as micromark does, which is tested against. It differs from remark-gfm in
 * that footnote definitions are paragraphs; test/core/parse/differences.ts lists the rest.
 */
export class BlockScanner {
  private readonly cursor = new LineCursor();
  private readonly containers = new ContainerStack();
  private readonly buffer = new BlockBuffer();
  private readonly marker = new ListMarker();
  private readonly paragraph = new OpenParagraph();
  private readonly lines = new IntArena();
  private strayFences: ReadonlySet<number> | undefined;

  /** Kind of the leaf block that is open inside `containers.tip`, or {@link NO_LEAF}. */
  private leaf: BlockKind | typeof NO_LEAF = NO_LEAF;
  /** Its index; paragraphs have none yet. */
  private leafIndex = -1;
  private leafEndLine = 0;
  private leafEnd = 0;
  /** Open fence: its character. */
  private fence = 0;
  /** Heading level, length of the fence or kind of HTML that {@link leafStart} found or that is open. */
  private detail = 0;

  /**
   * Reads one stretch of `text` from `from`, the start of a line: up to the next line that begins, without
   * indentation, with an ATX heading (unless a fence, HTML block or front matter is open around it), or the end
   * of the text. The first line itself may be such a heading. A document is read by as many calls as it has
   * stretches; together they give what one pass would. All that the table holds is relative to `from`; the
   * empty line after a final line end is not among its lines.
   */
  scan(text: string, from: number, options: ScanOptions = {}): BlockTable {
    const { cursor } = this;
    this.strayFences = options.strayFences;
    this.leaf = NO_LEAF;
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
    while (at < text.length) {
      if (text.charCodeAt(at) === Char.Hash && at > from && !this.insideTopLevelLeaf()) {
        if (atxLevel(text, at, text.length) > 0) break;
      }
      cursor.begin(at, contentStart);
      this.addLine(at - from);
      this.readLine();
      at = cursor.next;
      contentStart = at;
      cursor.line++;
    }
    const unclosed = at >= text.length && this.insideTopLevelLeaf() && this.needsEnd() ? this.leafIndex : -1;
    this.closeTo(this.containers.root);
    // A scanner that outlives the document must not keep its text.
    cursor.text = '';
    this.strayFences = undefined;
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
    const { cursor, containers } = this;
    const matched = containers.match(cursor);
    const whole = matched === containers.tip;
    if (whole && this.leaf === BlockKind.FencedCode) return this.continueFence();
    if (whole && this.leaf === BlockKind.Html) return this.continueHtml();
    if (cursor.blank) return this.blankLine(matched);
    const opened = this.openContainers(matched);
    if (opened && cursor.blank) return;
    const indented = cursor.indent >= 4;
    if (!whole && !opened) {
      // The line lacks markers of open containers; only a paragraph's text may.
      if (this.leaf === BlockKind.Paragraph && (indented || this.leafStart(false) === NO_LEAF)) {
        return this.extendParagraph(indented);
      }
      this.closeTo(matched);
    }
    if (indented) this.readIndented();
    else this.readLeaf();
  }

  /** Opens the containers that begin on the line after what `matched` has consumed; whether there are any. */
  private openContainers(matched: Frame): boolean {
    const { cursor, containers, marker } = this;
    const whole = matched === containers.tip;
    let opened = false;
    if (!whole && matched.child !== null && !matched.child.quote) {
      opened = this.openSibling(matched.child);
    }
    const interrupting = whole && this.leaf === BlockKind.Paragraph;
    while (cursor.indent < 4) {
      const parent = opened ? containers.tip : matched;
      if (parent.depth >= MAX_DEPTH) break;
      if (atQuoteMarker(cursor)) {
        this.closeTo(parent);
        const block = this.addBlock(BlockKind.Quote, BlockFlag.None, cursor.first, 0);
        containers.push(block, -1, cursor.line, cursor.end);
        consumeQuoteMarker(cursor);
      } else if (marker.read(cursor, interrupting && !opened)) {
        this.closeTo(parent);
        const ordered = marker.value < 0 ? BlockFlag.None : BlockFlag.Ordered;
        const list = this.addBlock(BlockKind.List, ordered, cursor.first, marker.code);
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
    else if (this.leaf !== BlockKind.IndentedCode) this.closeLeaf();
  }

  /** A line of text that is indented by four columns or more. */
  private readIndented(): void {
    const { cursor } = this;
    if (this.leaf === BlockKind.Paragraph) return this.extendParagraph(true);
    if (this.leaf !== BlockKind.IndentedCode) {
      this.closeLeaf();
      this.openLeaf(BlockKind.IndentedCode, this.addBlock(BlockKind.IndentedCode, 0, cursor.first, 0));
    }
    this.leafEndLine = cursor.line;
    this.leafEnd = cursor.end;
  }

  /** A line of text that is indented by less than four columns. */
  private readLeaf(): void {
    const { cursor } = this;
    if (this.leaf === BlockKind.Paragraph) {
      if (this.readUnderline()) return;
      const kind = this.leafStart(false);
      if (kind === NO_LEAF && this.leaf === BlockKind.Paragraph) return this.extendParagraph(false);
      this.closeLeaf();
      return this.startLeaf(kind);
    }
    const kind = this.leafStart(true);
    if (this.leaf === BlockKind.Table && kind === NO_LEAF) {
      this.addRow(BlockFlag.None, cursor.first, cursor.line, cursor.end);
      this.leafEndLine = cursor.line;
      this.leafEnd = cursor.end;
      return;
    }
    this.closeLeaf();
    this.startLeaf(kind);
  }

  /**
   * Reads the line as what turns the open paragraph into something else: the underline of a setext heading or
   * the delimiter row of a table. A paragraph of nothing but definitions is ended instead.
   */
  private readUnderline(): boolean {
    const { cursor, paragraph, buffer } = this;
    const { text, first, end } = cursor;
    const { code } = cursor;
    if (code !== Char.Dash && code !== Char.Equals && code !== Char.Pipe && code !== Char.Colon) return false;
    const level = setextLevel(text, first, end);
    if (level > 0) {
      const skipped = this.readDefinitions();
      this.leaf = NO_LEAF;
      if (skipped === paragraph.count) return false;
      const start = skipped === 0 ? paragraph.start : (paragraph.starts[skipped] ?? 0);
      const line = paragraph.line + skipped;
      const index = this.addBlock(BlockKind.Heading, BlockFlag.Setext, start, level, line);
      buffer.setSpan(index, start, trimEnd(text, start, paragraph.lastEnd));
      this.endBlock(index, cursor.line, end);
      return true;
    }
    const cells = delimiterCells(text, first, end);
    if (cells === 0 || paragraph.lastIndented) return false;
    const { lastStart, lastEnd } = paragraph;
    if (headerCells(text, lastStart, lastEnd) !== cells) return false;
    paragraph.dropLast();
    this.closeLeaf();
    this.openLeaf(BlockKind.Table, this.addBlock(BlockKind.Table, 0, lastStart, 0, cursor.line - 1));
    this.addRow(BlockFlag.Header, lastStart, cursor.line - 1, lastEnd);
    this.leafEndLine = cursor.line;
    this.leafEnd = end;
    return true;
  }

  /**
   * Kind of the leaf block other than a paragraph that begins at `cursor.first`, with its `detail`, or
   * {@link NO_LEAF}. `anyTag` says whether HTML of kind 7 may: it may not interrupt a paragraph.
   */
  private leafStart(anyTag: boolean): BlockKind | typeof NO_LEAF {
    const { cursor } = this;
    const { text, first, end } = cursor;
    switch (cursor.code) {
      case Char.Hash:
        this.detail = atxLevel(text, first, end);
        return this.detail > 0 ? BlockKind.Heading : NO_LEAF;
      case Char.Backtick:
      case Char.Tilde:
        this.detail = fenceLength(text, first, end);
        return this.detail > 0 ? BlockKind.FencedCode : NO_LEAF;
      case Char.LessThan:
        this.detail = htmlKind(text, first, end);
        return this.detail > 0 && (anyTag || this.detail < 7) ? BlockKind.Html : NO_LEAF;
      case Char.Asterisk:
      case Char.Dash:
      case Char.Underscore:
        return cursor.isThematicBreak() ? BlockKind.ThematicBreak : NO_LEAF;
      default:
        return NO_LEAF;
    }
  }

  /** Begins the leaf block that {@link leafStart} found, or a paragraph. */
  private startLeaf(kind: BlockKind | typeof NO_LEAF): void {
    const { cursor, buffer } = this;
    const { text, first, end, line } = cursor;
    switch (kind) {
      case BlockKind.Heading: {
        const index = this.addBlock(kind, BlockFlag.None, first, this.detail);
        const start = skipSpaces(text, first + this.detail, end);
        buffer.setSpan(index, start, atxContentEnd(text, start, end));
        return this.endBlock(index, line, end);
      }
      case BlockKind.ThematicBreak:
        return this.endBlock(this.addBlock(kind, BlockFlag.None, first, 0), line, end);
      case BlockKind.FencedCode:
        return this.startFence();
      case BlockKind.Html: {
        const flags = this.detail === 2 ? BlockFlag.Comment : BlockFlag.None;
        this.openLeaf(kind, this.addBlock(kind, flags, first, this.detail));
        return this.readHtml(htmlEndSearchStart(this.detail, first));
      }
      default:
        this.leaf = BlockKind.Paragraph;
        this.paragraph.begin(line, first, end, cursor.code === Char.LeftBracket);
    }
  }

  private startFence(): void {
    const { cursor, buffer } = this;
    const { text, first, end } = cursor;
    const stray = this.strayFences !== undefined && this.strayFences.has(cursor.start);
    const flags = stray ? BlockFlag.Stray : BlockFlag.None;
    const index = this.addBlock(BlockKind.FencedCode, flags, first, this.detail);
    const info = skipSpaces(text, first + this.detail, end);
    // Without an info string both offsets stand right after the fence.
    if (info < end) buffer.setSpan(index, info, trimEnd(text, info, end));
    else buffer.setSpan(index, first + this.detail, first + this.detail);
    if (stray) return this.endBlock(index, cursor.line, end);
    this.fence = cursor.code;
    this.openLeaf(BlockKind.FencedCode, index);
  }

  private continueFence(): void {
    const { cursor } = this;
    if (cursor.blank) return;
    this.leafEndLine = cursor.line;
    this.leafEnd = cursor.end;
    if (cursor.indent >= 4) return;
    if (closesFence(cursor.text, cursor.first, cursor.end, this.fence, this.detail)) {
      this.buffer.flag(this.leafIndex, BlockFlag.Closed);
      this.closeLeaf();
    }
  }

  private continueHtml(): void {
    const { cursor } = this;
    if (!cursor.blank) this.readHtml(cursor.first);
    else if (this.detail >= 6) this.closeLeaf();
  }

  /** Reads a line of the open HTML block, from `from` on for its end. */
  private readHtml(from: number): void {
    const { cursor } = this;
    this.leafEndLine = cursor.line;
    this.leafEnd = cursor.end;
    if (this.detail < 6 && holdsHtmlEnd(this.detail, cursor.text, from, cursor.end)) {
      this.buffer.flag(this.leafIndex, BlockFlag.Closed);
      this.closeLeaf();
    }
  }

  private extendParagraph(indented: boolean): void {
    this.paragraph.add(this.cursor.first, this.cursor.end, indented);
  }

  /** Adds the open paragraph's leading link reference definitions; returns the number of their lines. */
  private readDefinitions(): number {
    const { paragraph, cursor } = this;
    if (!paragraph.bracketed) return 0;
    let read = 0;
    while (read < paragraph.count) {
      const lines = definitionLines(cursor.text, paragraph, read);
      if (lines === 0) break;
      const start = paragraph.starts[read] ?? 0;
      const index = this.addBlock(BlockKind.Definition, BlockFlag.None, start, 0, paragraph.line + read);
      read += lines;
      this.endBlock(index, paragraph.line + read - 1, paragraph.ends[read - 1] ?? 0);
    }
    return read;
  }

  private closeParagraph(): void {
    const { paragraph } = this;
    const read = this.readDefinitions();
    if (read === paragraph.count) return;
    const start = read === 0 ? paragraph.start : (paragraph.starts[read] ?? 0);
    const index = this.addBlock(BlockKind.Paragraph, BlockFlag.None, start, 0, paragraph.line + read);
    this.endBlock(index, paragraph.line + paragraph.count - 1, paragraph.lastEnd);
  }

  private addRow(flag: BlockFlag, start: number, line: number, end: number): void {
    const row = this.buffer.add(BlockKind.TableRow, flag, start, line, this.leafIndex, 0);
    this.buffer.end(row, line, end);
  }

  /** Adds a child of the innermost container. */
  private addBlock(
    kind: BlockKind,
    flags: BlockFlag,
    start: number,
    a: number,
    line = this.cursor.line,
  ): number {
    const { tip } = this.containers;
    if (tip.list >= 0 && tip.lastChildLine >= 0 && line > tip.lastChildLine + 1) {
      this.buffer.flag(tip.list, BlockFlag.Loose);
    }
    return this.buffer.add(kind, flags, start, line, tip.block, a);
  }

  /** Ends a leaf block. */
  private endBlock(index: number, line: number, end: number): void {
    this.buffer.end(index, line, end);
    this.containers.tip.childEnded(line, end);
  }

  private openLeaf(kind: BlockKind, index: number): void {
    this.leaf = kind;
    this.leafIndex = index;
    this.leafEndLine = this.cursor.line;
    this.leafEnd = this.cursor.end;
  }

  private closeLeaf(): void {
    const { leaf } = this;
    if (leaf === NO_LEAF) return;
    this.leaf = NO_LEAF;
    if (leaf === BlockKind.Paragraph) this.closeParagraph();
    else this.endBlock(this.leafIndex, this.leafEndLine, this.leafEnd);
  }

  /** Ends the open leaf and every container inside `frame`. */
  private closeTo(frame: Frame): void {
    this.closeLeaf();
    while (this.containers.tip !== frame && this.containers.tip.parent !== null) {
      this.containers.pop(this.buffer);
    }
  }

  /** Whether a block is open that takes any line, headings included, until it ends. */
  private insideTopLevelLeaf(): boolean {
    return (
      (this.leaf === BlockKind.FencedCode || this.leaf === BlockKind.Html) &&
      this.containers.tip === this.containers.root
    );
  }

  private needsEnd(): boolean {
    return this.leaf === BlockKind.FencedCode || this.detail < 6;
  }

  private addLine(start: number): void {
    const { lines, cursor } = this;
    lines.reserve(cursor.line + 1, cursor.line);
    lines.data[lines.base + cursor.line] = start;
  }
}
