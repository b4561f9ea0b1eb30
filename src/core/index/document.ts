import type { TaskNode } from '../forms/taskNode';
import {
  TASK_KINDS,
  type Criteria,
  type FormEvidence,
  type Position,
  type StrayFence,
  type Task,
  type TaskKind,
  type TaskStatus,
  type TextRange,
} from '../model/task';
import type { TextChange } from '../model/reader';
import { BlockKind, Field, STRIDE, type BlockTable } from '../parse/blocks';
import { lineEndFrom, skipSpaces } from '../parse/chars';
import type { BlockScanner } from '../parse/scanner';
import type { StretchReader } from '../parse/stretchReader';
import { Assembly } from './assembly';
import { explainDocument } from './explain';
import type { HostDocument } from './hostDocument';
import {
  AS_WRITTEN,
  findStrayFences,
  hasFenceLine,
  hiddenStarts,
  linesIn,
  shifted,
  type FenceReading,
  type Placed,
} from './strayFences';
import { Stretch } from './stretch';
import { eachSegmentOf, offsetAt, positionAt, stretchIndexAt } from './stretchList';

/** What documents share within one index. */
export interface DocumentServices {
  readonly scanner: BlockScanner;
  readonly reader: StretchReader;
  readonly plainText: (markdown: string) => string;
}

/**
 * UTF-16 code units of a stretch, if headings allow. Short stretches make a keystroke cheap, long ones the
 * whole document: each costs some objects, however little it holds.
 */
const STRETCH = 4096;

/**
 * One task file: its text, cut into stretches that are read by themselves, and what they add up to. A change
 * reads anew only the stretches it touches; everything else moves.
 */
export class IndexedDocument implements HostDocument {
  readonly uri: string;
  readonly path: string;
  readonly services: DocumentServices;
  text = '';
  lineCount = 0;
  readonly skipped: string | null;
  private stretches: Stretch[] = [];
  private fences: FenceReading = AS_WRITTEN;
  private assembly: Assembly;
  private flat: readonly TaskNode[] | null = null;

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
    this.text = text;
    this.assembly = new Assembly(this);
    const asWritten = yield* this.scanInSteps(AS_WRITTEN);
    const { reading, placed } = findStrayFences(text, (attempt) => this.scanAll(attempt), asWritten);
    this.fences = reading;
    let line = 0;
    const stretches: Stretch[] = [];
    for (const { offset, table } of placed) {
      const stretch = this.newStretch(offset, line, table);
      line += table.lineStarts.length;
      stretches.push(stretch);
      this.assembly.add(stretch);
      yield;
    }
    this.stretches = stretches;
    this.lineCount = line;
    this.flat = null;
    yield* this.assembly.settleInSteps(stretches);
  }

  private scanAll(fences: FenceReading): readonly Placed[] {
    return finish(this.scanInSteps(fences));
  }

  private *scanInSteps(fences: FenceReading): Generator<void, Placed[]> {
    const { scanner } = this.services;
    const placed: Placed[] = [];
    let offset = 0;
    do {
      const table = scanner.scan(this.text, offset, {
        documentStart: offset === 0,
        strayFences: fences.stray,
        longFences: fences.long,
        atLeast: STRETCH,
      });
      placed.push({ offset, table });
      offset += Math.max(1, table.length);
      yield;
    } while (offset < this.text.length);
    return placed;
  }

  private newStretch(offset: number, line: number, table: BlockTable): Stretch {
    const stretch = new Stretch(this, offset, line, table);
    stretch.reading = this.services.reader.read(stretch);
    return stretch;
  }

  private settle(): void {
    this.flat = null;
    finish(this.assembly.settleInSteps(this.stretches));
  }

  /** Applies one change; offsets are those of the current text. Throws a RangeError where they lie outside. */
  change(change: TextChange): void {
    const { start, end, text: inserted } = change;
    const before = this.text;
    if (!(start >= 0 && end >= start && end <= before.length)) {
      throw new RangeError(
        `change ${start}–${end} lies outside the text of ${this.path} (${before.length} characters)`,
      );
    }
    const first = Math.max(0, this.stretchIndexAt(start) - (this.touchesBoundary(start) ? 1 : 0));
    const touched = this.linesAround(before, start, end);
    const after = before.slice(0, start) + inserted + before.slice(end);
    const delta = inserted.length - (end - start);
    const touchedAfter = this.linesAround(after, start, start + inserted.length);
    if (this.needsWholeScan(first, end, touched, touchedAfter)) {
      this.setText(after);
      return;
    }
    this.text = after;
    this.fences = shifted(this.fences, end, delta);
    this.rescan(first, end, delta);
  }

  /** Reads from the stretch `first` until a stretch begins where one began before, past the change. */
  private rescan(first: number, changeEnd: number, delta: number): void {
    const { scanner } = this.services;
    const from = this.stretches[first];
    if (!from) return this.setText(this.text);
    let offset = from.offset;
    let line = from.line;
    let old = first + 1;
    const fresh: Stretch[] = [];
    for (;;) {
      while (old < this.stretches.length && !this.mayResumeAt(old, offset, from.offset, changeEnd, delta))
        old++;
      const resume = this.stretches[old];
      // Where a stretch began before, one begins again: those after it need not be read anew.
      const table = scanner.scan(this.text, offset, {
        documentStart: offset === 0,
        strayFences: this.fences.stray,
        longFences: this.fences.long,
        atLeast: 2 * STRETCH,
        ...(resume && { stopAt: resume.offset + delta }),
      });
      if (table.unclosed >= 0) return this.setText(this.text);
      fresh.push(this.newStretch(offset, line, table));
      offset += table.length;
      line += table.lineStarts.length;
      if (offset >= this.text.length || table.length === 0) {
        old = this.stretches.length;
        break;
      }
      if (resume && resume.offset + delta === offset) break;
    }
    const lineDelta = line - (this.stretches[old]?.line ?? line);
    for (let index = first; index < old; index++) {
      const gone = this.stretches[index];
      if (gone) this.assembly.remove(gone);
    }
    for (const stretch of fresh) this.assembly.add(stretch);
    if (delta !== 0 || lineDelta !== 0) {
      for (let index = old; index < this.stretches.length; index++) {
        const moved = this.stretches[index];
        if (!moved) continue;
        moved.offset += delta;
        moved.line += lineDelta;
      }
    }
    if (fresh.length === 1 && old === first + 1 && fresh[0]) this.stretches[first] = fresh[0];
    else this.stretches = [...this.stretches.slice(0, first), ...fresh, ...this.stretches.slice(old)];
    const last = this.stretches[this.stretches.length - 1];
    this.lineCount = last ? last.line + last.table.lineStarts.length : 0;
    this.settle();
  }

  /** Whether the old stretch `index` lies past the change and past what has been read up to `offset`. */
  private mayResumeAt(
    index: number,
    offset: number,
    from: number,
    changeEnd: number,
    delta: number,
  ): boolean {
    const start = this.stretches[index]?.offset ?? 0;
    return start > from && start >= changeEnd && start + delta > offset;
  }

  /** Fences reach beyond their stretch, and which of them are stray depends on all of them. */
  private needsWholeScan(first: number, changeEnd: number, before: string, after: string): boolean {
    if (hasFenceLine(before) || hasFenceLine(after)) return true;
    // Front matter and a byte order mark exist at the start only.
    if (first === 0 && /^\ufeff?---/.test(this.text)) return true;
    const looksLikeTask = linesIn(before, 0, before.length).tasks + linesIn(after, 0, after.length).tasks > 0;
    for (let index = first; index < this.stretches.length; index++) {
      const stretch = this.stretches[index];
      if (!stretch || stretch.offset > changeEnd) break;
      if (stretch.table.unclosed >= 0) return true;
      if (looksLikeTask && holdsFence(stretch.table)) return true;
    }
    return false;
  }

  private touchesBoundary(offset: number): boolean {
    const stretch = this.stretches[this.stretchIndexAt(offset)];
    if (!stretch) return false;
    return offset <= lineEndFrom(this.text, stretch.offset, this.text.length);
  }

  private linesAround(text: string, start: number, end: number): string {
    while (start > 0 && text.charCodeAt(start - 1) !== 10 && text.charCodeAt(start - 1) !== 13) start--;
    return text.slice(start, lineEndFrom(text, end, text.length));
  }

  private stretchIndexAt(offset: number): number {
    return stretchIndexAt(this.stretches, offset);
  }

  /* What the rest of the core and the shells read. */

  get tasks(): readonly TaskNode[] {
    this.flat ??= this.stretches.flatMap((stretch) => stretch.tasks);
    return this.flat;
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

  get strayFences(): readonly StrayFence[] {
    const { stray, long } = this.fences;
    if (stray.size + long.size === 0) return [];
    const lines = [...stray, ...long.keys()].sort((a, b) => a - b);
    const hidden = hiddenStarts(this.tasks, this.scanAll(AS_WRITTEN));
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

  taskAt(offset: number): Task | null {
    const line = this.positionAt(offset).line;
    let found: TaskNode | null = null;
    for (const task of this.tasks) {
      if (task.line > line) break;
      if (task.endLine >= line) found = task;
    }
    return found;
  }

  explain(): readonly FormEvidence[] {
    return explainDocument(this, this.stretches);
  }

  positionAt(offset: number): Position {
    return positionAt(this.text, this.stretches, offset);
  }

  offsetAt(position: Position): number {
    return offsetAt(this.text, this.stretches, position);
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
      for (const entry of stretch.criteria) {
        if (stretch.ownerOfCriteria(entry) !== node) continue;
        done += entry.done;
        total += entry.total;
      }
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

/** Takes all steps at once. */
function finish<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function holdsFence(table: BlockTable): boolean {
  for (let block = 0; block < table.count; block++) {
    if (table.blocks[block * STRIDE + Field.Kind] === BlockKind.FencedCode) return true;
  }
  return false;
}
