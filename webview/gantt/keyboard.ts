/** What a key means in the grid. Pure: it is told the lines and answers with what to do. */
import type { GanttCommand } from '../../src/protocol/gantt';
import type { GanttTextName } from '../../src/protocol/ganttTexts';
import { lineAbove, type Line } from './layout';

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

export type Action =
  | { readonly type: 'focus'; readonly line: number }
  | { readonly type: 'toggle'; readonly line: number }
  | { readonly type: 'command'; readonly name: GanttCommand };

interface Entry {
  /** What is said of the keys. */
  readonly text: GanttTextName;
  /** As events name them, with the command that each is, if it is one. */
  readonly keys: readonly (readonly [key: string, command: GanttCommand | null])[];
}

/** All keys, in the order of the help. */
const TABLE: readonly Entry[] = [
  {
    text: 'keyMove',
    keys: [
      ['ArrowUp', null],
      ['ArrowDown', null],
    ],
  },
  {
    text: 'keyTree',
    keys: [
      ['ArrowLeft', null],
      ['ArrowRight', null],
    ],
  },
  {
    text: 'keyEnds',
    keys: [
      ['Home', null],
      ['End', null],
    ],
  },
  { text: 'keyReveal', keys: [['Enter', 'reveal']] },
  { text: 'keyPreview', keys: [[' ', 'preview']] },
  {
    text: 'keyMoveWave',
    keys: [
      ['Alt+ArrowUp', 'moveUp'],
      ['Alt+ArrowDown', 'moveDown'],
    ],
  },
  {
    text: 'keyDepends',
    keys: [
      ['[', 'waitsFor'],
      [']', 'waitedForBy'],
    ],
  },
  { text: 'keyCritical', keys: [['c', 'nextCritical']] },
  { text: 'keyReady', keys: [['r', 'nextReady']] },
  {
    text: 'keyZoom',
    keys: [
      ['+', 'zoomIn'],
      ['-', 'zoomOut'],
      ['0', 'fit'],
    ],
  },
  { text: 'keyFilter', keys: [['/', 'filter']] },
  {
    text: 'keyAgents',
    keys: [
      [',', 'fewerAgents'],
      ['.', 'moreAgents'],
    ],
  },
  { text: 'keyHelp', keys: [['?', 'help']] },
];

/** Keys that are commands. */
export const KEYS: ReadonlyMap<string, GanttCommand> = new Map(
  TABLE.flatMap(({ keys }) =>
    keys.flatMap(([key, command]): [string, GanttCommand][] => (command === null ? [] : [[key, command]])),
  ),
);

const SIGNS: readonly (readonly [key: RegExp, sign: string])[] = [
  [/ArrowUp/, '↑'],
  [/ArrowDown/, '↓'],
  [/ArrowLeft/, '←'],
  [/ArrowRight/, '→'],
  [/^ $/, 'Space'],
  [/^-$/, '−'],
];

/** The keys as they are shown to the reader. */
export const HELP: readonly { readonly text: GanttTextName; readonly keys: readonly string[] }[] = TABLE.map(
  ({ text, keys }) => ({
    text,
    keys: keys.map(([key]) => {
      const shown = SIGNS.reduce((all, [from, sign]) => all.replace(from, sign), key);
      return shown.length === 1 ? shown.toUpperCase() : shown;
    }),
  }),
);

/** The same keys where another is easier to type. */
const ALSO: ReadonlyMap<string, GanttCommand> = new Map<string, GanttCommand>([['=', 'zoomIn']]);

/** Null where the key is none of the grid's: it is left to the workbench. `page`: lines that are seen at a time. */
export function actionOf(event: Key, lines: readonly Line[], at: number, page: number): Action | null {
  // Many keyboards have [ and ] on a third level, by AltGr (which may come as Ctrl and Alt) or Option.
  const isThirdLevel = event.altKey && event.key.length === 1 && !/[a-z\d\s]/i.test(event.key);
  if (event.metaKey || (event.ctrlKey && !isThirdLevel)) return null;
  const name =
    event.altKey && !isThirdLevel
      ? `Alt+${event.key}`
      : event.key.length === 1
        ? event.key.toLowerCase()
        : event.key;
  const line = lines[at];
  const opens = line !== undefined && line.open !== null;
  if (line?.type === 'group' && (name === 'Enter' || name === ' ')) return { type: 'toggle', line: at };
  const command = KEYS.get(name) ?? ALSO.get(name);
  if (command) return { type: 'command', name: command };
  if (event.altKey || !line) return null;
  const last = lines.length - 1;
  const focus = (to: number): Action => ({ type: 'focus', line: Math.max(0, Math.min(to, last)) });
  switch (name) {
    case 'ArrowDown':
      return focus(at + 1);
    case 'ArrowUp':
      return focus(at - 1);
    case 'PageDown':
      return focus(at + page);
    case 'PageUp':
      return focus(at - page);
    case 'Home':
      return focus(0);
    case 'End':
      return focus(last);
    case 'ArrowRight':
      if (!opens) return null;
      return line.open ? focus(at + 1) : { type: 'toggle', line: at };
    case 'ArrowLeft': {
      if (opens && line.open) return { type: 'toggle', line: at };
      const above = lineAbove(lines, at);
      return above < 0 ? null : focus(above);
    }
    default:
      return null;
  }
}
