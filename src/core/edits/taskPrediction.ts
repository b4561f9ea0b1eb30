import type { TextEdit } from '../model/problem';
import type { Decision, Task, TaskDocument, TaskStatus } from '../model/task';

/** A block of lines that edits take from one place and put at another. */
export interface MovedBlock {
  /** Its tasks in document order, the one that is moved first. */
  readonly tasks: readonly Task[];
  /** Where it is put: offset in the text before the edits. */
  readonly to: number;
  /** The parent of the first one there. */
  readonly parent: Task | null;
}

/** What edits are to make of the tasks of a document; everything else of them must stay as it is. */
export interface Foreseen {
  /** Of this document. */
  readonly edits: readonly TextEdit[];
  readonly status?: ReadonlyMap<Task, TaskStatus>;
  readonly moved?: readonly MovedBlock[];
  /** The ids that a task depends on. */
  readonly dependsOn?: ReadonlyMap<Task, readonly string[]>;
}

/** A task, as it was, that would be read otherwise than it should, and what of it. */
export interface Surprise {
  readonly task: Task;
  readonly what: 'form' | 'id' | 'title' | 'status' | 'fields' | 'place' | 'dependencies';
}

/**
 * Compares a document with what it would become, task by task, in the order in which they are to stand. The
 * surprises, or 'tasks' where more or fewer tasks would be found.
 */
export function surprises(
  before: TaskDocument,
  after: TaskDocument,
  foreseen: Foreseen,
): readonly Surprise[] | 'tasks' {
  if (before.tasks.length !== after.tasks.length) return 'tasks';
  const moved = new Map<Task, MovedBlock>();
  for (const block of foreseen.moved ?? []) for (const task of block.tasks) moved.set(task, block);
  const order = orderOf(before, moved);
  const places = new Map(order.map((task, at) => [task, at]));
  const placesAfter = new Map(after.tasks.map((task, at): [Task, number] => [task, at]));
  const lines = new LinesAfter(before, after, foreseen.edits);
  const found: Surprise[] = [];
  order.forEach((task, at) => {
    const now = after.tasks[at];
    if (!now) return;
    const block = moved.get(task);
    const parent = block?.tasks[0] === task ? block.parent : task.parent;
    const what =
      differenceOf(task, now, foreseen, block !== undefined) ??
      (placeOf(parent, places) !== placeOf(now.parent, placesAfter) ? 'place' : null) ??
      (!block && lines.of(task) !== now.line ? 'place' : null);
    if (what) found.push({ task, what });
  });
  return found;
}

function placeOf(parent: Task | null, places: ReadonlyMap<Task, number>): number {
  return parent ? (places.get(parent) ?? -1) : -1;
}

/** The tasks as they are to stand: moved ones before what begins where they are put. */
function orderOf(document: TaskDocument, moved: ReadonlyMap<Task, MovedBlock>): readonly Task[] {
  if (moved.size === 0) return document.tasks;
  const keyed = document.tasks.map((task, at) => {
    const block = moved.get(task);
    const start = document.offsetAt({ line: task.line, column: 0 });
    return { task, at, key: block ? block.to - 0.5 : start };
  });
  keyed.sort((a, b) => a.key - b.key || a.at - b.at);
  return keyed.map(({ task }) => task);
}

/** Lines after edits; of what stays where it is. */
class LinesAfter {
  private readonly edits: readonly TextEdit[];
  private at = 0;
  private delta = 0;

  constructor(
    private readonly before: TaskDocument,
    private readonly after: TaskDocument,
    edits: readonly TextEdit[],
  ) {
    this.edits = [...edits].sort((a, b) => a.range.start - b.range.start);
  }

  /** Asked in any order, but cheapest in that of the text. */
  of(task: Task): number {
    const start = this.before.offsetAt({ line: task.line, column: 0 });
    const first = this.edits[this.at - 1];
    if (first && first.range.end > start) {
      this.at = 0;
      this.delta = 0;
    }
    for (let next = this.edits[this.at]; next && next.range.end <= start; next = this.edits[++this.at])
      this.delta += next.text.length - (next.range.end - next.range.start);
    return this.after.positionAt(start + this.delta).line;
  }
}

function differenceOf(
  task: Task,
  now: Task,
  { status, dependsOn, edits }: Foreseen,
  isMoved: boolean,
): Surprise['what'] | null {
  const wanted = status?.get(task);
  if (now.kind !== task.kind) return 'form';
  if (now.id !== task.id || now.idKind !== task.idKind) return 'id';
  if (!isWrittenAlike(now, task) && now.title !== task.title) {
    const isOther = wanted !== undefined && isStruckOrFreed(now.title, task.title);
    // What a title says of dependencies is a part of it.
    if (!isOther && !(dependsOn?.has(task) && touchesTitle(task, edits))) return 'title';
  }
  if (wanted !== undefined ? now.status !== wanted : !isMoved && now.status !== task.status) return 'status';
  if (wanted === undefined && now.marker !== task.marker) return 'status';
  if (!hasSameFields(now, task, isMoved)) return 'fields';
  if (wanted === undefined && !isMoved && !isSameDecision(now.decision, task.decision)) return 'fields';
  if (!isMoved && !isSameSection(task, now, status)) return 'place';
  const needs = dependsOn?.get(task) ?? task.dependsOn.map(({ id }) => id);
  return isSameSet(
    now.dependsOn.map(({ id }) => id),
    needs,
  )
    ? null
    : 'dependencies';
}

/**
 * Whether the same characters stand for the title of both, with the id at the same place of them: then the titles are the
 * same, and need not be made of them. Most of a file's are untouched.
 */
function isWrittenAlike(now: Task, task: Task): boolean {
  // A file's own may be no stretch of its text.
  if (task.kind === 'document') return false;
  const [a, b] = [now.titleRange, task.titleRange];
  if (a.end - a.start !== b.end - b.start) return false;
  const [id, idBefore] = [now.idRange, task.idRange];
  const shift = a.start - b.start;
  if (!id !== !idBefore) return false;
  if (id && idBefore && (id.start - shift !== idBefore.start || id.end - shift !== idBefore.end))
    return false;
  return now.document.slice(a.start, a.end) === task.document.slice(b.start, b.end);
}

function touchesTitle({ titleRange }: Task, edits: readonly TextEdit[]): boolean {
  return edits.some(({ range }) => range.start <= titleRange.end && range.end >= titleRange.start);
}

/** A struck title ends where the strike does; what follows it is its pointer. */
function isStruckOrFreed(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** The heading of a task that has another status is a section with another title. */
function isSameSection(task: Task, now: Task, changed: Foreseen['status']): boolean {
  if (now.section.length !== task.section.length) return false;
  if (now.section.every((title, at) => title === task.section[at])) return true;
  for (let above = task.parent; above; above = above.parent) if (changed?.has(above)) return true;
  return false;
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n');
}

/** Section and wave are what a move is about, and so is the priority that a section gives. */
function hasSameFields(now: Task, task: Task, isMoved: boolean): boolean {
  if (!isMoved && (now.priority !== task.priority || now.wave !== task.wave)) return false;
  const [effort, effortBefore] = [now.effortHours, task.effortHours];
  if (effort?.min !== effortBefore?.min || effort?.max !== effortBefore?.max) return false;
  const [criteria, criteriaBefore] = [now.criteria, task.criteria];
  return criteria?.done === criteriaBefore?.done && criteria?.total === criteriaBefore?.total;
}

function isSameDecision(now: Decision | null, before: Decision | null): boolean {
  return now?.pointer === before?.pointer && now?.collapsed === before?.collapsed;
}
