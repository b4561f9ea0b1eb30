import { fileURLToPath } from 'node:url';
import type { EditPlan, Refusal } from '../../core';
import { dryRunOption, ID_HELP, printLines, type CommandDefinition } from '../command';
import { clean, complain, EXIT_FINE, EXIT_PROBLEMS, EXIT_USAGE } from '../io';

/** `wavemark rename`: another id for a task, and for all that cites it. */
export const renameCommand: CommandDefinition = {
  name: 'rename',
  define: (command) => {
    command
      .summary('give a task another id, wherever it is cited')
      .description(
        'Give a task another id, and change every citation of it in the text files of the git work tree (or of ' +
          'the current folder). Another task that has the same id elsewhere is left alone. What cannot be renamed ' +
          'safely is refused, with the reason.',
      )
      .argument('<old>', ID_HELP)
      .argument('<new>', 'the new id; for an item of a numbered list its new number')
      .argument('[path...]', 'files or folders that the task is looked for in; everywhere if none is given')
      .option('--force', 'although the id is published: in the last commit, or given by a tracker')
      .addOption(dryRunOption())
      .addHelpText(
        'after',
        '\nExamples:\n' +
          '  wavemark rename T012 T112 --dry-run     what would change\n' +
          '  wavemark rename T012 T112\n' +
          '  wavemark rename docs/TODO.md#3.6 3.9    a key, where an id has two tasks\n',
      );
  },
  run: async ([old = '', fresh = '', ...paths], options, io) => {
    const [
      { loadWorkspace },
      { Baselines },
      { CitationSearch },
      { workTreeTop },
      { newTexts, oneTask },
      core,
    ] = await Promise.all([
      import('../nodeWorkspace'),
      import('../baseline'),
      import('../citationSearch'),
      import('../git'),
      import('../oneTask'),
      import('../../core'),
    ]);
    const baselines = new Baselines(undefined, io);
    const searches: InstanceType<typeof CitationSearch>[] = [];
    // Wherever the task is looked for, it may be cited everywhere.
    const scope = [...paths, workTreeTop(io.cwd) ?? '.'];
    const workspace = await loadWorkspace(scope, io, (named) => {
      baselines.begin(named);
      searches.push(new CitationSearch(named, io));
    });
    const { index, root, failed } = workspace;
    const task = oneTask(workspace, old, paths.length, io);
    if (!task) return failed ? EXIT_USAGE : EXIT_PROBLEMS;
    await baselines.enter(workspace);
    let tooLarge = 0;
    for (const search of searches) tooLarge += await search.enter(index, root, core.idsOfRename(task, fresh));
    if (tooLarge > 0) complain(io, leftOut(tooLarge));
    const texts = await readTexts(core.filesCiting(index, task));
    const rename = (confirmed: boolean): EditPlan | Refusal =>
      core.renameId(index, task, fresh, { texts, confirmed });
    let plan = rename(options.force === true);
    if (plan.kind === 'refused' && plan.confirmable) {
      complain(io, `${plan.reason}; --force renames it all the same`);
      if (!options.dryRun) return EXIT_PROBLEMS;
      plan = rename(true);
    }
    if (plan.kind === 'refused') {
      complain(io, plan.reason);
      return EXIT_PROBLEMS;
    }
    const { Edits } = await import('../write/editFiles');
    const edits = new Edits(root, io);
    const changed = newTexts(index, plan, texts);
    const outcome = options.dryRun ? edits.preview(changed) : edits.write(changed);
    if ('diff' in outcome) io.stdout.write(outcome.diff);
    if (outcome.refused !== null) complain(io, outcome.refused);
    else if (!options.dryRun) printLines([summary(plan, changed.length)], io);
    if (outcome.refused !== null) return EXIT_PROBLEMS;
    return failed ? EXIT_USAGE : EXIT_FINE;
  },
};

/** Files that are no text are not there: then what they cite is refused. */
async function readTexts(uris: readonly string[]): Promise<Map<string, string>> {
  const { readTaskFile } = await import('../readText');
  const texts = new Map<string, string>();
  for (const uri of uris) {
    const read = readTaskFile(fileURLToPath(uri));
    if (read.kind === 'text') texts.set(uri, read.text);
  }
  return texts;
}

function summary({ title, edits }: EditPlan, files: number): string {
  if (edits.length === 0) return 'It has that id already; nothing was changed';
  const places = edits.length === 1 ? '1 place' : `${String(edits.length)} places`;
  const where = files === 1 ? '1 file' : `${String(files)} files`;
  return clean(`${title.replace(/^Rename (\S+) to/, '$1 is now')}: ${places} in ${where} changed`);
}

function leftOut(count: number): string {
  const files = count === 1 ? '1 text file was' : `${String(count)} text files were`;
  return `${files} too large to be looked through; what they cite stays as it is`;
}
