/**
 * Ways of planning a task for another wave. Each may or may not be that of the file: what a way would make of it is
 * read again and compared before it is offered (`moveToWave.ts`).
 */
import { isPartOf, isWithin } from '../../model/parts';
import type { TextEdit } from '../../model/problem';
import type { DeclaredWave, Task, TaskDocument } from '../../model/task';
import { waveNumber } from '../../plan/waveOrder';
import { fieldOfLabel } from '../../words/fieldLabels';
import { blanksBefore, endOfSection, itemLike, itemOfOthers, listItem, renumbered } from './items';
import { Lines } from '../lines';

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
  const first = document.numberOf(task);
  let count = 1;
  while (first + count < tasks.length && isWithin(tasks[first + count]!, task)) count++;
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
      .reduce((end, each) => Math.max(end, isPartOf(each, top) ? each.endLine : -1), top.endLine);
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

/** The block as deep as another item is; null where its lines would not move along. */
export function indentedLike(block: string, own: string, other: string): string | null {
  const from = /^[ \t]*/.exec(own)?.[0] ?? '';
  const to = /^[ \t]*/.exec(other)?.[0] ?? '';
  if (from === to) return block;
  const parts = block.split(/(\r\n|\r|\n)/);
  if (!parts.every((part) => part.startsWith(from) || part.trim() === '')) return null;
  return parts.map((part) => (part.trim() === '' ? part : to + part.slice(from.length))).join('');
}
