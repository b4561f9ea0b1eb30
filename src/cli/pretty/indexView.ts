/** `wavemark index` for people. */
import type { IndexReader, Task, TaskDocument } from '../../core';
import { summarize } from '../coreJson';
import { clean } from '../io';
import { problemLine } from './checkView';
import { explainLines } from './explainView';
import { countByStatus, countsText, effortSum, effortText, isOpen, plural, sectionText } from './format';
import { severitiesText } from './format';
import { fullListing, shareRows, shortListing, type Listing, type Row } from './sectionTree';
import { taskTable, type TaskTable } from './taskTable';
import type { Terminal } from './terminal';

/** Lines of sections and tasks that a listing without `--all` may have. */
const TOTAL_ROWS = 150;
const MAX_PROBLEMS = 10;

export interface IndexViewOptions {
  /** Finished tasks too, however many lines that makes. */
  readonly all: boolean;
  readonly explain: boolean;
}

export function indexView(index: IndexReader, options: IndexViewOptions, terminal: Terminal): string[] {
  const documents = index.documents();
  if (documents.length === 0) return noFiles(terminal);
  const listings = options.all ? documents.map(fullListing) : shortListings(documents);
  const lines: string[] = [];
  for (const [at, document] of documents.entries()) {
    const listing = listings[at] ?? { rows: [], shortened: false };
    const before = lines.length;
    lines.push(headLine(document, terminal));
    if (document.skipped !== null) {
      for (const line of terminal.measure.wrap(clean(document.skipped), terminal.width - 2)) {
        lines.push(`  ${terminal.paint.warn(line)}`);
      }
    }
    lines.push(...listingLines(listing.rows, terminal));
    if (options.explain && document.skipped === null) lines.push(...explainLines(document, terminal));
    if (lines.length > before + 1) lines.push('');
  }
  if (lines.at(-1) !== '') lines.push('');
  lines.push(...totals(index, terminal));
  const shortened = listings.some((listing) => listing.shortened);
  if (shortened)
    lines.push(terminal.paint.dim('Shortened: --all lists every task; naming a file lists more of it.'));
  return lines;
}

function noFiles({ measure, width }: Terminal): string[] {
  return measure.wrap(
    'No task files here. A task file is a Markdown file with todo, backlog or tasks in its name, ' +
      'such as TODO.md; any other is read when it is named: wavemark index PLAN.md',
    width,
  );
}

function shortListings(documents: readonly TaskDocument[]): Listing[] {
  const whole = documents.map((document) => shortListing(document, Infinity));
  const shares = shareRows(
    whole.map(({ rows }) => rows.length),
    TOTAL_ROWS,
  );
  return documents.map((document, at) => {
    const listing = whole[at];
    const share = shares[at] ?? 0;
    return listing && listing.rows.length <= share ? listing : shortListing(document, share);
  });
}

/** `docs/TODO.md  numbered            70 tasks  ○ 52  ◆ 18`. */
function headLine(document: TaskDocument, terminal: Terminal): string {
  const { measure, paint, width } = terminal;
  const counts = countsText(countByStatus(document.tasks), terminal);
  const total = document.skipped === null ? plural(document.tasks.length, 'task') : 'skipped';
  const rightWidth = measure.width(total) + (counts.width > 0 ? counts.width + 2 : 0);
  const path = measure.truncateStart(clean(document.path), Math.max(width - rightWidth - 2, 20));
  const forms = document.forms.join(', ');
  const left = measure.width(path);
  const showForms = forms !== '' && left + 2 + forms.length + 2 + rightWidth <= width;
  const used = left + (showForms ? forms.length + 2 : 0);
  const gap = ' '.repeat(Math.max(width - used - rightWidth, 2));
  const right = paint.bold(total) + (counts.width > 0 ? `  ${counts.text}` : '');
  return `${paint.path(path)}${showForms ? `  ${paint.dim(forms)}` : ''}${gap}${right}`;
}

function listingLines(rows: readonly Row[], terminal: Terminal): string[] {
  const shown: Task[] = [];
  for (const row of rows) if (row.kind === 'task') shown.push(row.task);
  const table = taskTable(shown, terminal);
  return rows.map((row) => rowLine(row, table, terminal));
}

function rowLine(row: Row, table: TaskTable, terminal: Terminal): string {
  const { measure, paint, width } = terminal;
  const indent = 2 + 2 * Math.min(row.level, 4);
  if (row.kind === 'task') return table.line(row.task, indent, row.depth);
  if (row.kind === 'more')
    return `${' '.repeat(indent)}${paint.dim(`${measure.ellipsis} ${String(row.count)} more`)}`;
  const counts = countsText(countByStatus(row.node.all), terminal);
  const title = measure.truncate(sectionText(row.node.titles, terminal), width - indent - counts.width - 2);
  const gap = ' '.repeat(Math.max(width - indent - measure.width(title) - counts.width, 2));
  const open = row.node.all.some(isOpen);
  return `${' '.repeat(indent)}${open ? paint.bold(title) : paint.dim(title)}${gap}${counts.text}`;
}

function totals(index: IndexReader, terminal: Terminal): string[] {
  const { measure, paint, width } = terminal;
  const tasks = index.tasks();
  const counts = countsText(countByStatus(tasks), terminal, true);
  const head = `${plural(tasks.length, 'task')} in ${plural(index.documents().length, 'file')}`;
  const lines =
    head.length + 2 + counts.width <= width
      ? [`${paint.bold(head)}${counts.width > 0 ? `  ${counts.text}` : ''}`]
      : [paint.bold(head), `  ${counts.text}`];
  const effort = effortSum(tasks);
  if (effort) {
    const open = effortSum(tasks.filter(isOpen)) ?? { min: 0, max: 0 };
    const estimated = tasks.filter((task) => task.effortHours).length;
    lines.push(
      `Effort ${effortText(effort, terminal)}, of which open ${effortText(open, terminal)} ` +
        paint.dim(`(written on ${plural(estimated, 'task')})`),
    );
  }
  // Why a file was skipped stands at the file.
  const problems = index.problems().filter(({ rule }) => rule !== 'file/skipped');
  if (problems.length > 0) {
    lines.push('', `Problems of form: ${severitiesText(summarize(problems))}`);
    for (const problem of problems.slice(0, MAX_PROBLEMS)) lines.push(problemLine(problem, index, terminal));
    const more = problems.length - MAX_PROBLEMS;
    if (more > 0)
      lines.push(paint.dim(`  ${measure.ellipsis} ${String(more)} more: wavemark check lists them`));
  }
  return lines;
}
