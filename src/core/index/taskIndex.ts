import type { Problem } from '../model/problem';
import type { Citation, IdMention, IndexReader, TextChange } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';

export declare class TaskIndex implements IndexReader {
  readonly version: number;
  /** Adds a document, or replaces its whole text. `path` is relative to the root, with `/` separators. */
  set(uri: string, path: string, text: string): TaskDocument;
  /** Enters a file that cannot be read as text, with the reason in one sentence. */
  skip(uri: string, path: string, reason: string): TaskDocument;
  /** Applies changes one after the other (each in the text that the one before it left). Incremental. */
  update(uri: string, changes: readonly TextChange[]): TaskDocument;
  delete(uri: string): boolean;
  /** Forgets every document whose uri begins with `prefix`; returns how many. */
  deleteUnder(prefix: string): number;
  documents(): readonly TaskDocument[];
  document(uri: string): TaskDocument | undefined;
  tasks(): readonly Task[];
  byId(id: string): readonly Task[];
  byKey(key: string): Task | undefined;
  resolve(id: string, from: TaskDocument): readonly Task[];
  dependencies(task: Task): readonly { readonly id: string; readonly targets: readonly Task[] }[];
  dependents(task: Task): readonly Task[];
  children(task: Task): readonly Task[];
  isReady(task: Task): boolean;
  ready(): readonly Task[];
  citations(id: string): readonly Citation[];
  mentionAt(text: string, offset: number, uri: string): IdMention | null;
  problems(uri?: string): readonly Problem[];
  nextFreeId(id: string): string | null;
}
