/** The command line as a function: arguments and a process in, an exit code out. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import type { CommandDefinition, CommandOptions } from './command';
import { assignIdsCommand } from './commands/assignIds';
import { checkCommand } from './commands/check';
import { collapseCommand, expandCommand } from './commands/collapse';
import { indexCommand } from './commands/index';
import { nextCommand } from './commands/next';
import { planCommand } from './commands/plan';
import { refsCommand } from './commands/refs';
import { renameCommand } from './commands/rename';
import { setStatusCommand } from './commands/setStatus';
import { showCommand } from './commands/show';
import { complain, EXIT_FINE, EXIT_USAGE, UsageError, type CliIo } from './io';
import { editDistance } from './lookUpTask';
import { VERSION } from './version';

const COMMANDS: readonly CommandDefinition[] = [
  indexCommand,
  checkCommand,
  showCommand,
  refsCommand,
  nextCommand,
  planCommand,
  renameCommand,
  assignIdsCommand,
  setStatusCommand,
  collapseCommand,
  expandCommand,
];

const DESCRIPTION =
  'Wavemark reads the task files of a repository (TODO.md, BACKLOG.md, TASKS.md and their like) as they are.';

const AFTER_HELP = `
A task file is a Markdown file with todo, backlog or tasks as a word of its
name. Two things override that: the globs of the setting "wavemark.files" in
.vscode/settings.json, and "wavemark: true" or "false" in its front matter.

Exit codes: 0 fine, 1 problems were found, no task has the id or an edit was
refused, 2 wrong use or unreadable input.

Examples:
  wavemark index                what there is to do in the current folder
  wavemark check docs           what is wrong with the task files in docs
  wavemark show P0-001          everything known of a task
`;

/** @param argv what was written after the name of the program */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let code = EXIT_FINE;
  const program = new Command('wavemark');
  program
    .description(DESCRIPTION)
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain the command')
    .helpCommand('help [command]', 'explain a command')
    .addOption(
      new Option('--color <when>', 'colours in pretty output; NO_COLOR turns them off as well')
        .choices(['auto', 'always', 'never'])
        .default('auto'),
    )
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => helpWidth(io),
      getErrHelpWidth: () => helpWidth(io),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText('after', AFTER_HELP);
  for (const { name, define, run } of COMMANDS) {
    const command = program.command(name);
    define(command);
    command.action(async () => {
      code = await run(command.args, command.optsWithGlobals<CommandOptions>(), io);
    });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return explainFailure(error, program, argv, io);
  }
}

function helpWidth(io: CliIo): number {
  return Math.min(io.stdout.isTTY ? (io.stdout.columns ?? 80) : Number(io.env['COLUMNS']) || 80, 120);
}

function explainFailure(error: unknown, program: Command, argv: readonly string[], io: CliIo): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT_FINE;
    complain(io, usageSentence(error, program, argv, io));
  } else if (error instanceof UsageError) complain(io, error.message);
  else {
    const reason = error instanceof Error ? error.message : String(error);
    complain(
      io,
      `something went wrong that should not have: ${reason}; please report it with the command you ran`,
    );
  }
  return EXIT_USAGE;
}

/** What commander found wrong, and how to mend it, in one sentence. */
function usageSentence(error: CommanderError, program: Command, argv: readonly string[], io: CliIo): string {
  const names = COMMANDS.map(({ name }) => name);
  const list = `the commands are ${names.join(', ')} (wavemark --help explains them)`;
  const said = error.message.replace(/^error: /, '').replace(/\.$/, '');
  // Commander answers `help` of an unknown command as it answers no command at all.
  const helpAbout = error.code === 'commander.help' ? program.args[1] : undefined;
  if (error.code === 'commander.help' && helpAbout === undefined) return `no command was given; ${list}`;
  if (error.code === 'commander.unknownCommand' || helpAbout !== undefined) {
    const wanted = helpAbout ?? program.args[0] ?? '';
    const nearest = closest(wanted, names);
    if (nearest === null && existsSync(resolve(io.cwd, wanted))) {
      return `"${wanted}" is a path, not a command; to read it: wavemark index ${wanted}`;
    }
    return unknown(`command "${wanted}"`, nearest && `"${nearest}"`, list);
  }
  const command = argv.find((argument) => names.includes(argument));
  const help = `see wavemark ${command === undefined ? '' : `${command} `}--help`;
  if (error.code === 'commander.unknownOption') {
    const wanted = /'(.*)'/.exec(said)?.[1] ?? '';
    const options = [program, ...program.commands.filter((each) => each.name() === command)]
      .flatMap((each) => each.options.map(({ long }) => long ?? ''))
      .concat('--help');
    return unknown(`option ${wanted}`, closest(wanted, options), help);
  }
  return `${said.replace('. Allowed', '; allowed')}; ${help}`;
}

function unknown(what: string, nearest: string | null, help: string): string {
  if (nearest === null) return `there is no ${what}; ${help}`;
  return `there is no ${what}; did you mean ${nearest}? ${help.charAt(0).toUpperCase()}${help.slice(1)}`;
}

function closest(wanted: string, names: readonly string[]): string | null {
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  const ranked = names
    .map((name) => ({ name, distance: editDistance(wanted.toLowerCase(), name, limit) }))
    .filter(({ distance }) => distance <= limit && distance < wanted.length)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.name ?? null;
}
