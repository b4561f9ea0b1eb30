/** The schedule for other programs: spreadsheets, documents, diagrams. Whatever the author wrote is made harmless. */
import type { IndexReader } from '../../model/reader';
import type { Task } from '../../model/task';
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

/**
 * A flowchart in Mermaid: the waves as boxes, the tasks with their hours, an arrow from what comes first, the
 * critical path thick.
 */
export function planMermaid(plan: Plan, index: IndexReader): string {
  const number = new Map<Task, string>(plan.tasks.map(({ task }, at) => [task, `t${at + 1}`]));
  const effort = new Map(plan.tasks.map(({ task, start, end }) => [task, hoursOf(end - start)]));
  const lines = ['flowchart LR'];
  const node = (task: Task): string =>
    `${number.get(task) ?? ''}["${mermaidText(task.id === null ? task.title : `${task.id} ${task.title}`)}<br/>${effort.get(task) ?? 0} h"]`;
  const inOrder = plan.tasks.map(({ task }) => task);
  for (const [at, { name }] of plan.waves.entries()) {
    lines.push(`  subgraph w${at + 1}["${mermaidText(name === '' ? 'In no wave' : name)}"]`);
    for (const task of inOrder) if ((task.wave ?? '') === name) lines.push(`    ${node(task)}`);
    lines.push('  end');
  }
  if (plan.waves.length === 0) for (const task of inOrder) lines.push(`  ${node(task)}`);
  for (const task of inOrder) {
    for (const target of new Set(index.dependencies(task).flatMap(({ targets }) => targets))) {
      const from = number.get(target);
      if (from !== undefined) lines.push(`  ${from} --> ${number.get(task) ?? ''}`);
    }
  }
  const critical = plan.criticalPath.flatMap((task) => number.get(task) ?? []);
  if (critical.length > 0)
    lines.push('  classDef critical stroke-width:4px', `  class ${critical.join(',')} critical`);
  return `${lines.join('\n')}\n`;
}

/** Mermaid's own entities for whatever it or HTML could take for markup. */
function mermaidText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[^\p{L}\p{N} .,:/–—→·-]/gu, (sign) => `#${sign.codePointAt(0) ?? 32};`);
}
