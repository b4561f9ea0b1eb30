/** Items of the lists and rows of the tables in which waves name their tasks. */
import type { DeclaredWave, TaskDocument } from '../../model/task';
import type { Lines } from '../lines';

const ITEM = /^([ \t]*)((?:[-*+]|\d+[.)])[ \t]+(?:\[[^\]]\][ \t]+)?)/;

/** An item of a list, or a row of a table, that names one task of the wave; lines both included. */
export interface Item {
  readonly first: number;
  readonly last: number;
  /** Blank lines between such items. */
  readonly blanks: number;
}

export function listItem(
  lines: Lines,
  document: TaskDocument,
  wave: DeclaredWave,
  offset: number,
): Item | null {
  const first = lines.at(offset);
  const text = lines.text(first);
  const here = wave.members.filter(({ range }) => lines.at(range.start) === first);
  if (here.length > 1) return null;
  if (/^[ \t]*\|/.test(text)) return { first, last: first, blanks: 0 };
  const [, indent, marker] = ITEM.exec(text) ?? [];
  if (indent === undefined || marker === undefined) return null;
  // Only decoration may stand before the id: "- Done: P0-001, …" is a line about tasks.
  const head = text.slice(indent.length + marker.length, offset - lines.start(first));
  if (!/^[*_~`[\s]*$/.test(head)) return null;
  let last = first;
  for (let line = first + 1; line < lines.all.length; line++) {
    if (lines.isBlank(line)) continue;
    if (!/^[ \t]/.test(lines.text(line)) || indentOf(lines.text(line)) <= indent.length) break;
    last = line;
  }
  if (document.tasks.some((task) => task.line >= first && task.line <= last)) return null;
  return { first, last, blanks: blanksBefore(lines, first) };
}

function indentOf(text: string): number {
  return /^[ \t]*/.exec(text)?.[0].length ?? 0;
}

/** Blank lines between an item and the one before it; none for the first of a list. */
export function blanksBefore(lines: Lines, first: number): number {
  let line = first - 1;
  while (line >= 0 && lines.isBlank(line)) line--;
  const before = lines.text(line);
  const isItem = ITEM.test(before) || (/^[ \t]/.test(before) && before.trim() !== '');
  return isItem ? first - 1 - line : 0;
}

/** A line for a task, written as that of another is. */
export function itemLike(
  lines: Lines,
  { first }: Item,
  { start, end }: { readonly start: number; readonly end: number },
  id: string,
  title: string,
): string {
  const text = lines.text(first);
  const from = lines.start(first);
  const head = text.slice(0, start - from).replace(/\[[^\]]\]/, '[ ]');
  const rest = text.slice(end - from);
  if (head.trimStart().startsWith('|')) return head + id + rest.replace(/[^|]+/g, ' ');
  const decoration = /^[*_~`\]]*/.exec(rest)?.[0] ?? '';
  const separator = /^(\s*[:：–—-]\s*|\s+)(?=\S)/.exec(rest.slice(decoration.length))?.[0];
  const named = separator === undefined || title === '' ? '' : separator + title;
  return head + id + decoration + named;
}

/** A line for a task in a wave without any, written as in the other waves; "- ID" where none lists any. */
export function itemOfOthers(lines: Lines, document: TaskDocument, id: string, title: string): string | null {
  for (const wave of document.waves) {
    const [member] = wave.members;
    if (!member) continue;
    const item = listItem(lines, document, wave, member.range.start);
    return item && renumbered(itemLike(lines, item, member.range, id, title), null);
  }
  return null;
}

/** The next number after that of the item above, in a numbered list. */
export function renumbered(block: string, above: string | null): string {
  const number = above === null ? 0 : Number(/^[ \t]*(\d+)[.)]/.exec(above)?.[1] ?? NaN);
  return Number.isNaN(number) ? block : block.replace(/^([ \t]*)\d+(?=[.)])/, `$1${number + 1}`);
}

/** The last line with text before the next heading. */
export function endOfSection(lines: Lines, heading: number): number {
  let last = heading;
  for (let line = heading + 1; line < lines.all.length; line++) {
    if (/^ {0,3}#{1,6}(?:[ \t]|$)/.test(lines.text(line))) break;
    if (!lines.isBlank(line)) last = line;
  }
  return last;
}
