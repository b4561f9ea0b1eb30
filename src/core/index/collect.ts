import { inlineItems, recoverHierarchy } from '../forms/numbered';
import { NodeFlag, TaskNode } from '../forms/taskNode';
import { explicitIdsIn } from '../identity/idSyntax';
import { Field, STRIDE } from '../parse/blocks';
import type { TitleClassifier } from '../parse/labels';
import type { ListReading } from '../parse/reading';
import { readStart } from '../parse/titleStart';
import { isTaken } from '../forms/lists';
import type { Stretch } from './stretch';

export interface CollectOptions {
  accepts(node: TaskNode): boolean;
  /** The task that the document is, if the stretch is its first. */
  readonly documentTask: TaskNode | null;
  readonly titles: TitleClassifier;
}

/** An id that a list, a table or a field plans for a wave, and where. Offsets are relative to the stretch. */
export interface PlannedId {
  readonly id: string;
  readonly wave: string;
  readonly start: number;
  readonly end: number;
}

export interface Collected {
  readonly tasks: readonly TaskNode[];
  readonly planned: readonly PlannedId[];
}

/** The tasks of a decided stretch in document order, with their ids and places in the hierarchy. */
export function collectTasks(stretch: Stretch, options: CollectOptions): Collected {
  const tasks: TaskNode[] = [];
  const planned: PlannedId[] = [];
  const plan = ({ idText: id, idStart: start, idEnd: end }: TaskNode, wave: string): void => {
    if (id !== null) planned.push({ id, wave, start, end });
  };
  if (options.documentTask) tasks.push(options.documentTask);
  const { segments } = stretch.reading;
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index];
    if (!segment) continue;
    const context = stretch.contexts[index] ?? null;
    if (segment.heading?.taken) {
      giveOwnId(segment.heading, options);
      tasks.push(segment.heading);
    }
    if (context?.wave != null) planFields(stretch, segment.fields, context.wave, planned);
    for (const list of segment.lists) {
      const labelWave = list.label ? options.titles.describe(list.label.title).wave : null;
      const wave = labelWave ?? context?.wave ?? null;
      if (isTaken(list.verdict)) takeList(list, options, tasks);
      if (wave === null) continue;
      for (const item of list.items)
        if (!item.taken && item.idText !== null && !item.has(NodeFlag.NumberId)) plan(item, wave);
    }
    for (const table of segment.tables) {
      const wave =
        (table.label ? options.titles.describe(table.label.title).wave : null) ?? context?.wave ?? null;
      for (const row of table.rows) {
        if (row.taken) {
          giveOwnId(row, options);
          tasks.push(row);
        } else if (wave !== null && row.idText !== null && !row.has(NodeFlag.NumberId)) {
          plan(row, wave);
        }
      }
    }
  }
  if (!isInOrder(tasks)) tasks.sort(byPlace);
  return { tasks, planned };
}

function isInOrder(tasks: readonly TaskNode[]): boolean {
  for (let at = 1; at < tasks.length; at++) {
    const before = tasks[at - 1];
    const task = tasks[at];
    if (before && task && before.relLine >= task.relLine && byPlace(before, task) > 0) return false;
  }
  return true;
}

function byPlace(a: TaskNode, b: TaskNode): number {
  return a.relLine - b.relLine || a.block - b.block || a.titleStart - b.titleStart;
}

function takeList(list: ListReading, options: CollectOptions, tasks: TaskNode[]): void {
  const { items } = list;
  const first = items[0];
  if (list.ordered && !list.within && first?.ordinal !== undefined) {
    recoverHierarchy(items, (item) =>
      /^(?:~~)?(?:\*\*|__)/.test(item.textOf(item.textStart, item.textStart + 4)),
    );
  }
  for (const item of items) {
    if (!item.taken) continue;
    giveOwnId(item, options);
    if (item.takenId === null && item.ordinal >= 0) giveNumber(item);
    tasks.push(item);
    if (item.kind === 'numbered') tasks.push(...inlineTasks(item));
  }
}

function giveOwnId(node: TaskNode, options: CollectOptions): void {
  // The page of a task has no neighbours whose ids look alike.
  const isSure = node.has(NodeFlag.StrongId) || node.kind === 'document';
  const own = node.idText !== null && (isSure || options.accepts(node));
  node.takenId = own ? node.idText : null;
  node.takenKind = !own ? 'none' : node.has(NodeFlag.NumberId) ? 'number' : 'explicit';
}

/** The literal numbers of an item and the numbered items around it: 8.3.4. */
function giveNumber(node: TaskNode): void {
  const { up } = node;
  const prefix = up?.taken && up.takenKind === 'number' && up.takenId !== null ? `${up.takenId}.` : '';
  node.takenId = `${prefix}${node.ordinal}`;
  node.takenKind = 'number';
  node.idStart = node.stretch.table.blocks[node.block * STRIDE + Field.Start] ?? -1;
  node.idEnd = node.idStart + String(node.ordinal).length;
}

/** "6. **Updating** — 1. Decide … 2. Define …": sub-items in the item's own line. */
function inlineTasks(node: TaskNode): TaskNode[] {
  const from = node.textStart;
  const found = inlineItems(node.textOf(from, node.textEnd));
  const { source, base, table } = node.stretch;
  return found.map((item) => {
    const start = from + item.start;
    const line = lineIn(table.lineStarts, start, node.relLine);
    const endLine = lineIn(table.lineStarts, from + item.end, node.relLine);
    const task = new TaskNode('numbered', node.stretch, node.segment, node.block, line, endLine);
    task.ordinal = item.number;
    task.up = node;
    task.list = node.list;
    task.taken = true;
    task.textEnd = from + item.end;
    readStart(task, source, base, base + from + item.textStart, base + task.textEnd, 'item');
    task.takenId = `${node.takenId ?? ''}.${item.number}`;
    task.takenKind = 'number';
    task.idStart = start;
    task.idEnd = start + String(item.number).length;
    return task;
  });
}

function lineIn(lineStarts: Int32Array, offset: number, from: number): number {
  let line = from;
  while (line + 1 < lineStarts.length && (lineStarts[line + 1] ?? Infinity) <= offset) line++;
  return line;
}

/** "**Tasks:** P0-001, P1-002" under the heading of a wave. */
function planFields(
  stretch: Stretch,
  fields: Stretch['reading']['segments'][number]['fields'],
  wave: string,
  planned: PlannedId[],
): void {
  for (const field of fields) {
    if (field.kind !== 'tasks' || field.valueEnd <= field.valueStart) continue;
    for (const { id, start, end } of explicitIdsIn(
      stretch.source,
      stretch.base + field.valueStart,
      stretch.base + field.valueEnd,
    ))
      planned.push({ id, wave, start: start - stretch.base, end: end - stretch.base });
  }
}
