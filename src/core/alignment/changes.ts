import type { TaskNode } from '../forms/taskNode';
import type { IdChange } from '../model/alignment';
import { isPositional, isRecovered, isSameId } from './identity';
import type { Pairing } from './pairing';

export interface ChangesContext {
  readonly pairing: Pairing;
  /** Whether the file's list numbers are published ids; asked only where it matters. */
  numbersArePublished(): boolean;
  /** Where a task that the file has lost went with its id; null: nowhere. */
  movedTo(before: TaskNode): TaskNode | null;
}

/**
 * What the pairing means for ids. Every task of today is in one change at most, and every task of the baseline
 * that is gone in one: two tasks that have swapped numbers are renumbered, and neither number is reused.
 */
export function idChanges({ pairing, numbersArePublished, movedTo }: ChangesContext): IdChange[] {
  const changes: IdChange[] = [];
  const isPublished = (node: TaskNode): boolean => !isPositional(node) || numbersArePublished();
  const lostIds: TaskNode[] = [];
  const byId = new Map<string, TaskNode>();
  for (const [before, after] of pairing.changed) {
    if (before.takenId === null) continue;
    if (after.takenId === null) lostIds.push(before);
    else if (!isSameId(before.takenId, after.takenId)) byId.set(after.takenId, after);
  }
  const held = (before: TaskNode): TaskNode | null => byId.get(before.takenId ?? '') ?? null;
  const added = new Map(pairing.fresh.map((node) => [node.takenId ?? '', node]));
  for (const [before, after] of pairing.changed) {
    if (!isPublished(before)) continue;
    const cause = renumbering(before, after, pairing);
    const holder = held(before) ?? added.get(before.takenId ?? '') ?? null;
    if (cause) changes.push({ kind: 'renumbered', before, after, cause, holder });
  }
  const reused = new Set<TaskNode>();
  for (const after of pairing.fresh) {
    const before = pairing.holder(after);
    if (!before || !isPublished(before) || isPositional(before) !== isPositional(after)) continue;
    const now = pairing.now(before);
    // The id has never left its task: another has it, too, or the list only reads otherwise.
    if (now && !renumbering(before, now, pairing)) continue;
    reused.add(before);
    changes.push({ kind: 'reused', before, after, now: now ?? movedTo(before) });
  }
  for (const before of pairing.lost) {
    if (reused.has(before) || !isPublished(before) || movedTo(before)) continue;
    changes.push({ kind: 'removed', before, after: null, holder: held(before) });
  }
  for (const before of lostIds) {
    if (isPublished(before))
      changes.push({ kind: 'removed', before, after: pairing.now(before), holder: held(before) });
  }
  return changes.sort((a, b) => place(a) - place(b));
}

function place({ before }: IdChange): number {
  return before.line;
}

/**
 * The task by whose number two paired tasks differ in their ids; null where they do not. An item whose written
 * number is the old one differs only by what it is a part of. Where the indentation is lost, that is a matter
 * of reading: only a number that somebody changed makes a difference then.
 */
function renumbering(
  before: TaskNode,
  after: TaskNode,
  pairing: Pairing,
): { readonly before: TaskNode; readonly after: TaskNode } | null {
  let then = before;
  let now = after;
  for (;;) {
    if (then.takenId === null || now.takenId === null || isSameId(then.takenId, now.takenId)) return null;
    const isPath = then.takenId !== then.idText && then.ordinal >= 0;
    if (!isPath || then.ordinal !== now.ordinal || now.kind !== then.kind)
      return { before: then, after: now };
    const [above, over] = [then.parent, now.parent];
    if (!above || !over || pairing.now(above) !== over)
      return isRecovered(then) || isRecovered(now) ? null : { before: then, after: now };
    then = above;
    now = over;
  }
}
