import { relative } from 'node:path';
import type { AssignedId, AssignPlan, TaskIndex } from '../../core';
import { dryRunOption, printLines, type CommandDefinition } from '../command';
import { clean, complain, EXIT_FINE, EXIT_PROBLEMS, EXIT_USAGE, type CliIo } from '../io';
import { slashes } from '../walk';
import type { NewText } from '../write/editFiles';

const MOST_LEFT = 5;

/** `wavemark assign-ids`: ids for the tasks that have none. */
export const assignIdsCommand: CommandDefinition = {
  name: 'assign-ids',
  define: (command) => {
    command
      .summary('give ids to the tasks that have none')
      .description(
        'Give each task without an id one, and change nothing else. The ids go on with the series of the file, ' +
          'after the highest number that was ever seen of it, and are written as and where the file writes them. ' +
          'A file without ids gets a series that is named after it: BACKLOG-001 in BACKLOG.md. List numbers stay ' +
          'as they are.',
      )
      .argument('<path>', 'a file, or a folder with task files')
      .option('--prefix <text>', 'what the new ids begin with, whatever the file does: API-')
      .addOption(dryRunOption())
      .addHelpText(
        'after',
        '\nExamples:\n' +
          '  wavemark assign-ids BACKLOG.md --dry-run       what would change\n' +
          '  wavemark assign-ids BACKLOG.md\n' +
          '  wavemark assign-ids docs/TODO.md --prefix API-\n',
      );
  },
  run: async ([path = ''], options, io) => {
    const [{ loadWorkspace }, { Baselines }, { realPathOf, isWithin }, { workTreeTop }, core] =
      await Promise.all([
        import('../nodeWorkspace'),
        import('../baseline'),
        import('../discover'),
        import('../git'),
        import('../../core'),
      ]);
    // Ids are to be new in the whole work tree, not in this file alone.
    const scope = workTreeTop(io.cwd);
    const baselines = new Baselines(undefined, io);
    const workspace = await loadWorkspace(scope === null ? [path] : [path, scope], io, (named) =>
      baselines.begin(named),
    );
    const { named, real, root } = workspace;
    await baselines.enter(workspace);
    const folder = realPathOf(named[0]?.file ?? '');
    const chosen = workspace.index.documents().filter(({ uri }) => isWithin(real.get(uri) ?? '', folder));
    if (chosen.length === 0) {
      complain(io, `there is no task file in "${path}"; name a Markdown file to have its tasks read`);
      return EXIT_PROBLEMS;
    }
    let index: TaskIndex = workspace.index;
    let refused = false;
    const plans: AssignPlan[] = [];
    const texts: NewText[] = [];
    for (const { uri } of chosen) {
      const document = index.document(uri);
      if (!document) continue;
      const plan = core.assignIds(
        index,
        document,
        options.prefix === undefined ? {} : { prefix: options.prefix },
      );
      if (plan.kind === 'refused') {
        complain(io, plan.reason);
        refused = true;
        continue;
      }
      plans.push(plan);
      if (plan.edits.length === 0) continue;
      const applied = core.applyEdits(document.text, plan.edits);
      if ('fault' in applied) throw new Error(applied.fault);
      texts.push({ uri, before: document.text, after: applied.text });
      // The next file goes on where this one ended.
      index = index.withTexts(new Map([[uri, applied.text]]));
    }
    const { Edits } = await import('../write/editFiles');
    const edits = new Edits(root, io);
    const outcome = options.dryRun ? edits.preview(texts) : edits.write(texts);
    if ('diff' in outcome) io.stdout.write(outcome.diff);
    if (outcome.refused !== null) complain(io, outcome.refused);
    const told =
      options.dryRun || outcome.refused !== null || plans.length === 0 ? [] : summary(plans, way(root, io));
    if (told.length > 0) printLines(told, io);
    tellLeft(plans, io);
    if (workspace.failed) return EXIT_USAGE;
    return refused || outcome.refused !== null ? EXIT_PROBLEMS : EXIT_FINE;
  },
};

/** What paths of the index are shown with in front. */
function way(root: string, io: CliIo): string {
  const path = slashes(relative(io.cwd, root));
  return path === '' ? '' : `${path}/`;
}

function summary(plans: readonly AssignPlan[], prefix: string): string[] {
  const lines = plans.flatMap(({ assigned }) => {
    const [first] = assigned;
    if (!first) return [];
    const count = assigned.length === 1 ? '1 id' : `${String(assigned.length)} ids`;
    return [clean(`${prefix}${first.task.document.path}: ${count} assigned, ${span(assigned)}`)];
  });
  return lines.length > 0 ? lines : ['Every task has an id; nothing was changed'];
}

function span(assigned: readonly AssignedId[]): string {
  const first = assigned[0]?.id ?? '';
  const last = assigned.at(-1)?.id ?? '';
  return first === last ? first : `${first} … ${last}`;
}

/** On stderr: they are no part of the answer. */
function tellLeft(plans: readonly AssignPlan[], io: CliIo): void {
  const left = plans.flatMap((plan) => plan.left);
  for (const { task, reason } of left.slice(0, MOST_LEFT))
    complain(io, `${task.document.path}:${String(task.line + 1)} gets no id: ${reason}`);
  if (left.length > MOST_LEFT) complain(io, `${String(left.length - MOST_LEFT)} more get none`);
}
