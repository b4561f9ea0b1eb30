import { NodeFlag, TaskNode } from '../forms/taskNode';
import { idAtStart, isRecordId } from '../identity/idSyntax';
import type { Stretch } from '../index/stretch';
import { BlockFlag, BlockKind, Field, STRIDE } from './blocks';
import { Char, detach, isDigit, isLineEnd, lineEndFrom, skipSpaces } from '../text/characters';
import { isBoldLine } from './boldLine';
import { dependenciesInProse } from './dependencies';
import { FieldReader, type Field as LabelledField } from './fields';
import { glyphAt } from '../words/statusWords';
import { boxAt, endOfOwnText, isTicked, type Box } from './itemReader';
import { LabelReader, TitleClassifier } from './labels';
import { legendOfLine } from './legend';
import { appended, NONE, OpenSegment } from './openSegment';
import { readPlainTextLists } from './plainTextList';
import type { Label, ListReading, Reading } from './reading';
import { readTable } from './tableReader';
import { readStart } from './titleStart';

/** How a line ends that names the list below it. */
const LABEL_END = /[:：][*_\s]*$/;

/** Code units from the start of a line within which it names what the task needs. */
const FARTHEST_NEED = 20;
/** Level of a bold line that stands for a heading. */
const BOLD_LEVEL = 7;
/** Reads stretches. Keeps what it learns of labels and titles; otherwise without state between stretches. */
export class StretchReader {
  readonly fields = new FieldReader();
  readonly titles = new TitleClassifier();
  private readonly labels = new LabelReader();

  read(stretch: Stretch): Reading {
    return new Pass(stretch, this.fields, this.labels).run();
  }
}

/** Ids that begin so early in a line have a digit soon after. */
function hasDigit(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isDigit(text.charCodeAt(at))) return true;
  return false;
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
  /** Blocks within counted items. */
  private readonly skipped: boolean[] = [];
  private readonly doubtful: { node: TaskNode; box: Box }[] = [];
  /** Last sibling before the current block, by parent (index + 1). */
  private readonly previous: number[];

  constructor(
    private readonly stretch: Stretch,
    private readonly fields: FieldReader,
    private readonly labels: LabelReader,
  ) {
    const { blocks, count } = stretch.table;
    this.text = stretch.source;
    this.base = stretch.base;
    this.blocks = blocks;
    this.nodes = [];
    this.lists = [];
    this.previous = [];
    for (let block = 0; block < count; block++) {
      this.nodes.push(null);
      this.lists.push(null);
      this.previous.push(-1);
    }
    this.previous.push(-1);
    this.segment = this.open(0, 0);
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
    // A stretch that begins with its heading has nothing before it.
    const first = this.segments[0];
    const empty =
      first &&
      !first.heading &&
      first.lists.length + first.tables.length + first.fields.length + first.legend.length === 0;
    return {
      table: this.stretch.table,
      segments: empty && this.segments.length > 1 ? this.segments.slice(1) : this.segments,
    };
  }

  private at(block: number, field: Field): number {
    return this.blocks[block * STRIDE + field] ?? 0;
  }

  private open(level: number, lastLine: number): OpenSegment {
    const segment = new OpenSegment(level, lastLine);
    this.segments.push(segment);
    return segment;
  }

  private openHeading(block: number, level: number): TaskNode {
    const line = this.at(block, Field.Line);
    const endLine = this.at(block, Field.EndLine);
    const segment = this.open(level, endLine);
    const node = new TaskNode('heading', this.stretch, segment, block, line, endLine);
    node.ordinal = level;
    segment.heading = node;
    this.segment = segment;
    return node;
  }

  private visit(block: number, parent: number): void {
    if (parent >= 0 && this.isCounted(parent)) return this.skip(block);
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
        if (Array.isArray(table)) this.segment.fields = appended(this.segment.fields, table);
        else if (table) this.segment.tables = appended(this.segment.tables, [table]);
        break;
      }
      case BlockKind.IndentedCode:
        if (parent < 0) this.plainTextList(block);
        this.markBody(parent);
        break;
      case BlockKind.TableRow:
        break;
      default:
        this.markBody(parent);
    }
  }

  /** Whether a block stands in an item that is only counted. */
  private isCounted(block: number): boolean {
    if (this.at(block, Field.Kind) !== BlockKind.Item) return this.skipped[block] === true;
    return this.lists[this.at(block, Field.Parent)]?.counted != null || this.skipped[block] === true;
  }

  private skip(block: number): void {
    this.skipped[block] = true;
  }

  private heading(block: number): void {
    const node = this.openHeading(block, this.at(block, Field.A));
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
    readStart(node, this.text, this.base, start, end, 'heading');
  }

  private paragraph(block: number, parent: number): void {
    const start = this.base + this.at(block, Field.Start);
    const end = this.base + this.at(block, Field.End);
    const item = parent < 0 ? null : this.itemAround(parent);
    if (item) {
      // The first paragraph on the item's own line was read with the item.
      if (this.at(block, Field.Line) === item.relLine) return;
      item.flags |= NodeFlag.HasBody;
      this.eachLine(start, end, (from, to) =>
        this.giveFields(item, this.fields.fieldsIn(this.text, from, to, this.base)),
      );
      return;
    }
    if (parent < 0 && this.boldHeading(block, start, end)) return;
    let mayBeList = false;
    this.eachLine(start, end, (from, to) => {
      const found = this.fields.fieldsIn(this.text, from, to, this.base);
      const first = this.text.charCodeAt(from);
      if (first === Char.LeftBracket || first >= 0x25a0) mayBeList = true;
      if (found.length > 0) {
        this.segment.fields = appended(this.segment.fields, found);
        return;
      }
      if (!this.continueField(to)) {
        this.segment.fields = appended(this.segment.fields, this.statedNeed(from, to));
      }
      const legend = legendOfLine(this.text, from, to);
      if (legend.length > 0) this.segment.legend = appended(this.segment.legend, legend);
    });
    if (parent < 0 && mayBeList) this.plainTextList(block);
  }

  /** A line without a label continues a list of dependencies that is the field right above it. */
  private continueField(lineEnd: number): boolean {
    const { fields } = this.segment;
    const last = fields[fields.length - 1];
    if (last?.kind !== 'depends') return false;
    const between = this.text.slice(this.base + last.valueEnd, lineEnd);
    if (!/^[ \t]*\r?\n[^\n]*$/.test(between)) return false;
    fields[fields.length - 1] = { ...last, valueEnd: lineEnd - this.base };
    return true;
  }

  /** A line that begins by saying what the task needs ("Depends on PK-5 for the pump.") is such a field. */
  private statedNeed(from: number, to: number): readonly LabelledField[] {
    if (!hasDigit(this.text, from, Math.min(to, from + 2 * FARTHEST_NEED))) return NONE;
    const found = dependenciesInProse(this.text, from, to);
    const first = found[0];
    const last = found[found.length - 1];
    if (!first || !last || first.start - from > FARTHEST_NEED) return NONE;
    const valueStart = first.start - this.base;
    return [{ kind: 'depends', labelStart: from - this.base, valueStart, valueEnd: last.end - this.base }];
  }

  private giveFields(node: TaskNode, fields: readonly LabelledField[]): void {
    for (const field of fields) {
      node.fields = appended(node.fields ?? NONE, [field]);
      if (field.kind === 'id') this.takeFieldId(node, field);
    }
  }

  /** "**ID**: T-12" names the task where its title does not. */
  private takeFieldId(node: TaskNode, field: LabelledField): void {
    const value = this.text.slice(this.base + field.valueStart, this.base + field.valueEnd);
    if (node.idText !== null || !/^[`*[\s]*[\p{L}#\d][\w.#-]*[`*\]\s]*$/u.test(value) || !/\d/.test(value))
      return;
    node.idText = detach(value.replace(/[`*[\]\s]/g, ''));
    node.idShape = node.idText;
    node.idStart = field.valueStart;
    node.idEnd = field.valueEnd;
    node.flags |= NodeFlag.StrongId;
  }

  /**
   * A paragraph that is one bold line with a certain id ("**Task 1.1: Write the core** (2 days) ✅") stands
   * where a heading would: it is read as one, below all real ones. Further lines are its fields.
   */
  private boldHeading(block: number, start: number, end: number): boolean {
    const marker = this.text.slice(start, start + 2);
    if (marker !== '**' && marker !== '__') return false;
    const lineEnd = lineEndFrom(this.text, start, end);
    if (!isBoldLine(this.text, start, lineEnd, marker)) return false;
    const id = idAtStart(this.text, start, lineEnd, 'heading');
    if (!id?.strong || isRecordId(id.id)) return false;
    const node = this.openHeading(block, BOLD_LEVEL);
    node.textEnd = lineEnd - this.base;
    readStart(node, this.text, this.base, start, lineEnd, 'heading');
    this.eachLine(lineEnd, end, (from, to) => {
      this.segment.fields = appended(
        this.segment.fields,
        this.fields.fieldsIn(this.text, from, to, this.base),
      );
    });
    return true;
  }

  private eachLine(start: number, end: number, visit: (from: number, to: number) => void): void {
    for (let at = start; at < end;) {
      const from = skipSpaces(this.text, at, end);
      const to = lineEndFrom(this.text, from, end);
      if (to > from) visit(from, to);
      at = to + 1;
    }
  }

  private list(block: number, parent: number): void {
    const within = this.itemAround(parent);
    if (within) within.flags |= NodeFlag.HasBody;
    const label = this.labelOf(block, parent) ?? this.labelOfItem(within);
    const isCriteria = label !== null && this.fields.kindOfLabel(label.title) === 'criteria';
    const list: ListReading = {
      block,
      line: this.at(block, Field.Line),
      ordered: (this.at(block, Field.Flags) & BlockFlag.Ordered) !== 0,
      within,
      segment: this.segment,
      counted: isCriteria ? { done: 0, total: 0 } : null,
      label,
      items: [],
      boxes: 0,
      ids: false,
      verdict: 'undecided',
    };
    this.lists[block] = list;
    this.segment.lists = appended(this.segment.lists, [list]);
  }

  /** The label that the block before gives; for a list nested in an item its second paragraph may be one. */
  private labelOf(block: number, parent: number): Label | null {
    const before = this.previous[parent + 1] ?? -1;
    if (before < 0) return null;
    if (parent >= 0) {
      const item = this.itemAround(parent);
      if (item && this.at(before, Field.Line) === item.relLine) return null;
    }
    return this.labels.before(this.text, this.base, this.blocks, before, block);
  }

  /** "- **Files:**" and "- [ ] Build it. Acceptance:" name the list nested below them. */
  private labelOfItem(item: TaskNode | null): Label | null {
    if (!item) return null;
    const start = this.base + item.textStart;
    const end = this.base + item.textEnd;
    if (!LABEL_END.test(this.text.slice(Math.max(start, end - 4), end))) return null;
    let lineStart = end;
    while (lineStart > start && !isLineEnd(this.text.charCodeAt(lineStart - 1))) lineStart--;
    const from = item.has(NodeFlag.IsField) ? start : skipSpaces(this.text, lineStart, end);
    const field = this.fields.fieldAt(this.text, from, end, this.base);
    if (!field || field.valueEnd > field.valueStart) return null;
    const title = this.text
      .slice(this.base + field.labelStart, end)
      .replace(/[*_]+/g, '')
      .replace(/\s*[:：]\s*$/, '');
    return { start: field.labelStart, end: end - this.base, title: detach(title), leadIn: false };
  }

  private item(block: number, listBlock: number): void {
    const list = this.lists[listBlock];
    if (!list) return;
    if (list.counted) return this.count(block, list, list.counted);
    const line = this.at(block, Field.Line);
    const kind = list.ordered ? 'numbered' : 'bullet';
    const node = new TaskNode(kind, this.stretch, this.segment, block, line, this.at(block, Field.EndLine));
    this.nodes[block] = node;
    node.list = list;
    node.up = list.within;
    node.ordinal = this.at(block, Field.A);
    list.items.push(node);

    const start = this.base + this.at(block, Field.B);
    const end = this.endOfFirstParagraph(node, line, start);
    const ownEnd = lineEndFrom(this.text, start, end) < end ? this.endOfOwnText(node, start, end) : end;
    node.textEnd = ownEnd - this.base;
    const box = boxAt(this.text, start, ownEnd);
    let from = start;
    if (box && list.within && this.isBoxedField(box, ownEnd)) {
      this.readAsField(node, list, skipSpaces(this.text, box.end, ownEnd), ownEnd);
    } else if (box && !box.doubtful) {
      this.takeBox(node, list, box);
      from = skipSpaces(this.text, box.end, ownEnd);
    } else if (box) {
      this.doubtful.push({ node, box });
    } else if (this.text.charCodeAt(start) !== 91) {
      this.readAsField(node, list, start, ownEnd);
    }
    readStart(node, this.text, this.base, from, ownEnd, 'item');
    list.ids ||= node.idText !== null;
  }

  /** "- [ ] Status: not begun" below a task says something of it, box or not. */
  private isBoxedField(box: Box, end: number): boolean {
    const field = this.fields.fieldAt(this.text, box.end, end, this.base);
    return (
      field !== null &&
      field.valueEnd > field.valueStart &&
      (field.kind === 'status' || field.kind === 'priority' || field.kind === 'effort')
    );
  }

  private count(block: number, list: ListReading, counted: { done: number; total: number }): void {
    const start = this.base + this.at(block, Field.B);
    const end = lineEndFrom(this.text, start, this.base + this.at(block, Field.End));
    const box = boxAt(this.text, start, end);
    counted.total++;
    if (box && !box.doubtful) {
      list.boxes++;
      if (isTicked(box.marker)) counted.done++;
    } else if (glyphAt(this.text, start)?.status === 'done') {
      counted.done++;
    }
  }

  private endOfOwnText(node: TaskNode, start: number, end: number): number {
    const column = this.at(node.block, Field.C) + 1;
    const give = (found: readonly LabelledField[], indented: boolean): void => {
      if (indented || !this.segment.heading) this.giveFields(node, found);
      else this.segment.fields = appended(this.segment.fields, found);
    };
    return endOfOwnText(this.text, start, end, column, this.fields, give, this.base);
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
    let found = this.fields.fieldsIn(this.text, start, lineEnd, this.base);
    const first = found[0];
    if (!first) {
      if (list.within) this.giveFields(list.within, this.statedNeed(start, lineEnd));
      return;
    }
    node.flags |= NodeFlag.IsField;
    // Wrapped dependency lists go on.
    if (first.kind === 'depends' && found.length === 1 && end > lineEnd)
      found = [{ ...first, valueEnd: end - this.base }];
    const owner = list.within;
    if (owner) this.giveFields(owner, found);
    else this.segment.fields = appended(this.segment.fields, found);
  }

  private endOfFirstParagraph(node: TaskNode, line: number, start: number): number {
    const child = node.block + 1;
    if (
      child >= this.stretch.table.count ||
      this.at(child, Field.Parent) !== node.block ||
      this.at(child, Field.Line) !== line
    )
      return start;
    const kind = this.at(child, Field.Kind);
    if (kind === BlockKind.Paragraph) return this.base + this.at(child, Field.End);
    if (kind !== BlockKind.Heading) return start;
    // `- ## Title`: the heading's text is the item's.
    node.flags |= NodeFlag.Outline;
    return this.base + this.at(child, Field.C);
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
    for (const { node, box } of this.doubtful) {
      const { list } = node;
      if (!list || !('boxes' in list) || list.boxes === 0) continue;
      this.takeBox(node, list, box);
      node.idText = null;
      node.idStart = node.idEnd = -1;
      const end = this.base + node.textEnd;
      readStart(node, this.text, this.base, skipSpaces(this.text, box.end, end), end, 'item');
    }
  }

  /** Lines of plain text that begin with a box are a list of their own. */
  private plainTextList(block: number): void {
    const lists = readPlainTextLists(this.stretch, this.segment, block);
    this.segment.lists = appended(this.segment.lists, lists);
  }
}
