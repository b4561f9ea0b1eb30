import { NodeFlag, type TaskNode } from '../forms/taskNode';

/**
 * Whether an id is no more than a position: the number of an ordered list's item, or of a numbered heading. An
 * id that somebody typed (P0-001, `- [ ] 1.2 …`) is none.
 */
export function isPositional(node: TaskNode): boolean {
  if (node.takenKind !== 'number') return false;
  if (node.takenId !== node.idText) return true;
  return node.level > 0 && node.has(NodeFlag.NumberId) && !(node.takenId ?? '').includes('.');
}

/** Whether the hierarchy around a task is recovered from its number alone, its indentation being lost. */
export function isRecovered(node: TaskNode): boolean {
  return node.up !== null && node.up.list === node.list;
}

/** Whether two spellings are one id: "#12" and "12", "p0-1" and "P0-1". */
export function isSameId(first: string, second: string): boolean {
  return first === second || plain(first) === plain(second);
}

function plain(id: string): string {
  return (id.startsWith('#') ? id.slice(1) : id).toLowerCase();
}
