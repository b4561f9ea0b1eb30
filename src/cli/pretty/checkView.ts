/** `wavemark check` for people: problems grouped by file. */
import type { IndexReader, Problem } from '../../core';
import { problemJson, summarize, type ProblemJson } from '../../core';
import { clean } from '../io';
import { plural } from '../plural';
import { severitiesText, severityPaint } from './format';
import type { Terminal } from './terminal';

/** Columns of the longest severity. */
const SEVERITY_WIDTH = 7;

export interface CheckViewOptions {
  /** All problems of the index. */
  readonly problems: readonly Problem[];
  /** What paths of the index are shown with in front, so that they can be opened from the current folder. */
  readonly prefix: string;
  /** Whether the problems are too grave for the exit code 0. */
  readonly failed: boolean;
  /** Whether everything that was named, and every tracker that the settings name, could be read. */
  readonly complete: boolean;
  /** What the files were compared with, in a few words; the empty string where they were not. */
  readonly compared: string;
}

export function checkView(index: IndexReader, options: CheckViewOptions, terminal: Terminal): string[] {
  const { paint, signs } = terminal;
  const problems = options.problems.map((problem) => problemJson(problem, index));
  const compared = options.compared === '' ? '' : `, ${clean(options.compared)}`;
  const scope = `${plural(index.documents().length, 'file')}, ${plural(index.tasks().length, 'task')}${compared}`;
  if (problems.length === 0) {
    return options.complete
      ? [`${paint.good(signs.ok)} No problems in ${scope}`]
      : [`${paint.bad(signs.bad)} No problems in what could be read: ${scope}`];
  }
  const placeWidth = Math.max(...problems.map((problem) => place(problem).length));
  const lines: string[] = [];
  let path: string | null = null;
  for (const problem of problems) {
    if (problem.path !== path) {
      if (path !== null) lines.push('');
      path = problem.path;
      lines.push(paint.path(clean(options.prefix + path)));
    }
    lines.push(...problemLines(problem, placeWidth, terminal));
  }
  const sign = options.failed || !options.complete ? paint.bad(signs.bad) : paint.good(signs.ok);
  lines.push('', `${sign} ${severitiesText(summarize(problems))} in ${scope}`);
  return lines;
}

function place({ line, column }: ProblemJson): string {
  return `${String(line)}:${String(column)}`;
}

/** `  12:3  warning  The message  rule/id`, wrapped, then related places and fixes. */
function problemLines(problem: ProblemJson, placeWidth: number, terminal: Terminal): string[] {
  const { measure, paint, signs, width } = terminal;
  const indent = 2 + placeWidth + 2 + SEVERITY_WIDTH + 2;
  const room = width - indent;
  const severity = severityPaint(problem.severity, terminal)(problem.severity.padEnd(SEVERITY_WIDTH));
  const lines: string[] = [];
  const add = (text: string): void => {
    const before = `  ${paint.dim(place(problem).padEnd(placeWidth))}  ${severity}  `;
    lines.push((lines.length === 0 ? before : ' '.repeat(indent)) + text);
  };
  const message = measure.wrap(clean(problem.message), room);
  const last = message.pop() ?? '';
  for (const line of message) add(line);
  if (measure.width(last) + 2 + problem.rule.length <= room) add(`${last}  ${paint.dim(problem.rule)}`);
  else {
    add(last);
    add(paint.dim(problem.rule));
  }
  const hang = (text: string): void => {
    for (const [at, line] of measure.wrap(text, room - 2).entries()) {
      add(`${at === 0 ? signs.note.padEnd(2) : '  '}${paint.dim(line)}`);
    }
  };
  for (const { path, line, message: said } of problem.related) {
    const where = path === problem.path ? `line ${String(line)}` : `${clean(path)}:${String(line)}`;
    hang(`${where}: ${clean(said)}`);
  }
  for (const fix of problem.fixes) hang(`fix: ${clean(fix)}`);
  return lines;
}

/** A problem on one line, cut to the width. */
export function problemLine(problem: Problem, index: IndexReader, terminal: Terminal): string {
  const { measure, width } = terminal;
  const found = problemJson(problem, index);
  const severity = problem.severity.padEnd(SEVERITY_WIDTH);
  const room = width - 2 - SEVERITY_WIDTH - 2;
  const start = measure.truncateStart(`${clean(found.path)}:${place(found)}`, Math.floor(room / 2));
  const text = measure.truncate(`${start}  ${clean(problem.message)}`, room);
  return `  ${severityPaint(problem.severity, terminal)(severity)}  ${text}`;
}
