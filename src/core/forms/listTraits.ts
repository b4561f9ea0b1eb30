import type { TaskStatus } from '../model/task';
import type { ListReading } from '../parse/reading';
import { statusOfWholeText } from '../words/statusWords';
import { NodeFlag, type TaskNode } from './taskNode';

const MOST = 0.7;
const HALF = 0.5;
const OPEN: ReadonlySet<TaskStatus> = new Set(['todo', 'doing', 'blocked']);

export function isOpen(status: TaskStatus | null): boolean {
  return status !== null && OPEN.has(status);
}

/**
 * "- ⬜ Buy wood": a glyph before the items is a checkbox in another dress, if one says that there is something
 * left to do. ✅ and ❌ alone are as often praise and blame.
 */
export function isGlyphList(items: readonly TaskNode[], emptyBoxes: boolean): boolean {
  // "- **Priority:** high" among them says something of what stands above.
  const all = items.filter((item) => !item.has(NodeFlag.IsField));
  const marked = all.filter((item) => item.has(NodeFlag.Glyph));
  if (marked.length <= all.length * MOST) return false;
  if (marked.some(({ details: { status, glyph } }) => glyph !== '❌' && isOpen(status))) return true;
  // Where other lists have empty boxes, one in which all is ticked off is of the same kind.
  return (
    emptyBoxes && marked.length === all.length && marked.every(({ details: { status } }) => status === 'done')
  );
}

const EMPTY_BOX: ReadonlySet<string | null> = new Set('⬜☐🔲◻◽□▢❑❍');

/** Whether an empty box is drawn before some items of a list most of whose items have a glyph. */
export function hasEmptyBoxes(list: ListReading): boolean {
  const marked = list.items.filter((item) => item.has(NodeFlag.Glyph));
  return (
    marked.length > list.items.length * MOST && marked.some(({ details }) => EMPTY_BOX.has(details.glyph))
  );
}

const LONGEST_NAME = 40;
const LONGEST_LEGEND = 12;

/** "- ✅ **Built**: it works", "- ⏳ **Planned**: it will": each glyph once, and the status that it stands for. */
export function explainsGlyphs(items: readonly TaskNode[]): boolean {
  const marked = items.filter((item) => item.has(NodeFlag.Glyph));
  if (marked.length < 2 || items.length > LONGEST_LEGEND) return false;
  const named = marked.filter((item) => {
    const text = item.textOf(item.leadStart, Math.min(item.textEnd, item.leadStart + LONGEST_NAME));
    const name = /^[*_`]*([^:：*_`\n—–=]+)[*_`]*\s*(?:[:：—–=]|-\s|$)/u.exec(text)?.[1];
    return name !== undefined && statusOfWholeText(name) !== null;
  });
  const glyphs = new Set(named.map(({ details }) => details.glyph));
  return named.length > items.length * HALF && glyphs.size === named.length;
}

/** Whether most items carry an effort of their own, as work that is planned does. */
export function areEstimated(items: readonly TaskNode[]): boolean {
  const estimated = items.filter((item) => item.fields?.some(({ kind }) => kind === 'effort') === true);
  return estimated.length >= 2 && estimated.length > items.length * HALF;
}

/** "**Interface:**", "Interface:"; not "Ask them. Remaining:". */
const GROUP = /^[*_]{0,3}[^.!?。！？:：\n]{1,40}(?:[:：][*_]{0,3}|[*_]{1,3}[:：])\s*$/u;
const LONGEST_GROUP = 48;

/** "- **Interface:**" with a list below it: the name of a group, not an item. */
export function isGroup(item: TaskNode): boolean {
  if (!item.has(NodeFlag.HasBody) || item.has(NodeFlag.Box) || item.has(NodeFlag.Glyph)) return false;
  if (item.kind !== 'bullet' || item.idText !== null || item.textEnd - item.textStart > LONGEST_GROUP)
    return false;
  return GROUP.test(item.textOf(item.textStart, item.textEnd));
}

/** Whether a list parts what stands in the lists below its items into groups. */
export function areGroups(items: readonly TaskNode[]): boolean {
  return items.filter(isGroup).length > items.length * HALF;
}
