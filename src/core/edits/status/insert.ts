import { TaskNode } from '../../forms/taskNode';
import type { TextEdit } from '../../model/problem';
import type { Task, TaskStatus } from '../../model/task';
import type { SignKind, StatusSign } from '../../parse/statusSigns';
import { editOf, endOfText, fieldsOf, insertFieldAbove, insertFieldLike } from '../fieldPlaces';
import type { Day } from './dates';
import { legendOf, type Example, type StatusHabits } from './habits';
import { rewriteSign } from './rewrite';
import { strikeOf } from './signs';
import { coreOf, readValue, wordFor } from './value';

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
  return insertFieldLike(task, other, at, valueWithoutRemark(other, sign, status, habits, today));
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

function defaultField(
  task: TaskNode,
  status: TaskStatus,
  habits: StatusHabits,
  today: Day | null,
): TextEdit | null {
  const at = task.titleRange.end;
  const empty: StatusSign = { kind: 'field', start: at, end: at, valueStart: at, valueEnd: at, status: null };
  const value = rewriteSign(task, empty, status, habits, today)?.text.trim();
  return value === undefined ? null : insertFieldAbove(task, 'Status', value);
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
