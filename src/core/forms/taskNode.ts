import type {
  Criteria,
  Decision,
  Dependency,
  Effort,
  IdKind,
  Task,
  TaskDocument,
  TaskKind,
  TaskStatus,
  TextRange,
  TrackerEntry,
} from '../model/task';
import type { ListReading, Segment, TableReading } from '../parse/reading';
import type { Stretch } from '../index/stretch';
import { decisionOf, resolveStatus } from './status';
import { titleOf } from './title';

const NO_DEPENDENCIES: readonly Dependency[] = [];

/** Bits of {@link TaskNode.flags}. */
export const enum NodeFlag {
  None = 0,
  /** Has a checkbox. */
  Box = 1,
  /** Its title begins struck through. */
  Struck = 2,
  /** Its id is certain by itself. */
  StrongId = 4,
  /** Begins with a status glyph. */
  Glyph = 8,
  /** Has a status field. */
  StatusField = 16,
  /** Begins with a label: a field of something else. */
  IsField = 32,
  /** Its status suffix or prefix is a word, not only a glyph. */
  StatusWord = 64,
  /** One of "1. … 2. …" within another item's line. */
  Inline = 128,
  /** Has more than its own paragraph below it. */
  HasBody = 256,
  /** Stands in the text as a glyph line, not as a list item. */
  GlyphLine = 512,
  /** Numbers a mention of another task: "1. Task 38: …". */
  Cites = 1024,
}

/**
 * A heading, list item or table row that is or could be a task. It belongs to a stretch, and its offsets and
 * lines are relative to it; what it shows of itself as a {@link Task} is in terms of the document. Texts are
 * cut out when asked for: most are never looked at.
 */
export class TaskNode implements Task {
  kind: TaskKind;
  readonly stretch: Stretch;
  readonly segment: Segment;
  /** Index in the stretch's block table. */
  readonly block: number;
  flags = NodeFlag.None;
  /** Relative first and last line, the last with children and fields. */
  relLine = 0;
  relEndLine = 0;
  /** Heading level 1–6, else 0. */
  level = 0;
  /** The literal number of an ordered item, or -1. */
  ordinal = -1;
  /** Where the id is written; -1 where there is none. */
  idStart = -1;
  idEnd = -1;
  idText: string | null = null;
  idShape = '';
  idIsNumber = false;
  /** Where the title begins if what looks like an id is one, and if it is not. */
  afterId = 0;
  leadStart = 0;
  /** The title as written. */
  titleStart = 0;
  titleEnd = 0;
  /** End of the text of its own first paragraph. */
  textEnd = 0;
  /** The status glyph it carries, without variation selector. */
  glyph: string | null = null;
  markerText: string | null = null;
  markerStart = -1;
  /** What its own glyphs and words say; the marker is interpreted by the document's legend. */
  ownStatus: TaskStatus | null = null;
  ownPriority: string | null = null;
  ownEffort: Effort | null = null;
  /** Relative ranges; null where it names none. */
  ownDependencies: Dependency[] | null = null;
  criteriaDone = 0;
  criteriaTotal = 0;
  ownWave: string | null = null;
  /** Title that is no stretch of the text: of front matter. */
  titleText: string | null = null;
  /** The wave that the label of its list names. */
  listWave: string | null = null;
  /** Nearest enclosing candidate in the same stretch, by nesting or by recovered numbers. */
  up: TaskNode | null = null;
  list: ListReading | null = null;
  row: TableReading | null = null;
  /** Whether the document takes it for a task. */
  taken = false;
  /** The id the document gives it: `idText` if accepted, or a path of list numbers. */
  takenId: string | null = null;
  takenKind: IdKind = 'none';
  /** Heading and document tasks: the last stretch and line of the section. */
  sectionEnd: { readonly stretch: Stretch; readonly line: number } | null = null;
  /** Criteria counted in lists that belong to it. */
  listDone = 0;
  listTotal = 0;

  constructor(kind: TaskKind, stretch: Stretch, segment: Segment, block: number) {
    this.kind = kind;
    this.stretch = stretch;
    this.segment = segment;
    this.block = block;
  }

  has(flag: NodeFlag): boolean {
    return (this.flags & flag) !== 0;
  }

  get document(): TaskDocument {
    return this.stretch.host;
  }

  get key(): string {
    return this.stretch.host.keyOf(this);
  }

  get id(): string | null {
    return this.takenId;
  }

  get idKind(): IdKind {
    return this.takenKind;
  }

  get title(): string {
    return titleOf(this);
  }

  get line(): number {
    return this.stretch.line + this.relLine;
  }

  get endLine(): number {
    const end = this.sectionEnd;
    if (end) return Math.max(this.line, end.stretch.line + end.line);
    return this.stretch.line + this.relEndLine;
  }

  get parent(): TaskNode | null {
    for (let node = this.up; node; node = node.up) if (node.taken) return node;
    return this.stretch.ownerOf(this);
  }

  get section(): readonly string[] {
    return this.stretch.sectionOf(this);
  }

  get status(): TaskStatus {
    return resolveStatus(this);
  }

  get marker(): string | null {
    return this.markerText;
  }

  get priority(): string | null {
    return this.ownPriority ?? this.stretch.contextOf(this)?.priority ?? null;
  }

  get effortHours(): Effort | null {
    return this.ownEffort;
  }

  get dependsOn(): readonly Dependency[] {
    const own = this.ownDependencies;
    if (!own) return NO_DEPENDENCIES;
    const base = this.stretch.offset;
    return own.map(({ id, range }) => ({ id, range: { start: base + range.start, end: base + range.end } }));
  }

  get wave(): string | null {
    return this.ownWave ?? this.listWave ?? this.stretch.host.waveOf(this);
  }

  get criteria(): Criteria | null {
    const total = this.criteriaTotal + this.listTotal;
    return total === 0 ? null : { done: this.criteriaDone + this.listDone, total };
  }

  get decision(): Decision | null {
    return this.status === 'decided' ? decisionOf(this) : null;
  }

  get tracker(): TrackerEntry | null {
    return null;
  }

  get idRange(): TextRange | null {
    return this.takenId === null || this.idStart < 0 ? null : this.absolute(this.idStart, this.idEnd);
  }

  get titleRange(): TextRange {
    return this.absolute(this.titleStart, this.titleEnd);
  }

  get markerRange(): TextRange | null {
    if (this.markerText === null) return null;
    return this.absolute(this.markerStart, this.markerStart + this.markerText.length);
  }

  absolute(start: number, end: number): TextRange {
    return { start: this.stretch.offset + start, end: this.stretch.offset + end };
  }

  /** A piece of the document's text by relative offsets. */
  textOf(start: number, end: number): string {
    const base = this.stretch.offset;
    return this.stretch.host.text.slice(base + start, base + end);
  }
}
