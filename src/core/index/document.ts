import { TaskNode } from '../forms/taskNode';
import {
  TASK_KINDS,
  type AlmostId,
  type Criteria,
  type DeclaredWave,
  type FormEvidence,
  type IdSet,
  type NumberedList,
  type Position,
  type Heading,
  type StrayFence,
  type Sum,
  type Task,
  type TaskDocument,
  type TaskKind,
  type TaskSection,
  type TaskStatus,
  type TextRange,
  type TrackerEntry,
} from '../model/task';
import type { MentionFilter, TextChange } from '../model/reader';
import { BlockKind, Field, STRIDE, type BlockTable } from '../parse/blocks';
import { isLineEnd, lineEndFrom, skipSpaces } from '../text/characters';
import type { Link } from '../parse/links';
import type { BlockScanner } from '../parse/scanner';
import type { FieldValues } from '../parse/fieldValues';
import type { StretchReader } from '../parse/stretchReader';
import type { TrackerTable } from '../tracker/trackerTable';
import { Assembly } from './assembly';
import type { CitingWords } from '../identity/citingWords';
import type { Mention, MentionPlace } from '../identity/mentionTable';
import { declaredWaves } from './declaredWaves';
import type { Memory } from '../text/memory';
import { finish, inSteps } from '../text/steps';
import { factsInOrder, isSameList } from './facts';
import { ALL_IDS } from './idSet';
import { explainDocument } from './explain';
import { FormerStretches } from './formerStretches';
import type { HostDocument } from './hostDocument';
import type { KnownIds } from './knownIds';
import { Leftovers } from './leftovers';
import {
  AS_WRITTEN,
  findStrayFences,
  hasFenceLine,
  hiddenStarts,
  linesIn,
  type FenceReading,
  type Placed,
} from './strayFences';
import { misnumberedLists } from './shownNumbers';
import { Stretch } from './stretch';
import { Sums } from './sums';
import { eachSegmentOf, offsetAt, positionAt, sliceOf, stretchIndexAt } from './stretchList';

type Derive = (tasks: readonly Task[]) => unknown;
type Find = (text: string, blocks: BlockTable, memory: Memory) => unknown;

/** What documents share within one index. */
export interface DocumentServices {
  readonly scanner: BlockScanner;
  readonly reader: StretchReader;
  readonly plainText: (markdown: string) => string;
  readonly trackers: TrackerTable;
  readonly memory: Memory;
}

/**
 * UTF-16 code units of a stretch, if headings allow. Short stretches make a keystroke cheap, long ones the
 * whole document: each costs some objects, however little it holds.
 */
const STRETCH = 4096;

/** Tasks of a stretch that is not asked everything at one go. */
const LONG = 256;

/**
 * One task file: its text, cut into stretches that are read by themselves, and what they add up to. A change
 * reads anew only the stretches it touches; everything else moves.
 */
export class IndexedDocument implements HostDocument {
  readonly uri: string;
  readonly path: string;
  readonly services: DocumentServices;
  lineCount = 0;
  readonly skipped: string | null;
  /** The whole text, once somebody has asked for it since the last change. */
  private whole: string | null = '';
  private length = 0;
  private stretches: Stretch[] = [];
  private fences: FenceReading = AS_WRITTEN;
  private readonly assembly: Assembly;
  private flat: readonly TaskNode[] | null = null;
  private readonly sums = new Sums();
  private former: FormerStretches | null = null;
  private knownFacts: { readonly keys: readonly string[] } | null = null;
  private readonly keyedOf = new Map<
    unknown,
    { readonly keys: readonly string[]; readonly value: unknown }
  >();

  constructor(
    services: DocumentServices,
    uri: string,
    path: string,
    text: string,
    skipped: string | null = null,
  ) {
    this.services = services;
    this.uri = uri;
    this.path = path;
    this.skipped = skipped;
    this.assembly = new Assembly(this);
    this.setText(skipped === null ? text : '');
  }

  /** Replaces the whole text. */
  setText(text: string): void {
    finish(this.setTextInSteps(text));
  }

  /**
   * The same, a piece at a time: a caller that has others to serve may pause between the steps. Until the last
   * step the document is neither what it was nor what it will be.
   */
  *setTextInSteps(text: string): Generator<void, void> {
    const leftovers = new Leftovers(this.stretches, text.length - this.length);
    this.whole = text;
    this.length = text.length;
    const asWritten = yield* this.scanInSteps(text, AS_WRITTEN);
    const { reading, placed } = findStrayFences(
      text,
      (attempt) => finish(this.scanInSteps(text, attempt)),
      asWritten,
    );
    this.fences = reading;
    let line = 0;
    const stretches: Stretch[] = [];
    const fresh: Stretch[] = [];
    for (const { offset, table } of placed) {
      let stretch = leftovers.take(text, offset, line, table);
      if (!stretch) {
        stretch = this.newStretch(offset, line, text, offset, table);
        fresh.push(stretch);
      }
      line += table.lineStarts.length;
      stretches.push(stretch);
      yield;
    }
    const gone = leftovers.rest();
    for (const stretch of gone) this.assembly.remove(stretch);
    for (const stretch of fresh) {
      this.assembly.add(stretch);
      yield;
    }
    this.stretches = stretches;
    this.keepFormer(gone);
    this.lineCount = line;
    this.flat = null;
    yield* this.assembly.settleInSteps(stretches);
  }

  private *scanInSteps(text: string, fences: FenceReading): Generator<void, Placed[]> {
    const { scanner } = this.services;
    const placed: Placed[] = [];
    let offset = 0;
    do {
      const table = scanner.scan(text, offset, {
        documentStart: offset === 0,
        strayFences: fences.stray,
        longFences: fences.long,
        atLeast: STRETCH,
      });
      placed.push({ offset, table });
      offset += Math.max(1, table.length);
      yield;
    } while (offset < text.length);
    return placed;
  }

  private newStretch(offset: number, line: number, source: string, base: number, table: BlockTable): Stretch {
    const former = this.former?.take(offset, line, source, base, table);
    if (former) return former;
    const stretch = new Stretch(this, offset, line, source, base, table);
    stretch.reading = this.services.reader.read(stretch);
    return stretch;
  }

  /** Keeps what a block without an end has swallowed, as long as it has none. */
  private keepFormer(gone: readonly Stretch[]): void {
    const last = this.stretches[this.stretches.length - 1];
    if (!last || !isOpenAtEnd(last.table)) this.former = null;
    else this.former ??= gone.length > 1 ? new FormerStretches(gone) : null;
  }

  private settle(): void {
    this.flat = null;
    finish(this.assembly.settleInSteps(this.stretches));
  }

  /** Applies one change; offsets are those of the current text. Throws a RangeError where they lie outside. */
  change(change: TextChange): void {
    const { start, end, text: inserted } = change;
    if (!(start >= 0 && end >= start && end <= this.length)) {
      throw new RangeError(
        `change ${start}–${end} lies outside the text of ${this.path} (${this.length} characters)`,
      );
    }
    // What is read again: the stretches that the change touches, and the one before where it touches its end.
    const touched = this.stretchIndexAt(start);
    const first = Math.max(0, touched - (this.isOnFirstLine(touched, start) ? 1 : 0));
    const last = Math.max(first, this.stretchIndexAt(end));
    if (this.hangsTogether(first, last)) return this.replaceWhole(change);
    const offset = this.stretches[first]?.offset ?? 0;
    const before = this.stretches
      .slice(first, last + 1)
      .map(textOf)
      .join('');
    const after = before.slice(0, start - offset) + inserted + before.slice(end - offset);
    const linesBefore = linesAround(before, start - offset, end - offset);
    const linesAfter = linesAround(after, start - offset, start - offset + inserted.length);
    const delta = inserted.length - (end - start);
    const isLocal = !this.reachesOut(first, last, before, after, linesBefore, linesAfter);
    const fresh = isLocal ? this.readAnew(first, last, after) : null;
    if (!fresh) return this.replaceWhole(change);
    this.whole = null;
    this.length += delta;
    this.replaceStretches(first, last, fresh, delta);
    this.settle();
  }

  /** Replaces the text by one of which most may be the same: what differs is one change. */
  becomes(text: string): void {
    const before = this.text;
    if (before === text) return;
    const most = Math.min(before.length, text.length);
    let start = 0;
    while (start < most && before.charCodeAt(start) === text.charCodeAt(start)) start++;
    let same = 0;
    while (
      same < most - start &&
      before.charCodeAt(before.length - 1 - same) === text.charCodeAt(text.length - 1 - same)
    )
      same++;
    this.change({ start, end: before.length - same, text: text.slice(start, text.length - same) });
  }

  private replaceWhole({ start, end, text: inserted }: TextChange): void {
    const whole = this.text;
    this.setText(whole.slice(0, start) + inserted + whole.slice(end));
  }

  /** Reads stretches `first` to `last` with a new text; null where what follows them would be read otherwise too. */
  private readAnew(first: number, last: number, text: string): Stretch[] | null {
    const { scanner } = this.services;
    const offset = this.stretches[first]?.offset ?? 0;
    let line = this.stretches[first]?.line ?? 0;
    const fresh: Stretch[] = [];
    for (let at = 0; at < text.length || fresh.length === 0;) {
      const table = scanner.scan(text, at, {
        documentStart: offset + at === 0,
        atLeast: 2 * STRETCH,
      });
      if (at + table.length >= text.length && last < this.stretches.length - 1 && isOpenAtEnd(table))
        return null;
      fresh.push(this.newStretch(offset + at, line, text, at, table));
      at += table.length;
      line += table.lineStarts.length;
      if (table.length === 0) break;
    }
    // The document's last stretch may hide tasks behind a fence without an end.
    return fresh.some(({ table }) => table.unclosed >= 0) ? null : fresh;
  }

  private replaceStretches(first: number, last: number, fresh: readonly Stretch[], delta: number): void {
    const gone = this.stretches.slice(first, last + 1);
    for (const stretch of gone) this.assembly.remove(stretch);
    if (gone.length === fresh.length)
      fresh.forEach((stretch, at) => (stretch.predecessor = gone[at] ?? null));
    for (const stretch of fresh) this.assembly.add(stretch);
    const lines = (some: readonly Stretch[]): number =>
      some.reduce((sum, { table }) => sum + table.lineStarts.length, 0);
    const lineDelta = lines(fresh) - lines(gone);
    if (delta !== 0 || lineDelta !== 0) {
      for (let index = last + 1; index < this.stretches.length; index++) {
        const moved = this.stretches[index];
        if (!moved) continue;
        moved.offset += delta;
        moved.line += lineDelta;
      }
    }
    this.stretches.splice(first, gone.length, ...fresh);
    this.keepFormer(gone);
    this.lineCount += lineDelta;
  }

  /** Whether any change of these stretches may alter how text beyond them is read. */
  private hangsTogether(first: number, last: number): boolean {
    // Which fences are stray depends on all of them, on the tasks they hide and on the comments they stand in.
    if (this.fences.stray.size + this.fences.long.size > 0) return true;
    return this.stretches.slice(first, last + 1).some(({ table }) => table.unclosed >= 0);
  }

  /** Whether a change may alter how text beyond the touched stretches is read, though they stand by themselves. */
  private reachesOut(
    first: number,
    last: number,
    before: string,
    after: string,
    linesBefore: string,
    linesAfter: string,
  ): boolean {
    if (hasFenceLine(linesBefore) || hasFenceLine(linesAfter)) return true;
    // Front matter and a byte order mark exist at the start only.
    if (first === 0 && (/^\ufeff?---/.test(before) || /^\ufeff?---/.test(after))) return true;
    const tasks =
      linesIn(linesBefore, 0, linesBefore.length).tasks + linesIn(linesAfter, 0, linesAfter.length).tasks;
    return tasks > 0 && this.stretches.slice(first, last + 1).some(({ table }) => holdsFence(table));
  }

  private isOnFirstLine(index: number, offset: number): boolean {
    const stretch = this.stretches[index];
    if (!stretch) return false;
    const { source, base, table } = stretch;
    return offset - stretch.offset <= lineEndFrom(source, base, base + table.length) - base;
  }

  private stretchIndexAt(offset: number): number {
    return stretchIndexAt(this.stretches, offset);
  }

  /* What the rest of the core and the shells read. */

  get text(): string {
    this.whole ??= this.stretches.map(textOf).join('');
    return this.whole;
  }

  get tasks(): readonly TaskNode[] {
    if (!this.flat) {
      const tasks: TaskNode[] = [];
      for (const stretch of this.stretches) {
        stretch.firstTask = tasks.length;
        for (const task of stretch.tasks) tasks.push(task);
      }
      this.flat = tasks;
    }
    return this.flat;
  }

  numberOf(task: Task): number {
    const { tasks } = this;
    if (!(task instanceof TaskNode)) return -1;
    const number = task.stretch.firstTask + task.at;
    return tasks[number] === task ? number : -1;
  }

  /** The same, stretch by stretch: the array of a stretch is replaced whenever it is decided anew. */
  *taskGroups(): Generator<readonly TaskNode[]> {
    for (const stretch of this.stretches) yield stretch.tasks;
  }

  get taskCount(): number {
    let count = 0;
    for (const stretch of this.stretches) count += stretch.tasks.length;
    return count;
  }

  get forms(): readonly TaskKind[] {
    const found = this.assembly.kinds();
    return TASK_KINDS.filter((kind) => found.has(kind));
  }

  get legend(): ReadonlyMap<string, TaskStatus> {
    return this.assembly.legend;
  }

  get duplicates(): readonly (readonly Task[])[] {
    return this.assembly.duplicates();
  }

  get unknownMarkers(): readonly Task[] {
    return this.assembly.unknownMarkers();
  }

  /** Tasks of exactly this id. */
  tasksOf(id: string): readonly TaskNode[] {
    return this.assembly.tasksOf(id);
  }

  ids(): IterableIterator<string> {
    return this.assembly.allIds();
  }

  /** The places that look like a mention of the id, in order. A stretch is looked through once. */
  mentionsOf(id: string, words: CitingWords): readonly MentionPlace[] {
    const found: MentionPlace[] = [];
    for (const stretch of this.stretches) found.push(...stretch.mentionsOf(id, words));
    return found;
  }

  mentionsMatching(words: CitingWords, filter: MentionFilter, declared: KnownIds): readonly Mention[] {
    const found: Mention[] = [];
    for (const stretch of this.stretches) {
      for (const mention of stretch.mentionsMatching(words, filter, declared)) found.push(mention);
    }
    return found;
  }

  mentionsInText(words: CitingWords, accepts: (id: string, flags: number) => boolean): readonly Mention[] {
    return this.stretches.flatMap((stretch) => stretch.mentionsInText(words, accepts));
  }

  /** Looks through all stretches that have not been yet, so that whoever asks next need not wait. */
  *findMentionsInSteps(words: CitingWords): Generator<void, void> {
    for (const stretch of this.stretches) {
      stretch.mentionsOf('', words);
      yield;
    }
  }

  get strayFences(): readonly StrayFence[] {
    const { stray, long } = this.fences;
    if (stray.size + long.size === 0) return [];
    const lines = [...stray, ...long.keys()].sort((a, b) => a - b);
    const hidden = hiddenStarts(this.tasks, finish(this.scanInSteps(this.text, AS_WRITTEN)));
    return lines.map((line, index) => {
      const next = lines[index + 1] ?? this.text.length;
      const range = this.fenceLine(line);
      const fence = /^(`{3,}|~{3,})/.exec(this.text.slice(range.start, range.end))?.[1] ?? '```';
      const close = long.get(line);
      return {
        range,
        hiddenTasks: hidden.filter((start) => start > line && start < next).length,
        fence,
        closing: close === undefined ? null : this.fenceLine(close),
      };
    });
  }

  private fenceLine(lineStart: number): TextRange {
    const end = lineEndFrom(this.text, lineStart, this.text.length);
    return { start: skipSpaces(this.text, lineStart, end), end };
  }

  *almostIds(): Iterable<AlmostId> {
    for (const stretch of this.stretches) yield* stretch.almostIds();
  }

  *derived<T>(make: (tasks: readonly Task[]) => T): Iterable<T> {
    for (const stretch of this.stretches) yield stretch.derived(make);
  }

  *derivedInSections<T>(make: (tasks: readonly Task[]) => T): Iterable<T> {
    for (const stretch of this.stretches) yield stretch.derivedInSections(make);
  }

  /** Answers what the rules ask of each part, one part after the other, so that asking the whole takes no time. */
  *answerInSteps(
    words: CitingWords,
    questions: {
      readonly derived: readonly Derive[];
      readonly found: readonly Find[];
      readonly mentions: readonly MentionFilter[];
    },
    declared: KnownIds,
  ): Generator<void, void> {
    yield* this.readFactsInSteps();
    const hasTasks = this.taskCount > 0;
    for (const stretch of this.stretches) {
      // A file without headings is one stretch, however long.
      const isLong = stretch.tasks.length > LONG;
      stretch.almostIds();
      for (const make of questions.derived) {
        if (isLong) yield;
        stretch.derived(make);
      }
      // Where there is no task, nothing is asked of the text.
      for (const find of hasTasks ? questions.found : []) {
        if (isLong) yield;
        stretch.found(find, this.services.memory);
      }
      for (const filter of questions.mentions) {
        if (isLong) yield;
        stretch.mentionsMatching(words, filter, declared);
      }
      yield;
    }
  }

  *found<T>(
    find: (text: string, blocks: BlockTable, memory: Memory) => T,
  ): Iterable<{ readonly offset: number; readonly value: T }> {
    const { memory } = this.services;
    for (const stretch of this.stretches)
      yield { offset: stretch.offset, value: stretch.found(find, memory) };
  }

  /** Reads what {@link facts} are made of, one part after the other. */
  *readFactsInSteps(): Generator<void, void> {
    for (const stretch of this.stretches) {
      // The first question about a task reads all that it says.
      if (stretch.tasks.length > LONG) yield* inSteps(stretch.tasks, ({ status }) => status);
      stretch.derived(factsInOrder);
      yield;
    }
  }

  headings(): readonly Heading[] {
    return this.stretches.flatMap((stretch) => stretch.headings);
  }

  get facts(): object {
    const keys = this.stretches.map((stretch) => stretch.derived(factsInOrder));
    // A list far away may plan a task for a wave.
    for (const stretch of this.stretches) {
      for (const { title } of stretch.waveTitles(this.services.reader.titles)) keys.push(title);
      for (const { id, wave } of stretch.planned) keys.push(`${id}\t${wave}`);
    }
    if (!this.knownFacts || !isSameList(this.knownFacts.keys, keys)) this.knownFacts = { keys };
    return this.knownFacts;
  }

  keyed<T>(key: (tasks: readonly Task[]) => string, make: (document: TaskDocument) => T): T {
    const keys = this.stretches.map((stretch) => stretch.derived(key));
    const known = this.keyedOf.get(make);
    if (known && isSameList(known.keys, keys)) return known.value as T;
    const value = make(this);
    this.keyedOf.set(make, { keys, value });
    return value;
  }

  summed<T>(sum: Sum<T>): T {
    return this.sums.of(
      sum,
      this.stretches.map((stretch) => stretch.derived(sum.key)),
    );
  }

  get idSet(): IdSet {
    return this.summed(ALL_IDS);
  }

  sections(): TaskSection[] {
    return this.stretches.flatMap((stretch) => stretch.sections());
  }

  planned(): string[] {
    return this.stretches.flatMap(({ planned }) => planned.map(({ id }) => id));
  }

  misnumbered(): NumberedList[] {
    return this.stretches.flatMap(misnumberedLists);
  }

  links(): Link[] {
    return this.stretches.flatMap(({ links, offset }) =>
      links.map(({ target, start, end }) => ({ target, start: offset + start, end: offset + end })),
    );
  }

  get waves(): readonly DeclaredWave[] {
    return declaredWaves(this.stretches, this.services.reader.titles);
  }

  taskAt(offset: number): Task | null {
    const line = this.positionAt(offset).line;
    const { tasks } = this;
    let low = 0;
    let high = tasks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tasks[middle]?.line ?? 0) <= line) low = middle + 1;
      else high = middle;
    }
    // Of the tasks that begin before the line, only the last and those around it can reach so far.
    let task: TaskNode | null = tasks[low - 1] ?? null;
    while (task && task.endLine < line) task = task.parent;
    return task;
  }

  explain(): readonly FormEvidence[] {
    return explainDocument(this, this.stretches);
  }

  slice(start: number, end: number): string {
    return this.whole === null
      ? sliceOf(this.stretches, start, end)
      : this.whole.slice(Math.max(0, start), Math.max(0, end));
  }

  positionAt(offset: number): Position {
    return positionAt(this.stretches, offset);
  }

  offsetAt(position: Position): number {
    return offsetAt(this.text, this.stretches, position);
  }

  get values(): FieldValues {
    return this.services.reader.values;
  }

  plainText(markdown: string): string {
    return this.services.plainText(markdown);
  }

  isFieldLabel(title: string): boolean {
    const kind = this.services.reader.fields.kindOfLabel(title);
    return kind !== null;
  }

  keyOf(node: TaskNode): string {
    const id = node.takenId;
    if (id === null) return `${this.path}:${node.line + 1}`;
    const same = this.assembly.tasksOf(id);
    if (same.length > 1 && same[0] !== node) return `${this.path}#${id}:${node.line + 1}`;
    return `${this.path}#${id}`;
  }

  hasIdLike(id: string): boolean {
    return this.assembly.hasIdLike(id);
  }

  trackerEntryOf(id: string): TrackerEntry | null {
    return this.services.trackers.entry(this.uri, id);
  }

  waveOf(node: TaskNode): string | null {
    return this.assembly.waveOf(node);
  }

  sectionEndOf(node: TaskNode): number | null {
    if (node.level === 0 && node.kind !== 'document') return null;
    let last = node.line;
    eachSegmentOf(this.stretches, node, (stretch, segment) => {
      last = Math.max(last, stretch.line + segment.lastLine);
    });
    return last;
  }

  listedCriteriaOf(node: TaskNode): Criteria {
    let done = 0;
    let total = 0;
    const add = (stretch: Stretch): void => {
      const listed = stretch.listedCriteriaOf(node);
      done += listed?.done ?? 0;
      total += listed?.total ?? 0;
    };
    if (node.level === 0 && node.kind !== 'document') {
      add(node.stretch);
    } else {
      let previous: Stretch | null = null;
      eachSegmentOf(this.stretches, node, (stretch) => {
        if (stretch !== previous) add(stretch);
        previous = stretch;
      });
    }
    return { done, total };
  }
}

function textOf(stretch: Stretch): string {
  return stretch.text;
}

/** The lines that hold the stretch between the offsets. */
function linesAround(text: string, start: number, end: number): string {
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--;
  return text.slice(start, lineEndFrom(text, end, text.length));
}

/** Whether a block at the end of the stretch would go on into the heading after it: HTML that no blank line ends. */
function isOpenAtEnd(table: BlockTable): boolean {
  if (table.unclosed >= 0) return true;
  for (let block = table.count - 1; block >= 0; block--) {
    const at = block * STRIDE;
    if ((table.blocks[at + Field.Parent] ?? -1) >= 0) continue;
    const isHtml = table.blocks[at + Field.Kind] === BlockKind.Html;
    return isHtml && (table.blocks[at + Field.EndLine] ?? 0) >= table.lineStarts.length - 1;
  }
  return false;
}

function holdsFence(table: BlockTable): boolean {
  for (let block = 0; block < table.count; block++) {
    if (table.blocks[block * STRIDE + Field.Kind] === BlockKind.FencedCode) return true;
  }
  return false;
}
