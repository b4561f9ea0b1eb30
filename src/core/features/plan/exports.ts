/** The schedule for spreadsheets and documents. Whatever the author wrote is made harmless. */
import type { IndexReader } from '../../model/reader';
import type { Plan } from '../../plan/plan';
import { hoursOf, nameOf } from './planJson';

/** A cell that a spreadsheet would take for a formula is told to be text. */
const FORMULA = /^[=+\-@\t\r]/;

/** Comma-separated values (RFC 4180) with a header, one line for each task, CRLF at their ends. */
export function planCsv(plan: Plan, index: IndexReader): string {
  const header = [
    ...['id', 'title', 'path', 'line', 'status', 'wave', 'agent'],
    ...['start_hours', 'end_hours', 'slack_hours', 'critical', 'waits_for', 'unblocks'],
  ];
  const rows = plan.tasks.map(({ task, ...planned }) => [
    task.id ?? '',
    task.title,
    task.document.path,
    task.line + 1,
    task.status,
    task.wave ?? '',
    planned.agent,
    hoursOf(planned.start),
    hoursOf(planned.end),
    hoursOf(planned.slack),
    planned.critical ? 'yes' : 'no',
    index
      .dependencies(task)
      .map(({ id }) => id)
      .join(' '),
    planned.unblocks,
  ]);
  return [header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table in Markdown. */
export function planMarkdown(plan: Plan): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const body = plan.tasks.map(({ task, start, end, agent, slack, critical }) =>
    row([
      markdownText(nameOf(task)),
      markdownText(task.title),
      `${hoursOf(start)}–${hoursOf(end)}`,
      String(agent),
      critical ? '**0**' : String(hoursOf(slack)),
      markdownText(task.wave ?? ''),
    ]),
  );
  return (
    row(['Task', 'Title', 'Hours', 'Agent', 'Slack', 'Wave']) +
    row(['---', '---', '---:', '---:', '---:', '---']) +
    body.join('')
  );
}

/** Text in which nothing is markup, on one line. */
export function markdownText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#+!|~&$-]/g, (sign) => `\\${sign}`);
}
