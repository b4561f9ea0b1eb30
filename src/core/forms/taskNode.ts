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
import { readDetails } from '../parse/detailReader';
import type { Field } from '../parse/fields';
import type { ListReading, Segment, TableReading } from '../parse/reading';
import type { StatusSign } from '../parse/statusSigns';
import type { Stretch } from '../index/stretch';
import { decisionOf } from './decision';
import { resolveStatus } from './status';
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
  /** Begins with a status glyph or keyword. */
  Glyph = 8,
  /** What looks like its id is a number. */
  NumberId = 16,
  /** Begins with a label: a field of something else. */
  IsField = 32,
  /** Has more than its own paragraph below it. */
  HasBody = 64,
  /** Numbers a mention of another task: "1. Task 38: …". */
  Cites = 128,
  /** Its item begins with a heading: an outline, not a task. */
  Outline = 256,
  /** What follows its id begins struck through. */
  StruckBehindId = 512,
}

/** A dependency and how sure it is: in prose, what looks like an id may be any name. */
export interface StatedDependency extends Dependency {
  readonly inProse: boolean;
}

/** What is read of a task only when somebody asks: most tasks of a large file are never looked at. */
export interface Details {
  /** End of the title without status, effort and the like; relative to the stretch. */
  titleEnd: number;
  /** What its glyphs, words and fields say; the marker is interpreted by the document's legend. */
  status: TaskStatus | null;
  /** Whether a word says so, not only a glyph. */
  statusWord: boolean;
  /** The status glyph it carries, without variation selector. */
  glyph: string | null;
  priority: string | null;
  effort: Effort | null;
  /** Ranges relative to the stretch. */
  dependencies: StatedDependency[];
  wave: string | null;
  /** Criteria that fields list in their value. */
  criteria: number;
  /** A title that is no stretch of the text: of front matter. */
  titleText: string | null;
  /** Takes note of where the status is said, where somebody asks for that. */
  signs?: StatusSign[];
}

/**
 * A heading, list item or table row that is or could be a task. It belongs to a stretch, and its offsets and
 * lines are relative to it; what it shows of itself as a {@link Task} is in terms of the document. There may
 * be hundreds of thousands: it holds what deciding needs, the rest is in {@link Details}.
 */
export class TaskNode implements Task {
  kind: TaskKind;
  readonly stretch: Stretch;
  readonly segment: Segment;
  /** Index in the stretch's block table. */
  readonly block: number;
  flags: number = NodeFlag.None;
  relLine: number;
  /** Last line, with children and fields; for headings that of the heading. */
  relEndLine: number;
  /** Heading level 1–7 (7: a bold line), or the literal number of an ordered item, or -1. */
  ordinal = -1;
  /** Where the id is written; -1 where there is none. */
  idStart = -1;
  idEnd = -1;
  idText: string | null = null;
  idShape = '';
  /** Where its own text begins, after marker and box. */
  textStart = 0;
  /** Where the title begins if what looks like an id is one, and if it is not. */
  afterId = 0;
  leadStart = 0;
  /** End of the text of its own first paragraph. */
  textEnd = 0;
  markerText: string | null = null;
  markerStart = -1;
  /** Nearest enclosing candidate in the same stretch, by nesting or by recovered numbers. */
  up: TaskNode | null = null;
  /** The list or table it is in. */
  list: ListReading | TableReading | null = null;
  /** Labelled fields that belong to it, relative to the stretch. */
  fields: Field[] | null = null;
  /** Whether the document takes it for a task. */
  taken = false;
  /** The id the document gives it: `idText` if accepted, or a path of list numbers. */
  takenId: string | null = null;
  takenKind: IdKind = 'none';
  /** Its number among the tasks of its stretch. */
  at = -1;
  private known: Details | null = null;

  constructor(
    kind: TaskKind,
    stretch: Stretch,
    segment: Segment,
    block: number,
    relLine: number,
    relEndLine: number,
  ) {
    this.kind = kind;
    this.stretch = stretch;
    this.segment = segment;
    this.block = block;
    this.relLine = relLine;
    this.relEndLine = relEndLine;
  }

  has(flag: NodeFlag): boolean {
    return (this.flags & flag) !== 0;
  }

  /** Whether its title begins struck through, before or behind its id. */
  get isStruck(): boolean {
    return this.has(NodeFlag.Struck) || (this.has(NodeFlag.StruckBehindId) && this.takenId === this.idText);
  }

  get details(): Details {
    this.known ??= readDetails(this);
    return this.known;
  }

  /** For a task whose details are not in its own text, and to forget those that were read before a change. */
  set details(details: Details | null) {
    this.known = details;
  }

  get level(): number {
    return this.kind === 'heading' || this.kind === 'document' ? this.ordinal : 0;
  }

  get titleStart(): number {
    return this.takenId !== null && this.idText === this.takenId
      ? this.afterId
      : Math.min(this.leadStart, this.afterId);
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
    const end = this.stretch.host.sectionEndOf(this);
    return end ?? this.stretch.line + this.relEndLine;
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
    return this.details.priority ?? this.stretch.contextOf(this)?.priority ?? null;
  }

  get effortHours(): Effort | null {
    return this.details.effort;
  }

  get dependsOn(): readonly Dependency[] {
    const { dependencies } = this.details;
    if (dependencies.length === 0) return NO_DEPENDENCIES;
    const { host, offset } = this.stretch;
    return dependencies
      .filter(({ id, inProse }) => !inProse || host.hasIdLike(id))
      .map(({ id, range }) => ({ id, range: { start: offset + range.start, end: offset + range.end } }));
  }

  /** Whether what it depends on may be another thing when ids of other shapes are known. */
  get needsShapes(): boolean {
    return this.known !== null && this.known.dependencies.some(({ inProse }) => inProse);
  }

  get wave(): string | null {
    return this.details.wave ?? this.stretch.host.waveOf(this);
  }

  get criteria(): Criteria | null {
    const { done, total } = this.stretch.host.listedCriteriaOf(this);
    const all = total + this.details.criteria;
    return all === 0 ? null : { done, total: all };
  }

  get decision(): Decision | null {
    return this.status === 'decided' ? decisionOf(this) : null;
  }

  get tracker(): TrackerEntry | null {
    // List numbers are a file's own: those of a tracker are others.
    if (this.takenId === null || this.takenKind !== 'explicit') return null;
    return this.stretch.host.trackerEntryOf(this.takenId);
  }

  get idRange(): TextRange | null {
    return this.takenId === null || this.idStart < 0 ? null : this.absolute(this.idStart, this.idEnd);
  }

  get titleRange(): TextRange {
    return this.absolute(this.titleStart, this.details.titleEnd);
  }

  get markerRange(): TextRange | null {
    if (this.markerText === null) return null;
    return this.absolute(this.markerStart, this.markerStart + this.markerText.length);
  }

  absolute(start: number, end: number): TextRange {
    return { start: this.stretch.offset + start, end: this.stretch.offset + Math.max(start, end) };
  }

  /** A piece of the document's text by relative offsets. */
  textOf(start: number, end: number): string {
    const { source, base } = this.stretch;
    return source.slice(base + start, base + Math.max(start, end));
  }
}
