/**
 * Ways of planning a task for another wave. Each may or may not be that of the file: what a way would make of it is
 * read again and compared before it is offered (`moveToWave.ts`).
 */
import type { TextEdit } from '../../model/problem';
import type { DeclaredWave, Task, TaskDocument } from '../../model/task';
import { waveNumber } from '../../plan/waveOrder';
import { fieldOfLabel } from '../../words/fieldLabels';
import { Lines } from './lines';

export interface Way {
  readonly edits: readonly TextEdit[];
  /** The wave that the task is read to have then. */
  readonly wave: string;
  /** What stands elsewhere then: a run of `document.tasks`, and the task behind which it comes; -1: before all. */
  readonly moved: { readonly first: number; readonly count: number; readonly after: number } | null;
}

/** The likeliest first. */
export function waysToMove(task: Task, wave: string): readonly Way[] {
  const lines = new Lines(task.document);
  const found = [byField(lines, task, wave), byMember(lines, task, wave), byPlace(lines, task, wave)];
  return found.filter((way) => way !== null);
}

/** `**Wave:** 2` */
function byField(lines: Lines, task: Task, wave: string): Way | null {
  const { wave: own } = task;
  if (own === null) return null;
  const number = waveNumber(wave);
  const value = /^\d+$/.test(own) && number !== null ? String(number) : wave;
  for (let line = task.line; line <= task.endLine; line++) {
    const text = lines.text(line);
    for (let at = text.indexOf(own); at >= 0; at = text.indexOf(own, at + 1)) {
      const label = /(\p{L}[\p{L} ]*)[*_\s]*[:：=][*_\s]*$/u.exec(text.slice(0, at))?.[1];
      if (label === undefined || fieldOfLabel(label.trim().toLowerCase()) !== 'wave') continue;
      const start = lines.start(line) + at;
      return { edits: [lines.edit(start, start + own.length, value)], wave: value, moved: null };
    }
  }
  return null;
}

/** The wave lists its tasks by their ids. */
function byMember(lines: Lines, { id, wave: own, title, document }: Task, wave: string): Way | null {
  if (id === null) return null;
  const to = fullest(document.waves.filter(({ name }) => name === wave));
  const listed = document.waves.flatMap((from) =>
    from.members.filter((member) => member.id === id).map((member) => ({ from, member })),
  );
  const [place] = listed;
  if (!to || listed.length > 1 || (place && place.from.name !== own) || (!place && own !== null)) return null;
  const last = to.members.at(-1);
  const target = last ? listItem(lines, document, to, last.range.start) : null;
  const taken = place ? takenOut(lines, document, place.from, place.member.range) : null;
  if (place && !taken) return null;
  const out = taken ? [taken.edit] : [];
  const made = (edit: TextEdit): Way => ({ edits: [...out, edit], wave, moved: null });
  if (last && !target) {
    // "P0-001, P0-002" in one line: what else the line of the task says would be lost.
    if (taken && taken.block !== null) return null;
    return made(lines.edit(last.range.end, last.range.end, `, ${id}`));
  }
  if (target && last) {
    const block = taken?.block ?? itemLike(lines, target, last.range, id, title);
    return made(lines.insertAfter(target.last, renumbered(block, lines.text(target.first)), target.blanks));
  }
  const heading = lines.at(to.range.end);
  const block = taken?.block ?? itemOfOthers(lines, document, id, title);
  if (block === null) return null;
  return made(lines.insertAfter(endOfSection(lines, heading), block, 1));
}

/** The task stands under the title of its wave. */
function byPlace(lines: Lines, task: Task, wave: string): Way | null {
  const { document, parent, line, endLine } = task;
  // A part goes where its whole goes.
  if (parent !== null && parent.wave === task.wave) return null;
  const { tasks } = document;
  const first = tasks.indexOf(task);
  let count = 1;
  while (isBelow(tasks[first + count], task)) count++;
  const last = tasks.slice(first, first + count).reduce((end, each) => Math.max(end, each.endLine), endLine);
  const block = lines.block(line, last);
  const cut = lines.cut(line, last);
  const members = new Set(document.waves.flatMap((each) => each.members.map(({ id }) => id)));
  const after = tasks.findLastIndex(
    (each) => each.wave === wave && each.kind === task.kind && (each.id === null || !members.has(each.id)),
  );
  if (after >= 0) {
    let top = tasks[after]!;
    while (top.parent !== null && top.parent.wave === wave) top = top.parent;
    if (top.kind !== task.kind || (top.parent === null) !== (parent === null)) return null;
    const end = tasks
      .slice(0, after + 1)
      .reduce(
        (end, each) => Math.max(end, each === top || isBelow(each, top) ? each.endLine : -1),
        top.endLine,
      );
    const blanks = top.kind === 'heading' ? 1 : blanksBefore(lines, top.line);
    const indented = indentedLike(block, lines.text(line), lines.text(top.line));
    if (indented === null) return null;
    return {
      edits: [cut, lines.insertAfter(end, indented, blanks)],
      wave,
      moved: { first, count, after: tasks.findLastIndex((each) => each.line <= end) },
    };
  }
  const to = document.waves.find(({ name }) => name === wave);
  if (!to) return null;
  const end = endOfSection(lines, lines.at(to.range.end));
  const before = tasks.findLastIndex((each) => each.line <= end);
  return { edits: [cut, lines.insertAfter(end, block, 1)], wave, moved: { first, count, after: before } };
}

function fullest(waves: readonly DeclaredWave[]): DeclaredWave | undefined {
  return waves.find(({ members }) => members.length > 0) ?? waves[0];
}

function isBelow(task: Task | undefined, other: Task): boolean {
  for (let at = task?.parent; at; at = at.parent) if (at === other) return true;
  return false;
}

const ITEM = /^([ \t]*)((?:[-*+]|\d+[.)])[ \t]+(?:\[[^\]]\][ \t]+)?)/;

/** An item of a list, or a row of a table, that names one task of the wave; lines both included. */
interface Item {
  readonly first: number;
  readonly last: number;
  /** Blank lines between such items. */
  readonly blanks: number;
}

function listItem(lines: Lines, document: TaskDocument, wave: DeclaredWave, offset: number): Item | null {
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
function blanksBefore(lines: Lines, first: number): number {
  let line = first - 1;
  while (line >= 0 && lines.isBlank(line)) line--;
  const before = lines.text(line);
  const isItem = ITEM.test(before) || (/^[ \t]/.test(before) && before.trim() !== '');
  return isItem ? first - 1 - line : 0;
}

/** Takes a member out: the whole of its item, `block`, or its id alone of a line with others. */
function takenOut(
  lines: Lines,
  document: TaskDocument,
  wave: DeclaredWave,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly edit: TextEdit; readonly block: string | null } | null {
  const item = listItem(lines, document, wave, start);
  if (item) return { edit: lines.cut(item.first, item.last), block: lines.block(item.first, item.last) };
  const line = lines.at(start);
  const here = wave.members.filter(({ range }) => lines.at(range.start) === line);
  if (here.length < 2) return null;
  const text = lines.text(line);
  const from = lines.start(line);
  const behind = /^[ \t]*[,;、，][ \t]*/.exec(text.slice(end - from))?.[0];
  const ahead = /[ \t]*[,;、，][ \t]*$/.exec(text.slice(0, start - from))?.[0];
  if (ahead !== undefined && behind === undefined)
    return { edit: lines.edit(start - ahead.length, end, ''), block: null };
  if (behind !== undefined) return { edit: lines.edit(start, end + behind.length, ''), block: null };
  return null;
}

/** A line for a task, written as that of another is. */
function itemLike(
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
function itemOfOthers(lines: Lines, document: TaskDocument, id: string, title: string): string | null {
  for (const wave of document.waves) {
    const [member] = wave.members;
    if (!member) continue;
    const item = listItem(lines, document, wave, member.range.start);
    return item && renumbered(itemLike(lines, item, member.range, id, title), null);
  }
  return null;
}

/** The next number after that of the item above, in a numbered list. */
function renumbered(block: string, above: string | null): string {
  const number = above === null ? 0 : Number(/^[ \t]*(\d+)[.)]/.exec(above)?.[1] ?? NaN);
  return Number.isNaN(number) ? block : block.replace(/^([ \t]*)\d+(?=[.)])/, `$1${number + 1}`);
}

/** The block as deep as another item is; null where its lines would not move along. */
export function indentedLike(block: string, own: string, other: string): string | null {
  const from = /^[ \t]*/.exec(own)?.[0] ?? '';
  const to = /^[ \t]*/.exec(other)?.[0] ?? '';
  if (from === to) return block;
  const parts = block.split(/(\r\n|\r|\n)/);
  if (!parts.every((part) => part.startsWith(from) || part.trim() === '')) return null;
  return parts.map((part) => (part.trim() === '' ? part : to + part.slice(from.length))).join('');
}

/** The last line with text before the next heading. */
function endOfSection(lines: Lines, heading: number): number {
  let last = heading;
  for (let line = heading + 1; line < lines.all.length; line++) {
    if (/^ {0,3}#{1,6}(?:[ \t]|$)/.test(lines.text(line))) break;
    if (!lines.isBlank(line)) last = line;
  }
  return last;
}
