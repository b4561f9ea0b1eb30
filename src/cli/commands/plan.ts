import { Option } from 'commander';
import { formatOption, PATHS_HELP, printJson, printLines, type CommandDefinition } from '../command';
import { EXIT_FINE, EXIT_USAGE } from '../io';
import { agentsOption, hoursOption } from '../planOptions';

/** `wavemark plan`: the schedule of what is open. */
export const planCommand: CommandDefinition = {
  name: 'plan',
  define: (command) => {
    command
      .summary('plan what is open: waves, critical path, who does what when')
      .description(
        'Plan the open tasks for a number of agents, each of whom does one task at a time: the declared waves one after the other, and the best schedule that obeys the dependencies alone.',
      )
      .argument('[path...]', PATHS_HELP)
      .addOption(agentsOption('who works at a time (default: as many as a wave declares, else 1)'))
      .addOption(hoursOption())
      .addOption(new Option('--all', 'finished tasks too; in pretty output, every task'))
      .addOption(formatOption('mermaid', 'csv', 'markdown', 'svg'))
      .addHelpText(
        'after',
        '\nExamples:\n' +
          '  wavemark plan BACKLOG.md --agents 4               totals, waves and schedule\n' +
          '  wavemark plan --format mermaid                    a diagram for a Markdown page\n' +
          '  wavemark plan --agents 3 --format svg > plan.svg  a picture\n',
      );
  },
  run: async (paths, options, io) => {
    const { loadWorkspace } = await import('../nodeWorkspace');
    const { index, root, failed } = await loadWorkspace(paths, io);
    const core = await import('../../core');
    const { agents, defaultHours, all = false } = options;
    const plan = core.planOf(index, { agents, defaultHours, all });
    const bottlenecksOf = () => core.nextTasks(index, { agents: plan.agents, defaultHours }).bottlenecks;
    switch (options.format) {
      case 'json': {
        const bottlenecks = core.bottlenecksJson(bottlenecksOf());
        printJson({ ...core.planJson(plan, root), bottlenecks }, io);
        break;
      }
      case 'mermaid':
        io.stdout.write(core.planMermaid(plan, index));
        break;
      case 'csv':
        io.stdout.write(core.planCsv(plan, index));
        break;
      case 'markdown':
        io.stdout.write(core.planMarkdown(plan));
        break;
      case 'svg':
        io.stdout.write(core.planSvg(plan));
        break;
      default: {
        const { openTerminal } = await import('../pretty/terminal');
        const { planView } = await import('../pretty/planView');
        printLines(planView(plan, bottlenecksOf(), await openTerminal(io, options.color), all), io);
      }
    }
    return failed ? EXIT_USAGE : EXIT_FINE;
  },
};
