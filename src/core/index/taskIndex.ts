import { nextFreeId } from '../identity/series';
import { findCitations, mentionAt, type CitationSource } from '../identity/citations';
import { CitingWords } from '../identity/citingWords';
import { isNumberId, meaningOf } from '../identity/scope';
import { Baselines } from '../alignment/baselines';
import { taskEdges, tasksFrom, type TaskEdges } from '../graph/taskEdges';
import type { FileAlignment } from '../model/alignment';
import type { Mention } from '../identity/mentionTable';
import type { FileBaseline } from '../model/baseline';
import type { Problem } from '../model/problem';
import type {
  Citation,
  IdMention,
  IndexReader,
  MentionFilter,
  OfAll,
  TextChange,
  CitingLookup,
} from '../model/reader';
import type { RecordAnswer } from '../model/records';
import type { Task, TaskDocument, TextRange } from '../model/task';
import type { Tracker, TrackerAnswer } from '../model/tracker';
import { WorkspaceFiles } from '../records/workspaceFiles';
import { LedgerTable } from '../decisions/ledgerTable';
import { createPlainText } from '../parse/inline';
import { BlockScanner } from '../parse/scanner';
import { StretchReader } from '../parse/stretchReader';
import { nextOfAll } from '../features/plan/nextTasks';
import { isFinished } from '../features/words';
import { checkDocument, checkInSteps } from '../rules/check';
import { QUESTIONS, RULES_OF_FORM } from '../rules/registry';
import { finish } from '../text/steps';
import { TrackerTable } from '../tracker/trackerTable';
import { IndexedDocument, type DocumentServices } from './document';
import { isSameList } from './facts';
import { KnownIds } from './knownIds';
import { TextFiles } from './textFiles';
import { Memory } from '../text/memory';

/** Copies of documents that are kept for the next who tries edits out. */
const MOST_COPIES = 2;

/** Documents in, tasks and what is between them out. Everything is derived when asked for, and kept until a change. */
export class TaskIndex implements IndexReader, CitationSource {
  private readonly services: DocumentServices = {
    scanner: new BlockScanner(),
    reader: new StretchReader(),
    plainText: createPlainText(),
    memory: new Memory(),
    trackers: new TrackerTable(),
  };
  private readonly byUri = new Map<string, IndexedDocument>();
  private sorted: readonly IndexedDocument[] | null = null;
  private knownEdges: { readonly version: number; readonly edges: TaskEdges } | null = null;
  private readonly knownIds = new KnownIds();
  /** The version that they were last brought up to date with. */
  private declaredAt = -1;
  private knownFacts: { version: number; readonly facts: readonly object[] } | null = null;
  private readonly made = new Map<unknown, { readonly facts: readonly object[]; readonly value: unknown }>();
  private readonly ledgers = new LedgerTable();
  /** The files of the workspace, to be told by the shell: what records and links are held against. */
  readonly files: WorkspaceFiles;
  private withNumbers: readonly IndexedDocument[] | null = null;
  private readonly baselines = new Baselines(this);
  /** Documents with other texts, by uri: see {@link tryTexts}. */
  private copies: Map<string, IndexedDocument> = new Map();
  private changes = 0;

  /** @param texts what the text files that are no task files mention; a change there is none of {@link version} */
  constructor(
    readonly texts: TextFiles = new TextFiles(new CitingWords()),
    files?: WorkspaceFiles,
  ) {
    this.files =
      files ??
      new WorkspaceFiles(() => {
        this.changes++;
      });
  }

  get version(): number {
    return this.changes;
  }

  /** Adds a document, or replaces its whole text. `path` is relative to the root, with `/` separators. */
  set(uri: string, path: string, text: string): TaskDocument {
    const known = this.byUri.get(uri);
    this.touch();
    if (known && known.path === path && known.skipped === null) {
      if (known.text !== text) known.setText(text);
      return known;
    }
    const document = new IndexedDocument(this.services, uri, path, text);
    this.byUri.set(uri, document);
    this.sorted = null;
    return document;
  }

  /**
   * The same as {@link set}, a piece at a time, for a caller that must not be held up by a large file. The
   * document is in the index from the last step on; what it was before stays until then.
   */
  *setInSteps(uri: string, path: string, text: string): Generator<void, TaskDocument> {
    const document = yield* this.readInSteps(uri, path, text);
    this.touch();
    this.byUri.set(uri, document);
    this.sorted = null;
    return document;
  }

  /** Enters a file that cannot be read as text, with the reason in one sentence. */
  skip(uri: string, path: string, reason: string): TaskDocument {
    this.touch();
    const document = new IndexedDocument(this.services, uri, path, '', reason);
    this.byUri.set(uri, document);
    this.sorted = null;
    return document;
  }

  /**
   * Applies changes one after the other, each in the text that the one before it left. Throws a RangeError for
   * an unknown document or a change outside its text; the document is then as the changes before it left it.
   */
  update(uri: string, changes: readonly TextChange[]): TaskDocument {
    const document = this.byUri.get(uri);
    if (!document) throw new RangeError(`no document ${uri}`);
    this.touch();
    for (const change of changes) document.change(change);
    return document;
  }

  delete(uri: string): boolean {
    this.touch();
    this.sorted = null;
    this.copies.delete(uri);
    return this.byUri.delete(uri);
  }

  /** Forgets every document whose uri begins with `prefix`; returns how many. */
  deleteUnder(prefix: string): number {
    let count = 0;
    for (const uri of [...this.byUri.keys()]) if (uri.startsWith(prefix) && this.delete(uri)) count++;
    return count;
  }

  /**
   * Says what a file was in the commit that the workspace is compared with; null: it is not compared. The file
   * may have no document today: one that was deleted since. A baseline stays until it is replaced, whatever
   * becomes of the document.
   */
  setBaseline(uri: string, baseline: FileBaseline | null): void {
    this.changes++;
    this.baselines.set(uri, baseline);
  }

  baseline(uri: string): FileBaseline | null {
    return this.baselines.get(uri);
  }

  alignment(uri: string): FileAlignment | null {
    return this.baselines.alignment(uri);
  }

  readBaselineInSteps(uri: string): Generator<void, void> {
    return this.baselines.readInSteps(uri);
  }

  deletedFiles(): readonly string[] {
    return this.baselines.deleted();
  }

  /** A document by itself, in no index. */
  read(uri: string, path: string, text: string): IndexedDocument {
    return new IndexedDocument(this.services, uri, path, text);
  }

  /** The same, a piece at a time. */
  *readInSteps(uri: string, path: string, text: string): Generator<void, IndexedDocument> {
    const document = new IndexedDocument(this.services, uri, path, '');
    yield* document.setTextInSteps(text);
    return document;
  }

  mentionsIn(document: TaskDocument, accepts: (id: string, flags: number) => boolean): readonly Mention[] {
    return this.byUri.get(document.uri)?.mentionsInText(this.texts.words, accepts) ?? [];
  }

  mentionsMatching(document: TaskDocument, filter: MentionFilter): readonly Mention[] {
    const own = this.byUri.get(document.uri);
    if (!own) return [];
    return own.mentionsMatching(this.texts.words, filter, this.declared());
  }

  recordOf(pointer: string, from: TaskDocument | string): RecordAnswer {
    return this.files.recordOf(pointer, typeof from === 'string' ? from : from.path);
  }

  /**
   * Says what a file that keeps decisions holds, by its path from the top of the workspace; null where it is no longer
   * there. Whose text is kept there and who is whole all the same was not collapsed to the end.
   */
  setLedger(path: string, text: string | null): void {
    if (this.ledgers.set(path, text)) this.changes++;
  }

  keptTwice(document: TaskDocument): ReadonlyMap<Task, string> {
    return this.ledgers.keptOf(document, this.pathFromTop(document));
  }

  pathFromTop({ path }: TaskDocument): string {
    return this.files.fromTop(path);
  }

  pathOfLink(link: string, { path }: TaskDocument): string | null {
    return this.files.pathOf(link, path);
  }

  /**
   * Enters what a tracker file holds under a key of the shell's own, such as its uri; null takes it out. Of the
   * trackers that serve a document those of the nearest folder are asked.
   */
  setTracker(key: string, tracker: Tracker | null): void {
    if (this.services.trackers.set(key, tracker)) this.changes++;
  }

  tracked(task: Task): TrackerAnswer | null {
    if (task.id === null || task.idKind !== 'explicit') return null;
    return this.services.trackers.find(task.document.uri, task.id);
  }

  private touch(): void {
    this.changes++;
    this.withNumbers = null;
  }

  documents(): readonly IndexedDocument[] {
    this.sorted ??= [...this.byUri.values()].sort((a, b) =>
      a.path < b.path ? -1 : a.path > b.path ? 1 : a.uri < b.uri ? -1 : 1,
    );
    return this.sorted;
  }

  document(uri: string): IndexedDocument | undefined {
    return this.byUri.get(uri);
  }

  tasks(): readonly Task[] {
    const tasks: Task[] = [];
    for (const document of this.documents()) for (const task of document.tasks) tasks.push(task);
    return tasks;
  }

  byId(id: string): readonly Task[] {
    const exact = this.documents().flatMap((document) => document.tasksOf(id));
    if (exact.length > 0) return exact;
    const lower = id.toLowerCase();
    return this.documents().flatMap((document) =>
      [...document.ids()]
        .filter((other) => other.toLowerCase() === lower)
        .flatMap((other) => document.tasksOf(other)),
    );
  }

  declares(id: string): boolean {
    return this.declared().has(id.toLowerCase());
  }

  private declared(): KnownIds {
    if (this.declaredAt !== this.changes) this.knownIds.update(this.documents());
    this.declaredAt = this.changes;
    return this.knownIds;
  }

  ofAll<T>(make: OfAll<T>): T {
    return finish(this.ofAllInSteps(make));
  }

  *ofAllInSteps<T>(make: OfAll<T>): Generator<void, T> {
    for (;;) {
      yield* this.readFactsInSteps();
      const facts = this.facts();
      const known = this.made.get(make);
      if (known?.facts === facts) return known.value as T;
      const version = this.changes;
      const steps = make(this);
      // A task that is read anew is another one: what was found out so far may be of both.
      while (this.changes === version) {
        const step = steps.next();
        if (step.done) {
          this.made.set(make, { facts, value: step.value });
          return step.value;
        }
        yield;
      }
    }
  }

  *readFactsInSteps(): Generator<void, void> {
    if (this.knownFacts?.version === this.changes) return;
    for (const document of this.documents()) yield* document.readFactsInSteps();
  }

  facts(): readonly object[] {
    const known = this.knownFacts;
    if (known?.version === this.changes) return known.facts;
    const facts = this.documents().map((document) => document.facts);
    if (known && isSameList(known.facts, facts)) {
      known.version = this.changes;
      return known.facts;
    }
    this.knownFacts = { version: this.changes, facts };
    return facts;
  }

  byKey(key: string): Task | undefined {
    for (const document of this.documents()) {
      if (!key.startsWith(document.path)) continue;
      const found = document.tasks.find((task) => task.key === key);
      if (found) return found;
    }
    return undefined;
  }

  get citing(): CitingLookup {
    return this.texts.words;
  }

  meaning(id: string, uri: string, cited: boolean): readonly Task[] {
    return meaningOf(this, id, uri, cited).targets;
  }

  resolve(id: string, from: TaskDocument): readonly Task[] {
    return meaningOf(this, id, from.uri, false).targets;
  }

  dependencies(task: Task): readonly { readonly id: string; readonly targets: readonly Task[] }[] {
    return task.dependsOn.map(({ id }) => ({
      id,
      targets: this.resolve(id, task.document).filter((other) => other !== task),
    }));
  }

  dependents(task: Task): readonly Task[] {
    return tasksFrom(this, this.edges(), 'dependents', task);
  }

  children(task: Task): readonly Task[] {
    return tasksFrom(this, this.edges(), 'parts', task);
  }

  private edges(): TaskEdges {
    if (this.knownEdges?.version !== this.changes)
      this.knownEdges = { version: this.changes, edges: this.ofAll(taskEdges) };
    return this.knownEdges.edges;
  }

  *readLinksInSteps(): Generator<void, void> {
    yield* this.ofAllInSteps(taskEdges);
  }

  isReady(task: Task): boolean {
    if (task.status !== 'todo' && task.status !== 'doing') return false;
    if (!this.children(task).every(isFinished)) return false;
    // What stands in the way of a task stands in the way of its parts.
    for (let at: Task | null = task; at; at = at.parent) {
      if (at !== task && (at.status === 'blocked' || at.status === 'dropped')) return false;
      if (!this.dependencies(at).every(({ targets }) => targets.length > 0 && targets.every(isFinished)))
        return false;
    }
    return true;
  }

  ready(): readonly Task[] {
    return nextOfAll(this).ready.map(({ task }) => task);
  }

  citations(id: string): readonly Citation[] {
    return findCitations(this, id);
  }

  mentionAt(text: string, offset: number, uri: string, line?: number): IdMention | null {
    return mentionAt(this, text, offset, uri, line);
  }

  /** Looks for mentions in a document's text ahead of whoever asks for citations, a piece at a time. */
  *findMentionsInSteps(uri: string): Generator<void, void> {
    const document = this.byUri.get(uri);
    if (!document) return;
    yield* document.findMentionsInSteps(this.texts.words);
    for (const needing of document.derived(tasksByNeed)) if (needing.size > 0) yield;
  }

  /** Reads numbers anew as citations behind other words. The other text files are to be given again. */
  setCitingWords(words: CitingWords): void {
    this.touch();
    this.texts.reset(words);
  }

  needsOf(id: string): readonly Need[] {
    const found: Need[] = [];
    for (const document of this.documents())
      for (const needing of document.derived(tasksByNeed))
        for (const task of needing.get(id) ?? [])
          for (const { id: needed, range } of task.dependsOn) if (needed === id) found.push({ task, range });
    return found;
  }

  numbered(): readonly IndexedDocument[] {
    this.withNumbers ??= this.documents().filter((document) => {
      for (const id of document.ids()) if (isNumberId(id)) return true;
      return false;
    });
    return this.withNumbers;
  }

  *problemsInSteps(uri: string): Generator<void, readonly Problem[]> {
    const document = this.byUri.get(uri);
    if (!document) return [];
    yield* document.answerInSteps(this.texts.words, QUESTIONS, this.declared());
    for (const make of QUESTIONS.ofAll) yield* this.ofAllInSteps(make);
    return yield* checkInSteps(document, this);
  }

  problems(uri?: string): readonly Problem[] {
    if (uri !== undefined) {
      const document = this.byUri.get(uri);
      return document ? checkDocument(document, this) : [];
    }
    return this.documents().flatMap((document) => checkDocument(document, this));
  }

  problemsOfForm(): readonly Problem[] {
    return this.documents().flatMap((document) => checkDocument(document, this, RULES_OF_FORM));
  }

  withTexts(texts: ReadonlyMap<string, string>): TaskIndex {
    return this.withDocuments(
      texts,
      ({ uri, path }, text, services) => new IndexedDocument(services, uri, path, text),
    );
  }

  tryTexts<T>(texts: ReadonlyMap<string, string>, look: (after: IndexReader) => T): T {
    // Who looks may look further: nobody else is given these copies meanwhile.
    const { copies } = this;
    this.copies = new Map();
    const used = new Map<string, IndexedDocument>();
    const after = this.withDocuments(texts, ({ uri, path }, text) => {
      const known = copies.get(uri);
      const copy = known?.path === path ? known : new IndexedDocument(this.services, uri, path, text);
      if (copy === known) copy.becomes(text);
      used.set(uri, copy);
      return copy;
    });
    const said = look(after);
    // Those of the last look alone, if few: each takes as much room as what it is a copy of.
    this.copies = used.size <= MOST_COPIES ? used : new Map();
    return said;
  }

  private withDocuments(
    texts: ReadonlyMap<string, string>,
    read: (document: IndexedDocument, text: string, services: DocumentServices) => IndexedDocument,
  ): TaskIndex {
    const others = [...texts].flatMap(([uri, text]) => {
      const file = this.byUri.has(uri) ? undefined : this.texts.file(uri);
      return file ? [{ uri, path: file.path, text }] : [];
    });
    const other = new TaskIndex(others.length > 0 ? this.texts.copy() : this.texts, this.files);
    for (const { uri, path, text } of others) other.texts.set(uri, path, text);
    other.services.trackers.copy(this.services.trackers);
    other.ledgers.copy(this.ledgers);
    // Documents that stay as they are can be in both: nobody is given the other index to change it.
    for (const [uri, document] of this.byUri) other.byUri.set(uri, document);
    for (const [uri, baseline] of this.baselines) other.baselines.set(uri, baseline);
    for (const [uri, text] of texts) {
      const document = this.byUri.get(uri);
      if (!document || document.text === text) continue;
      other.byUri.set(uri, read(document, text, other.services));
    }
    return other;
  }

  nextFreeId(id: string): string | null {
    return nextFreeId(
      id,
      this.documents().flatMap((document) => [...document.ids()]),
    );
  }
}

interface Need {
  readonly task: Task;
  readonly range: TextRange;
}

const NO_NEEDS: ReadonlyMap<string, readonly Task[]> = new Map();

/** The tasks of a part of a document, by the ids that they depend on; each once. */
function tasksByNeed(tasks: readonly Task[]): ReadonlyMap<string, readonly Task[]> {
  const found = new Map<string, Task[]>();
  for (const task of tasks) {
    for (const { id } of task.dependsOn) {
      const known = found.get(id);
      if (!known) found.set(id, [task]);
      else if (known.at(-1) !== task) known.push(task);
    }
  }
  return found.size === 0 ? NO_NEEDS : found;
}
