import { TaskNode } from '../../forms/taskNode';
import type { TextEdit } from '../../model/problem';
import type { Task, TaskStatus } from '../../model/task';
import type { SignKind, StatusSign } from '../../parse/statusSigns';
import { editOf, endOfText, insertFieldLike, withoutField } from '../fieldPlaces';
import { columnWay, type StatusWay } from './columns';
import { writtenLike, type Day } from './dates';
import { DATED_GLYPH, datedFieldOf, ownTextOf, type Example, type StatusHabits } from './habits';
import { insertByDefault, insertLike, strikeEdits, unstrikeEdits } from './insert';
import { removeSign, rewriteSign } from './rewrite';
import { isStruck, signsOf } from './signs';

/** Places that are there whatever the status is: what they say is replaced. */
const LASTING: readonly SignKind[] = ['field', 'cell', 'box', 'property', 'progress'];

/** Ways to make a task say another status, the best first; each is to be tried out. */
export function statusCandidates(
  task: Task,
  status: TaskStatus,
  habits: StatusHabits,
  today: Day | null,
): readonly StatusWay[] {
  const writer = new StatusWriter(task, status, habits, today);
  const ways = writer.candidates().map((edits): StatusWay => ({ edits }));
  const column = columnWay(task, status, habits, writer.others());
  if (column) {
    const isFirst = column.isHabit && !writer.hasLasting;
    ways.splice(isFirst ? 0 : ways.length, 0, column.way);
  }
  const seen = new Set<string>();
  return ways.filter(({ edits }) => {
    const signature = JSON.stringify(edits.map(({ range, text }) => [range.start, range.end, text]));
    if (edits.length === 0 || seen.has(signature)) return false;
    seen.add(signature);
    return true;
  });
}

class StatusWriter {
  private readonly signs: readonly StatusSign[];
  private readonly struck: boolean;

  constructor(
    private readonly task: Task,
    private readonly status: TaskStatus,
    private readonly habits: StatusHabits,
    private readonly today: Day | null,
  ) {
    this.signs = signsOf(task);
    this.struck = isStruck(task);
  }

  get hasLasting(): boolean {
    return this.signs.some(({ kind }) => LASTING.includes(kind));
  }

  /** What besides the box contradicts the status. */
  others(): readonly TextEdit[] {
    const marker = this.task.markerRange?.start;
    return distinct([...this.dated(), ...this.withoutOthers()].filter(({ range }) => range.start !== marker));
  }

  candidates(): (readonly TextEdit[])[] {
    const { task, status, habits } = this;
    const ways = habits.ways(task, status).slice(0, 3);
    const imitated = ways.flatMap((way) => this.imitate(way));
    const lasting = this.hasLasting;
    const rewritten = this.rewrite();
    const marker = task.markerRange === null ? null : habits.marker(status);
    const plain = lasting || marker?.own === true || status === 'done' || status === 'todo';
    const first = (task.markerRange !== null || lasting) && plain;
    const found = first ? [...rewritten, ...imitated] : [...imitated];
    // What is to do says so by saying nothing, where no task of the form says it otherwise.
    if (!first && status === 'todo') found.push(this.withoutOthers());
    if (!first) found.push(...rewritten);
    // What most of the file does not do may still be read aright.
    if (status === 'decided' && task.markerRange === null) found.push(...this.strike());
    // Beside how far it is, a word may say what it is.
    const isPlaced = this.signs.some(({ kind }) => LASTING.includes(kind) && kind !== 'progress');
    if (status !== 'todo' && !isPlaced)
      for (const edit of insertByDefault(task, status, habits, this.today))
        found.push([...this.withoutOthers(), edit]);
    if (status === 'todo') found.push(this.withoutOthers());
    return found.map((edits) => distinct([...this.dated(), ...edits])).concat(found.map(distinct));
  }

  /** Every place that says another status is made to say this one; where it cannot, it is left out. */
  private rewrite(): (readonly TextEdit[])[] {
    const { task, status, habits, today } = this;
    const edits: TextEdit[] = [];
    const marker = this.markerEdit();
    if (marker === 'none') return [];
    if (marker) edits.push(marker);
    for (const sign of this.signs) {
      if (sign.status === status && !LASTING.includes(sign.kind)) continue;
      if (sign.status === status && sign.kind !== 'property') continue;
      const keeps = LASTING.includes(sign.kind) || task.markerRange === null || this.isHabit(sign.kind);
      const edit = (keeps ? rewriteSign(task, sign, status, habits, today) : null) ?? removeSign(task, sign);
      if (edit) edits.push(edit);
    }
    if (this.struck && status !== 'decided' && status !== 'dropped') edits.push(...unstrikeEdits(task));
    return [edits];
  }

  /** Whether tasks of the file say the status in such a place. */
  private isHabit(kind: SignKind): boolean {
    return this.habits.value([kind], this.status) !== null;
  }

  private markerEdit(): TextEdit | 'none' | null {
    const { task, status, habits } = this;
    if (!task.markerRange) return null;
    const marker = habits.marker(status);
    if (!marker) return 'none';
    const { start, end } = task.markerRange;
    if (task.document.slice(start, end) === marker.text) return null;
    // `[]` has no place between its brackets.
    return editOf(task.document, start, Math.max(start, Math.min(end, this.closeOf(start))), marker.text);
  }

  private closeOf(start: number): number {
    const close = this.task.document.slice(start, start + 5).indexOf(']');
    return close < 0 ? start : start + close;
  }

  /** What another task of the form says, in its place and way. */
  private imitate(way: Example): (readonly TextEdit[])[] {
    const { task, status, habits, today } = this;
    const edits: TextEdit[] = [];
    if (task.markerRange && way.task.marker !== null && way.task.marker !== task.marker) {
      const { start } = task.markerRange;
      edits.push(editOf(task.document, start, this.closeOf(start), way.task.marker));
    }
    const theirs = way.signs.filter((sign) => sign.status !== null);
    for (const sign of this.signs) {
      const isKept = theirs.some(({ kind }) => kind === sign.kind) || LASTING.includes(sign.kind);
      if (isKept && sign.status === status) continue;
      const edit = isKept ? rewriteSign(task, sign, status, habits, today) : removeSign(task, sign);
      if (edit) edits.push(edit);
      else if (isKept) return [];
    }
    for (const sign of theirs) {
      if (this.signs.some(({ kind }) => kind === sign.kind)) continue;
      const edit = insertLike(task, way, sign, status, habits, today);
      if (!edit) return [];
      edits.push(edit);
    }
    if (this.struck && !way.struck) edits.push(...unstrikeEdits(task));
    if (!this.struck && way.struck) return strikeEdits(task).map((strike) => [...edits, ...strike]);
    return [edits];
  }

  private strike(): (readonly TextEdit[])[] {
    return strikeEdits(this.task).map((strike) => [...this.withoutOthers(), ...strike]);
  }

  /** What says another status is left out. */
  private withoutOthers(): TextEdit[] {
    const { task, status } = this;
    const edits: TextEdit[] = [];
    if (status === 'todo') {
      const marker = this.markerEdit();
      if (marker !== null && marker !== 'none') edits.push(marker);
    }
    for (const sign of this.signs) {
      if (sign.status === status) continue;
      const edit = removeSign(task, sign);
      if (edit) edits.push(edit);
    }
    if (this.struck && status !== 'decided') edits.push(...unstrikeEdits(task));
    return edits;
  }

  /** The field that says when the task was done: written where the others have it, or taken away. */
  private datedField(task: TaskNode): TextEdit | null {
    const { status, habits, today } = this;
    const own = datedFieldOf(task);
    if (status !== 'done') return own && task.status === 'done' ? withoutField(task, own.at) : null;
    const habit = own || today === null ? null : habits.datedField(task);
    const date = habit && today !== null ? writtenLike(today, habit.example.date, habit.dates) : null;
    return habit && date !== null ? insertFieldLike(task, habit.example.task, habit.example.at, date) : null;
  }

  /** The day of completion, where the file's done tasks carry it; taken away from a task that is open again. */
  private dated(): TextEdit[] {
    const { task, status, habits, today } = this;
    if (!(task instanceof TaskNode) || task.kind === 'document' || task.kind === 'row') return [];
    const field = this.datedField(task);
    if (field) return [field];
    const text = ownTextOf(task);
    const start = task.stretch.offset + task.textStart;
    const own = DATED_GLYPH.exec(text);
    if (own && status !== 'done')
      return [editOf(task.document, start + own.index, start + own.index + own[0].length, '')];
    if (own || status !== 'done' || today === null) return [];
    const dated = habits.datedGlyph(task);
    const last = dated?.dates.at(-1);
    const date = last === undefined ? null : writtenLike(today, last, dated?.dates);
    if (!dated || last === undefined || date === null) return [];
    const at = endOfText(task);
    return [editOf(task.document, at, at, dated.text.replace(last, date))];
  }
}

/** One edit for each place; of two that overlap, the first. */
function distinct(edits: readonly TextEdit[]): readonly TextEdit[] {
  const kept: TextEdit[] = [];
  for (const edit of edits) {
    const overlaps = kept.some(
      ({ range }) =>
        (edit.range.start < range.end && range.start < edit.range.end) ||
        (edit.range.start === range.start &&
          edit.range.end === range.end &&
          edit.range.start !== edit.range.end),
    );
    if (!overlaps) kept.push(edit);
  }
  return kept.sort((a, b) => a.range.start - b.range.start);
}
