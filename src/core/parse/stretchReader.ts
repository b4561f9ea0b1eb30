import { NodeFlag, TaskNode } from '../forms/taskNode';
import { idAtStart, isRecordId } from '../identity/idSyntax';
import type { Stretch } from '../index/stretch';
import { BlockFlag, BlockKind, Field, STRIDE } from './blocks';
import { isLineEnd, lineEndFrom, skipSpaces } from './chars';
import { FieldReader, type Field as LabelledField } from './fields';
import { applyField, boxAt, endOfOwnText, type Box } from './itemReader';
import { isRuler, labelBefore, TitleClassifier } from './labels';
import { legendOfLine, type LegendEntry } from './legend';
import type { Label, ListReading, Reading, Segment, TableReading } from './reading';
import { readTable } from './tableReader';
import { readTitle } from './titleReader';

/** Glyphs that open a line of a plain-text task list ("☐ Buy milk"). */
const BOX_GLYPHS = '☐☑☒✔✘✓✗❑❍⬜🔲□';

/** Level of a bold line that stands for a heading. */
const BOLD_LEVEL = 7;
/** Bold from the start; after it at most a remark in brackets, a status and pictographs. */
const BOLD_LINE = /^(\*\*|__)(?=\S).{3,160}?\1(?:\s*(?:[([（][^)\]）]{0,60}[)\]）]|[-–—:]?\s*(?:\*\*)?[\p{Lu}\s]{0,24}(?:\*\*)?|[\p{Extended_Pictographic}\ufe0f]))*\s*$/u;

interface OpenSegment {
  heading: TaskNode | null;
  level: number;
  lists: ListReading[];
  tables: TableReading[];
  fields: LabelledField[];
  legend: LegendEntry[];
  lastLine: number;
}

/** Reads stretches. Keeps what it learns of labels and titles; otherwise without state between stretches. */
export class StretchReader {
  readonly fields = new FieldReader();
  readonly titles = new TitleClassifier();

  read(stretch: Stretch): Reading {
    return new Pass(stretch, this.fields).run();
  }
}

/** One pass over the blocks of a stretch. */
class Pass {
  private readonly text: string;
  private readonly base: number;
  private readonly blocks: Int32Array;
  private readonly segments: OpenSegment[] = [];
  private segment: OpenSegment;
  /** The item a block is, by block index. */
  private readonly nodes: (TaskNode | null)[];
  private readonly lists: (ListReading | null)[];
  private readonly doubtful: { node: TaskNode; box: Box; start: number; end: number }[] = [];
  /** Last sibling before the current block, by parent (index + 1). */
  private readonly previous: Int32Array;

  constructor(
    private readonly stretch: Stretch,
    private readonly fields: FieldReader,
  ) {
    const { blocks, count } = stretch.table;
    this.text = stretch.host.text;
    this.base = stretch.offset;
    this.blocks = blocks;
    this.nodes = new Array<TaskNode | null>(count).fill(null);
    this.lists = new Array<ListReading | null>(count).fill(null);
    this.previous = new Int32Array(count + 1).fill(-1);
    this.segment = this.open(null, 0);
  }

  run(): Reading {
    const { count } = this.stretch.table;
    for (let block = 0; block < count; block++) {
      const parent = this.at(block, Field.Parent);
      this.visit(block, parent);
      this.previous[parent + 1] = block;
      if (parent < 0 && this.at(block, Field.Kind) !== BlockKind.ThematicBreak) {
        this.segment.lastLine = Math.max(this.segment.lastLine, this.at(block, Field.EndLine));
      }
    }
    this.settleDoubtful();
    for (const segment of this.segments) {
      const { heading } = segment;
      if (heading) for (const field of segment.fields) applyField(heading, field, this.text, this.base);
    }
    // A stretch that begins with its heading has nothing before it.
    const first = this.segments[0];
    const empty = first && !first.heading && first.lists.length + first.tables.length + first.fields.length + first.legend.length === 0;
    return { table: this.stretch.table, segments: empty && this.segments.length > 1 ? this.segments.slice(1) : this.segments };
  }

  private at(block: number, field: Field): number {
    return this.blocks[block * STRIDE + field] ?? 0;
  }

  private open(heading: TaskNode | null, level: number): OpenSegment {
    const segment: OpenSegment = { heading, level, lists: [], tables: [], fields: [], legend: [], lastLine: heading?.relLine ?? 0 };
    this.segments.push(segment);
    return segment;
  }

  private visit(block: number, parent: number): void {
    switch (this.at(block, Field.Kind)) {
      case BlockKind.Heading:
        if (parent < 0) this.heading(block);
        else this.markBody(parent);
        break;
      case BlockKind.Paragraph:
        this.paragraph(block, parent);
        break;
      case BlockKind.List:
        this.list(block, parent);
        break;
      case BlockKind.Item:
        this.item(block, parent);
        break;
      case BlockKind.Table: {
        this.markBody(parent);
        const table = readTable(this.stretch, this.segment, block, this.labelOf(block, parent), this.fields);
        if (table) this.segment.tables.push(table);
        break;
      }
      case BlockKind.IndentedCode:
        if (parent < 0) this.glyphLines(block);
        this.markBody(parent);
        break;
      case BlockKind.TableRow:
        break;
      default:
        this.markBody(parent);
    }
  }

  private heading(block: number): void {
    const line = this.at(block, Field.Line);
    const level = this.at(block, Field.A);
    const segment = this.open(null, level);
    const node = new TaskNode('heading', this.stretch, segment, block);
    node.level = level;
    node.relLine = line;
    node.relEndLine = this.at(block, Field.EndLine);
    segment.heading = node;
    segment.lastLine = node.relEndLine;
    this.segment = segment;
    let start = this.base + this.at(block, Field.B);
    const end = this.base + this.at(block, Field.C);
    node.textEnd = end - this.base;
    const box = boxAt(this.text, start, end);
    if (box && !box.doubtful) {
      node.flags |= NodeFlag.Box;
      node.markerText = box.marker;
      node.markerStart = box.markerStart - this.base;
      start = skipSpaces(this.text, box.end, end);
    }
    readTitle(node, this.text, this.base, start, end, 'heading');
  }

  private paragraph(block: number, parent: number): void {
    const start = this.base + this.at(block, Field.Start);
    const end = this.base + this.at(block, Field.End);
    const item = parent < 0 ? null : this.itemAround(parent);
    if (item) {
      // The first paragraph on the item's own line was read with the item.
      if (this.at(block, Field.Line) === item.relLine) return;
      item.flags |= NodeFlag.HasBody;
      this.eachLine(start, end, (from, to) => {
        for (const field of this.fields.fieldsIn(this.text, from, to)) applyField(item, field, this.text, this.base);
      });
      return;
    }
    if (parent < 0 && this.boldHeading(block, start, end)) return;
    let open: LabelledField[] = [];
    this.eachLine(start, end, (from, to) => {
      const found = this.fields.fieldsIn(this.text, from, to);
      if (found.length > 0) {
        open = found;
        this.segment.fields.push(...found);
      } else if (open.length > 0) {
        // A line without a label continues the field above it.
        const last = this.segment.fields.pop();
        if (last) this.segment.fields.push(last.kind === 'depends' ? { ...last, valueEnd: to } : last);
      }
      const legend = legendOfLine(this.text.slice(from, Math.min(to, from + 400)));
      if (legend.length > 0) this.segment.legend.push(...legend);
    });
    if (parent < 0) this.glyphLines(block);
  }

  /**
   * A paragraph that is one bold line with a certain id ("**Task 1.1: Write the core** (2 days) ✅") stands
   * where a heading would: it is read as one, below all real ones. Further lines are its fields.
   */
  private boldHeading(block: number, start: number, end: number): boolean {
    const marker = this.text.charCodeAt(start);
    if ((marker !== 42 && marker !== 95) || this.text.charCodeAt(start + 1) !== marker) return false;
    const lineEnd = lineEndFrom(this.text, start, end);
    if (!BOLD_LINE.test(this.text.slice(start, lineEnd))) return false;
    const id = idAtStart(this.text, start, lineEnd, 'heading');
    if (!id?.strong || isRecordId(id.id)) return false;
    const line = this.at(block, Field.Line);
    const segment = this.open(null, BOLD_LEVEL);
    const node = new TaskNode('heading', this.stretch, segment, block);
    node.level = BOLD_LEVEL;
    node.relLine = line;
    node.relEndLine = this.at(block, Field.EndLine);
    node.textEnd = lineEnd - this.base;
    segment.heading = node;
    segment.lastLine = node.relEndLine;
    this.segment = segment;
    readTitle(node, this.text, this.base, start, lineEnd, 'heading');
    this.eachLine(lineEnd, end, (from, to) => this.segment.fields.push(...this.fields.fieldsIn(this.text, from, to)));
    return true;
  }

  private eachLine(start: number, end: number, visit: (from: number, to: number) => void): void {
    for (let at = start; at < end; ) {
      const from = skipSpaces(this.text, at, end);
      const to = lineEndFrom(this.text, from, end);
      if (to > from) visit(from, to);
      at = to + 1;
    }
  }

  private list(block: number, parent: number): void {
    const within = this.itemAround(parent);
    if (within) within.flags |= NodeFlag.HasBody;
    const list: ListReading = {
      block,
      line: this.at(block, Field.Line),
      ordered: (this.at(block, Field.Flags) & BlockFlag.Ordered) !== 0,
      within,
      label: this.labelOf(block, parent) ?? this.labelOfItem(within),
      items: [],
      boxes: 0,
      verdict: 'undecided',
    };
    this.lists[block] = list;
    this.segment.lists.push(list);
  }

  /** The label that the block before gives; for a list nested in an item its second paragraph may be one. */
  private labelOf(block: number, parent: number): Label | null {
    const before = this.previous[parent + 1] ?? -1;
    if (before < 0) return null;
    if (parent >= 0) {
      const item = this.itemAround(parent);
      if (item && this.at(before, Field.Line) === item.relLine) return null;
    }
    return labelBefore(this.text, this.base, this.blocks, before, block);
  }

  /** "- **Files:**" and "- [ ] Build it. Acceptance:" name the list nested below them. */
  private labelOfItem(item: TaskNode | null): Label | null {
    if (!item) return null;
    const start = this.base + item.titleStart;
    const end = this.base + item.textEnd;
    let lineStart = end;
    while (lineStart > start && !isLineEnd(this.text.charCodeAt(lineStart - 1))) lineStart--;
    const from = item.has(NodeFlag.IsField) ? start : skipSpaces(this.text, lineStart, end);
    const field = this.fields.fieldAt(this.text, from, end);
    if (!field || field.valueEnd > field.valueStart) return null;
    const title = this.text.slice(field.labelStart, end).replace(/[*_]+/g, '').replace(/\s*[:：]\s*$/, '');
    return { start: field.labelStart - this.base, end: end - this.base, title };
  }

  private item(block: number, listBlock: number): void {
    const list = this.lists[listBlock];
    if (!list) return;
    const node = new TaskNode(list.ordered ? 'numbered' : 'bullet', this.stretch, this.segment, block);
    this.nodes[block] = node;
    node.list = list;
    node.up = list.within;
    node.ordinal = this.at(block, Field.A);
    node.relLine = this.at(block, Field.Line);
    node.relEndLine = this.at(block, Field.EndLine);
    list.items.push(node);

    let start = this.base + this.at(block, Field.B);
    const end = this.endOfFirstParagraph(block, node.relLine, start);
    const box = boxAt(this.text, start, end);
    const contentColumn = this.at(block, Field.C) + 1;
    const lateFields: { field: LabelledField; indented: boolean }[] = [];
    const ownEnd = endOfOwnText(this.text, start, end, contentColumn, this.fields, (field, indented) =>
      lateFields.push({ field, indented }),
    );
    node.textEnd = ownEnd - this.base;
    if (box && !box.doubtful) {
      this.takeBox(node, list, box);
      start = skipSpaces(this.text, box.end, ownEnd);
    } else if (box) {
      this.doubtful.push({ node, box, start: skipSpaces(this.text, box.end, ownEnd), end: ownEnd });
    } else if (this.text.charCodeAt(start) !== 91) {
      this.readAsField(node, list, start, ownEnd);
    }
    readTitle(node, this.text, this.base, start, ownEnd, 'item');
    for (const { field, indented } of lateFields) {
      if (indented || !this.segment.heading) applyField(node, field, this.text, this.base);
      else this.segment.fields.push(field);
    }
  }

  private takeBox(node: TaskNode, list: ListReading, box: Box): void {
    node.kind = 'checkbox';
    node.flags |= NodeFlag.Box;
    node.markerText = box.marker;
    node.markerStart = box.markerStart - this.base;
    list.boxes++;
  }

  /** A bullet that is a labelled field says something of the task around it, or of the section. */
  private readAsField(node: TaskNode, list: ListReading, start: number, end: number): void {
    const lineEnd = lineEndFrom(this.text, start, end);
    const found = this.fields.fieldsIn(this.text, start, lineEnd);
    const first = found[0];
    if (!first) return;
    node.flags |= NodeFlag.IsField;
    // Wrapped dependency lists go on.
    if (first.kind === 'depends' && found.length === 1) found[0] = { ...first, valueEnd: end };
    const owner = list.within;
    if (!owner) this.segment.fields.push(...found);
    else for (const field of found) applyField(owner, field, this.text, this.base);
  }

  private endOfFirstParagraph(block: number, line: number, start: number): number {
    const child = block + 1;
    if (child >= this.stretch.table.count || this.at(child, Field.Parent) !== block || this.at(child, Field.Line) !== line) return start;
    const kind = this.at(child, Field.Kind);
    if (kind === BlockKind.Paragraph) return this.base + this.at(child, Field.End);
    // `- ## Title`, `- # of items`: the heading's text is the item's.
    if (kind === BlockKind.Heading) return this.base + this.at(child, Field.C);
    return start;
  }

  private itemAround(block: number): TaskNode | null {
    for (let at = block; at >= 0; at = this.at(at, Field.Parent)) {
      const node = this.nodes[at];
      if (node) return node;
    }
    return null;
  }

  private markBody(parent: number): void {
    const item = parent < 0 ? null : this.itemAround(parent);
    if (item) item.flags |= NodeFlag.HasBody;
  }

  /** Brackets with a letter are boxes only beside other boxes. */
  private settleDoubtful(): void {
    for (const { node, box, start, end } of this.doubtful) {
      const list = node.list;
      if (!list || list.boxes === 0) continue;
      const relEnd = node.relEndLine;
      this.takeBox(node, list, box);
      node.idText = null;
      node.idStart = -1;
      readTitle(node, this.text, this.base, start, end, 'item');
      node.relEndLine = relEnd;
    }
  }

  /** Lines of plain text that begin with a box glyph ("☐ Buy milk") are a list of their own. */
  private glyphLines(block: number): void {
    const start = this.base + this.at(block, Field.Start);
    const end = this.base + this.at(block, Field.End);
    let list: ListReading | null = null;
    let line = this.at(block, Field.Line);
    for (let at = start; at < end; line++) {
      const lineEnd = lineEndFrom(this.text, at, end);
      const from = skipSpaces(this.text, at, lineEnd);
      const glyph = this.boxGlyph(from);
      if (glyph !== '' && !isRuler(this.text, from, lineEnd)) {
        list ??= this.glyphList(block, line);
        this.glyphLine(list, block, line, from, from + glyph.length, lineEnd);
      }
      at = lineEnd + (this.text.startsWith('\r\n', lineEnd) ? 2 : 1);
    }
  }

  private boxGlyph(at: number): string {
    const code = this.text.charCodeAt(at);
    if (code < 0x25a0) return '';
    const glyph = String.fromCodePoint(this.text.codePointAt(at) ?? 0);
    const after = this.text.charCodeAt(at + glyph.length);
    return BOX_GLYPHS.includes(glyph) && (after === 32 || after === 0xfe0f || after === 9) ? glyph : '';
  }

  private glyphList(block: number, line: number): ListReading {
    const list: ListReading = { block, line, ordered: false, within: null, label: null, items: [], boxes: 0, verdict: 'undecided' };
    this.segment.lists.push(list);
    return list;
  }

  private glyphLine(list: ListReading, block: number, line: number, start: number, after: number, end: number): void {
    const node = new TaskNode('checkbox', this.stretch, this.segment, block);
    node.list = list;
    node.relLine = line;
    node.relEndLine = line;
    node.flags |= NodeFlag.GlyphLine;
    node.markerText = this.text.slice(start, after);
    node.markerStart = start - this.base;
    node.textEnd = end - this.base;
    list.items.push(node);
    list.boxes++;
    const from = this.text.charCodeAt(after) === 0xfe0f ? after + 1 : after;
    readTitle(node, this.text, this.base, skipSpaces(this.text, from, end), end, 'item');
  }
}

/** For segments: the reading's own type, once it is complete. */
export type { Segment };
