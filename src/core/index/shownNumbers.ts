import type { TaskNode } from '../forms/taskNode';
import { NodeFlag } from '../forms/taskNode';
import type { NumberedItem, NumberedList } from '../model/task';
import { BlockFlag, BlockKind, Field, STRIDE, type BlockTable } from '../parse/blocks';
import type { Stretch } from './stretch';

/**
 * The ordered lists of a stretch in which an item has another number than renderers give it, as far as they hold
 * tasks whose ids are their list numbers. By CommonMark a list begins with the number of its first item and
 * counts on, whatever the others say.
 */
export function misnumberedLists(stretch: Stretch): NumberedList[] {
  const lists = stretch.misnumbered;
  if (lists.size === 0) return [];
  const nodes = new Map<number, TaskNode>();
  for (const task of stretch.tasks) if (isNumberedByList(task)) nodes.set(task.block, task);
  const found: NumberedList[] = [];
  for (const blocks of lists.values()) {
    const some = blocks.some((block) => nodes.has(block));
    if (some && !isLazilyNumbered(blocks.map((block) => literalOf(stretch.table, block))))
      found.push(listOf(stretch, blocks, nodes));
  }
  return found;
}

/** Items by list, of lists with an item whose number differs from the one that is shown. */
export function misnumberedIn(table: BlockTable): ReadonlyMap<number, readonly number[]> {
  const { blocks, count } = table;
  const lists = new Map<number, number[]>();
  for (let block = 0; block < count; block++) {
    const at = block * STRIDE;
    if (blocks[at + Field.Kind] !== BlockKind.Item) continue;
    if (((blocks[at + Field.Flags] ?? 0) & BlockFlag.Ordered) === 0) continue;
    const list = blocks[at + Field.Parent] ?? -1;
    const items = lists.get(list);
    if (items) items.push(block);
    else lists.set(list, [block]);
  }
  for (const [list, items] of lists) {
    const first = literalOf(table, items[0] ?? 0);
    if (items.every((block, index) => literalOf(table, block) === first + index)) lists.delete(list);
  }
  return lists;
}

function literalOf(table: BlockTable, block: number): number {
  return table.blocks[block * STRIDE + Field.A] ?? -1;
}

/** Whether its id is the number of its item, and not one that is written in its text. */
function isNumberedByList(task: TaskNode): boolean {
  const start = task.stretch.table.blocks[task.block * STRIDE + Field.Start];
  return task.takenKind === 'number' && !task.has(NodeFlag.StrongId) && task.idStart === start;
}

/** `1. 1. 1.`: whoever writes so leaves the numbers to the renderer. */
function isLazilyNumbered(numbers: readonly number[]): boolean {
  let same = 0;
  for (let index = 1; index < numbers.length; index++) if (numbers[index] === numbers[index - 1]) same++;
  return same * 2 >= numbers.length - 1;
}

function listOf(
  stretch: Stretch,
  blocks: readonly number[],
  nodes: ReadonlyMap<number, TaskNode>,
): NumberedList {
  const { table, offset, line } = stretch;
  const field = (block: number, name: Field): number => table.blocks[block * STRIDE + name] ?? 0;
  const first = literalOf(table, blocks[0] ?? 0);
  const indexOf = new Map(blocks.map((block, index) => [block, index]));
  const isAtTop = field(field(blocks[0] ?? 0, Field.Parent), Field.Parent) < 0;
  const more = itemsWithMore(stretch);
  const items = blocks.map((block, index): NumberedItem => {
    const task = nodes.get(block) ?? null;
    const parent = task?.up && task.up.list === task.list ? (indexOf.get(task.up.block) ?? -1) : -1;
    return {
      start: offset + field(block, Field.Start),
      contentStart: offset + field(block, Field.B),
      line: line + field(block, Field.Line),
      endLine: line + field(block, Field.EndLine),
      literal: literalOf(table, block),
      shown: first + index,
      parent,
      plain: isAtTop && !more.has(block),
      task,
    };
  });
  return { items };
}

/** Items that hold more than paragraphs, which cannot be indented without a look at what else they hold. */
function itemsWithMore({ table }: Stretch): Set<number> {
  const { blocks, count } = table;
  const found = new Set<number>();
  for (let block = 0; block < count; block++) {
    const at = block * STRIDE;
    if (blocks[at + Field.Kind] !== BlockKind.Paragraph) found.add(blocks[at + Field.Parent] ?? -1);
  }
  return found;
}
