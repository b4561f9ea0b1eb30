import type * as Core from '../../core';
import type { CollapsePlan, IndexReader, Refusal, Task, TwoPhasePlan } from '../../core';
import { dryRunOption, ID_HELP, printLines, type CommandDefinition, type CommandOptions } from '../command';
import { clean, complain, EXIT_FINE, EXIT_PROBLEMS, EXIT_USAGE, UsageError, type CliIo } from '../io';
import type { Workspace } from '../nodeWorkspace';
import { plural } from '../plural';
import type { newTexts } from '../oneTask';
import type { NewText } from '../write/editFiles';

const MOST_LEFT = 10;

/** `wavemark collapse`: decided items become a pointer, and their texts go to their records. */
export const collapseCommand: CommandDefinition = {
  name: 'collapse',
  define: (command) => {
    command
      .summary('leave a pointer of decided items, and keep their texts in their records')
      .description(
        'Collapse decided items: each keeps its number, its struck name and a pointer. Its text goes, word for ' +
          'word, to the record that it names, such as ADR-017, if the work tree has that record, else to the ledger ' +
          '(the setting "wavemark.ledger"; DECISIONS.md beside the file), and is on the disk there before it leaves ' +
          'the item. What is open, wholly or in part, is refused. wavemark expand brings texts back.',
      )
      .argument('[id...]', `${ID_HELP}; with --all files or folders`)
      .option('--all', 'everything that is decided, in the current folder or in the files and folders named')
      .addOption(dryRunOption())
      .addHelpText(
        'after',
        '\nExamples:\n' +
          '  wavemark collapse 3.6 --dry-run       what would change\n' +
          '  wavemark collapse 3.6 10.8\n' +
          '  wavemark collapse docs/TODO.md#3.6    a key, where an id has two tasks\n' +
          '  wavemark collapse --all docs\n',
      );
  },
  run: async (args, options, io) => {
    if (args.length === 0 && !options.all)
      throw new UsageError('nothing was named to collapse; name an id such as 3.6, or give --all');
    return change(args, options, io, ({ index, tasks, ledger, read, core }) => {
      const files = read(core.filesOfCollapse(index, tasks, ledger, !options.all));
      const plan = core.collapseItems(index, tasks, { ledger, files, wanted: !options.all });
      return { plan, files, done: plan.kind === 'edits' ? collapsedLines(plan, core) : [] };
    });
  },
};

/** `wavemark expand`: the way back. */
export const expandCommand: CommandDefinition = {
  name: 'expand',
  define: (command) => {
    command
      .summary('bring the texts of collapsed items back')
      .description(
        'Expand collapsed items: the text of each comes back, byte for byte, from the record or ledger that wavemark ' +
          'collapse has put it into, and is taken out there.',
      )
      .argument('<id...>', ID_HELP)
      .addOption(dryRunOption())
      .addHelpText(
        'after',
        '\nExamples:\n  wavemark expand 3.6 --dry-run     what would change\n  wavemark expand 3.6 10.8\n',
      );
  },
  run: async (args, options, io) =>
    change(args, options, io, ({ index, tasks, ledger, read, core }) => {
      const files = read(core.filesOfExpand(index, tasks, ledger));
      const plan = core.expandItems(index, tasks, { ledger, files });
      const done =
        plan.kind === 'edits' ? plan.expanded.map((task) => `${core.taskName(task)} is whole again`) : [];
      return { plan, files, done };
    }),
};

interface Question {
  readonly index: IndexReader;
  readonly tasks: readonly Task[];
  readonly ledger: Core.LedgerSetting;
  readonly read: (paths: readonly string[]) => ReadonlyMap<string, Core.LedgerFile>;
  readonly core: typeof Core;
}

interface Answer {
  readonly plan: (TwoPhasePlan & Pick<CollapsePlan, 'left'>) | Refusal;
  readonly files: ReadonlyMap<string, Core.LedgerFile>;
  /** What is told when all is written. */
  readonly done: readonly string[];
}

async function change(
  args: readonly string[],
  options: CommandOptions,
  io: CliIo,
  ask: (question: Question) => Answer,
): Promise<number> {
  const [{ loadWorkspace }, { tellFiles }, { ledgerSetting, readLedgers }, core] = await Promise.all([
    import('../nodeWorkspace'),
    import('../workspaceFiles'),
    import('../ledgers'),
    import('../../core'),
  ]);
  const workspace = await loadWorkspace(options.all ? args : [], io);
  const { index, root, failed } = workspace;
  const top = await tellFiles(index, root, io, true);
  const tasks = options.all ? index.tasks() : await named(workspace, args, io);
  if (tasks === null) return failed ? EXIT_USAGE : EXIT_PROBLEMS;
  const ledger = ledgerSetting(root, io);
  const read = (paths: readonly string[]): ReturnType<typeof readLedgers> => readLedgers(paths, top);
  const { plan, files, done } = ask({ index, tasks, ledger, read, core });
  if (plan.kind === 'refused') {
    complain(io, plan.reason);
    return EXIT_PROBLEMS;
  }
  const [{ Edits }, { newTexts }] = await Promise.all([import('../write/editFiles'), import('../oneTask')]);
  const edits = new Edits(root, io);
  const texts = allTexts(index, plan, files, newTexts);
  const outcome = options.dryRun ? edits.preview(texts) : edits.write(texts);
  if ('diff' in outcome) io.stdout.write(outcome.diff);
  const half = 'written' in outcome && outcome.refused !== null && outcome.written.length > 0;
  if (outcome.refused !== null)
    complain(
      io,
      half ? `${outcome.refused}; nothing is lost, run the command again to finish` : outcome.refused,
    );
  else if (!options.dryRun)
    printLines(done.length > 0 ? done.map(clean) : [nothing(options, tasks.length)], io);
  tellLeft(plan, io);
  if (outcome.refused !== null || (plan.left.length > 0 && !options.all)) return EXIT_PROBLEMS;
  return failed ? EXIT_USAGE : EXIT_FINE;
}

/** Null where one of them is none, or not the only one: that was said. */
async function named(workspace: Workspace, ids: readonly string[], io: CliIo): Promise<Task[] | null> {
  const { oneTask } = await import('../oneTask');
  const tasks: Task[] = [];
  for (const id of ids) {
    const task = oneTask(workspace, id, 0, io);
    if (!task) return null;
    tasks.push(task);
  }
  return tasks;
}

/** What is made comes first, and what has to be safe before the rest. */
function allTexts(
  index: IndexReader,
  plan: TwoPhasePlan,
  files: ReadonlyMap<string, Core.LedgerFile>,
  texts: typeof newTexts,
): NewText[] {
  const known = new Map([...files.values()].map(({ uri, text }) => [uri, text ?? '']));
  return [
    ...plan.created.map(({ uri, text }): NewText => ({ uri, before: null, after: text, first: true })),
    ...texts(index, plan, known).map((each) => ({ ...each, first: plan.first.has(each.uri) })),
  ];
}

function collapsedLines({ collapsed }: CollapsePlan, { taskName }: typeof Core): string[] {
  return collapsed.map(({ task, path, added }) =>
    added
      ? `${taskName(task)} is collapsed; its text is in ${path}`
      : `${taskName(task)} is collapsed; its text was in ${path} already`,
  );
}

function nothing({ all }: CommandOptions, count: number): string {
  if (all) return 'Nothing that is decided still carries its text; nothing was changed';
  return `${count === 1 ? 'It is' : 'They are'} collapsed already; nothing was changed`;
}

/** On stderr: they are no part of the answer. */
function tellLeft({ left }: Pick<CollapsePlan, 'left'>, io: CliIo): void {
  for (const { reason } of left.slice(0, MOST_LEFT)) complain(io, reason);
  if (left.length > MOST_LEFT)
    complain(io, plural(left.length - MOST_LEFT, 'more item was left', 'more items were left'));
}
