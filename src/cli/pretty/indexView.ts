/** `wavemark index` for people. */
import type { IndexReader, Task, TaskDocument } from '../../core';
import { summarize } from '../../core';
import { clean } from '../io';
import { plural } from '../plural';
import { problemLine } from './checkView';
import { explainLines } from './explainView';
import {
  countByStatus,
  countParts,
  countsText,
  effortSum,
  effortText,
  hasOpen,
  isOpen,
  sectionText,
  severitiesText,
} from './format';
import { Listings, shareRows, type Row } from './listing';
import { taskTable, type TaskTable } from './taskTable';
import type { Terminal } from './terminal';

/** Lines of sections and tasks that a listing without `--all` may have. */
const TOTAL_ROWS = 150;
const MAX_PROBLEMS = 10;
/** Columns that the path of a document is given before the counts. */
const MIN_PATH = 16;

export interface IndexViewOptions {
  /** Finished tasks too, however many lines that makes. */
  readonly all: boolean;
  readonly explain: boolean;
}

export function indexView(index: IndexReader, options: IndexViewOptions, terminal: Terminal): string[] {
  const documents = index.documents();
  if (documents.length === 0) return noFiles(terminal);
  const { rows, shortened } = options.all ? wholeListing(documents) : shortListing(documents);
  const lines: string[] = [];
  for (const [at, document] of documents.entries()) {
    const before = lines.length;
    lines.push(headLine(document, terminal));
    if (document.skipped !== null) {
      for (const line of terminal.measure.wrap(clean(document.skipped), terminal.width - 2)) {
        lines.push(`  ${terminal.paint.warn(line)}`);
      }
    }
    lines.push(...listingLines(rows[at] ?? [], terminal));
    if (options.explain && document.skipped === null) lines.push(...explainLines(document, terminal));
    if (lines.length > before + 1) lines.push('');
  }
  if (lines.at(-1) !== '') lines.push('');
  lines.push(...totals(index, terminal));
  if (shortened)
    lines.push(terminal.paint.dim('Shortened: --all lists every task; naming a file lists more of it.'));
  if (!options.explain) lines.push(...withoutTasks(documents, terminal));
  return lines;
}

/** A plan of which nothing was read must not look like a plan of which nothing is left. */
function withoutTasks(documents: readonly TaskDocument[], { measure, paint, width }: Terminal): string[] {
  const count = documents.filter(
    (document) => document.tasks.length === 0 && document.skipped === null && document.explain().length > 0,
  ).length;
  if (count === 0) return [];
  const text = `In ${plural(count, 'file')} nothing was taken for a task: --explain says why.`;
  return measure.wrap(text, width).map((line) => paint.dim(line));
}

function noFiles({ measure, width }: Terminal): string[] {
  return measure.wrap(
    'No task files here. A task file is a Markdown file with todo, backlog or tasks in its name, ' +
      'such as TODO.md; any other is read when it is named: wavemark index PLAN.md',
    width,
  );
}

interface Listing {
  /** By document. */
  readonly rows: readonly (readonly Row[])[];
  /** Whether open tasks were left out. */
  readonly shortened: boolean;
}

function wholeListing(documents: readonly TaskDocument[]): Listing {
  return { rows: documents.map((document) => new Listings(document).full()), shortened: false };
}

function shortListing(documents: readonly TaskDocument[]): Listing {
  const listings = documents.map((document) => new Listings(document));
  const whole = listings.map((listing) => listing.open());
  const shares = shareRows(
    whole.map((rows) => rows.length),
    TOTAL_ROWS,
  );
  let shortened = false;
  const rows = whole.map((open, at) => {
    const share = shares[at] ?? 0;
    if (open.length <= share) return open;
    shortened = true;
    return listings[at]?.short(share) ?? [];
  });
  return { rows, shortened };
}

/** `docs/TODO.md  numbered            70 tasks  ○ 52  ◆ 18`. */
function headLine(document: TaskDocument, terminal: Terminal): string {
  const { measure, paint, width } = terminal;
  const all = countsText(countByStatus(document.tasks), terminal);
  const total = document.skipped === null ? plural(document.tasks.length, 'task') : 'skipped';
  const counts = total.length + 2 + all.width + 2 + MIN_PATH <= width ? all : { text: '', width: 0 };
  const rightWidth = total.length + (counts.width > 0 ? counts.width + 2 : 0);
  const path = measure.truncateStart(clean(document.path), width - rightWidth - 2);
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
  if (row.kind === 'task') return table.line(row.task, indent);
  if (row.kind === 'more')
    return `${' '.repeat(indent)}${paint.dim(`${measure.ellipsis} ${String(row.count)} more`)}`;
  const counts = countsText(row.node.counts, terminal);
  const title = measure.truncate(sectionText(row.node.titles, terminal), width - indent - counts.width - 2);
  const gap = ' '.repeat(Math.max(width - indent - measure.width(title) - counts.width, 2));
  const open = hasOpen(row.node.counts);
  return `${' '.repeat(indent)}${open ? paint.bold(title) : paint.dim(title)}${gap}${counts.text}`;
}

function totals(index: IndexReader, terminal: Terminal): string[] {
  const { measure, paint, width } = terminal;
  const tasks = index.tasks();
  const head = `${plural(tasks.length, 'task')} in ${plural(index.documents().length, 'file')}`;
  const lines = [paint.bold(head)];
  let used = measure.width(head);
  for (const { plain, painted } of countParts(countByStatus(tasks), terminal, true)) {
    const wide = measure.width(plain) + 2;
    const fits = used + wide <= width;
    if (fits) lines[lines.length - 1] += `  ${painted}`;
    else lines.push(`  ${painted}`);
    used = fits ? used + wide : wide;
  }
  const effort = effortSum(tasks);
  if (effort) {
    const open = effortSum(tasks.filter(isOpen)) ?? { min: 0, max: 0 };
    const partly = open.max < effort.max ? `, of which open ${effortText(open, terminal)}` : '';
    const estimated = tasks.filter((task) => task.effortHours).length;
    const source = paint.dim(`(written on ${plural(estimated, 'task')})`);
    lines.push(`Effort ${effortText(effort, terminal)}${partly} ${source}`);
  }
  // Why a file was skipped stands at the file.
  const problems = index.problemsOfForm().filter(({ rule }) => rule !== 'file/skipped');
  if (problems.length > 0) {
    lines.push('', `Problems of form: ${severitiesText(summarize(problems))}`);
    for (const problem of problems.slice(0, MAX_PROBLEMS)) lines.push(problemLine(problem, index, terminal));
    const more = problems.length - MAX_PROBLEMS;
    if (more > 0) lines.push(paint.dim(`  ${measure.ellipsis} ${String(more)} more, see wavemark check`));
  }
  return lines;
}
