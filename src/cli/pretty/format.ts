/** Small pieces of text that several views share. */
import { isFinished, TASK_STATUSES } from '../../core';
import type { Effort, Severity, Task, TaskKind, TaskStatus } from '../../core';
import { clean } from '../io';
import { plural } from '../plural';
import type { Paint, Terminal } from './terminal';

/** Whether work remains; an unknown status counts as open. */
export function isOpen(task: Task): boolean {
  return !isFinished(task);
}

export type Counts = Readonly<Partial<Record<TaskStatus, number>>>;

export function hasOpen(counts: Counts): boolean {
  return TASK_STATUSES.some((status) => !isFinished({ status }) && counts[status]);
}

export function countByStatus(tasks: readonly Task[]): Counts {
  const counts: Partial<Record<TaskStatus, number>> = {};
  for (const { status } of tasks) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** `○ 5`, `✓ 12`, and with names `○ 5 todo`, `✓ 12 done`: plain to be measured, painted to be shown. */
export interface CountPart {
  readonly plain: string;
  readonly painted: string;
}

export function countParts(counts: Counts, { signs, paint }: Terminal, names = false): CountPart[] {
  return TASK_STATUSES.filter((status) => counts[status]).map((status) => {
    const plain = `${signs.status[status]} ${String(counts[status])}${names ? ` ${status}` : ''}`;
    return { plain, painted: paint.status[status](plain) };
  });
}

/** `○ 5  ✓ 12`. */
export function countsText(
  counts: Counts,
  terminal: Terminal,
  names = false,
): { text: string; width: number } {
  const parts = countParts(counts, terminal, names);
  return {
    text: parts.map(({ painted }) => painted).join('  '),
    width: terminal.measure.width(parts.map(({ plain }) => plain).join('  ')),
  };
}

/** `1 heading`, `3 numbered items`. */
export function itemsText(count: number, form: TaskKind): string {
  const words: Readonly<Record<TaskKind, readonly [string, string]>> = {
    heading: ['heading', 'headings'],
    checkbox: ['checkbox', 'checkboxes'],
    numbered: ['numbered item', 'numbered items'],
    bullet: ['bullet', 'bullets'],
    row: ['table row', 'table rows'],
    document: ['document', 'documents'],
  };
  return plural(count, ...words[form]);
}

export function hours(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `2–3 h`. */
export function effortText({ min, max }: Effort, terminal: Terminal): string {
  return min === max ? `${hours(min)} h` : `${hours(min)}${terminal.signs.dash}${hours(max)} h`;
}

/** The sum of what is written down, or null where nothing is. */
export function effortSum(tasks: readonly Task[]): Effort | null {
  let min = 0;
  let max = 0;
  let any = false;
  for (const { effortHours } of tasks) {
    if (!effortHours) continue;
    any = true;
    min += effortHours.min;
    max += effortHours.max;
  }
  return any ? { min, max } : null;
}

/** `A › B`, harmless for the terminal. */
export function sectionText(section: readonly string[], terminal: Terminal): string {
  return section.map(clean).join(` ${terminal.signs.inside} `);
}

/** `path:line`, the line from 1. */
export function placeText(task: Task): string {
  return `${clean(task.document.path)}:${String(task.line + 1)}`;
}

/** The task's sign in its colour. */
export function statusSign(status: TaskStatus, terminal: Terminal): string {
  return terminal.paint.status[status](terminal.signs.status[status]);
}

export function severityPaint(severity: Severity, terminal: Terminal): Paint {
  const { paint } = terminal;
  return { error: paint.bad, warning: paint.warn, info: paint.info, hint: paint.hint }[severity];
}

/** `1 error, 2 warnings`, or `none`. */
export function severitiesText(summary: Readonly<Record<Severity, number>>): string {
  const parts: string[] = [];
  if (summary.error) parts.push(plural(summary.error, 'error'));
  if (summary.warning) parts.push(plural(summary.warning, 'warning'));
  if (summary.info) parts.push(`${String(summary.info)} info`);
  if (summary.hint) parts.push(plural(summary.hint, 'hint'));
  return parts.join(', ') || 'none';
}
