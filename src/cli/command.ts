/** What every command shares: its definition, the options that all have, and how it writes its answer. */
import { Option, type Command } from 'commander';
import type { CliIo } from './io';
import type { ColorChoice } from './pretty/terminal';

export type Format = 'pretty' | 'json' | 'github' | 'sarif' | 'mermaid' | 'csv' | 'markdown' | 'svg';

/** A command of the command line; its `run` is called with what was written after its name. */
export interface CommandDefinition {
  readonly name: string;
  readonly define: (command: Command) => void;
  readonly run: (args: readonly string[], options: CommandOptions, io: CliIo) => Promise<number>;
}

/** The options of all commands; commander has checked the choices. */
export interface CommandOptions {
  readonly format: Format;
  readonly color: ColorChoice;
  readonly all?: boolean;
  readonly explain?: boolean;
  readonly agents?: number;
  readonly defaultHours?: number;
  /** As given; absent where it was not. */
  readonly baseline?: string;
  readonly dryRun?: boolean;
  readonly fix?: boolean;
  /** Although the id is published. */
  readonly force?: boolean;
  readonly prefix?: string;
  /** False where figures of the file are to stay as they are. */
  readonly summaries?: boolean;
  readonly maxSeverityOk?: 'hint' | 'info' | 'warning';
}

export const ID_HELP = 'an id such as P0-001 or 3.6, or a key such as docs/TODO.md#3.6';

export const PATHS_HELP =
  'a file (always read) or a folder (its task files); the current folder if none is given';

export function dryRunOption(): Option {
  return new Option('--dry-run', 'write nothing; print what would change as a unified diff');
}

/** @param more formats that the command has besides `pretty` and `json` */
export function formatOption(...more: readonly Format[]): Option {
  return new Option('--format <format>', 'how to print the answer')
    .choices(['pretty', 'json', ...more])
    .default('pretty');
}

export function printLines(lines: readonly string[], io: CliIo): void {
  io.stdout.write(`${lines.join('\n')}\n`);
}

const CHUNK = 65_536;

/** Prints an object with each of its keys, and each entry of its lists, on a line of its own. */
export function printJson(object: object, io: CliIo): void {
  let text = '{';
  const add = (piece: string): void => {
    text += piece;
    if (text.length < CHUNK) return;
    io.stdout.write(text);
    text = '';
  };
  let comma = '';
  for (const [key, value] of Object.entries(object)) {
    add(`${comma}\n  ${JSON.stringify(key)}: `);
    comma = ',';
    if (!isList(value)) {
      add(JSON.stringify(value));
      continue;
    }
    let before = '[\n    ';
    for (const entry of value) {
      add(before + JSON.stringify(entry));
      before = ',\n    ';
    }
    add(before.startsWith('[') ? '[]' : '\n  ]');
  }
  io.stdout.write(`${text}\n}\n`);
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
