import { NodeFlag, TaskNode } from '../forms/taskNode';
import { Char, detach, isLineEnd, lineEndFrom, skipSpaces } from '../text/characters';
import { glyphAt } from '../words/statusWords';
import { BlockFlag, BlockKind, Field } from './blocks';
import type { Field as LabelledField, FieldReader } from './fields';
import { boxAt, endOfOwnText, isTicked, usualBoxAt, type Box } from './itemReader';
import type { LabelReader } from './labels';
import { NONE } from './openSegment';
import type { OpenStretch } from './openStretch';
import type { Label, ListReading } from './reading';
import { statedNeed } from './statedNeed';
import { readStart } from './titleStart';

/** How a line ends that names the list below it. */
const LABEL_END = /[:：][*_\s]*$/;

/** Reads lists and their items. */
export class ListReader {
  constructor(
    private readonly open: OpenStretch,
    private readonly fields: FieldReader,
    private readonly labels: LabelReader,
  ) {}

  list(block: number, parent: number): void {
    const { open } = this;
    const within = open.itemAround(parent);
    if (within) within.flags |= NodeFlag.HasBody;
    const label = this.labelOf(block, parent) ?? this.labelOfItem(within);
    const counted = label !== null && this.fields.kindOfLabel(label.title) === 'criteria';
    open.openList(block, {
      block,
      line: open.at(block, Field.Line),
      ordered: (open.at(block, Field.Flags) & BlockFlag.Ordered) !== 0,
      within,
      segment: open.segment,
      counted,
      total: 0,
      done: 0,
      label,
      items: counted ? NONE : [],
      boxes: 0,
      ids: false,
      verdict: 'undecided',
    });
  }

  /** The label that the block before gives; for a list nested in an item its second paragraph may be one. */
  labelOf(block: number, parent: number): Label | null {
    const { open } = this;
    const before = open.before(parent);
    if (before < 0 || open.at(before, Field.Kind) !== BlockKind.Paragraph) return null;
    if (parent >= 0) {
      const item = open.itemAround(parent);
      if (item && open.at(before, Field.Line) === item.relLine) return null;
    }
    const gap = open.at(block, Field.Line) - open.at(before, Field.EndLine);
    return this.labels.lastOf(open.text, open.startOf(before), open.endOf(before), gap);
  }

  /** "- **Files:**" and "- [ ] Build it. Acceptance:" name the list nested below them. */
  private labelOfItem(item: TaskNode | null): Label | null {
    if (!item) return null;
    const { text, base } = this.open;
    const start = base + item.textStart;
    const end = base + item.textEnd;
    if (!LABEL_END.test(text.slice(Math.max(start, end - 4), end))) return null;
    let lineStart = end;
    while (lineStart > start && !isLineEnd(text.charCodeAt(lineStart - 1))) lineStart--;
    const from = item.has(NodeFlag.IsField) ? start : skipSpaces(text, lineStart, end);
    const field = this.fields.fieldAt(text, from, end, base);
    if (!field || field.valueEnd > field.valueStart) return null;
    const title = text
      .slice(base + field.labelStart, end)
      .replace(/[*_]+/g, '')
      .replace(/\s*[:：]\s*$/, '');
    return { title: detach(title), leadIn: false };
  }

  item(block: number, listBlock: number): void {
    const { open } = this;
    const list = open.listAt(listBlock);
    if (!list) return;
    if (list.counted) return this.count(block, list);
    const { text, base } = open;
    const line = open.at(block, Field.Line);
    const kind = list.ordered ? 'numbered' : 'bullet';
    const node = new TaskNode(kind, open.stretch, open.segment, block, line, open.at(block, Field.EndLine));
    open.openItem(block, node);
    node.list = list;
    node.up = list.within;
    node.ordinal = open.at(block, Field.A);
    list.items.push(node);

    const start = base + open.at(block, Field.B);
    const end = this.endOfFirstParagraph(node, line, start);
    const ownEnd = lineEndFrom(text, start, end) < end ? this.endOfOwnText(node, start, end) : end;
    node.textEnd = ownEnd - base;
    const box = boxAt(text, start, ownEnd);
    let from = start;
    if (box && list.within && this.isBoxedField(box, ownEnd)) {
      this.readAsField(node, list, skipSpaces(text, box.end, ownEnd), ownEnd);
    } else if (box && !box.doubtful) {
      this.takeBox(node, list, box);
      from = skipSpaces(text, box.end, ownEnd);
    } else if (box) {
      open.doubtful.push({ node, box });
    } else if (text.charCodeAt(start) !== Char.LeftBracket) {
      this.readAsField(node, list, start, ownEnd);
    }
    readStart(node, text, base, from, ownEnd, 'item');
    list.ids ||= node.idText !== null;
  }

  /** "- [ ] Status: not begun" below a task says something of it, box or not. */
  private isBoxedField(box: Box, end: number): boolean {
    const { text, base } = this.open;
    const field = this.fields.fieldAt(text, box.end, end, base);
    return (
      field !== null &&
      field.valueEnd > field.valueStart &&
      (field.kind === 'status' || field.kind === 'priority' || field.kind === 'effort')
    );
  }

  /** An item of which only this is asked: whether it is done. */
  private count(block: number, list: ListReading): void {
    const { open } = this;
    const { text } = open;
    const start = open.base + open.at(block, Field.B);
    const blockEnd = open.endOf(block);
    list.total++;
    const usual = usualBoxAt(text, start, blockEnd);
    const box = usual === 0 ? boxAt(text, start, lineEndFrom(text, start, blockEnd)) : null;
    if (usual !== 0 || (box && !box.doubtful)) {
      list.boxes++;
      if (box ? isTicked(box.marker) : usual !== Char.Space) list.done++;
    } else if (glyphAt(text, start)?.status === 'done') {
      list.done++;
    }
  }

  private endOfOwnText(node: TaskNode, start: number, end: number): number {
    const { open } = this;
    const column = open.at(node.block, Field.C) + 1;
    const give = (found: readonly LabelledField[], indented: boolean): void => {
      if (indented || !open.segment.heading) open.giveFields(node, found);
      else open.addFields(found);
    };
    return endOfOwnText(open.text, start, end, column, this.fields, give, open.base);
  }

  private takeBox(node: TaskNode, list: ListReading, box: Box): void {
    node.kind = 'checkbox';
    node.flags |= NodeFlag.Box;
    node.markerText = box.marker;
    node.markerStart = box.markerStart - this.open.base;
    list.boxes++;
  }

  /** A bullet that is a labelled field says something of the task around it, or of the section. */
  private readAsField(node: TaskNode, list: ListReading, start: number, end: number): void {
    const { open } = this;
    const { text, base } = open;
    const lineEnd = lineEndFrom(text, start, end);
    let found = this.fields.fieldsIn(text, start, lineEnd, base);
    const first = found[0];
    const owner = list.within;
    if (!first) {
      if (owner) open.giveFields(owner, statedNeed(text, start, lineEnd, base));
      return;
    }
    node.flags |= NodeFlag.IsField;
    // Wrapped dependency lists go on.
    if (first.kind === 'depends' && found.length === 1 && end > lineEnd)
      found = [{ ...first, valueEnd: end - base }];
    if (owner) open.giveFields(owner, found);
    else open.addFields(found);
  }

  private endOfFirstParagraph(node: TaskNode, line: number, start: number): number {
    const { open } = this;
    const child = node.block + 1;
    if (
      child >= open.count ||
      open.at(child, Field.Parent) !== node.block ||
      open.at(child, Field.Line) !== line
    )
      return start;
    const kind = open.at(child, Field.Kind);
    if (kind === BlockKind.Paragraph) return open.endOf(child);
    if (kind !== BlockKind.Heading) return start;
    // `- ## Title`: the heading's text is the item's.
    node.flags |= NodeFlag.Outline;
    return open.base + open.at(child, Field.C);
  }

  /** Brackets with a letter are boxes only beside other boxes. */
  settleDoubtful(): void {
    const { text, base, doubtful } = this.open;
    for (const { node, box } of doubtful) {
      const { list } = node;
      if (!list || !('boxes' in list) || list.boxes === 0) continue;
      this.takeBox(node, list, box);
      node.idText = null;
      node.idStart = node.idEnd = -1;
      const end = base + node.textEnd;
      readStart(node, text, base, skipSpaces(text, box.end, end), end, 'item');
    }
  }
}
