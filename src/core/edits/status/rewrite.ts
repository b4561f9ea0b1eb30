import type { TextEdit } from '../../model/problem';
import type { Task, TaskStatus } from '../../model/task';
import type { SignKind, StatusSign } from '../../parse/statusSigns';
import { cellEdit } from '../cellPlace';
import { editOf } from '../fieldPlaces';
import { writtenLike, type Day } from './dates';
import type { StatusHabits } from './habits';
import { glyphIn, goesWithStatus, readValue, wordFor } from './value';

/** Places that hold words, and whose words are alike. */
const VALUES: readonly SignKind[] = ['field', 'cell', 'property'];
/** Longer values without a known word are somebody's sentence. */
const LONGEST_UNKNOWN = 30;

/** The edit that makes a place say another status; null where it cannot. */
export function rewriteSign(
  task: Task,
  sign: StatusSign,
  status: TaskStatus,
  habits: StatusHabits,
  today: Day | null,
): TextEdit | null {
  const { document } = task;
  const written = document.slice(sign.valueStart, sign.valueEnd);
  const text = freshText(task, sign, written, status, habits, today);
  if (text === null) return null;
  if (sign.kind === 'cell') return cellEdit(document, { start: sign.valueStart, end: sign.valueEnd }, text);
  const isGlued = written === '' && /\S/.test(document.slice(sign.valueStart - 1, sign.valueStart));
  return editOf(document, sign.valueStart, sign.valueEnd, isGlued ? ` ${text}` : text);
}

function freshText(
  task: Task,
  sign: StatusSign,
  written: string,
  status: TaskStatus,
  habits: StatusHabits,
  today: Day | null,
): string | null {
  switch (sign.kind) {
    case 'before':
    case 'behind':
      return habits.glyph([sign.kind], status);
    case 'box':
      return habits.marker(status)?.text ?? null;
    case 'keyword':
      return keywordFor(written, status, habits);
    case 'progress':
      return percentFor(written, status);
    default:
      return valueFor(task, sign, written, status, habits, today);
  }
}

const KEYWORDS: Readonly<Record<TaskStatus, string | null>> = {
  todo: 'TODO',
  doing: 'IN PROGRESS',
  blocked: 'BLOCKED',
  done: 'DONE',
  dropped: 'CANCELLED',
  decided: null,
  unknown: null,
};

function keywordFor(written: string, status: TaskStatus, habits: StatusHabits): string | null {
  const word = habits.value(['keyword'], status) ?? KEYWORDS[status];
  if (word === null) return null;
  if (written === written.toLowerCase()) return word.toLowerCase();
  return written === written.toUpperCase() ? word.toUpperCase() : word;
}

function percentFor(written: string, status: TaskStatus): string | null {
  const percent = status === 'done' ? '100' : status === 'todo' ? '0' : null;
  return percent === null ? null : written.replace(/\d{1,3}(?:[.,]\d+)?(?=\s*[%％])/, percent);
}

function valueFor(
  task: Task,
  sign: StatusSign,
  written: string,
  status: TaskStatus,
  habits: StatusHabits,
  today: Day | null,
): string | null {
  const kinds = VALUES.includes(sign.kind)
    ? [sign.kind]
    : ([sign.kind, 'group', 'dashed', 'remark'] as const);
  const own = readValue(written);
  const isKnown = own.length > 0 || /^[-–—\s]*$/.test(written);
  if (!isKnown && written.length > LONGEST_UNKNOWN) return null;
  const isPercent = /[%％]$/.test(own.words);
  const isOpen = own.open !== '' && own.close === '';
  const habit = habits.value([sign.kind], status, task);
  const core =
    // Emphasis that goes on behind the words goes on behind the new ones.
    (isOpen && habit !== null ? own.lead + own.open + (readValue(habit).words || habit) : habit) ??
    (isPercent ? percentFor(own.words, status) : null) ??
    composed(own, status, habits, kinds);
  if (core === null) return null;
  const remark = isKnown && own.length > 0 && !goesWithStatus(own.remark) ? own.remark : '';
  const dated = status === 'done' && remark === '' && today !== null ? habits.dateBehind([sign.kind]) : null;
  const [last] = dated?.dates.slice(-1) ?? [];
  const date = dated && last !== undefined && today !== null ? writtenLike(today, last, dated.dates) : null;
  return core + (dated && date !== null && last !== undefined ? dated.text.replace(last, date) : remark);
}

/** Words of the file's language, with the decoration that the place has now. */
function composed(
  own: ReturnType<typeof readValue>,
  status: TaskStatus,
  habits: StatusHabits,
  kinds: readonly SignKind[],
): string | null {
  const glyph = glyphIn(own.lead + own.trail);
  const fresh = glyph === null ? null : habits.glyph(kinds, status);
  if (own.words === '' && fresh !== null) return fresh;
  const word = wordFor(status, habits.style(kinds, own.words));
  if (word === null) return null;
  const isLead = glyph !== null && own.lead.includes(glyph);
  const lead = isLead && fresh !== null ? `${fresh} ` : '';
  const trail = !isLead && fresh !== null ? ` ${fresh}` : '';
  return lead + own.open + word + own.close + trail;
}

/** The edit that takes a place out of the title; null for places that stay, such as fields. */
export function removeSign(task: Task, sign: StatusSign): TextEdit | null {
  switch (sign.kind) {
    case 'before':
    case 'behind':
    case 'keyword':
    case 'dashed':
    case 'group':
      return editOf(task.document, sign.start, sign.end, '');
    default:
      return null;
  }
}
