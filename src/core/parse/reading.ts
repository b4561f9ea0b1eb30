import type { TaskNode } from '../forms/taskNode';
import type { Field } from './fields';
import type { BlockTable } from './blocks';

/** What stands before a list and names it: `UI Coherence`, `**Acceptance Criteria**:`. */
export interface Label {
  /** As written, without a colon at the end. */
  readonly title: string;
  /** A sentence that leads in to its list rather than a name for it. */
  readonly leadIn: boolean;
}

/** A list as a candidate for tasks. Offsets and lines are those of the stretch. */
export interface ListReading {
  readonly block: number;
  readonly line: number;
  readonly ordered: boolean;
  /** The item it is nested in, or null. */
  readonly within: TaskNode | null;
  readonly label: Label | null;
  readonly items: TaskNode[];
  /** How many items carry a checkbox. */
  boxes: number;
  /** Whether an item has what looks like an id. */
  ids: boolean;
  readonly segment: Segment;
  /** Its items are criteria by its own label: they are counted, and no more is read of them. */
  readonly counted: boolean;
  /** Of criteria: how many there are, and how many are done. */
  total: number;
  done: number;
  /** Filled in when the document decides: whether its items are tasks, and why. */
  verdict: ListVerdict;
}

/** Why a list is or is not taken for tasks. */
export type ListVerdict =
  | 'undecided'
  | 'checkboxes'
  | 'ids'
  | 'only-form'
  | 'task-section'
  | 'statuses'
  | 'estimates'
  | 'criteria'
  | 'legend'
  | 'example'
  | 'plan'
  | 'prose'
  | 'details'
  | 'groups'
  | 'fields'
  | 'citations'
  | 'stronger-form'
  | 'other-form'
  | 'too-few'
  | 'no-evidence';

/** A table as a candidate. */
export interface TableReading {
  readonly block: number;
  readonly line: number;
  readonly label: Label | null;
  readonly columns: TableColumns;
  readonly rows: TaskNode[];
  verdict: ListVerdict;
}

/** Which column holds what, -1 where none does. */
export interface TableColumns {
  readonly count: number;
  readonly id: number;
  /** A column of numbers that say what comes first. */
  readonly order: number;
  readonly title: number;
  readonly status: number;
  readonly priority: number;
  readonly effort: number;
  readonly depends: number;
  /** The word that heads the id column, in lower case, or '': "Step", "Phase". */
  readonly idName: string;
  /** Whether the id column was found by its cells, not by its header. */
  readonly idInferred: boolean;
  /** Whether the title's header is a word for a task. */
  readonly taskTitle: boolean;
  /** Columns that only tables of tasks have: owner, due date, sprint … */
  readonly taskLike: number;
  /** Columns that speak against tasks: risk, requirement, severity … */
  readonly otherLike: number;
}

/** The part of a stretch from one heading (or its start) to the next. */
export interface Segment {
  /** Its place among the segments of its stretch. */
  readonly index: number;
  readonly heading: TaskNode | null;
  /** 1–7, 7 for a bold line that stands for a heading; 0 without one. */
  readonly level: number;
  readonly lists: readonly ListReading[];
  readonly tables: readonly TableReading[];
  /** Fields that stand under the heading, outside lists of tasks; relative to the stretch. */
  readonly fields: readonly Field[];
  /** Legend lines: marker or glyph and its words. */
  readonly legend: readonly (readonly [string, string])[];
  /** Last line with content that is no thematic break. */
  readonly lastLine: number;
}

/** All that can be said of a stretch without knowing the rest of its document. */
export interface Reading {
  readonly table: BlockTable;
  readonly segments: readonly Segment[];
}
