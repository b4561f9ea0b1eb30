import type { FileBaseline } from './baseline';
import type { Problem } from './problem';
import type { RecordAnswer } from './records';
import type { Task, TaskDocument, TextRange } from './task';
import type { TrackerAnswer } from './tracker';

/** A replacement in a document's text: offsets are UTF-16 code units in the text before the change. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A mention of a task's id that is not its declaration. */
export interface Citation {
  readonly id: string;
  readonly document: TaskDocument;
  readonly range: TextRange;
  /** 0-based. */
  readonly line: number;
  /** The task in whose lines it stands, or null. */
  readonly within: Task | null;
  /** `dependency`: the task waits for it. `wave`: a list that plans it. `mention`: any other. */
  readonly role: 'declaration' | 'dependency' | 'mention';
  /** The tasks it means, by scope; empty where none answers. */
  readonly targets: readonly Task[];
}

/** An id found at a place of a text, whether or not a task answers to it. */
export interface IdMention {
  readonly id: string;
  readonly range: TextRange;
  readonly targets: readonly Task[];
}

/** What the features and the shells read of the index. All answers are those of the current texts. */
export interface IndexReader {
  /** Grows with every change. */
  readonly version: number;
  /** By path, in code unit order. */
  documents(): readonly TaskDocument[];
  document(uri: string): TaskDocument | undefined;
  /** What the file is compared with; null where it is not compared. Also of files that are no longer there. */
  baseline(uri: string): FileBaseline | null;
  /** What the tracker that serves the task's file says of it; null where none does or its id is not of its kind. */
  tracked(task: Task): TrackerAnswer | null;
  /** By document, then in document order. */
  tasks(): readonly Task[];
  /** All tasks of that id (exact first; else regardless of case), by document. */
  byId(id: string): readonly Task[];
  byKey(key: string): Task | undefined;
  /**
   * The tasks that an id means when it is written in `from`: those of the same document, else those of the
   * nearest folder above that has any, else all. More than one: the id is ambiguous there.
   */
  resolve(id: string, from: TaskDocument): readonly Task[];
  /** For each of the task's dependencies, in the order written, the tasks that answer to it. */
  dependencies(task: Task): readonly { readonly id: string; readonly targets: readonly Task[] }[];
  /** Tasks that wait for this one, by document and line. */
  dependents(task: Task): readonly Task[];
  /** Direct children in document order. */
  children(task: Task): readonly Task[];
  /**
   * Not finished, not blocked, its children aside nothing in the way: every dependency is resolved and done,
   * decided or dropped. A task with open children is not ready; its children may be.
   */
  isReady(task: Task): boolean;
  /** Ready tasks, best first: by priority, then by what they unblock, then in file order. */
  ready(): readonly Task[];
  /** Every mention of the id in task files, declarations included. */
  citations(id: string): readonly Citation[];
  /** The known id at an offset of any Markdown text, or null. `uri` gives the scope. */
  mentionAt(text: string, offset: number, uri: string): IdMention | null;
  /**
   * The file that a pointer leads to: a record's id (`ADR-017`) or a relative path. `from` is the document that it
   * is written in, or a document's path.
   */
  recordOf(pointer: string, from: TaskDocument | string): RecordAnswer;
  /** Problems of one document, or of all, by path and place. */
  problems(uri?: string): readonly Problem[];
  /** The index as it would be with other texts in some documents, by uri. This one stays as it is. */
  withTexts(texts: ReadonlyMap<string, string>): IndexReader;
  /** An unused id of the same series (`T014` → `T015`), or null where the id has no number to count. */
  nextFreeId(id: string): string | null;
}
