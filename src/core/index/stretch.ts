import { NodeFlag, type TaskNode } from '../forms/taskNode';
import type { CitingWords } from '../identity/citingWords';
import { scanMentions } from '../identity/mentionScanner';
import type { Mention, MentionPlace, MentionTable } from '../identity/mentionTable';
import { textSyntaxOf } from '../identity/textSyntax';
import type { MentionFilter } from '../model/reader';
import type { AlmostId, Criteria, Heading, TaskSection, TaskStatus } from '../model/task';
import { BlockFlag, BlockKind, Field, STRIDE, type BlockTable } from '../parse/blocks';
import type { TitleClassifier } from '../parse/labels';
import { LeafWalk } from '../parse/leaves';
import { linksIn, type Link } from '../parse/links';
import type { ListReading, Reading, Segment } from '../parse/reading';
import type { Memory } from '../text/memory';
import type { SectionClass } from '../words/sectionWords';
import type { PlannedId } from './collect';
import { waveTitles, type WaveTitle } from './declaredWaves';
import { HeadingPlace } from './headingPlace';
import type { HostDocument } from './hostDocument';
import type { KnownIds } from './knownIds';
import { misnumberedIn } from './shownNumbers';
import { NO_STRENGTH, type Strength } from './strength';

const NO_IDS: readonly AlmostId[] = [];

/** Task files are read by people from end to end. */
const PROSE = textSyntaxOf('.md');

/** What the headings above a place say about the tasks there. */
export interface SectionContext {
  readonly parent: SectionContext | null;
  /** 1–6; 0 for the document itself. */
  readonly level: number;
  /** The heading, or null for the document. */
  readonly heading: TaskNode | null;
  /** Whether the heading is the document's title, which is no section. */
  readonly isTitle: boolean;
  /** Plain title of the heading. */
  readonly title: string;
  /** The titles of the sections it lies in and its own, the document's title left out; the same array each time. */
  readonly path: readonly string[];
  /** Its own class or the nearest inherited one. */
  readonly sectionClass: SectionClass | null;
  /** The status of the kanban column it is or lies in. */
  readonly status: TaskStatus | null;
  /** The same, if its own title says so. */
  readonly ownStatus: TaskStatus | null;
  readonly priority: string | null;
  readonly wave: string | null;
  /** Nearest heading above (or this one) that is a task. */
  readonly owner: TaskNode | null;
  /** See {@link HeadingContext.takenOver}. */
  takenOver(by: SectionContext): SectionContext | null;
}

/** What a filter of mentions let through, relative to the stretch. */
interface Matches {
  readonly table: MentionTable;
  /** The ids that were declared then, and which version of them. */
  readonly declared: KnownIds;
  upTo: number;
  readonly found: readonly Mention[];
}

const NO_MENTIONS: readonly Mention[] = [];

/**
 * A part of a document that can be read by itself: from one top-level heading to the next. When text before
 * it changes, it moves as a whole: only its offset and line change.
 */
export class Stretch {
  readonly host: HostDocument;
  /** Position in the document, kept up to date by it. */
  offset: number;
  line: number;
  /** A text that holds its own from `base` on; it stays what it is while others change. */
  source: string;
  base: number;
  readonly table: BlockTable;
  reading!: Reading;
  /** Contexts of its segments, filled in by the document. */
  contexts: SectionContext[] = [];
  /** Its tasks in document order, filled in by the document; another list when they stand in other sections, too. */
  tasks: readonly TaskNode[] = [];
  /** Another object whenever the tasks are decided anew. */
  private decision: object = this.tasks;
  /** Number of the first of them in the document, once that has numbered its tasks. */
  firstTask = 0;
  /** Ids that its lists plan for a wave: citations of tasks declared elsewhere. */
  planned: readonly PlannedId[] = [];
  /** Lists of acceptance criteria. */
  criteria: readonly ListReading[] = [];
  /** The context in which it began when its contexts were last settled, and by which profile. */
  settledUnder: SectionContext | null = null;
  settledBy: unknown = null;
  /** The stretch in whose place it was read, until its own contexts are settled. */
  predecessor: Stretch | null = null;
  /** What it was last decided with; compared to see whether it must be decided again. */
  decidedBy: unknown = null;
  weakDecidedBy: string | null = null;
  /** The same of its tables; first of those that name their column of ids, then of the others. */
  readonly tablesDecidedBy: [string | null, string | null] = [null, null];
  /** Rows of such tables that are tasks. */
  readonly rows: [number, number] = [0, 0];
  citesDecidedBy = -1;
  /** Tasks of strong forms, and what weak candidates it has. */
  strength: Strength = NO_STRENGTH;
  private knownLinks: readonly Link[] | null = null;
  /** Everything in it that looks like the mention of an id, once somebody has asked, and by which words. */
  private mentions: MentionTable | null = null;
  private mentionsBy: CitingWords | null = null;
  private matches: Map<MentionFilter, Matches> | null = null;
  private mayHold: Map<MentionFilter, boolean> | null = null;
  private derivedOf: Map<unknown, { readonly by: object; readonly value: unknown }> | null = null;
  private waves: { readonly tasks: readonly TaskNode[]; readonly titles: readonly WaveTitle[] } | null = null;
  private foundBy: Map<unknown, unknown> | null = null;
  private knownMisnumbered: ReadonlyMap<number, readonly number[]> | null = null;
  private known: { readonly contexts: SectionContext[]; readonly places: readonly Heading[] } | null = null;
  /** Criteria by whose they are, and what that was made of. */
  private counted: {
    readonly tasks: readonly TaskNode[];
    readonly contexts: readonly SectionContext[];
    readonly criteria: readonly ListReading[];
    readonly by: ReadonlyMap<TaskNode, Criteria>;
  } | null = null;
  private almost: { readonly tasks: readonly TaskNode[]; readonly nodes: readonly TaskNode[] } | null = null;

  constructor(
    host: HostDocument,
    offset: number,
    line: number,
    source: string,
    base: number,
    table: BlockTable,
  ) {
    this.host = host;
    this.offset = offset;
    this.line = line;
    this.source = source;
    this.base = base;
    this.table = table;
  }

  private mentionTable(words: CitingWords): MentionTable {
    if (this.mentions === null || this.mentionsBy !== words) {
      this.mentions = scanMentions(this.text, PROSE, words);
      this.mentionsBy = words;
    }
    return this.mentions;
  }

  /** The places in it that look like a mention of the id, by their offsets and lines in the document. */
  mentionsOf(id: string, words: CitingWords): MentionPlace[] {
    return this.mentionTable(words)
      .find(id)
      .map((place) => this.placed(place));
  }

  /**
   * What looks like a mention of an id in its running text, in order, as far as `accepts` says of the id: not what
   * stands in code blocks.
   */
  mentionsInText(words: CitingWords, accepts: (id: string, flags: number) => boolean): Mention[] {
    const found = this.inRunningText(this.mentionTable(words), accepts);
    return found.map(({ id, place }) => ({ id, place: this.placed(place) }));
  }

  /** By their offsets and lines in the stretch. */
  private inRunningText(table: MentionTable, accepts: (id: string, flags: number) => boolean): Mention[] {
    const found: Mention[] = [];
    const leaf = new LeafWalk(this.table);
    for (const mention of table.entriesOf(accepts)) {
      const { start } = mention.place;
      while (leaf.end <= start) if (!leaf.next()) return found;
      if (leaf.start <= start) found.push(mention);
    }
    return found;
  }

  /** The mentions that a filter lets through. */
  mentionsMatching(words: CitingWords, filter: MentionFilter, declared: KnownIds): readonly Mention[] {
    if (!this.mayHoldAny(filter)) return NO_MENTIONS;
    const table = this.mentionTable(words);
    this.matches ??= new Map();
    let known = this.matches.get(filter) ?? null;
    if (known?.table !== table) known = null;
    if (known && filter.amongDeclared && known.upTo !== declared.version) {
      const isOther =
        known.declared !== declared || declared.hasChanged(known.upTo, (id) => table.mayBegin(id));
      if (isOther) known = null;
      else known.upTo = declared.version;
    }
    if (!known) this.matches.set(filter, (known = this.matchesOf(table, filter, declared)));
    return known.found.length === 0
      ? NO_MENTIONS
      : known.found.map(({ id, place }) => ({ id, place: this.placed(place) }));
  }

  private matchesOf(
    table: MentionTable,
    { amongDeclared, accepts }: MentionFilter,
    declared: KnownIds,
  ): Matches {
    const declares = (id: string): boolean => declared.has(id.toLowerCase());
    // Nearly all that is mentioned is declared.
    const found = this.inRunningText(
      table,
      (id, flags) => (amongDeclared?.(id, declares) ?? true) && accepts(id, flags),
    );
    return { table, declared, upTo: declared.version, found };
  }

  private mayHoldAny(filter: MentionFilter): boolean {
    if (filter.mayHold === null) return true;
    this.mayHold ??= new Map();
    let known = this.mayHold.get(filter);
    if (known === undefined) this.mayHold.set(filter, (known = filter.mayHold(this.text)));
    return known;
  }

  /** Enters what it was decided that its tasks are. */
  take(tasks: readonly TaskNode[]): void {
    this.tasks = tasks;
    this.decision = tasks;
  }

  /** What a function says of its tasks; asked again when they are decided anew. It must not speak of places. */
  derived<T>(make: (tasks: readonly TaskNode[]) => T): T {
    return this.derivedBy(this.decision, make);
  }

  /** The same for a function that speaks of the sections that the tasks stand in. */
  derivedInSections<T>(make: (tasks: readonly TaskNode[]) => T): T {
    return this.derivedBy(this.tasks, make);
  }

  private derivedBy<T>(by: object, make: (tasks: readonly TaskNode[]) => T): T {
    this.derivedOf ??= new Map();
    const known = this.derivedOf.get(make);
    if (known?.by === by) return known.value as T;
    const value = make(this.tasks);
    this.derivedOf.set(make, { by, value });
    return value;
  }

  /** The titles in it that declare waves; looked for again when its tasks are decided anew. */
  waveTitles(titles: TitleClassifier): readonly WaveTitle[] {
    if (this.waves?.tasks !== this.tasks)
      this.waves = { tasks: this.tasks, titles: waveTitles(this, titles) };
    return this.waves.titles;
  }

  /** What a function finds in its text, which never changes. */
  found<T>(find: (text: string, blocks: BlockTable, memory: Memory) => T, memory: Memory): T {
    this.foundBy ??= new Map();
    if (!this.foundBy.has(find)) this.foundBy.set(find, find(this.text, this.table, memory));
    return this.foundBy.get(find) as T;
  }

  /** Its headings; the same objects until what they are is decided anew. */
  get headings(): readonly Heading[] {
    if (this.known?.contexts !== this.contexts) {
      const places = this.contexts.flatMap((context, at) =>
        this.reading.segments[at]?.heading ? [new HeadingPlace(context)] : [],
      );
      this.known = { contexts: this.contexts, places };
    }
    return this.known.places;
  }

  private placed(place: MentionPlace): MentionPlace {
    const { offset, line } = this;
    return { ...place, start: place.start + offset, end: place.end + offset, line: place.line + line };
  }

  /** Takes note that its text now stands elsewhere. */
  moveTo(offset: number, line: number, source: string, base: number): void {
    this.offset = offset;
    this.line = line;
    this.source = source;
    this.base = base;
  }

  /** Forgets what was decided of it: it is read, and all else is to come. */
  forget(): void {
    this.contexts = [];
    this.take([]);
    this.planned = [];
    this.criteria = [];
    this.settledUnder = null;
    this.settledBy = null;
    this.predecessor = null;
    this.decidedBy = null;
    this.weakDecidedBy = null;
    this.tablesDecidedBy.fill(null);
    this.citesDecidedBy = -1;
    this.strength = NO_STRENGTH;
  }

  contextOf(node: TaskNode): SectionContext | null {
    const context = this.contextOfSegment(node.segment);
    // A heading stands in the section above it.
    return context && context.heading === node ? context.parent : context;
  }

  contextOfSegment(segment: Segment): SectionContext | null {
    return this.contexts[segment.index] ?? null;
  }

  get text(): string {
    return this.source.slice(this.base, this.base + this.table.length);
  }

  /** What stands where an id would, and is not taken for one; by offsets in the document. */
  almostIds(): readonly AlmostId[] {
    if (this.almost?.tasks !== this.tasks) this.almost = { tasks: this.tasks, nodes: this.almostNodes() };
    const { nodes } = this.almost;
    return nodes.length === 0 ? NO_IDS : nodes.map(almostId);
  }

  private almostNodes(): TaskNode[] {
    const found: TaskNode[] = [];
    const look = (node: TaskNode): void => {
      const { idText, takenId, idStart } = node;
      if (idText === null || (node.taken && takenId === idText)) return;
      if (!node.has(NodeFlag.NumberId) && idStart >= 0) found.push(node);
    };
    for (const { heading, lists, tables } of this.reading.segments) {
      if (heading) look(heading);
      for (const { items } of lists) for (const item of items) look(item);
      for (const { rows } of tables) for (const row of rows) look(row);
    }
    return found;
  }

  /** Ordered lists in which an item has another number than renderers give it, with their items, as blocks. */
  get misnumbered(): ReadonlyMap<number, readonly number[]> {
    this.knownMisnumbered ??= misnumberedIn(this.table);
    return this.knownMisnumbered;
  }

  /** Destinations of links, by offsets in the stretch. */
  get links(): readonly Link[] {
    this.knownLinks ??= linksIn(this.source, this.base, this.table);
    return this.knownLinks;
  }

  /** Code fences with an end, in absolute offsets and lines. */
  fences(): { readonly start: number; readonly end: number; readonly line: number }[] {
    const { blocks, count } = this.table;
    const found = [];
    for (let block = 0; block < count; block++) {
      const at = block * STRIDE;
      if (blocks[at + Field.Kind] !== BlockKind.FencedCode) continue;
      if (((blocks[at + Field.Flags] ?? 0) & BlockFlag.Stray) !== 0) continue;
      found.push({
        start: this.offset + (blocks[at + Field.Start] ?? 0),
        end: this.offset + (blocks[at + Field.End] ?? 0),
        line: this.line + (blocks[at + Field.Line] ?? 0),
      });
    }
    return found;
  }

  /**
   * The acceptance criteria that its lists hold for a task, or null. All are counted at one go: a long list has as
   * many criteria as tasks that ask for theirs.
   */
  listedCriteriaOf(owner: TaskNode): Criteria | null {
    const { tasks, contexts, criteria } = this;
    const { counted } = this;
    if (counted?.tasks === tasks && counted.contexts === contexts && counted.criteria === criteria)
      return counted.by.get(owner) ?? null;
    const by = new Map<TaskNode, { done: number; total: number }>();
    for (const list of criteria) {
      const of = this.ownerOfCriteria(list);
      if (!of) continue;
      const sum = by.get(of);
      if (!sum) by.set(of, { done: list.done, total: list.total });
      else {
        sum.done += list.done;
        sum.total += list.total;
      }
    }
    this.counted = { tasks, contexts, criteria, by };
    return by.get(owner) ?? null;
  }

  /** Whose the criteria of a list are: the task it is nested in, else the one in whose section it stands. */
  ownerOfCriteria(list: ListReading): TaskNode | null {
    for (let node = list.within; node; node = node.up) if (node.taken) return node;
    return this.contextOfSegment(list.segment)?.owner ?? null;
  }

  /** The task in whose section the node stands: a heading task above it, else the document's own task. */
  ownerOf(node: TaskNode): TaskNode | null {
    if (node.kind === 'document') return null;
    const owner = this.contextOf(node)?.owner ?? null;
    return owner === node ? null : owner;
  }

  sectionOf(node: TaskNode): readonly string[] {
    // A document's own task stands above all sections.
    if (node.kind === 'document') return [];
    const path = this.contextOf(node)?.path ?? [];
    const label = this.labelOf(node);
    return label === null ? path : [...path, label];
  }

  /** The section of a list whose items are only counted. */
  sectionOfList(list: ListReading): readonly string[] {
    if (list.within) return this.sectionOf(list.within);
    return this.contextOfSegment(list.segment)?.path ?? [];
  }

  /** The headings in it that are no tasks. */
  sections(): TaskSection[] {
    const found: TaskSection[] = [];
    for (const segment of this.reading.segments) {
      const { heading } = segment;
      const context = this.contextOfSegment(segment);
      if (!heading || heading.taken || !context || context.isTitle || context.heading !== heading) continue;
      found.push({
        path: context.path,
        level: segment.level,
        line: heading.line,
        lastLine: this.line + segment.lastLine,
        status: context.ownStatus,
        owner: context.owner,
      });
    }
    return found;
  }

  /** The group label above the outermost list or the table the node stands in, unless it is a field's. */
  private labelOf(node: TaskNode): string | null {
    let outer = node;
    while (outer.up) outer = outer.up;
    const label = outer.list?.label;
    if (!label || label.leadIn || this.host.isFieldLabel(label.title)) return null;
    return this.host.plainText(label.title);
  }
}

function almostId(node: TaskNode): AlmostId {
  const { idText, idStart, idEnd, list } = node;
  const cites = list?.verdict === 'citations' || list?.verdict === 'plan';
  return { id: idText ?? '', range: node.absolute(idStart, idEnd), cites };
}
