import type { BlockBuffer } from './blockBuffer';
import { BlockFlag, BlockKind } from './blocks';
import { Char, skipBlanks, trimBlanksEnd } from '../text/characters';
import type { ContainerStack } from './containers';
import { holdsHtmlEnd, htmlEndSearchStart, htmlKind } from './htmlBlocks';
import { atxContentEnd, atxLevel, closesFence, fenceLength, setextLevel } from './leafStarts';
import type { LineCursor } from './lineCursor';
import { definitionLines } from './linkDefinition';
import { OpenParagraph } from './openParagraph';
import { delimiterCells, headerCells } from './table';

/** No leaf block: none is open, or none but a paragraph begins. */
export const NO_LEAF = 0;

export type LeafKind = BlockKind | typeof NO_LEAF;

/** Reads what the containers leave of a line: the leaf block that is open inside the innermost one, or a new one. */
export class LeafReader {
  /** Absolute offsets of the lines whose opening fence is a block of one line. */
  strayFences: ReadonlySet<number> | undefined = undefined;
  /** Absolute offsets of the lines of opening fences, with those of the lines that close them at the earliest. */
  longFences: ReadonlyMap<number, number> | undefined = undefined;
  /** Kind of the open leaf. */
  kind: LeafKind = NO_LEAF;
  /** Index of the open leaf; paragraphs have none yet. */
  index = -1;

  private readonly paragraph = new OpenParagraph();
  /** Last line of the open leaf, blank ones left out, and its end. */
  private endLine = 0;
  private end = 0;
  /** Open fence: its character. */
  private fence = 0;
  /** Open fence: no line before this absolute offset closes it. */
  private closesFrom = 0;
  /** Heading level, length of the fence or kind of HTML that {@link startsHere} found or that is open. */
  private detail = 0;

  constructor(
    private readonly cursor: LineCursor,
    private readonly containers: ContainerStack,
    private readonly buffer: BlockBuffer,
  ) {}

  /** Whether a block is open that takes any line, headings included, until it ends. */
  get insideTopLevel(): boolean {
    const { kind, containers } = this;
    return (kind === BlockKind.FencedCode || kind === BlockKind.Html) && containers.tip === containers.root;
  }

  /** Whether the open block is one that should have had an end. */
  get needsEnd(): boolean {
    return this.kind === BlockKind.FencedCode || (this.kind === BlockKind.Html && this.detail < 6);
  }

  /** A line of text that is indented by four columns or more. */
  readIndented(): void {
    const { cursor } = this;
    if (this.kind === BlockKind.Paragraph) return this.extend(true);
    if (this.kind !== BlockKind.IndentedCode) {
      this.close();
      this.open(
        BlockKind.IndentedCode,
        this.containers.add(BlockKind.IndentedCode, BlockFlag.None, cursor.first, 0, cursor.line),
      );
    }
    this.extendTo();
  }

  /** A line of text that is indented by less than four columns. */
  read(): void {
    const { cursor } = this;
    if (this.kind === BlockKind.Paragraph) {
      if (this.readUnderline()) return;
      const kind = this.startsHere(false);
      if (kind === NO_LEAF && this.kind === BlockKind.Paragraph) return this.extend(false);
      this.close();
      return this.start(kind);
    }
    const kind = this.startsHere(true);
    if (this.kind === BlockKind.Table && kind === NO_LEAF) {
      this.addRow(BlockFlag.None, cursor.first, cursor.line, cursor.end);
      this.extendTo();
      return;
    }
    this.close();
    this.start(kind);
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
      this.kind = NO_LEAF;
      if (skipped === paragraph.count) return false;
      const start = skipped === 0 ? paragraph.start : (paragraph.starts[skipped] ?? 0);
      const line = paragraph.line + skipped;
      const index = this.containers.add(BlockKind.Heading, BlockFlag.Setext, start, level, line);
      buffer.setSpan(index, start, trimBlanksEnd(text, start, paragraph.lastEnd));
      this.containers.end(index, cursor.line, end);
      return true;
    }
    const cells = delimiterCells(text, first, end);
    if (cells === 0 || paragraph.lastIndented) return false;
    const { lastStart, lastEnd } = paragraph;
    if (headerCells(text, lastStart, lastEnd) !== cells) return false;
    paragraph.dropLast();
    this.close();
    this.open(
      BlockKind.Table,
      this.containers.add(BlockKind.Table, BlockFlag.None, lastStart, 0, cursor.line - 1),
    );
    this.addRow(BlockFlag.Header, lastStart, cursor.line - 1, lastEnd);
    this.extendTo();
    return true;
  }

  /**
   * Kind of the leaf block other than a paragraph that begins at `cursor.first`, with its `detail`, or
   * {@link NO_LEAF}. `anyTag` says whether HTML of kind 7 may: it may not interrupt a paragraph.
   */
  startsHere(anyTag: boolean): LeafKind {
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

  /** Begins the leaf block that {@link startsHere} found, or a paragraph. */
  private start(kind: LeafKind): void {
    const { cursor, buffer, containers } = this;
    const { text, first, end, line } = cursor;
    switch (kind) {
      case BlockKind.Heading: {
        const index = containers.add(kind, BlockFlag.None, first, this.detail, line);
        const start = skipBlanks(text, first + this.detail, end);
        buffer.setSpan(index, start, atxContentEnd(text, start, end));
        return this.containers.end(index, line, end);
      }
      case BlockKind.ThematicBreak:
        return this.containers.end(containers.add(kind, BlockFlag.None, first, 0, line), line, end);
      case BlockKind.FencedCode:
        return this.startFence();
      case BlockKind.Html: {
        const flags = this.detail === 2 ? BlockFlag.Comment : BlockFlag.None;
        this.open(kind, containers.add(kind, flags, first, this.detail, line));
        return this.readHtml(htmlEndSearchStart(this.detail, first));
      }
      default:
        this.kind = BlockKind.Paragraph;
        this.paragraph.begin(line, first, end, cursor.code === Char.LeftBracket);
    }
  }

  /** Whether the line that begins there is a fence to be left out. */
  isStray(lineStart: number): boolean {
    return this.strayFences?.has(lineStart) ?? false;
  }

  private startFence(): void {
    const { cursor, buffer, containers } = this;
    const { text, first, end } = cursor;
    const stray = this.isStray(cursor.start);
    const flags = stray ? BlockFlag.Stray : BlockFlag.None;
    const index = containers.add(BlockKind.FencedCode, flags, first, this.detail, cursor.line);
    const info = skipBlanks(text, first + this.detail, end);
    // Without an info string both offsets stand right after the fence.
    if (info < end) buffer.setSpan(index, info, trimBlanksEnd(text, info, end));
    else buffer.setSpan(index, first + this.detail, first + this.detail);
    if (stray) return this.containers.end(index, cursor.line, end);
    this.fence = cursor.code;
    this.closesFrom = this.longFences?.get(cursor.start) ?? 0;
    this.open(BlockKind.FencedCode, index);
  }

  continueFence(): void {
    const { cursor } = this;
    if (cursor.blank) return;
    this.extendTo();
    if (cursor.indent >= 4 || cursor.start < this.closesFrom) return;
    if (closesFence(cursor.text, cursor.first, cursor.end, this.fence, this.detail)) {
      this.buffer.flag(this.index, BlockFlag.Closed);
      this.close();
    }
  }

  continueHtml(): void {
    const { cursor } = this;
    if (!cursor.blank) this.readHtml(cursor.first);
    else if (this.detail >= 6) this.close();
  }

  /** Reads a line of the open HTML block, from `from` on for its end. */
  private readHtml(from: number): void {
    const { cursor } = this;
    this.extendTo();
    if (this.detail < 6 && holdsHtmlEnd(this.detail, cursor.text, from, cursor.end)) {
      this.buffer.flag(this.index, BlockFlag.Closed);
      this.close();
    }
  }

  extend(indented: boolean): void {
    this.paragraph.add(this.cursor.first, this.cursor.end, indented);
  }

  /** Adds the open paragraph's leading link reference definitions; returns the number of their lines. */
  private readDefinitions(): number {
    const { paragraph, cursor, containers } = this;
    if (!paragraph.bracketed) return 0;
    let read = 0;
    while (read < paragraph.count) {
      const lines = definitionLines(cursor.text, paragraph, read);
      if (lines === 0) break;
      const start = paragraph.starts[read] ?? 0;
      const index = containers.add(BlockKind.Definition, BlockFlag.None, start, 0, paragraph.line + read);
      read += lines;
      this.containers.end(index, paragraph.line + read - 1, paragraph.ends[read - 1] ?? 0);
    }
    return read;
  }

  private closeParagraph(): void {
    const { paragraph, containers } = this;
    const read = this.readDefinitions();
    if (read === paragraph.count) return;
    const start = read === 0 ? paragraph.start : (paragraph.starts[read] ?? 0);
    const index = containers.add(BlockKind.Paragraph, BlockFlag.None, start, 0, paragraph.line + read);
    this.containers.end(index, paragraph.line + paragraph.count - 1, paragraph.lastEnd);
  }

  private addRow(flag: BlockFlag, start: number, line: number, end: number): void {
    const row = this.buffer.add(BlockKind.TableRow, flag, start, line, this.index, 0);
    this.buffer.end(row, line, end);
  }

  /** Ends the open leaf. */
  close(): void {
    const { kind } = this;
    if (kind === NO_LEAF) return;
    this.kind = NO_LEAF;
    if (kind === BlockKind.Paragraph) this.closeParagraph();
    else this.containers.end(this.index, this.endLine, this.end);
  }

  private open(kind: BlockKind, index: number): void {
    this.kind = kind;
    this.index = index;
    this.extendTo();
  }

  /** Lets the open leaf end, for now, with the line. */
  private extendTo(): void {
    this.endLine = this.cursor.line;
    this.end = this.cursor.end;
  }
}
