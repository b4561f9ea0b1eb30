import { NodeFlag, type TaskNode } from '../forms/taskNode';
import { idAtStart, isRecordId } from '../identity/idSyntax';
import { Char, lineEndFrom, skipSpaces } from '../text/characters';
import { isBoldLine } from './boldLine';
import { Field } from './blocks';
import type { FieldReader } from './fields';
import { legendOfLine } from './legend';
import { appended } from './openSegment';
import type { OpenStretch } from './openStretch';
import { passPlainText, readPlainTextLists } from './plainTextList';
import { statedNeed } from './statedNeed';
import { readStart } from './titleStart';

/** Level of a bold line that stands for a heading. */
const BOLD_LEVEL = 7;
/** From here on there are glyphs that stand for boxes. */
const FIRST_GLYPH = 0x25a0;

/** Reads paragraphs: the fields in them, legends, bold lines that stand for headings, lists in plain text. */
export class ParagraphReader {
  constructor(
    private readonly open: OpenStretch,
    private readonly fields: FieldReader,
  ) {}

  read(block: number, parent: number): void {
    const { open } = this;
    const start = open.startOf(block);
    const end = open.endOf(block);
    const item = parent < 0 ? null : open.itemAround(parent);
    if (item) {
      // The first paragraph on the item's own line was read with the item.
      if (open.at(block, Field.Line) !== item.relLine) this.readBody(item, start, end);
      return;
    }
    if (parent < 0 && this.boldHeading(block, start, end)) return;
    const { text } = open;
    let mayBeList = false;
    for (let at = start; at < end;) {
      const from = skipSpaces(text, at, end);
      const to = lineEndFrom(text, from, end);
      at = to + 1;
      if (to <= from) continue;
      const first = text.charCodeAt(from);
      if (first === Char.LeftBracket || first >= FIRST_GLYPH) mayBeList = true;
      this.line(from, to);
    }
    if (parent >= 0) return;
    if (mayBeList) this.plainTextList(block);
    else passPlainText(open.plainItems, text, start);
  }

  private line(from: number, to: number): void {
    const { open, fields } = this;
    const { text, base, segment } = open;
    const found = fields.fieldsIn(text, from, to, base);
    if (found.length > 0) return open.addFields(found);
    if (!this.continueField(to)) open.addFields(statedNeed(text, from, to, base));
    segment.legend = appended(segment.legend, legendOfLine(text, from, to));
  }

  /** A further paragraph of an item. */
  private readBody(item: TaskNode, start: number, end: number): void {
    const { open, fields } = this;
    item.flags |= NodeFlag.HasBody;
    eachLine(open.text, start, end, (from, to) => {
      open.giveFields(item, fields.fieldsIn(open.text, from, to, open.base));
    });
  }

  /** A line without a label continues a list of dependencies that is the field right above it. */
  private continueField(lineEnd: number): boolean {
    const { text, base, segment } = this.open;
    const { fields } = segment;
    const last = fields[fields.length - 1];
    if (last?.kind !== 'depends') return false;
    const between = text.slice(base + last.valueEnd, lineEnd);
    if (!/^[ \t]*\r?\n[^\n]*$/.test(between)) return false;
    fields[fields.length - 1] = { ...last, valueEnd: lineEnd - base };
    return true;
  }

  /**
   * A paragraph that is one bold line with a certain id ("**Task 1.1: Write the core** (2 days) ✅") stands
   * where a heading would: it is read as one, below all real ones. Further lines are its fields.
   */
  private boldHeading(block: number, start: number, end: number): boolean {
    const { open } = this;
    const { text, base } = open;
    const sign = text.charCodeAt(start);
    if (sign !== Char.Asterisk && sign !== Char.Underscore) return false;
    if (text.charCodeAt(start + 1) !== sign) return false;
    const lineEnd = lineEndFrom(text, start, end);
    if (!isBoldLine(text, start, lineEnd, sign === Char.Asterisk ? '**' : '__')) return false;
    const id = idAtStart(text, start, lineEnd, 'heading');
    if (!id?.strong || isRecordId(id.id)) return false;
    const node = open.openHeading(block, BOLD_LEVEL);
    node.textEnd = lineEnd - base;
    readStart(node, text, base, start, lineEnd, 'heading');
    eachLine(text, lineEnd, end, (from, to) => {
      open.addFields(this.fields.fieldsIn(text, from, to, base));
    });
    return true;
  }

  /** Lines of plain text that begin with a box are a list of their own. */
  plainTextList(block: number): void {
    const { open } = this;
    open.addLists(readPlainTextLists(open.stretch, open.segment, block, open.plainItems));
  }
}

function eachLine(text: string, start: number, end: number, visit: (from: number, to: number) => void): void {
  for (let at = start; at < end;) {
    const from = skipSpaces(text, at, end);
    const to = lineEndFrom(text, from, end);
    if (to > from) visit(from, to);
    at = to + 1;
  }
}
