/** What a key means in the grid. Pure: it is told the rows and answers with what to do. */
import type { Row } from './layout';

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

export type Action =
  | { readonly type: 'focus'; readonly index: number }
  | { readonly type: 'toggle'; readonly index: number }
  | { readonly type: 'reveal'; readonly index: number; readonly keepFocus: boolean }
  | { readonly type: 'filter' };

const PAGE = 10;

/** Null where the key is none of the grid's: it is left to the workbench. */
export function actionOf(event: Key, rows: readonly Row[], index: number): Action | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const row = rows[index];
  if (!row) return null;
  const last = rows.length - 1;
  const opens = row.type === 'wave' || row.type === 'document';
  switch (event.key) {
    case 'ArrowDown':
      return { type: 'focus', index: Math.min(index + 1, last) };
    case 'ArrowUp':
      return { type: 'focus', index: Math.max(index - 1, 0) };
    case 'PageDown':
      return { type: 'focus', index: Math.min(index + PAGE, last) };
    case 'PageUp':
      return { type: 'focus', index: Math.max(index - PAGE, 0) };
    case 'Home':
      return { type: 'focus', index: 0 };
    case 'End':
      return { type: 'focus', index: last };
    case 'ArrowRight':
      if (!opens) return null;
      return row.open ? { type: 'focus', index: Math.min(index + 1, last) } : { type: 'toggle', index };
    case 'ArrowLeft': {
      if (opens && row.open) return { type: 'toggle', index };
      const parent = parentOf(rows, index);
      return parent < 0 ? null : { type: 'focus', index: parent };
    }
    case 'Enter':
    case ' ':
      if (opens) return { type: 'toggle', index };
      return row.type === 'task' ? { type: 'reveal', index, keepFocus: event.key === ' ' } : null;
    case '/':
      return { type: 'filter' };
    default:
      return null;
  }
}

function parentOf(rows: readonly Row[], index: number): number {
  const level = rows[index]?.level ?? 0;
  for (let at = index - 1; at >= 0; at--) if ((rows[at]?.level ?? 0) < level) return at;
  return -1;
}
