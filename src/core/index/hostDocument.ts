import type { TaskNode } from '../forms/taskNode';
import type { FieldValues } from '../parse/fieldValues';
import type { Criteria, TaskDocument, TaskStatus, TrackerEntry } from '../model/task';

/** What a stretch and its nodes need of the document they belong to. */
export interface HostDocument extends TaskDocument {
  /** Meaning of markers and glyphs by the document's own legend, in the order in which it explains them. */
  readonly legend: ReadonlyMap<string, TaskStatus>;
  readonly values: FieldValues;
  plainText(markdown: string): string;
  isFieldLabel(title: string): boolean;
  keyOf(node: TaskNode): string;
  /** Whether a task of the document has an id of the same shape. */
  hasIdLike(id: string): boolean;
  waveOf(node: TaskNode): string | null;
  /** What the tracker that serves the document says of an id; null where none does. */
  trackerEntryOf(id: string): TrackerEntry | null;
  /** Last line of the section of a heading or document task; null for other tasks. */
  sectionEndOf(node: TaskNode): number | null;
  /** The acceptance criteria that lists hold for a task. */
  listedCriteriaOf(node: TaskNode): Criteria;
}
