/** What a key means in the grid. Pure: it is told the lines and answers with what to do. */
import type { GanttCommand } from '../../src/protocol/gantt';
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

/** Keys that are commands, as the help shows them. */
export const KEYS: ReadonlyMap<string, GanttCommand> = new Map<string, GanttCommand>([
  ['Enter', 'reveal'],
  [' ', 'preview'],
  ['Alt+ArrowUp', 'moveUp'],
  ['Alt+ArrowDown', 'moveDown'],
  ['[', 'waitsFor'],
  [']', 'waitedForBy'],
  ['c', 'nextCritical'],
  ['r', 'nextReady'],
  ['+', 'zoomIn'],
  ['-', 'zoomOut'],
  ['0', 'fit'],
  ['/', 'filter'],
  [',', 'fewerAgents'],
  ['.', 'moreAgents'],
  ['?', 'help'],
]);

/** The same keys where another is easier to type. */
const ALSO: ReadonlyMap<string, GanttCommand> = new Map<string, GanttCommand>([['=', 'zoomIn']]);

/** Null where the key is none of the grid's: it is left to the workbench. `page`: lines that are seen at a time. */
export function actionOf(event: Key, lines: readonly Line[], at: number, page: number): Action | null {
  if (event.ctrlKey || event.metaKey) return null;
  const name = event.altKey
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
