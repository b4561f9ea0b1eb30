import type { TaskNode } from '../forms/taskNode';
import type { TaskDocument, TaskStatus } from '../model/task';

/** What a stretch and its nodes need of the document they belong to. */
export interface HostDocument extends TaskDocument {
  /** Meaning of markers and glyphs by the document's own legend. */
  readonly legend: ReadonlyMap<string, TaskStatus>;
  plainText(markdown: string): string;
  isFieldLabel(title: string): boolean;
  keyOf(node: TaskNode): string;
  waveOf(node: TaskNode): string | null;
}
