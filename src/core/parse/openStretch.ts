import { NodeFlag, TaskNode } from '../forms/taskNode';
import type { Stretch } from '../index/stretch';
import { detach } from '../text/characters';
import { isMetadataTitle } from '../words/sectionWords';
import { BlockKind, Field, STRIDE } from './blocks';
import type { Field as LabelledField } from './fields';
import type { Box } from './itemReader';
import { appended, NONE, OpenSegment } from './openSegment';
import type { Above } from './plainTextList';
import type { ListReading, Reading } from './reading';

/** Code units. */
const LONGEST_METADATA = 32;

/** What one stretch after the other is read with: arrays for each would cost more than reading it. */
export class Scratch {
  /** The item that a block is. */
  readonly nodes: (TaskNode | null)[] = [];
  /** The list that a block is. */
  readonly lists: (ListReading | null)[] = [];
  /** Last sibling before the current block, by parent (index + 1). */
  previous = new Int32Array(256);
}

/** A stretch while it is read: its blocks, and what has been made of those before the current one. */
export class OpenStretch {
  readonly text: string;
  /** Where the stretch begins in `text`; what is stored is relative to it. */
  readonly base: number;
  readonly count: number;
  segment: OpenSegment;
  /** The segment that gets the fields that are read: the current one, or that of the title above it. */
  private fieldsOf: OpenSegment;
  /** Items of plain text that what is indented below them may lie in. */
  readonly plainItems: Above[] = [];
  /** Brackets with a letter: boxes only beside other boxes. */
  readonly doubtful: { readonly node: TaskNode; readonly box: Box }[] = [];
  private readonly blocks: Int32Array;
  private readonly segments: OpenSegment[];

  constructor(
    readonly stretch: Stretch,
    private readonly scratch: Scratch,
  ) {
    const { blocks, count } = stretch.table;
    this.text = stretch.source;
    this.base = stretch.base;
    this.blocks = blocks;
    this.count = count;
    this.segment = new OpenSegment(0, 0);
    this.segments = [this.segment];
    this.fieldsOf = this.segment;
    const { nodes, lists } = scratch;
    for (let block = nodes.length; block < count; block++) {
      nodes.push(null);
      lists.push(null);
    }
    if (scratch.previous.length <= count) scratch.previous = new Int32Array(count * 2);
    scratch.previous.fill(-1, 0, count + 1);
  }

  /** What was read. */
  close(): Reading {
    const { segments, scratch, count } = this;
    this.segment.close();
    scratch.nodes.fill(null, 0, count);
    scratch.lists.fill(null, 0, count);
    // A stretch that begins with its heading has nothing before it.
    const first = segments[0];
    const empty =
      first &&
      !first.heading &&
      first.lists.length + first.tables.length + first.fields.length + first.legend.length === 0;
    if (empty && segments.length > 1) segments.shift();
    let index = 0;
    for (const segment of segments) segment.index = index++;
    return { table: this.stretch.table, segments };
  }

  at(block: number, field: Field): number {
    return this.blocks[block * STRIDE + field] ?? 0;
  }

  /** Absolute offset of the first character of a block. */
  startOf(block: number): number {
    return this.base + this.at(block, Field.Start);
  }

  endOf(block: number): number {
    return this.base + this.at(block, Field.End);
  }

  /** Takes note that a block has been read. */
  passed(block: number, parent: number): void {
    this.scratch.previous[parent + 1] = block;
    if (parent >= 0 || this.at(block, Field.Kind) === BlockKind.ThematicBreak) return;
    const { segment } = this;
    segment.lastLine = Math.max(segment.lastLine, this.at(block, Field.EndLine));
  }

  /** The block before the current one in the same parent, or -1. */
  before(parent: number): number {
    return this.scratch.previous[parent + 1] ?? -1;
  }

  private openSegment(level: number, lastLine: number): OpenSegment {
    const segment = new OpenSegment(level, lastLine);
    this.segment.close();
    this.segments.push(segment);
    this.segment = segment;
    this.plainItems.length = 0;
    this.fieldsOf = segment;
    return segment;
  }

  openHeading(block: number, level: number): TaskNode {
    const line = this.at(block, Field.Line);
    const endLine = this.at(block, Field.EndLine);
    const segment = this.openSegment(level, endLine);
    const node = new TaskNode('heading', this.stretch, segment, block, line, endLine);
    node.ordinal = level;
    segment.heading = node;
    if (this.isMetadata(block, level)) this.fieldsOf = this.segments.at(-2) ?? segment;
    return node;
  }

  /** "## Metadata" right below the title holds the fields of what the title names. */
  private isMetadata(block: number, level: number): boolean {
    if (level !== 2 || this.segments.at(-2)?.level !== 1) return false;
    const start = this.base + this.at(block, Field.B);
    const end = this.base + this.at(block, Field.C);
    return end - start < LONGEST_METADATA && isMetadataTitle(this.text.slice(start, end));
  }

  openList(block: number, list: ListReading): void {
    this.scratch.lists[block] = list;
    if (!list.within) this.plainItems.length = 0;
    this.addLists([list]);
  }

  listAt(block: number): ListReading | null {
    return this.scratch.lists[block] ?? null;
  }

  openItem(block: number, node: TaskNode): void {
    this.scratch.nodes[block] = node;
  }

  /** The item that a block is or stands in. */
  itemAround(block: number): TaskNode | null {
    for (let at = block; at >= 0; at = this.at(at, Field.Parent)) {
      const node = this.scratch.nodes[at];
      if (node) return node;
    }
    return null;
  }

  addLists(lists: readonly ListReading[]): void {
    this.segment.lists = appended(this.segment.lists, lists);
  }

  addFields(fields: readonly LabelledField[]): void {
    const { fieldsOf } = this;
    fieldsOf.fields = appended(fieldsOf.fields, fields);
  }

  /** Fields that say something of an item. */
  giveFields(node: TaskNode, fields: readonly LabelledField[]): void {
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
}
