import { TaskNode } from '../../forms/taskNode';
import type { TextEdit } from '../../model/problem';
import type { Task, TaskStatus } from '../../model/task';
import type { Field } from '../../parse/fields';
import type { SignKind, StatusSign } from '../../parse/statusSigns';
import { normalizeWords } from '../../words/lookup';
import type { Day } from './dates';
import { legendOf, type Example, type StatusHabits } from './habits';
import { editOf, rewriteSign } from './rewrite';
import { strikeOf } from './signs';
import { coreOf, readValue, wordFor } from './value';

/** Ends of lines of a document, as the lines around a place have them. */
export function lineEndNear(task: Task): string {
  const { document } = task;
  const end = document.offsetAt({ line: task.line, column: Number.MAX_SAFE_INTEGER });
  return (
    /^(?:\r\n|\r|\n)/.exec(document.slice(end, end + 2))?.[0] ??
    /\r\n|\r|\n/.exec(document.slice(0, 2000))?.[0] ??
    '\n'
  );
}

/** The edits that write at a task what another one of its form says of the status; null where it cannot be copied. */
export function insertLike(
  task: Task,
  { task: other, signs }: Example,
  sign: StatusSign,
  status: TaskStatus,
  habits: StatusHabits,
  today: Day | null,
): TextEdit | null {
  if (!(task instanceof TaskNode) || !(other instanceof TaskNode)) return null;
  const { document } = other;
  switch (sign.kind) {
    case 'before': {
      const at = placeBefore(task, other, sign);
      return editOf(
        task.document,
        at,
        at,
        document.slice(sign.start, sign.end) || `${habits.glyph(['before'], status) ?? ''} `,
      );
    }
    case 'keyword': {
      const at = task.stretch.offset + task.leadStart;
      return editOf(task.document, at, at, document.slice(sign.start, sign.end));
    }
    case 'behind':
    case 'group':
    case 'dashed': {
      // What is said besides is said of the other task.
      const core = coreOf(readValue(document.slice(sign.valueStart, sign.valueEnd)));
      const close = sign.kind === 'group' ? document.slice(sign.valueEnd, sign.end) : '';
      if (core === '') return null;
      const text = document.slice(sign.start, sign.valueStart) + core + close;
      return editOf(task.document, endOfText(task), endOfText(task), text);
    }
    case 'field':
      return insertField(task, other, sign, habits, status, today, signs);
    default:
      return null;
  }
}

/** Before the id or behind it, as the other task has it. */
function placeBefore(task: TaskNode, other: TaskNode, sign: StatusSign): number {
  const behindId = other.idRange !== null && sign.start >= other.idRange.end;
  return task.stretch.offset + (behindId ? Math.max(task.afterId, task.leadStart) : task.leadStart);
}

/** The end of the task's own first paragraph, blanks excluded. */
export function endOfText(task: TaskNode): number {
  const start = task.stretch.offset + task.textStart;
  const text = task.document.slice(start, task.stretch.offset + task.textEnd);
  return start + text.trimEnd().length;
}

/** All labelled fields of a task, by the order of the text. */
export function fieldsOf(task: TaskNode): readonly Field[] {
  const section = task.kind === 'heading' ? task.segment.fields : [];
  return [...(task.fields ?? []), ...section].sort((a, b) => a.labelStart - b.labelStart);
}

function labelOf(task: TaskNode, field: Field): string {
  return normalizeWords(task.textOf(field.labelStart, field.valueStart));
}

/** The field as the other task has it: behind or before the field that it stands beside there. */
function insertField(
  task: TaskNode,
  other: TaskNode,
  sign: StatusSign,
  habits: StatusHabits,
  status: TaskStatus,
  today: Day | null,
  signs: readonly StatusSign[],
): TextEdit | null {
  const { offset } = other.stretch;
  const fields = fieldsOf(other);
  const at = fields.findIndex(({ valueStart }) => offset + valueStart === sign.valueStart);
  const field = fields[at];
  if (!field || signs.filter(({ kind }) => kind === 'field').length > 1) return null;
  const value = valueWithoutRemark(other, sign, status, habits, today);
  const own = fieldsOf(task);
  const find = (like: Field | undefined): Field | undefined =>
    like && own.find((each) => labelOf(task, each) === labelOf(other, like));
  const previous = fields[at - 1];
  const before = find(previous);
  const shift = task.stretch.offset;
  const lineEnd = lineEndNear(task);
  const asHere = (text: string): string => text.replace(/\r\n|\r|\n/g, lineEnd);
  if (previous && before) {
    const place = shift + Math.max(before.valueEnd, before.valueStart);
    const text =
      asHere(other.textOf(Math.max(previous.valueEnd, previous.valueStart), field.valueStart)) + value;
    return editOf(task.document, place, place, text);
  }
  const next = fields[at + 1];
  const behind = find(next);
  if (next && behind) {
    const place = shift + behind.labelStart;
    const text =
      other.textOf(field.labelStart, field.valueStart) +
      value +
      asHere(other.textOf(Math.max(field.valueEnd, field.valueStart), next.labelStart));
    return editOf(task.document, place, place, text);
  }
  if (own.length > 0 || at > 0) return null;
  const place = endOfText(task);
  const from = other.stretch.offset + other.textEnd;
  const text = asHere(document(other).slice(from, offset + field.valueStart));
  return /^[\s]*\S/.test(text) && text.length < 200
    ? editOf(task.document, place, place, text + value)
    : null;
}

function document(task: Task): Task['document'] {
  return task.document;
}

function valueWithoutRemark(
  other: Task,
  sign: StatusSign,
  status: TaskStatus,
  habits: StatusHabits,
  today: Day | null,
): string {
  const empty = { ...sign, valueStart: sign.valueEnd };
  return rewriteSign(other, empty, status, habits, today)?.text.trim() ?? habits.textOf(other, sign);
}

/** What is written where no task of the form says the status: a field among fields, else a pictograph behind. */
export function insertByDefault(
  task: Task,
  status: TaskStatus,
  habits: StatusHabits,
  today: Day | null,
): readonly TextEdit[] {
  if (!(task instanceof TaskNode)) return [];
  const found: TextEdit[] = [];
  const field = defaultField(task, status, habits, today);
  if (field) found.push(field);
  const glyph = habits.glyph(GLYPHS, status);
  const ends = new Set([task.kind === 'row' ? task.titleRange.end : endOfText(task), task.titleRange.end]);
  if (glyph !== null && (legendOf(task.document).get(glyph) ?? status) === status)
    for (const at of ends) found.push(editOf(task.document, at, at, ` ${glyph}`));
  const word = wordFor(status, habits.style(WORDED, ''))?.toLowerCase() ?? null;
  if (word !== null) for (const at of ends) found.push(editOf(task.document, at, at, ` (${word})`));
  return found;
}

const WORDED: readonly SignKind[] = ['group', 'dashed', 'field', 'cell'];
const GLYPHS: readonly SignKind[] = ['behind', 'before'];

/** `**Status**: Done` above the first of the fields of a heading that has some. */
function defaultField(
  task: TaskNode,
  status: TaskStatus,
  habits: StatusHabits,
  today: Day | null,
): TextEdit | null {
  const [first] = task.kind === 'heading' ? fieldsOf(task) : [];
  if (!first) return null;
  const label = task.textOf(first.labelStart, first.valueStart);
  const name = /[A-Za-z][A-Za-z /&-]*[A-Za-z]/.exec(label);
  if (!name || /[^\p{ASCII}]/u.test(label)) return null;
  const at = task.stretch.offset + first.labelStart;
  const lineStart = task.document.offsetAt({ line: task.document.positionAt(at).line, column: 0 });
  const indent = task.document.slice(lineStart, at);
  if (!/^\s*(?:[-*+]\s+)?$/.test(indent)) return null;
  const end = first.valueEnd > first.valueStart ? lineTail(task, first) : '';
  const empty: StatusSign = { kind: 'field', start: at, end: at, valueStart: at, valueEnd: at, status: null };
  const value = rewriteSign(task, empty, status, habits, today)?.text.trim() ?? '';
  const written =
    label.slice(0, name.index) + asWritten('Status', name[0]) + label.slice(name.index + name[0].length);
  const gap = /\s$/.test(written) ? '' : ' ';
  return editOf(task.document, at, at, `${written}${gap}${value}${end}${lineEndNear(task)}${indent}`);
}

/** Two blanks at the end of a line break it: what stands above such a field must end likewise. */
function lineTail(task: TaskNode, field: Field): string {
  const end = task.stretch.offset + field.valueEnd;
  return /^(?: {2,}|\\)(?=[\r\n])/.exec(task.document.slice(end, end + 20))?.[0] ?? '';
}

function asWritten(name: string, like: string): string {
  if (like === like.toUpperCase()) return name.toUpperCase();
  return like === like.toLowerCase() ? name.toLowerCase() : name;
}

/** Strikes the title through, or its name alone; the first is tried first. */
export function strikeEdits(task: Task): readonly (readonly TextEdit[])[] {
  if (!(task instanceof TaskNode) || strikeOf(task)) return [];
  const { document, titleRange } = task;
  const text = document.slice(titleRange.start, titleRange.end).trimEnd();
  const firstLine = text.split(/[\r\n]/, 1)[0] ?? '';
  const bold = /^(\*\*|__)[^\r\n]+?\1[.:]?/.exec(text)?.[0];
  const lengths = new Set([bold?.length ?? 0, text.length, firstLine.trimEnd().length]);
  return [...lengths]
    .filter((length) => length > 0 && !text.slice(0, length).includes('~~'))
    .map((length) => [
      editOf(document, titleRange.start, titleRange.start, '~~'),
      editOf(document, titleRange.start + length, titleRange.start + length, '~~'),
    ]);
}

/** Takes the strike away. */
export function unstrikeEdits(task: Task): readonly TextEdit[] {
  const strike = strikeOf(task);
  if (!strike) return [];
  return [strike.open, strike.close].map((at) => editOf(task.document, at, at + 2, ''));
}
