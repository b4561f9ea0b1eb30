import { relative } from 'node:path';
import { Option } from 'commander';
import type { Problem, Severity } from '../../core';
import { formatOption, PATHS_HELP, printJson, printLines, type CommandDefinition } from '../command';
import { EXIT_FINE, EXIT_PROBLEMS, EXIT_USAGE } from '../io';
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
      .addOption(formatOption())
      .addOption(
        new Option('--max-severity-ok <severity>', 'the gravest severity that still gives the exit code 0')
          .choices(['hint', 'info', 'warning'])
          .default(DEFAULT_LIMIT),
      )
      .addHelpText(
        'after',
        '\nExamples:\n' +
          '  wavemark check                                  fails on warnings and errors\n' +
          '  wavemark check docs --max-severity-ok warning   fails on errors alone\n' +
          '  wavemark check --format json                    for a program\n',
      );
  },
  run: async (paths, options, io) => {
    const { loadWorkspace } = await import('../nodeWorkspace');
    const { index, root, failed: unreadable } = await loadWorkspace(paths, io);
    const failed = isOver(index.problems(), options.maxSeverityOk ?? DEFAULT_LIMIT);
    if (options.format === 'json') {
      const { checkJson } = await import('../../core');
      printJson(checkJson(index, root), io);
    } else {
      const { openTerminal } = await import('../pretty/terminal');
      const { checkView } = await import('../pretty/checkView');
      const way = slashes(relative(io.cwd, root));
      const prefix = way === '' ? '' : `${way}/`;
      printLines(checkView(index, { prefix, failed }, await openTerminal(io, options.color)), io);
    }
    if (unreadable) return EXIT_USAGE;
    return failed ? EXIT_PROBLEMS : EXIT_FINE;
  },
};

function isOver(problems: readonly Problem[], limit: Limit): boolean {
  return problems.some(({ severity }) => GRAVER[limit].has(severity));
}
