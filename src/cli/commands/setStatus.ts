import { complain, clean, EXIT_FINE, EXIT_PROBLEMS, EXIT_USAGE, UsageError } from '../io';
import { dryRunOption, ID_HELP, printLines, type CommandDefinition } from '../command';

/** `wavemark set-status`: another status for a task, in the way in which its file says it. */
export const setStatusCommand: CommandDefinition = {
  name: 'set-status',
  define: (command) => {
    command
      .summary('set the status of a task, in the way of its file')
      .description(
        'Set the status of a task in the way in which its file says it: the box, a field, a cell, a word or ' +
          'pictograph in the title, or the column that it stands in, with the words and markers of the file. ' +
          'Counts and totals of the file that are right stay right; nothing else changes. What cannot be said safely ' +
          'is refused, with the reason.',
      )
      .argument('<id>', ID_HELP)
      .argument('<status>', 'todo, doing, blocked, done, decided or dropped, or a word for it')
      .argument(
        '[path...]',
        'files or folders that the task is looked for in; the current folder if none is given',
      )
      .option('--no-summaries', 'leave counts and totals that the file states as they are')
      .addOption(dryRunOption())
      .addHelpText(
        'after',
        '\nExamples:\n' +
          '  wavemark set-status T012 done --dry-run     what would change\n' +
          '  wavemark set-status T012 done\n' +
          '  wavemark set-status docs/TODO.md#3.6 "in progress"\n',
      );
  },
  run: async ([id = '', word = '', ...paths], options, io) => {
    const [{ loadWorkspace }, { newTexts, oneTask }, core] = await Promise.all([
      import('../nodeWorkspace'),
      import('../oneTask'),
      import('../../core'),
    ]);
    const status =
      core.SETTABLE.find((each) => each === word.trim().toLowerCase()) ?? core.statusOfWord(word);
    if (status === null || status === 'unknown')
      throw new UsageError(`"${word}" is no status; name one of ${core.SETTABLE.join(', ')}`);
    const workspace = await loadWorkspace(paths, io);
    const { index, root, failed } = workspace;
    const task = oneTask(workspace, id, paths.length, io);
    if (!task) return failed ? EXIT_USAGE : EXIT_PROBLEMS;
    const planned = core.setStatus(index, [task], status, { today: core.dayOf(new Date()) });
    if (planned.kind === 'refused') {
      complain(io, planned.reason);
      return EXIT_PROBLEMS;
    }
    const plan = options.summaries === false ? planned : core.withFigures(index, planned);
    const { Edits } = await import('../write/editFiles');
    const edits = new Edits(root, io);
    const changed = newTexts(index, plan);
    const outcome = options.dryRun ? edits.preview(changed) : edits.write(changed);
    if ('diff' in outcome) io.stdout.write(outcome.diff);
    if (outcome.refused !== null) complain(io, outcome.refused);
    else if (!options.dryRun) printLines([summary(task.id ?? task.title, status, plan.edits.length)], io);
    if (outcome.refused !== null) return EXIT_PROBLEMS;
    return failed ? EXIT_USAGE : EXIT_FINE;
  },
};

function summary(name: string, status: string, edits: number): string {
  return clean(
    edits === 0 ? `${name} is ${status} already; nothing was changed` : `${name} is ${status} now`,
  );
}
