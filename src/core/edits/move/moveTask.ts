import { anchorOf } from '../../features/navigation';
import { taskName } from '../../features/words';
import type { TextEdit } from '../../model/problem';
import { isWithin } from '../../model/parts';
import type { IndexReader } from '../../model/reader';
import type { Task, TaskSection } from '../../model/task';
import { tryEdits } from '../applyEdits';
import { placeName, refusal, type EditPlan, type Refusal } from '../plan';
import { surprises, type MovedBlock } from '../taskPrediction';
import type { Lines } from '../lines';
import { indentedLike } from '../waves/ways';
import {
  blockOf,
  formOf,
  isCountedByList,
  isOnlyGap,
  isOrdered,
  leadOf,
  linesOf,
  siblingsOf,
  type Block,
} from './blocks';

/** Where a task is moved: beside another one, or to the end of a section of its file. */
export type MoveTarget =
  | { readonly kind: 'before' | 'after'; readonly task: Task }
  | { readonly kind: 'section'; readonly section: TaskSection };

/** Edits that put a block elsewhere, and how it is to be read there; or in half a sentence why there are none. */
export type Relocation = { readonly edits: readonly TextEdit[]; readonly moved: MovedBlock } | string;

/**
 * Moves a task with all that is its own: fields, body, parts. Its id stays, and it is written as its new neighbours
 * are. Refused where the place of a task in its list is its number, and where anything but its place, and what it
 * gets from there, would be read otherwise.
 */
export function moveTask(index: IndexReader, task: Task, target: MoveTarget): EditPlan | Refusal {
  return moveTasks(index, [task], target);
}

/** Moves several tasks of one file to one place, in the order in which they stand; all of them or none. */
export function moveTasks(
  index: IndexReader,
  tasks: readonly Task[],
  target: MoveTarget,
): EditPlan | Refusal {
  const [task] = tasks;
  if (!task) return { kind: 'edits', title: 'Move nothing', edits: [] };
  const { document } = task;
  const name = tasks.length === 1 ? taskName(task) : `${String(tasks.length)} tasks`;
  const title = `Move ${name} ${whereTo(target)}`;
  const edits: TextEdit[] = [];
  const moved: MovedBlock[] = [];
  for (const each of document.tasks) {
    // A part goes with its whole.
    if (!tasks.includes(each) || tasks.some((other) => isWithin(each, other))) continue;
    const found = relocate(each, target);
    if (found === 'there') continue;
    if (typeof found === 'string') return refused(each, found);
    edits.push(...found.edits);
    moved.push(found.moved);
  }
  const stranger = tasks.find((each) => each.document !== document);
  if (stranger) return refused(stranger, 'tasks of several files cannot be moved to one place');
  if (edits.length === 0) return { kind: 'edits', title, edits };
  const wrong = tryEdits(index, document, edits, (after) => surprises(document, after, { edits, moved }));
  if (wrong === null) return refused(task, 'the edits that would move it overlap');
  if (wrong === 'tasks') return refused(task, 'other tasks would be found in the file then');
  const [first] = wrong;
  if (first)
    return refused(task, `the ${first.what} of ${taskName(first.task)} would be read otherwise then`);
  return { kind: 'edits', title, edits };
}

/** Moves a task one place up (-1) or down (1) among those that it stands beside. */
export function moveStep(index: IndexReader, task: Task, step: -1 | 1): EditPlan | Refusal {
  const other = besideOf(task, step);
  if (!other) return refused(task, `it is the ${step < 0 ? 'first' : 'last'} of those that it stands beside`);
  return moveTask(index, task, { kind: step < 0 ? 'before' : 'after', task: other });
}

/** The number that a task has in its document, counted from 0, when {@link moveStep} has moved it. */
export function placeAfterStep(task: Task, step: -1 | 1): number {
  const other = besideOf(task, step);
  const { document } = task;
  if (!other) return document.numberOf(task);
  const there = document.numberOf(other);
  return step < 0 ? there : there + sizeOf(other) - sizeOf(task);
}

function besideOf(task: Task, step: -1 | 1): Task | undefined {
  const siblings = siblingsOf(task);
  return siblings[siblings.indexOf(task) + step];
}

/** How many tasks a task and its parts are. */
function sizeOf(task: Task): number {
  const { tasks } = task.document;
  const at = task.document.numberOf(task);
  let end = at + 1;
  while (end < tasks.length && isWithin(tasks[end]!, task)) end++;
  return end - at;
}

function refused(task: Task, reason: string): Refusal {
  return refusal(`${taskName(task)} at ${placeName(task)} stays where it is: ${reason}`, {
    uri: task.document.uri,
    range: anchorOf(task),
    message: 'This task stays where it is',
  });
}

function whereTo(target: MoveTarget): string {
  return target.kind === 'section'
    ? `to ${target.section.path.at(-1) ?? ''}`
    : `${target.kind} ${taskName(target.task)}`;
}

/** The edits of a move without trying them out; 'there' where the task is in its place. */
export function relocate(task: Task, target: MoveTarget): Relocation {
  const lines = linesOf(task.document);
  const block = blockOf(task, lines);
  if (typeof block === 'string') return block;
  if (isCountedByList(block, lines)) return 'its number in the list is its id';
  if (target.kind === 'section') return toSection(task, block, target.section, lines);
  const { task: other } = target;
  if (other.document !== task.document) return 'that place is in another file';
  if (other === task) return 'there';
  if (isWithin(other, task)) return `${taskName(other)} is a part of it`;
  return beside(task, block, other, target.kind, lines);
}

function beside(task: Task, block: Block, other: Task, side: 'before' | 'after', lines: Lines): Relocation {
  if (formOf(task) !== formOf(other))
    return `${taskName(other)} is written in another form, as ${formOf(other)}`;
  const isNumbered = task.idKind === 'number' || block.tasks.some(({ idKind }) => idKind === 'number');
  if (isNumbered && other.parent !== task.parent) return 'its number says what it is a part of';
  if (isOrdered(task, lines) || isOrdered(other, lines))
    return 'it stands in a numbered list, whose numbers would no longer follow each other';
  const there = blockOf(other, lines);
  if (typeof there === 'string') return `${taskName(other)} cannot be told from its neighbours: ${there}`;
  return alongGap(task, block, other, side, lines) ?? elsewhere(task, block, other, there, side, lines);
}

/**
 * Among tasks that follow each other the block goes with one of the gaps beside it, so that what parts them (blank
 * lines, lines across the page) parts them still. Null where something else stands between them.
 */
function alongGap(
  task: Task,
  block: Block,
  other: Task,
  side: 'before' | 'after',
  lines: Lines,
): Relocation | null {
  const siblings = siblingsOf(task);
  const from = siblings.indexOf(task);
  let to = siblings.indexOf(other);
  if (to < 0) return null;
  if (side === 'before' && to > from) to--;
  if (side === 'after' && to < from) to++;
  if (to === from) return 'there';
  const run = siblings.slice(Math.min(from, to), Math.max(from, to) + 1).map((each) => blockOf(each, lines));
  const blocks = run.filter((each) => typeof each !== 'string');
  if (blocks.length < run.length) return null;
  for (let at = 1; at < blocks.length; at++)
    if (!isOnlyGap(lines, blocks[at - 1]!.last, blocks[at]!.first)) return null;
  const leads = blocks.map(({ tasks: [first] }) => leadOf(first!, lines));
  if (leads.some((lead) => lead.indent !== leads[0]!.indent || lead.marker !== leads[0]!.marker)) return null;
  const text = lines.block(block.first, block.last);
  const isUp = to < from;
  const neighbour = blocks[isUp ? blocks.length - 2 : 1]!;
  const gap = isUp
    ? between(lines, neighbour.last, block.first)
    : between(lines, block.last, neighbour.first);
  const place = isUp ? lines.start(blocks[0]!.first) : lines.end(blocks.at(-1)!.last);
  const edits = isUp
    ? [lines.edit(place, place, text + gap), lines.edit(lines.end(neighbour.last), lines.end(block.last), '')]
    : [
        lines.edit(lines.start(block.first), lines.start(neighbour.first), ''),
        lines.edit(place, place, gap + text),
      ];
  return { edits, moved: { tasks: block.tasks, to: place, parent: task.parent } };
}

/** What stands between the end of one line and the beginning of another. */
function between(lines: Lines, above: number, below: number): string {
  return lines.block(above, below - 1).slice(lines.text(above).length) + lineEndOf(lines, below - 1);
}

function lineEndOf(lines: Lines, line: number): string {
  return (lines.all[line] ?? '').slice(lines.text(line).length);
}

/** To another list, table or section, written as the neighbour there. */
function elsewhere(
  task: Task,
  block: Block,
  other: Task,
  there: Block,
  side: 'before' | 'after',
  lines: Lines,
): Relocation {
  const text = writtenLike(task, block, other, lines);
  if (text === null) return `it cannot be written as deep as ${taskName(other)} without changing its lines`;
  if (formOf(task) === 'row' && headerOf(lines, task) !== headerOf(lines, other))
    return `the table of ${taskName(other)} has other columns`;
  const blanks = blanksBeside(other, lines);
  const cut = cutOut(lines, block);
  const end = endNear(lines, there.first);
  if (side === 'after')
    return {
      edits: [cut, lines.edit(lines.end(there.last), lines.end(there.last), end.repeat(1 + blanks) + text)],
      moved: { tasks: block.tasks, to: lines.end(there.last), parent: other.parent },
    };
  const place = lines.start(there.first);
  return {
    edits: [cut, lines.edit(place, place, text + end.repeat(1 + blanks))],
    moved: { tasks: block.tasks, to: place, parent: other.parent },
  };
}

function toSection(task: Task, block: Block, section: TaskSection, lines: Lines): Relocation {
  const path = section.path.join('\n');
  const alike = task.document.tasks.filter(
    (each) => each.parent === section.owner && formOf(each) === formOf(task) && each.line > section.line,
  );
  const inside = alike.filter((each) => each.section.join('\n') === path);
  // Below labels of groups, where all of it is grouped.
  const own = inside.length > 0 ? inside : alike.filter(({ line }) => line <= section.lastLine);
  const last = own.at(-1);
  if (last === task) return 'there';
  if (last) return beside(task, block, last, 'after', lines);
  const form = formOf(task);
  if (form === 'row') return 'there is no table of tasks in that section';
  if (isOrdered(task, lines))
    return 'it stands in a numbered list, whose numbers would no longer follow each other';
  if (task.idKind === 'number' && task.parent !== section.owner)
    return 'its number says what it is a part of';
  if (form.startsWith('heading') && Number(form.slice(8)) <= section.level)
    return 'its heading is not below that of the section';
  const { indent } = leadOf(task, lines);
  const text = indentedLike(lines.block(block.first, block.last), indent, '');
  if (text === null) return 'its lines are not indented alike';
  const at = lines.end(section.lastLine);
  const blanks =
    section.lastLine > section.line || form.startsWith('heading') ? 1 : blanksBelowHeadings(lines);
  const end = endNear(lines, section.line);
  const next = section.lastLine + 1;
  const close = next < lines.all.length && !lines.isBlank(next) ? end : '';
  return {
    edits: [cutOut(lines, block), lines.edit(at, at, end.repeat(1 + blanks) + text + close)],
    moved: { tasks: block.tasks, to: at, parent: section.owner },
  };
}

/** The lines of a block with the indentation and list marker of another; null where they would not go along. */
function writtenLike(task: Task, block: Block, other: Task, lines: Lines): string | null {
  const from = leadOf(task, lines);
  const to = leadOf(other, lines);
  if ((from.indent + to.indent).includes('>') && from.indent !== to.indent) return null;
  const text = indentedLike(
    lines.block(block.first, block.last),
    from.indent + 'x',
    to.indent.replace('\ufeff', '') + 'x',
  );
  if (text === null || from.marker === to.marker) return text;
  // One character for another: what is nested stays nested.
  return to.indent + to.marker + text.slice(to.indent.length + from.marker.length);
}

/** Takes a block out with the blank lines that would meet there. */
function cutOut(lines: Lines, { first, last }: Block): TextEdit {
  return lines.cut(first, last);
}

/** Blank lines between a task and the one beside it. */
function blanksBeside(task: Task, lines: Lines): number {
  if (task.kind === 'row') return 0;
  const siblings = siblingsOf(task);
  const at = siblings.indexOf(task);
  for (const [a, b] of [
    [siblings[at - 1], task],
    [task, siblings[at + 1]],
  ] as const) {
    const above = a && blockOf(a, lines);
    if (!b || !above || typeof above === 'string' || b.line <= above.last) continue;
    if (isOnlyGap(lines, above.last, b.line)) return Math.min(2, blankLines(lines, above.last, b.line));
  }
  return task.kind === 'heading' ? 1 : 0;
}

function blankLines(lines: Lines, above: number, below: number): number {
  let count = 0;
  for (let line = above + 1; line < below; line++) if (lines.isBlank(line)) count++;
  return count;
}

/** Whether lists stand right below their headings in this file (0) or a blank line lower (1). */
function blanksBelowHeadings(lines: Lines): number {
  let near = 0;
  let far = 0;
  lines.all.forEach((_, line) => {
    if (!/^ {0,3}#{1,6}[ \t]/.test(lines.text(line))) return;
    if (/^[-*+] /.test(lines.text(line + 1))) near++;
    else if (lines.isBlank(line + 1) && /^[-*+] /.test(lines.text(line + 2))) far++;
  });
  return near > far ? 0 : 1;
}

/** The line that names the columns of a row's table. */
function headerOf(lines: Lines, task: Task): string {
  let line = task.line;
  while (line > 0 && lines.text(line - 1).includes('|')) line--;
  return lines.text(line).replace(/\s+/g, ' ').trim();
}

/** The line end of a line, or of the file where it has none. */
function endNear(lines: Lines, line: number): string {
  return lineEndOf(lines, line) || lineEndOf(lines, line - 1) || lines.lineEnd;
}
