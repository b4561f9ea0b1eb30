import type { TaskNode } from '../forms/taskNode';
import type { FileAlignment } from '../model/alignment';
import type { FileBaseline } from '../model/baseline';
import type { Task } from '../model/task';
import type { IndexedDocument } from '../index/document';
import { idChanges } from './changes';
import { ExactMatches, type Side } from './exactMatches';
import { MentionFlag, type MentionPlace } from '../identity/mentionTable';
import type { TextFiles } from '../index/textFiles';
import { isPositional } from './identity';
import { pairUp, type Pairing } from './pairing';
import { publishesNumbers } from './published';
import { LEAST, rarityIn } from './similar';
import { TraitReader } from './traits';
import { similarity, type Weight } from './words';

/** What the baselines need of the index they belong to. */
export interface Workspace {
  readonly version: number;
  documents(): readonly IndexedDocument[];
  document(uri: string): IndexedDocument | undefined;
  /** Those of which some task's id is a number. */
  numbered(): readonly IndexedDocument[];
  /** What other text files mention. */
  readonly texts: TextFiles;
  /** Reads a text by itself: the document is in no index. */
  read(uri: string, path: string, text: string): IndexedDocument;
  readInSteps(uri: string, path: string, text: string): Generator<void, IndexedDocument>;
}

type Known = Extract<FileBaseline, { kind: 'known' }>;

const NOTHING: Side = { text: '', tasks: [], taskGroups: () => [] };

/** What is worked out of one baseline, each part when it is first needed. */
interface Work {
  readonly baseline: Known;
  before: IndexedDocument | null;
  exact: ExactMatches | null;
  weight: Weight | null;
  /** The tasks of a text that is the baseline's. */
  same: readonly TaskNode[] | null;
  /** The tasks that `pairing` was made for. */
  tasks: readonly TaskNode[] | null;
  pairing: Pairing | null;
  version: string;
  alignment: FileAlignment | null;
}

/**
 * The files as they were, and what became of their tasks. Nothing is read of a baseline before somebody asks;
 * after an edit only what it touched is compared anew.
 */
export class Baselines {
  private readonly workspace: Workspace;
  private readonly byUri = new Map<string, FileBaseline>();
  private readonly work = new Map<string, Work>();
  private readonly traits = new TraitReader();
  private gone: { readonly version: number; readonly uris: readonly string[] } | null = null;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  set(uri: string, baseline: FileBaseline | null): void {
    if (baseline) this.byUri.set(uri, baseline);
    else this.byUri.delete(uri);
    this.work.delete(uri);
  }

  get(uri: string): FileBaseline | null {
    return this.byUri.get(uri) ?? null;
  }

  /** By uri, as they were set. */
  [Symbol.iterator](): IterableIterator<[uri: string, baseline: FileBaseline]> {
    return this.byUri.entries();
  }

  /** Files that the baseline has and the workspace has not, in code unit order. */
  deleted(): readonly string[] {
    const { version } = this.workspace;
    if (this.gone?.version === version) return this.gone.uris;
    const uris: string[] = [];
    for (const [uri, { kind }] of this.byUri)
      if (kind === 'known' && !this.workspace.document(uri)) uris.push(uri);
    this.gone = { version, uris: uris.sort() };
    return this.gone.uris;
  }

  /**
   * Reads what {@link alignment} will need of the file's baseline, a piece at a time, for a caller that must not be
   * held up by a large file.
   */
  *readInSteps(uri: string): Generator<void, void> {
    const work = this.workOn(uri);
    const today = this.workspace.document(uri);
    if (!work || work.before || (today && isUnchanged(today, work))) return;
    const { path, text } = work.baseline;
    const before = yield* this.workspace.readInSteps(uri, path, text);
    work.before ??= before;
  }

  /** Null where there is nothing to compare: no baseline, or a file that cannot be read today. */
  alignment(uri: string): FileAlignment | null {
    const work = this.workOn(uri);
    if (!work) return null;
    const today = this.workspace.document(uri) ?? null;
    if (today && today.skipped !== null) return null;
    const version = `${this.workspace.version} ${this.workspace.texts.version}`;
    if (work.alignment && work.version === version && work.alignment.today === today) return work.alignment;
    work.version = version;
    work.alignment = this.align(uri, work, today);
    return work.alignment;
  }

  private workOn(uri: string): Work | null {
    const known = this.work.get(uri);
    if (known) return known;
    const baseline = this.byUri.get(uri);
    if (baseline?.kind !== 'known') return null;
    const work: Work = {
      baseline,
      before: null,
      exact: null,
      weight: null,
      same: null,
      tasks: null,
      pairing: null,
      version: '',
      alignment: null,
    };
    this.work.set(uri, work);
    return work;
  }

  private align(uri: string, work: Work, today: IndexedDocument | null): FileAlignment {
    const { ref } = work.baseline;
    const read = (): IndexedDocument => this.before(uri, work);
    const movedTo = (node: TaskNode): TaskNode | null => this.findElsewhere(uri, node);
    if (today && !work.exact && isUnchanged(today, work)) {
      const now = (task: Task): Task | null => today.tasks[read().tasks.indexOf(task as TaskNode)] ?? null;
      return {
        ref,
        get before() {
          return read();
        },
        today,
        changes: [],
        doubtful: [],
        now,
      };
    }
    const before = read();
    const pairing = this.pairing(uri, work, today);
    let published: boolean | null = null;
    const numbersArePublished = (): boolean =>
      (published ??= publishesNumbers(before, today, (id) => this.isCited(id, uri, before)));
    const changes = idChanges({ pairing, numbersArePublished, movedTo });
    return {
      ref,
      before,
      today,
      changes,
      doubtful: published === false ? numbersOf(before) : [],
      now: (task) => pairing.now(task as TaskNode) ?? movedTo(task as TaskNode),
    };
  }

  private before(uri: string, work: Work): IndexedDocument {
    work.before ??= this.workspace.read(uri, work.baseline.path, work.baseline.text);
    return work.before;
  }

  private pairing(uri: string, work: Work, today: IndexedDocument | null): Pairing {
    const side = today ?? NOTHING;
    if (work.pairing && work.tasks === side.tasks) return work.pairing;
    const before = this.before(uri, work);
    work.exact ??= new ExactMatches(before, this.traits);
    work.exact.update(side);
    const weight: Weight = (word) => (work.weight ??= rarityIn(before.tasks, this.traits))(word);
    work.tasks = side.tasks;
    work.pairing = pairUp(work.exact, side, this.traits, weight);
    return work.pairing;
  }

  /**
   * A task that stands in another file with the id it had in this one, and was not there before. Ids that are
   * only numbers mean nothing in another file.
   */
  private findElsewhere(uri: string, before: TaskNode): TaskNode | null {
    const id = before.takenId;
    if (id === null || isPositional(before)) return null;
    const { words } = this.traits.of(before);
    for (const document of this.workspace.documents()) {
      if (document.uri === uri) continue;
      for (const node of document.tasksOf(id)) {
        if (similarity(words, this.traits.of(node).words) < LEAST.sameId) continue;
        const work = this.workOn(document.uri);
        if (!work || !this.pairing(document.uri, work, document).then(node)) return node;
      }
    }
    return null;
  }

  /** Whether something cites a number of the file, then or now, behind a word that says what it is. */
  private isCited(id: string, uri: string, before: IndexedDocument): boolean {
    const { texts } = this.workspace;
    const isCitation = ({ flags }: MentionPlace): boolean => (flags & MentionFlag.Cited) !== 0;
    const isIn = (document: IndexedDocument): boolean =>
      document.mentionsOf(id, texts.words).some(isCitation);
    if (isIn(before)) return true;
    // Where other files have numbers, too, a number need not be this one's.
    const others = this.workspace.numbered().some((document) => document.uri !== uri);
    const cites = this.workspace
      .documents()
      .some((document) => (!others || document.uri === uri) && isIn(document));
    return (
      cites || (!others && texts.mentioning(id).some(({ mentions }) => mentions.find(id).some(isCitation)))
    );
  }
}

function numbersOf({ tasks }: IndexedDocument): string[] {
  return tasks.flatMap((node) => (isPositional(node) && node.takenId !== null ? [node.takenId] : []));
}

function isUnchanged(today: IndexedDocument, work: Work): boolean {
  if (work.same === today.tasks) return true;
  if (!isSameText(today.text, work.baseline.text)) return false;
  work.same = today.tasks;
  return true;
}

/** Regardless of line ends and byte order mark, which git and editors change. */
function isSameText(first: string, second: string): boolean {
  if (first === second) return true;
  if (Math.abs(first.length - second.length) > first.length / 4) return false;
  return plain(first) === plain(second);
}

function plain(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}
