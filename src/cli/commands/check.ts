import { relative } from 'node:path';
import { Option } from 'commander';
import type { AppliedFix, IndexReader, Problem, Severity, TaskIndex } from '../../core';
import type { BaselineReport } from '../baseline';
import { dryRunOption, formatOption, PATHS_HELP, printJson, printLines } from '../command';
import type { CommandDefinition, CommandOptions } from '../command';
import { EXIT_FINE, EXIT_PROBLEMS, EXIT_USAGE, UsageError, type CliIo } from '../io';
import type { Named } from '../nodeWorkspace';
import type { Repairs } from '../repair';
import { slashes } from '../walk';

type Limit = 'hint' | 'info' | 'warning';

/** The gravest severity that is no failure where nothing else is said: warnings and errors fail. */
const DEFAULT_LIMIT: Limit = 'info';

const GRAVER: Readonly<Record<Limit, ReadonlySet<Severity>>> = {
  hint: new Set<Severity>(['error', 'warning', 'info']),
  info: new Set<Severity>(['error', 'warning']),
  warning: new Set<Severity>(['error']),
};

/** `wavemark check`: all rules. */
export const checkCommand: CommandDefinition = {
  name: 'check',
  define: (command) => {
    command
      .summary('report what is wrong with the task files')
      .description(
        'Report what is wrong with the task files. The exit code is 1 where something has to be mended.',
      )
      .argument('[path...]', PATHS_HELP)
      .addOption(
        new Option(
          '--baseline <ref>',
          'compare ids with a git commit: where HEAD and the ref parted (their merge base); "none" turns it off (default: HEAD in a git work tree)',
        ),
      )
      .addOption(formatOption('github', 'sarif'))
      .addOption(
        new Option('--max-severity-ok <severity>', 'the gravest severity that still gives the exit code 0')
          .choices(['hint', 'info', 'warning'])
          .default(DEFAULT_LIMIT),
      )
      .option('--fix', 'mend what can be mended without changing what is meant, then report what is left')
      .addOption(dryRunOption())
      .addHelpText(
        'after',
        '\nExamples:\n' +
          '  wavemark check                                  fails on warnings and errors\n' +
          '  wavemark check docs --max-severity-ok warning   fails on errors alone\n' +
          '  wavemark check --baseline origin/main           since the branch began\n' +
          '  wavemark check --fix --dry-run                  what would be mended\n' +
          '  wavemark check --format json                    for a program\n' +
          '  wavemark check --format github                  annotations on a pull request\n' +
          '  wavemark check --format sarif > wavemark.sarif  for code scanning\n',
      );
  },
  run: async (paths, options, io) => {
    if (options.dryRun && !options.fix)
      throw new UsageError('--dry-run shows what --fix would change; add --fix');
    const [{ loadWorkspace }, { Baselines }] = await Promise.all([
      import('../nodeWorkspace'),
      import('../baseline'),
    ]);
    const quiet = options.format === 'github' ? (await import('../reports/github')).withoutCommands(io) : io;
    const baselines = new Baselines(options.baseline, quiet);
    let named: readonly Named[] = [];
    const workspace = await loadWorkspace(paths, quiet, (found) => {
      named = found;
      return baselines.begin(found);
    });
    const { tellFiles } = await import('../workspaceFiles');
    const [{ tellLedgers }, [baseline, top]] = await Promise.all([
      import('../ledgers'),
      Promise.all([baselines.enter(workspace), tellFiles(workspace.index, workspace.root, quiet)]),
    ]);
    await tellLedgers(workspace.index, workspace.root, top, quiet);
    await lookForCitations(workspace, named, quiet);
    const { index } = workspace;
    const repairs: Repairs = options.fix
      ? await (await import('../repair')).repair(workspace, options.dryRun === true, quiet)
      : { index, fixed: null, diff: null, refused: false };
    const problems = repairs.index.problems();
    const failed = isOver(problems, options.maxSeverityOk ?? DEFAULT_LIMIT);
    // What could not be compared with a tracker is not known to be fine.
    const complete = !workspace.failed && !workspace.trackerFailed;
    const findings = { root: workspace.root, problems, failed, complete, baseline };
    if (repairs.diff === null) await report({ ...findings, ...repairs }, options, io);
    else io.stdout.write(repairs.diff);
    if (!complete) return EXIT_USAGE;
    return failed || repairs.refused ? EXIT_PROBLEMS : EXIT_FINE;
  },
};

/** Whether an id that is gone is still cited is for the other text files to say, too. */
async function lookForCitations(
  { index, root }: { readonly index: TaskIndex; readonly root: string },
  named: readonly Named[],
  io: CliIo,
): Promise<void> {
  const { missedIds } = await import('../../core');
  const ids = missedIds(index);
  if (ids.length === 0) return;
  const { CitationSearch } = await import('../citationSearch');
  await new CitationSearch(named, io).enter(index, root, ids);
}

interface Findings {
  readonly index: IndexReader;
  /** The folder that paths are relative to. */
  readonly root: string;
  readonly problems: readonly Problem[];
  /** Whether the problems are too grave for the exit code 0. */
  readonly failed: boolean;
  /** Whether everything that was named could be read. */
  readonly complete: boolean;
  readonly baseline: BaselineReport;
  /** What was mended; null where nothing was to be. */
  readonly fixed: readonly AppliedFix[] | null;
}

async function report(findings: Findings, options: CommandOptions, io: CliIo): Promise<void> {
  const { index, root, problems, failed, complete, baseline, fixed } = findings;
  if (options.format === 'json') {
    const { checkJson } = await import('../../core');
    const mended = fixed?.map(({ rule, path, line, title }) => ({ rule, path, line: line + 1, title }));
    printJson({ ...checkJson(index, root, problems), baseline, ...(mended && { fixed: mended }) }, io);
  } else if (options.format === 'github') {
    const { githubLines } = await import('../reports/github');
    const { repositoryPaths } = await import('../reports/repositoryPaths');
    const { baselinePhrase } = await import('../baseline');
    const paths = repositoryPaths(root, io.cwd);
    printLines([...githubLines(problems, index, paths, baselinePhrase(baseline))], io);
  } else if (options.format === 'sarif') {
    const { sarifLog } = await import('../reports/sarif');
    const { repositoryPaths } = await import('../reports/repositoryPaths');
    const log = sarifLog(problems, index, { paths: repositoryPaths(root, io.cwd), complete, baseline });
    io.stdout.write(`${JSON.stringify(log, null, 2)}\n`);
  } else {
    const { openTerminal } = await import('../pretty/terminal');
    const { checkView } = await import('../pretty/checkView');
    const way = slashes(relative(io.cwd, root));
    const prefix = way === '' ? '' : `${way}/`;
    const { baselinePhrase } = await import('../baseline');
    const view = { problems, prefix, failed, complete, compared: baselinePhrase(baseline) };
    if (fixed) {
      const { fixedLines } = await import('../repair');
      printLines(fixedLines(fixed, prefix), io);
    }
    printLines(checkView(index, view, await openTerminal(io, options.color)), io);
  }
}

function isOver(problems: readonly Problem[], limit: Limit): boolean {
  return problems.some(({ severity }) => GRAVER[limit].has(severity));
}
