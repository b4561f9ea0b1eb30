/** Which lines differ between two versions of a file. */
import { diffArrays } from '../diff.lazy';

/** Lines of the old version, and the lines of the new one that stand in their place; from 0, ends excluded. */
export interface LineChange {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** More insertions and deletions than this are not looked for: the search takes time by their square. */
const MOST_EDITS = 400;

/**
 * The shortest script between the first and the last line that differ (Myers, "An O(ND) Difference Algorithm",
 * 1986). Where that would be long, lines are compared one by one if there are as many as before, as there are
 * after most edits of tasks; else all between the first and the last are one change.
 */
export function lineChanges(before: readonly string[], after: readonly string[]): LineChange[] {
  let head = 0;
  const shorter = Math.min(before.length, after.length);
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const oldMiddle = before.slice(head, before.length - tail);
  const newMiddle = after.slice(head, after.length - tail);
  const script = diffArrays(oldMiddle, newMiddle, { maxEditLength: MOST_EDITS });
  if (!script && before.length === after.length) return oneByOne(before, after);
  if (!script)
    return [{ oldStart: head, oldEnd: before.length - tail, newStart: head, newEnd: after.length - tail }];
  const changes: LineChange[] = [];
  let [oldAt, newAt] = [head, head];
  for (const { added, removed, count } of script) {
    const last = changes[changes.length - 1];
    const oldEnd = oldAt + (added ? 0 : count);
    const newEnd = newAt + (removed ? 0 : count);
    if (added || removed) {
      const joins = last?.oldEnd === oldAt && last.newEnd === newAt;
      if (joins) changes.pop();
      changes.push({
        oldStart: joins ? last.oldStart : oldAt,
        oldEnd,
        newStart: joins ? last.newStart : newAt,
        newEnd,
      });
    }
    [oldAt, newAt] = [oldEnd, newEnd];
  }
  return changes;
}

function oneByOne(before: readonly string[], after: readonly string[]): LineChange[] {
  const changes: LineChange[] = [];
  for (let at = 0; at < before.length; at++) {
    if (before[at] === after[at]) continue;
    const start = at;
    while (at < before.length && before[at] !== after[at]) at++;
    changes.push({ oldStart: start, oldEnd: at, newStart: start, newEnd: at });
  }
  return changes;
}
