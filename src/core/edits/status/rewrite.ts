import type { TextEdit } from '../../model/problem';
import type { Task, TaskDocument, TaskStatus } from '../../model/task';
import type { SignKind, StatusSign } from '../../parse/statusSigns';
import { writtenLike, type Day } from './dates';
import type { StatusHabits } from './habits';
import { glyphIn, goesWithStatus, readValue, wordFor } from './value';

/** Places that hold words, and whose words are alike. */
const VALUES: readonly SignKind[] = ['field', 'cell', 'property'];
/** Longer values without a known word are somebody's sentence. */
const LONGEST_UNKNOWN = 30;

export function editOf(document: TaskDocument, start: number, end: number, text: string): TextEdit {
  return { uri: document.uri, range: { start, end }, expected: document.slice(start, end), text };
}

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
  if (sign.kind === 'cell') return cellEdit(document, sign, text);
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

/** Keeps the pipes of a table below each other, where they are. */
function cellEdit(document: TaskDocument, { valueStart, valueEnd }: StatusSign, text: string): TextEdit {
  const line = document.positionAt(valueStart).line;
  const lineStart = document.offsetAt({ line, column: 0 });
  const lineEnd = document.offsetAt({ line, column: Number.MAX_SAFE_INTEGER });
  const isEmpty = valueStart === valueEnd;
  // An empty cell is where its blanks end.
  const from = isEmpty
    ? valueStart - (/[ \t]*$/.exec(document.slice(lineStart, valueStart))?.[0].length ?? 0)
    : valueStart;
  const blanks = /^[ \t]*/.exec(document.slice(valueEnd, lineEnd))?.[0].length ?? 0;
  const fresh = isEmpty ? ` ${text}` : text;
  const pipe = valueEnd + blanks - lineStart;
  const isAligned =
    document.slice(valueEnd + blanks, valueEnd + blanks + 1) === '|' && isPipeNear(document, line, pipe);
  const old = valueEnd - from;
  if (!isAligned) {
    const end = isEmpty ? valueEnd + blanks : valueEnd;
    return editOf(document, from, end, isEmpty ? `${fresh} ` : fresh);
  }
  const width = old + blanks;
  const gap = blanks > 0 || isEmpty ? 1 : 0;
  const padded = fresh.length + gap > width ? fresh + ' '.repeat(gap) : fresh.padEnd(width);
  return editOf(document, from, valueEnd + blanks, padded);
}

/** Whether a pipe stands at the same place of the line above or below. */
function isPipeNear(document: TaskDocument, line: number, column: number): boolean {
  return [line - 1, line + 1].some((near) => {
    if (near < 0 || near >= document.lineCount) return false;
    const start = document.offsetAt({ line: near, column: 0 });
    const text = document.slice(start, document.offsetAt({ line: near, column: Number.MAX_SAFE_INTEGER }));
    return text.charAt(column) === '|';
  });
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
