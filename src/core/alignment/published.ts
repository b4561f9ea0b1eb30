import { NodeFlag, type TaskNode } from '../forms/taskNode';
import type { TaskDocument } from '../model/task';
import { saysNumbersAreStable } from '../words/stableNumbers';
import { isPositional } from './identity';

/** Gaps that an author has left: one may be a slip. */
const GAPS = 2;

/**
 * Whether list numbers are ids that others rely on, and not only positions that change with every insertion.
 * Something must say so: the document in words ("never renumber"), a citation of one of the numbers, a decided
 * item that was left in its place with a pointer to its record, or gaps that nobody has closed.
 *
 * @param isCited whether something cites the number, by a word that says so
 */
export function publishesNumbers(
  before: TaskDocument & { readonly tasks: readonly TaskNode[] },
  today: TaskDocument | null,
  isCited: (id: string) => boolean,
): boolean {
  const numbered = before.tasks.filter(isPositional);
  if (numbered.length === 0) return false;
  if (saysNumbersAreStable(before.text) || (today && saysNumbersAreStable(today.text))) return true;
  if (numbered.some(keepsItsPlace) || hasGaps(numbered)) return true;
  return numbered.some((node) => node.takenId !== null && isCited(node.takenId));
}

function keepsItsPlace(node: TaskNode): boolean {
  if (!node.has(NodeFlag.Struck)) return false;
  const { decision } = node;
  return decision?.collapsed === true && decision.pointer !== null;
}

function hasGaps(numbered: readonly TaskNode[]): boolean {
  const last = new Map<unknown, number>();
  let gaps = 0;
  for (const node of numbered) {
    const siblings = node.parent ?? node.list ?? node.section.join('\n');
    const previous = last.get(siblings);
    if (previous !== undefined && node.ordinal > previous + 1 && node.ordinal < previous + 10) gaps++;
    last.set(siblings, node.ordinal);
  }
  return gaps >= GAPS;
}
