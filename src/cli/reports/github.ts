/**
 * Problems as workflow commands of GitHub Actions, which shows them at their lines in a pull request.
 *
 * Commands and their escapes: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
import { problemJson, summarize, type IndexReader, type Problem, type Severity } from '../../core';
import { clean, type CliIo } from '../io';
import { plural } from '../plural';
import { severitiesText } from '../pretty/format';
import type { RepositoryPaths } from './repositoryPaths';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/**
 * One command for each problem, then a line for people.
 *
 * @param compared what the files were compared with, in a few words; the empty string where they were not
 */
export function* githubLines(
  problems: readonly Problem[],
  index: IndexReader,
  paths: RepositoryPaths,
  compared = '',
): Generator<string> {
  for (const problem of problems) yield command(problem, index, paths);
  const found = problems.length === 0 ? 'no problems' : severitiesText(summarize(problems));
  const scope = `${plural(index.documents().length, 'file')}, ${plural(index.tasks().length, 'task')}`;
  // A ref is what somebody has written.
  const rest = compared === '' ? '' : `, ${harmless(clean(compared))}`;
  yield `Wavemark: ${found} in ${scope}${rest}`;
}

function command(problem: Problem, index: IndexReader, paths: RepositoryPaths): string {
  const { rule, severity, path, line, column, endLine, endColumn, message, related } = problemJson(
    problem,
    index,
  );
  const properties = {
    file: paths.of(path),
    line,
    endLine,
    col: column,
    endColumn,
    title: `Wavemark ${rule}`,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const places = related.map((place) => `${paths.of(place.path)}:${String(place.line)}: ${place.message}`);
  const text = [message, ...places].map(clean).join('\n');
  return `::${COMMANDS[severity]} ${list.join(',')}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * A process whose notes on stderr cannot be commands either: the runner also obeys `##[command]` anywhere in a
 * line, and a note may hold the name of a file.
 */
export function withoutCommands(io: CliIo): CliIo {
  const stderr = {
    ...io.stderr,
    write: (text: string): unknown => io.stderr.write(harmless(text)),
  };
  return { ...io, stderr };
}

function harmless(text: string): string {
  return text.replaceAll('##[', '## [');
}
