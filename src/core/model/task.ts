/** What a task is to every other part of Wavemark. The words are those of the published JSON. */
import type { BlockTable } from '../parse/blocks';
import type { Memory } from '../text/memory';

export type TaskKind = 'heading' | 'checkbox' | 'numbered' | 'bullet' | 'row' | 'document';

export const TASK_KINDS: readonly TaskKind[] = [
  'heading',
  'checkbox',
  'numbered',
  'bullet',
  'row',
  'document',
];

/** `unknown`: a marker or word that stands where a status stands and has no known meaning. Never done. */
export type TaskStatus = 'todo' | 'doing' | 'blocked' | 'done' | 'decided' | 'dropped' | 'unknown';

export const TASK_STATUSES: readonly TaskStatus[] = [
  'todo',
  'doing',
  'blocked',
  'done',
  'decided',
  'dropped',
  'unknown',
];

/** `explicit`: written by the author (P0-001, T012). `number`: from literal list numbers (3.6). */
export type IdKind = 'explicit' | 'number' | 'none';

/** A stretch of a document's text, in UTF-16 code units; `end` excluded. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A place in a document: 0-based line, 0-based UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Effort {
  /** Hours. */
  readonly min: number;
  /** Hours, at least `min`. */
  readonly max: number;
}

export interface Criteria {
  readonly done: number;
  readonly total: number;
}

export interface Decision {
  /** The record a decided item names (`ADR-018`), or null. */
  readonly pointer: string | null;
  /** Whether nothing but the struck title and its pointer is left. */
  readonly collapsed: boolean;
}

export interface TrackerEntry {
  readonly id: string;
  readonly status: string | null;
  readonly found: boolean;
}

/** An id that a task names as something it waits for, and where. */
export interface Dependency {
  readonly id: string;
  /** Offsets in the document. */
  readonly range: TextRange;
}

/**
 * One task of one document. Offsets and lines are those of the document's current text and stay right while
 * other parts of it are edited.
 */
export interface Task {
  /** Path of the document + `#` + id, made unique within the index. */
  readonly key: string;
  readonly id: string | null;
  readonly idKind: IdKind;
  readonly kind: TaskKind;
  /** Plain text on one line: no id, no marker, no fields. */
  readonly title: string;
  readonly document: TaskDocument;
  /** 0-based. */
  readonly line: number;
  /** 0-based last line of the task's own text, children and fields included. */
  readonly endLine: number;
  readonly parent: Task | null;
  /** Headings and group labels above it, outermost first. */
  readonly section: readonly string[];
  readonly status: TaskStatus;
  /** The character(s) in the brackets, or null. */
  readonly marker: string | null;
  /** As written, or null. */
  readonly priority: string | null;
  readonly effortHours: Effort | null;
  readonly dependsOn: readonly Dependency[];
  /** The declared wave, as its heading says, or null. */
  readonly wave: string | null;
  readonly criteria: Criteria | null;
  readonly decision: Decision | null;
  readonly tracker: TrackerEntry | null;
  /** Where the id is written, or null. */
  readonly idRange: TextRange | null;
  /** The title as written, markup included. */
  readonly titleRange: TextRange;
  /** The character(s) between the brackets, or null. */
  readonly markerRange: TextRange | null;
}

/** Which form of task a document holds, and what spoke for or against each candidate. */
export interface FormEvidence {
  readonly form: TaskKind;
  /** 1-based first line of the candidate list, table or heading series. */
  readonly line: number;
  /** Section path of the candidate. */
  readonly section: readonly string[];
  /** How many items the candidate has. */
  readonly items: number;
  readonly taken: boolean;
  /** One sentence. */
  readonly reason: string;
}

/** A code fence that makes Markdown readers show tasks as code. */
export interface StrayFence {
  /** The fence's opening line, indentation and line end excluded. */
  readonly range: TextRange;
  /** How many tasks a Markdown reader hides behind it. */
  readonly hiddenTasks: number;
  /** The fence characters as written, without an info string. */
  readonly fence: string;
  /**
   * Null for a fence that is one too many. For one that holds another of its own length, and so ends too
   * early: the characters of the fence that is meant to close it.
   */
  readonly closing: TextRange | null;
}

/** An item of an ordered list, with the number it has and the one that Markdown renderers show. */
export interface NumberedItem {
  /** Offsets in the document: of the marker, and of what follows it. */
  readonly start: number;
  readonly contentStart: number;
  /** 0-based, first and last. */
  readonly line: number;
  readonly endLine: number;
  readonly literal: number;
  readonly shown: number;
  /** Index of the item in the same list that its number makes its parent, or -1: the indentation was lost. */
  readonly parent: number;
  /** Whether its list stands at the top of its document and it holds paragraphs alone. */
  readonly plain: boolean;
  /** The task that has the number for its id, or null. */
  readonly task: Task | null;
}

export interface NumberedList {
  /** In document order. */
  readonly items: readonly NumberedItem[];
}

/** A heading, or a line that stands for one, be it a task or the title of the document. */
export interface Heading {
  /** 1–6 for headings, 7 for a bold line that stands for one. */
  readonly level: number;
  /** Plain text. */
  readonly title: string;
  /** Whether it is the title of the document. */
  readonly isTitle: boolean;
  /** Offset of the heading. */
  readonly start: number;
  /** 0-based. */
  readonly line: number;
  /** The task that the heading is, or null. */
  readonly task: Task | null;
}

/** What looks like an id, where one would stand, and was not taken for one. */
export interface AlmostId {
  readonly id: string;
  readonly range: TextRange;
  /** Whether it stands in a list or table that arranges tasks which are declared elsewhere. */
  readonly cites: boolean;
}

/** The destination of a link, without angle brackets and escapes, and where it stands. */
export interface DocumentLink extends TextRange {
  readonly target: string;
}

/** A wave that a heading or the label of a list declares. */
export interface DeclaredWave {
  /** What its tasks call it, see {@link Task.wave}. */
  readonly name: string;
  /** The whole heading or label as written: hours and agents may follow the name. */
  readonly title: string;
  /** Where the title is written. */
  readonly range: TextRange;
  /** Ids that it names and that are declared elsewhere, in the order written. */
  readonly members: readonly { readonly id: string; readonly range: TextRange }[];
}

/** A heading that is no task, and what stands under it. */
export interface TaskSection {
  /** Plain titles of the headings down to this one, as in {@link Task.section}. */
  readonly path: readonly string[];
  /** 1–7; 7 for a bold line that stands for a heading. */
  readonly level: number;
  /** 0-based: of the heading, and the last one with text before the next heading. */
  readonly line: number;
  readonly lastLine: number;
  /** What its title says of the tasks in it, as the column of a board does, or null. */
  readonly status: TaskStatus | null;
  /** The task in whose section it stands, or null. */
  readonly owner: Task | null;
}

/** All ids of a document. */
export interface IdSet {
  /** In lower case. */
  readonly lower: { has(id: string): boolean };
  /** Whether two of them may look alike, or one may look like what it is not. */
  readonly mayDeceive: boolean;
}

/**
 * Something that the parts of a document add up to, whatever their order. One object for all documents and times, or
 * nothing can be kept.
 */
export interface Sum<T> {
  /** What some tasks add, as a text that says all of it. */
  readonly key: (tasks: readonly Task[]) => string;
  readonly empty: () => T;
  /** Adds to the sum what a part says, or takes it away again. */
  readonly add: (sum: T, key: string, sign: 1 | -1) => void;
}

/** A task file as the index knows it. */
export interface TaskDocument {
  /** Opaque key given by the shell, unique in the index. */
  readonly uri: string;
  /** For people and for keys: relative to the root, `/` separators. */
  readonly path: string;
  readonly text: string;
  readonly lineCount: number;
  /** Kinds of task found, in the order of {@link TASK_KINDS}. */
  readonly forms: readonly TaskKind[];
  /** In document order. */
  readonly tasks: readonly Task[];
  /** The number of a task among {@link tasks}; -1 where it is none of them. */
  numberOf(task: Task): number;
  /** Its tasks of exactly this id, in document order. */
  tasksOf(id: string): readonly Task[];
  /** Fences that are never closed and would hide tasks; what follows them is read all the same. */
  readonly strayFences: readonly StrayFence[];
  /** Groups of two or more tasks of this document that carry one id, each in document order. */
  readonly duplicates: readonly (readonly Task[])[];
  /** Tasks whose bracket marker has no known meaning. */
  readonly unknownMarkers: readonly Task[];
  /** In document order; one that is named twice is here twice. */
  readonly waves: readonly DeclaredWave[];
  /** Why the file was not read, or read in part; null for a file that was read. */
  readonly skipped: string | null;
  /** Lists whose numbers are ids of tasks, and in which Markdown renderers show other numbers than are written. */
  misnumbered(): readonly NumberedList[];
  /** Its sections in document order, without the title of the document. */
  sections(): readonly TaskSection[];
  /** Ids that lists, tables and fields plan for a wave, whether or not a task answers to them. */
  planned(): readonly string[];
  /** What stands where an id would, in a heading, list item or table row, and is not taken for one. */
  almostIds(): Iterable<AlmostId>;
  /**
   * The same object as long as no task comes, goes, or has another id, status, parent, wave, effort or dependency, and
   * no wave another title.
   */
  readonly facts: object;
  /** Its ids, and what is known of all of them together. */
  readonly idSet: IdSet;
  /**
   * What a function says of the tasks, a part of the document at a time; asked anew for those parts alone whose tasks
   * may have changed. It must be the same function each time, and speak of the tasks and never of their places or
   * sections.
   */
  derived<T>(make: (tasks: readonly Task[]) => T): Iterable<T>;
  /** The same for a function that speaks of the titles of their sections. */
  derivedInSections<T>(make: (tasks: readonly Task[]) => T): Iterable<T>;
  /**
   * What a function says of the whole document; asked anew only when the key of some part is another. Both must be the
   * same functions each time; a key says of some tasks all that the answer depends on, and the answer must not hold
   * tasks: they are replaced whenever they are read anew.
   */
  keyed<T>(key: (tasks: readonly Task[]) => string, make: (document: TaskDocument) => T): T;
  /**
   * What the parts of the document add up to: one object that is kept while they change, so that a change costs what
   * it changes. Whoever asks must not keep it.
   */
  summed<T>(sum: Sum<T>): T;
  /**
   * What a function finds in the text, a part of whole lines at a time, and where the part begins; asked anew for those
   * parts alone whose text has changed. It must be the same function each time, and speak of offsets in the part, as
   * do the blocks that it is given. What it asks the memory for outlives the text.
   */
  found<T>(
    find: (text: string, blocks: BlockTable, memory: Memory) => T,
  ): Iterable<{ readonly offset: number; readonly value: T }>;
  /** Its headings, tasks and title included, in document order. */
  headings(): readonly Heading[];
  /** Destinations of Markdown links and link definitions, as written, in the order of the text. */
  links(): readonly DocumentLink[];
  /** The task whose own lines hold this offset (the innermost), or null. */
  taskAt(offset: number): Task | null;
  /** Why each candidate list, table and heading series was or was not taken for tasks. */
  explain(): readonly FormEvidence[];
  /** A piece of the text, without putting the whole of it together. */
  slice(start: number, end: number): string;
  positionAt(offset: number): Position;
  /** Out-of-range positions are clamped to the line, then to the document. */
  offsetAt(position: Position): number;
}
