import { formatOption, ID_HELP, PATHS_HELP, printJson, printLines, type CommandDefinition } from '../command';
import { complain, EXIT_FINE, EXIT_PROBLEMS, EXIT_USAGE } from '../io';

/** `wavemark show`: one task with everything known of it. */
export const showCommand: CommandDefinition = {
  name: 'show',
  define: (command) => {
    command
      .summary('show everything known of a task')
      .description('Show a task with everything known of it. Where several tasks have the id, all are shown.')
      .argument('<id>', ID_HELP)
      .argument('[path...]', PATHS_HELP)
      .addOption(formatOption())
      .addHelpText(
        'after',
        '\nExamples:\n' +
          '  wavemark show P0-001                 a task of the current folder\n' +
          '  wavemark show 3.6 docs/TODO.md       of one file\n' +
          '  wavemark show P0-001 --format json   for a program\n',
      );
  },
  run: async ([id = '', ...paths], options, io) => {
    const { loadWorkspace } = await import('../nodeWorkspace');
    const { findTasks, nearestIds, unknownId } = await import('../lookUpTask');
    const { index, root, failed } = await loadWorkspace(paths, io);
    const tasks = findTasks(index, id);
    if (options.format === 'json') {
      const { showJson } = await import('../lookUpJson');
      printJson(showJson(index, root, id, tasks), io);
    } else if (tasks.length > 0) {
      const { openTerminal } = await import('../pretty/terminal');
      const { showView } = await import('../pretty/showView');
      printLines(showView(index, tasks, await openTerminal(io, options.color)), io);
    }
    if (tasks.length === 0) complain(io, unknownId(id, nearestIds(index, id)));
    if (failed) return EXIT_USAGE;
    return tasks.length > 0 ? EXIT_FINE : EXIT_PROBLEMS;
  },
};
