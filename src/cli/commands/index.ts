import { formatOption, PATHS_HELP, printJson, printLines, type CommandDefinition } from '../command';
import { EXIT_FINE, EXIT_USAGE } from '../io';

/** `wavemark index`: what was found. */
export const indexCommand: CommandDefinition = {
  name: 'index',
  define: (command) => {
    command
      .summary('list the task files and tasks that were found')
      .description('List the task files, their tasks, and problems of form.')
      .argument('[path...]', PATHS_HELP)
      .addOption(formatOption())
      .option('--all', 'list every task, finished ones too (pretty)')
      .option(
        '--explain',
        'say of each list, table and series of headings why it was or was not taken for tasks',
      )
      .addHelpText(
        'after',
        '\nExamples:\n' +
          '  wavemark index                          what the current folder holds\n' +
          '  wavemark index docs/PLAN.md --explain   why lines of a file count as tasks\n' +
          '  wavemark index . --format json          everything, for a program\n',
      );
  },
  run: async (paths, options, io) => {
    const { loadWorkspace } = await import('../nodeWorkspace');
    const { index, root, bytes, failed } = await loadWorkspace(paths, io);
    const explain = options.explain ?? false;
    if (options.format === 'json') {
      const { indexJsonParts } = await import('../../core');
      printJson(indexJsonParts(index, { root, explain, bytes }), io);
    } else {
      const { openTerminal } = await import('../pretty/terminal');
      const { indexView } = await import('../pretty/indexView');
      const terminal = await openTerminal(io, options.color);
      printLines(indexView(index, { all: options.all ?? false, explain }, terminal), io);
    }
    return failed ? EXIT_USAGE : EXIT_FINE;
  },
};
