import type { FileAlignment } from './alignment';
import type { Mention } from '../identity/mentionTable';
import type { FileBaseline } from './baseline';
import type { Problem } from './problem';
import type { RecordAnswer } from './records';
import type { Position, Task, TaskDocument, TextRange } from './task';
import type { TrackerAnswer } from './tracker';

/** A replacement in a document's text: offsets are UTF-16 code units in the text before the change. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * How it was found which tasks a mention means. `declaration`: it is the declaration itself. `document`: tasks of
 * the same file. `file`: of the file that is named before the id (`docs/TODO.md 3.6`). `folder`: of the nearest
 * folder above that has any. `none`: no task answers to the id there.
 */
export type CitationScope = 'declaration' | 'document' | 'file' | 'folder' | 'none';

/**
 * How a citation is written. `whole`: the id in full. `number`: its number alone (`08` in `DEBT-01, 08`).
 * `end`: one end of a range. `between`: the range as a whole, `T029–T034` for T031.
 */
export type CitationSpelling = 'whole' | 'number' | 'end' | 'between';

/** A mention of an id in a text file of the workspace. */
export interface Citation {
  readonly id: string;
  readonly uri: string;
  /** For people: relative to the root, `/` separators. */
  readonly path: string;
  /** The task file it stands in; null in any other text file, whose text is not kept. */
  readonly document: TaskDocument | null;
  readonly range: TextRange;
  readonly start: Position;
  readonly end: Position;
  /** 0-based. */
  readonly line: number;
  /** The task in whose lines it stands, or null. */
  readonly within: Task | null;
  /** `dependency`: the task waits for it. `mention`: any other. */
  readonly role: 'declaration' | 'dependency' | 'mention';
  readonly spelling: CitationSpelling;
  /** The tasks it means; empty where none answers. More than one: they are equally near, and it is ambiguous. */
  readonly targets: readonly Task[];
  readonly scope: CitationScope;
}

/** A known id found at a place of a text. */
export interface IdMention {
  readonly id: string;
  readonly range: TextRange;
  /** More than one: they are equally near, and it is ambiguous. */
  readonly targets: readonly Task[];
  readonly scope: CitationScope;
}

/** The words that make the number behind them the citation of a task. */
export interface CitingLookup {
  /** What the words that end at `end` do to a number behind them: `weak` ones count in its own file. */
  before(text: string, start: number, end: number): 'strong' | 'weak' | null;
}

/** A lasting question about mentions: one object for all documents and times, or nothing can be remembered. */
export interface MentionFilter {
  /**
   * Whether a text can mention anything that is accepted: false spares looking for mentions in it. Null where nothing
   * simpler than looking would tell.
   */
  readonly mayHold: ((text: string) => boolean) | null;
  /** What can be said of the id and its {@link MentionFlag}s alone. */
  accepts(id: string, flags: number): boolean;
  /**
   * Which ids count as things are declared now; asked first. It may ask whether the id itself is declared, and what it
   * begins with. Null where that does not matter.
   */
  readonly amongDeclared: ((id: string, declares: (id: string) => boolean) => boolean) | null;
}

/** A task by where it stands, which lasts while tasks are read anew: the number of a task in its document. */
export interface TaskPlace {
  readonly uri: string;
  /** In {@link TaskDocument.tasks}. */
  readonly at: number;
}

/** Something to be found out of all tasks together, in steps. */
export type OfAll<T> = (index: IndexReader) => Generator<void, T>;

/** What the features and the shells read of the index. All answers are those of the current texts. */
export interface IndexReader {
  /** Grows with every change. */
  readonly version: number;
  readonly citing: CitingLookup;
  /** By path, in code unit order. */
  documents(): readonly TaskDocument[];
  document(uri: string): TaskDocument | undefined;
  /** What the file is compared with; null where it is not compared. Also of files that are no longer there. */
  baseline(uri: string): FileBaseline | null;
  /** What became of the tasks of its baseline; null where that is not known, see {@link baseline}. */
  alignment(uri: string): FileAlignment | null;
  /** Reads a piece at a time what {@link alignment} of a large file would else read at once. */
  readBaselineInSteps(uri: string): Generator<void, void>;
  /** Uris of files that the baseline has and the index has not, in code unit order. */
  deletedFiles(): readonly string[];
  /** What the tracker that serves the task's file says of it; null where none does or its id is not of its kind. */
  tracked(task: Task): TrackerAnswer | null;
  /** By document, then in document order. */
  tasks(): readonly Task[];
  /** All tasks of that id (exact first; else regardless of case), by document. */
  byId(id: string): readonly Task[];
  /** Whether any task has the id, whatever its case. */
  declares(id: string): boolean;
  byKey(key: string): Task | undefined;
  /**
   * The tasks that an id means when it is written in `from`: those of the same document, else those of the
   * nearest folder above that has any, else all. More than one: the id is ambiguous there.
   */
  resolve(id: string, from: TaskDocument): readonly Task[];
  /**
   * The same for any file of the workspace, be it a task file or not.
   *
   * @param cited whether it stands behind a word that says that a task is meant, as numbers of other files must
   */
  meaning(id: string, uri: string, cited: boolean): readonly Task[];
  /** For each of the task's dependencies, in the order written, the tasks that answer to it. */
  dependencies(task: Task): readonly { readonly id: string; readonly targets: readonly Task[] }[];
  /** Reads a piece at a time what {@link dependents}, {@link children} and {@link isReady} would else read at once. */
  readLinksInSteps(): Generator<void, void>;
  /** Tasks that wait for this one, by document and line. */
  dependents(task: Task): readonly Task[];
  /** Direct children in document order. */
  children(task: Task): readonly Task[];
  /**
   * Not finished, not blocked, its children aside nothing in the way: every dependency is resolved and done,
   * decided or dropped. A task with open children is not ready; its children may be.
   */
  isReady(task: Task): boolean;
  /**
   * Ready tasks, best first: by what hangs on them (the time until all that waits for them is done), then by the work
   * that they unblock, then in file order. Known until a fact changes.
   */
  ready(): readonly Task[];
  /**
   * Every mention of the id, declarations included: in task files, then in the other text files that the shell
   * has given; by path and place. The id need not be known any more.
   */
  citations(id: string): readonly Citation[];
  /**
   * What looks like a mention of an id in the running text of a task file, in order, as far as `accepts` says of the
   * id and its {@link MentionFlag}s.
   */
  mentionsIn(document: TaskDocument, accepts: (id: string, flags: number) => boolean): readonly Mention[];
  /** The same for a question that is asked after every change: what has not changed is not looked at again. */
  mentionsMatching(document: TaskDocument, filter: MentionFilter): readonly Mention[];
  /**
   * The known id at an offset of a line of any text file, or null. `uri` gives the scope.
   *
   * @param line of the file, 0-based, where it is known: says what the line alone does not, such as that it is a
   *   comment
   */
  mentionAt(text: string, offset: number, uri: string, line?: number): IdMention | null;
  /**
   * The file that a pointer leads to: a record's id (`ADR-017`) or a relative path. `from` is the document that it
   * is written in, or a document's path.
   */
  recordOf(pointer: string, from: TaskDocument | string): RecordAnswer;
  /** The same object as long as no document comes or goes, and the {@link TaskDocument.facts} of none change. */
  facts(): object;
  /** Reads what {@link facts} are made of ahead, a piece at a time. */
  readFactsInSteps(): Generator<void, void>;
  /** The tasks that are whole although a ledger or record keeps their lines word for word, and its path from the top. */
  keptTwice(document: TaskDocument): ReadonlyMap<Task, string>;
  /** The path of a document from the top of the workspace, as {@link recordOf} answers with. */
  pathFromTop(document: TaskDocument): string;
  /** The path from the top that a link in a document leads to, be there a file or not; null: out of the workspace. */
  pathOfLink(link: string, from: TaskDocument): string | null;
  /**
   * What a function says of all tasks together; asked again only when {@link facts} change. It must be the same
   * function each time, and speak of tasks by their places.
   */
  ofAll<T>(make: OfAll<T>): T;
  /** The same in steps, after which it is known; begins again where the index has changed between them. */
  ofAllInSteps<T>(make: OfAll<T>): Generator<void, T>;
  /** Problems of one document, a piece at a time, for a caller that must not be held up by a large one. */
  problemsInSteps(uri: string): Generator<void, readonly Problem[]>;
  /** Problems of one document, or of all, by path and place. */
  problems(uri?: string): readonly Problem[];
  /** Of the problems of all documents those about how a file is written: the other rules are not asked. */
  problemsOfForm(): readonly Problem[];
  /** The index as it would be with other texts in some of its files, by uri. This one stays as it is. */
  withTexts(texts: ReadonlyMap<string, string>): IndexReader;
  /**
   * What `look` says of the same, which holds until it returns: the copies of the documents that have other texts are
   * kept for the next look, to be brought to its texts by what differs. Tasks of theirs must not be kept.
   */
  tryTexts<T>(texts: ReadonlyMap<string, string>, look: (after: IndexReader) => T): T;
  /** An unused id of the same series (`T014` → `T015`), or null where the id has no number to count. */
  nextFreeId(id: string): string | null;
}
