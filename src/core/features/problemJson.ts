/** Problems as published by `wavemark check --format json`; lines and columns from 1, in UTF-16 units. */
import type { Problem, Severity } from '../model/problem';
import type { IndexReader } from '../model/reader';

export interface RelatedJson {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface ProblemJson {
  readonly rule: string;
  readonly severity: Severity;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Column after the last character. */
  readonly endColumn: number;
  readonly message: string;
  readonly task: string | null;
  readonly related: readonly RelatedJson[];
  readonly fixes: readonly string[];
}

export type ProblemSummary = Readonly<Record<Severity, number>>;

export interface CheckJson {
  readonly version: 1;
  readonly root: string;
  readonly problems: readonly ProblemJson[];
  readonly summary: ProblemSummary;
}

export function problemJson(problem: Problem, index: IndexReader): ProblemJson {
  const document = index.document(problem.uri);
  const start = document?.positionAt(problem.range.start) ?? { line: 0, column: 0 };
  const end = document?.positionAt(problem.range.end) ?? start;
  return {
    rule: problem.rule,
    severity: problem.severity,
    path: document?.path ?? problem.uri,
    line: start.line + 1,
    column: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
    message: problem.message,
    task: problem.task,
    related: problem.related.map(({ uri, range, message, file }) => {
      const other = index.document(uri);
      const start = other?.positionAt(range.start) ?? file?.start;
      return { path: other?.path ?? file?.path ?? uri, line: (start?.line ?? 0) + 1, message };
    }),
    fixes: problem.fixes.map(({ title }) => title),
  };
}

export function summarize(problems: readonly { readonly severity: Severity }[]): ProblemSummary {
  const summary = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of problems) summary[severity] += 1;
  return summary;
}

/**
 * @param root the folder that paths are relative to, `/` separators
 * @param found the problems of the index, for whoever has asked for them already
 */
export function checkJson(
  index: IndexReader,
  root: string,
  found: readonly Problem[] = index.problems(),
): CheckJson {
  const problems = found.map((problem) => problemJson(problem, index));
  return { version: 1, root, problems, summary: summarize(problems) };
}
