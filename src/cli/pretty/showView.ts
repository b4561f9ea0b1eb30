/** `wavemark show` for people: a card with everything known of a task. */
import type { IndexReader, Task } from '../../core';
import { clean } from '../io';
import { plural } from '../plural';
import { countByStatus, countsText, effortText, isOpen, placeText } from './format';
import { sectionText, severityPaint, statusSign } from './format';
import type { Terminal } from './terminal';

const LABEL_WIDTH = 11;
const MAX_TEXT_LINES = 16;
const MAX_LIST = 12;

export function showView(index: IndexReader, tasks: readonly Task[], terminal: Terminal): string[] {
  const lines: string[] = [];
  if (tasks.length > 1) {
    lines.push(terminal.paint.warn(`${String(tasks.length)} tasks have this id`), '');
  }
  for (const [at, task] of tasks.entries()) {
    if (at > 0) lines.push('');
    lines.push(...card(index, task, terminal));
  }
  return lines;
}

function card(index: IndexReader, task: Task, terminal: Terminal): string[] {
  const { measure, paint, width } = terminal;
  const name = clean(task.id ?? task.key);
  const title = measure.wrap(clean(task.title) || '(no title)', width - measure.width(name) - 2);
  const lines = title.map((text, at) =>
    at === 0
      ? `${paint.id(paint.bold(name))}  ${paint.bold(text)}`
      : ' '.repeat(measure.width(name) + 2) + paint.bold(text),
  );
  lines.push(
    paint.dim(measure.truncateStart(`${placeText(task)} ${terminal.signs.dot} ${task.kind}`, width)),
    '',
  );
  const field = (label: string, values: readonly string[]): void => {
    for (const [at, value] of values.entries()) {
      lines.push(`  ${paint.dim((at === 0 ? label : '').padEnd(LABEL_WIDTH))}${value}`);
    }
  };
  for (const [label, values] of fields(index, task, terminal)) field(label, values);
  lines.push('', ...textLines(task, terminal));
  return lines;
}

function fields(index: IndexReader, task: Task, terminal: Terminal): [string, readonly string[]][] {
  const { paint, signs, measure, width } = terminal;
  const room = width - 2 - LABEL_WIDTH;
  const wrap = (text: string): string[] => measure.wrap(text, room);
  const list: [string, readonly string[]][] = [];
  const sign = statusSign(task.status, terminal);
  list.push(['Status', [`${sign} ${paint.status[task.status](task.status)}${readiness(index, task)}`]]);
  if (task.section.length > 0) list.push(['Section', wrap(sectionText(task.section, terminal))]);
  if (task.priority !== null) list.push(['Priority', wrap(clean(task.priority))]);
  if (task.effortHours) list.push(['Effort', [effortText(task.effortHours, terminal)]]);
  if (task.wave !== null) list.push(['Wave', wrap(clean(task.wave))]);
  if (task.criteria) {
    list.push(['Criteria', [`${String(task.criteria.done)} of ${String(task.criteria.total)} met`]]);
  }
  if (task.decision) {
    const { pointer, collapsed } = task.decision;
    const record = pointer === null ? 'no record named' : `${signs.arrow} ${clean(pointer)}`;
    list.push(['Decision', [`${record}${collapsed ? ', collapsed' : ''}`]]);
  }
  if (task.tracker) {
    const { id, status, found } = task.tracker;
    list.push(['Tracker', [`${clean(id)}: ${found ? clean(status ?? 'no status') : 'not found'}`]]);
  }
  if (task.parent) list.push(['Part of', [taskLine(task.parent, room, terminal)]]);
  const waits = index
    .dependencies(task)
    .flatMap(({ id, targets }) =>
      targets.length === 0
        ? [`${paint.status.unknown(clean(id))} ${paint.warn('no task has this id')}`]
        : targets.map((target) => taskLine(target, room, terminal)),
    );
  if (waits.length > 0) list.push(['Waits for', shorten(waits, terminal)]);
  const unblocks = index.dependents(task).map((other) => taskLine(other, room, terminal));
  if (unblocks.length > 0) list.push(['Unblocks', shorten(unblocks, terminal)]);
  const children = index.children(task);
  if (children.length > 0) {
    const counts = countsText(countByStatus(children), terminal, true).text;
    const each = children.map((child) => taskLine(child, room, terminal));
    list.push(['Children', [counts, ...shorten(each, terminal)]]);
  }
  const citations =
    task.id === null ? [] : index.citations(task.id).filter(({ role }) => role !== 'declaration');
  if (task.id !== null)
    list.push([
      'Cited',
      [citations.length === 0 ? 'nowhere' : `${plural(citations.length, 'time')} in task files`],
    ]);
  const problems = problemsOf(index, task).flatMap((problem) => {
    const severity = severityPaint(problem.severity, terminal)(problem.severity);
    const [first = '', ...rest] = measure.wrap(clean(problem.message), room - problem.severity.length - 2);
    return [`${severity}  ${first}`, ...rest.map((text) => ' '.repeat(problem.severity.length + 2) + text)];
  });
  if (problems.length > 0) list.push(['Problems', problems]);
  return list;
}

function problemsOf(index: IndexReader, task: Task): ReturnType<IndexReader['problems']> {
  const name = task.id ?? task.key;
  return index.problems(task.document.uri).filter(({ task: about, range }) => {
    return about === name && task.document.taskAt(range.start) === task;
  });
}

function readiness(index: IndexReader, task: Task): string {
  if (!isOpen(task)) return '';
  if (index.isReady(task)) return ', ready now';
  const waits = index
    .dependencies(task)
    .filter(({ targets }) => targets.length === 0 || targets.some(isOpen))
    .map(({ id }) => clean(id));
  if (waits.length > 0)
    return `, waits for ${waits.slice(0, 5).join(', ')}${waits.length > 5 ? ' and others' : ''}`;
  return index.children(task).some(isOpen) ? ', has open children' : '';
}

/** `○ P0-001  Title`, cut to the room. */
function taskLine(task: Task, room: number, terminal: Terminal): string {
  const { measure, paint, signs } = terminal;
  const id = clean(task.id ?? '');
  const used = signs.statusWidth + 1 + (id === '' ? 0 : measure.width(id) + 2);
  const title = measure.truncate(clean(task.title), Math.max(room - used, 8));
  const sign = statusSign(task.status, terminal);
  return `${sign} ${id === '' ? '' : `${paint.id(id)}  `}${isOpen(task) ? title : paint.dim(title)}`;
}

function shorten(list: readonly string[], { measure, paint }: Terminal): string[] {
  if (list.length <= MAX_LIST + 1) return [...list];
  const more = paint.dim(`${measure.ellipsis} ${String(list.length - MAX_LIST)} more`);
  return [...list.slice(0, MAX_LIST), more];
}

/** The task as it is written. */
function textLines(task: Task, { measure, paint, signs, width }: Terminal): string[] {
  const { document } = task;
  const lines: string[] = [];
  const last = Math.min(task.endLine, task.line + MAX_TEXT_LINES - 1);
  for (let line = task.line; line <= last; line += 1) {
    const from = document.offsetAt({ line, column: 0 });
    const to = document.offsetAt({ line, column: Number.MAX_SAFE_INTEGER });
    const text = indented(document.text.slice(from, to));
    lines.push(`  ${paint.dim(signs.bar)} ${measure.truncate(text, width - 4)}`.trimEnd());
  }
  const more = task.endLine - last;
  if (more > 0) lines.push(`  ${paint.dim(`${signs.bar} ${measure.ellipsis} ${plural(more, 'more line')}`)}`);
  return lines;
}

/** A line made harmless, its indentation kept. */
function indented(line: string): string {
  const [blank = ''] = /^[ \t]*/.exec(line) ?? [];
  return blank.replaceAll('\t', '    ') + clean(line.slice(blank.length));
}
