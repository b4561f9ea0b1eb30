import type { TaskStatus } from '../../core';
import type { CliIo } from '../io';
import { Measure } from './measure';
import { stringWidth } from './stringWidth.lazy';

export type Paint = (text: string) => string;

/** How a terminal is written to: its width, its characters, its colours. */
export interface Terminal {
  /** Columns. */
  readonly width: number;
  readonly measure: Measure;
  readonly signs: Signs;
  readonly paint: Palette;
}

export interface Signs {
  readonly status: Readonly<Record<TaskStatus, string>>;
  /** Columns of every status sign. */
  readonly statusWidth: number;
  readonly dash: string;
  readonly dot: string;
  readonly arrow: string;
  readonly inside: string;
  readonly bar: string;
  readonly ok: string;
  readonly bad: string;
  readonly note: string;
}

export interface Palette {
  readonly enabled: boolean;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly id: Paint;
  readonly path: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly warn: Paint;
  readonly info: Paint;
  readonly hint: Paint;
  readonly found: Paint;
  readonly status: Readonly<Record<TaskStatus, Paint>>;
}

const UNICODE: Signs = {
  status: { todo: '○', doing: '◐', blocked: '■', done: '✓', decided: '◆', dropped: '–', unknown: '?' },
  statusWidth: 1,
  dash: '–',
  dot: '·',
  arrow: '→',
  inside: '›',
  bar: '│',
  ok: '✓',
  bad: '✗',
  note: '↳',
};

const ASCII: Signs = {
  status: {
    todo: '[ ]',
    doing: '[/]',
    blocked: '[!]',
    done: '[x]',
    decided: '[=]',
    dropped: '[-]',
    unknown: '[?]',
  },
  statusWidth: 3,
  dash: '-',
  dot: '-',
  arrow: '->',
  inside: '>',
  bar: '|',
  ok: 'ok:',
  bad: '!!',
  note: '-',
};

/** Narrower than this nothing can be laid out, and wider lines are hard to follow. */
const MIN_WIDTH = 40;
const MAX_WIDTH = 160;
const DEFAULT_WIDTH = 80;

export type ColorChoice = 'auto' | 'always' | 'never';

/** Whether to use colours; an explicit choice wins over `NO_COLOR`, that over `FORCE_COLOR`. */
export function wantsColor(choice: ColorChoice, io: CliIo): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (io.env['NO_COLOR']) return false;
  const forced = io.env['FORCE_COLOR'];
  if (forced) return forced !== '0' && forced !== 'false';
  return io.stdout.isTTY === true && io.env['TERM'] !== 'dumb';
}

/**
 * Whether more than ASCII can be shown: as the locale says; where it says nothing, a terminal of a modern
 * Windows shell can, any other cannot, and a file or pipe takes UTF-8.
 */
export function wantsUnicode(io: CliIo): boolean {
  const { env } = io;
  if (io.stdout.isTTY && (env['TERM'] === 'linux' || env['TERM'] === 'dumb')) return false;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  if (locale) return /utf-?8/i.test(locale);
  if (!io.stdout.isTTY) return true;
  if (io.platform !== 'win32') return false;
  return Boolean(env['WT_SESSION'] || env['ConEmuTask'] || env['TERM_PROGRAM'] === 'vscode');
}

function wantsWidth(io: CliIo): number {
  const said = io.stdout.isTTY ? io.stdout.columns : Number(io.env['COLUMNS']);
  const width = said !== undefined && Number.isInteger(said) && said > 0 ? said : DEFAULT_WIDTH;
  return Math.min(Math.max(width, MIN_WIDTH), MAX_WIDTH);
}

export async function openTerminal(io: CliIo, choice: ColorChoice): Promise<Terminal> {
  const picocolors = await import('picocolors');
  const enabled = wantsColor(choice, io);
  const unicode = wantsUnicode(io);
  const c = picocolors.default.createColors(enabled);
  return {
    width: wantsWidth(io),
    measure: new Measure((text) => stringWidth(text), unicode ? '…' : '...'),
    signs: unicode ? UNICODE : ASCII,
    paint: {
      enabled,
      bold: c.bold,
      dim: c.dim,
      id: c.cyan,
      path: (text) => c.bold(c.underline(text)),
      good: c.green,
      bad: c.red,
      warn: c.yellow,
      info: c.blue,
      hint: c.dim,
      found: (text) => c.bold(c.yellow(text)),
      status: {
        todo: (text) => text,
        doing: c.yellow,
        blocked: c.red,
        done: c.green,
        decided: c.blue,
        dropped: c.dim,
        unknown: c.magenta,
      },
    },
  };
}
