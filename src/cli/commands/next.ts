import { formatOption, PATHS_HELP, printJson, printLines, type CommandDefinition } from '../command';
import { EXIT_FINE, EXIT_USAGE } from '../io';
import { agentsOption, hoursOption } from '../planOptions';

/** As many are shown where nobody says how many can work. */
const SHOWN = 8;

/** `wavemark next`: what is ready now. */
export const nextCommand: CommandDefinition = {
  name: 'next',
  define: (command) => {
    command
      .summary('say what is ready now, best first, and why')
      .description(
        'List the tasks that nothing stands in the way of: first those on which the end of everything depends the most.',
      )
      .argument('[path...]', PATHS_HELP)
      .addOption(agentsOption('show as many tasks as there are hands free'))
      .addOption(hoursOption())
      .addOption(formatOption())
      .addHelpText(
        'after',
        '\nExamples:\n' +
          '  wavemark next                    what to take up in the current folder\n' +
          '  wavemark next --agents 3         one task for each of three\n' +
          '  wavemark next --format json      for a program\n',
      );
  },
  run: async (paths, options, io) => {
    const { loadWorkspace } = await import('../nodeWorkspace');
    const { index, root, failed } = await loadWorkspace(paths, io);
    const { isFinished, nextJson, nextTasks } = await import('../../core');
    const { agents, defaultHours } = options;
    const found = nextTasks(index, { agents, defaultHours });
    const most = agents ?? SHOWN;
    if (options.format === 'json') {
      const asked = agents === undefined ? found.ready : found.ready.slice(0, most);
      printJson(nextJson({ ...found, ready: asked }, root), io);
    } else {
      const { openTerminal } = await import('../pretty/terminal');
      const { nextView } = await import('../pretty/nextView');
      const open = index.tasks().filter((task) => !isFinished(task)).length;
      printLines(nextView(found, most, open, await openTerminal(io, options.color)), io);
    }
    return failed ? EXIT_USAGE : EXIT_FINE;
  },
};
