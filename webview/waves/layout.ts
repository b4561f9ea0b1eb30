/** From what the extension sent and what the user chose to the rows that are drawn. Pure. */
import type { WavesDocument, WavesGroup, WavesTask } from '../../src/protocol/waves';

export interface Choice {
  readonly filter: string;
  readonly hideFinished: boolean;
  /** Ids of the rows whose rows are hidden. */
  readonly collapsed: ReadonlySet<string>;
}

interface Placed {
  /** Unique, and the same after a change elsewhere. */
  readonly id: string;
  /** 1-based depth. */
  readonly level: number;
  /** 1-based place among its siblings. */
  readonly position: number;
  readonly siblings: number;
}

export type Row =
  | (Placed & { readonly type: 'document'; readonly path: string; readonly open: boolean })
  | (Placed & { readonly type: 'wave'; readonly wave: WavesGroup; readonly open: boolean })
  | (Placed & { readonly type: 'task'; readonly task: WavesTask })
  /** Tasks that the extension counts but did not send. */
  | (Placed & { readonly type: 'omitted'; readonly count: number });

export interface Layout {
  readonly rows: readonly Row[];
  /** Tasks that pass the filter, in collapsed waves too. */
  readonly shown: number;
  readonly total: number;
}

interface Found {
  readonly wave: WavesGroup;
  readonly tasks: readonly WavesTask[];
}

/** A wave none of whose tasks pass is left out, and so is a document without waves. */
export function layOut(documents: readonly WavesDocument[], choice: Choice): Layout {
  const words = choice.filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const narrowed = words.length > 0 || choice.hideFinished;
  const found = documents
    .map((document) => ({ document, waves: wavesFound(document, words, choice.hideFinished, narrowed) }))
    .filter(({ waves }) => waves.length > 0);

  const rows: Row[] = [];
  // The only document needs no row of its own: the tab, or the one row, would say the same.
  const withDocuments = documents.length > 1;
  found.forEach(({ document, waves }, i) => {
    const id = `document ${document.uri}`;
    const open = !choice.collapsed.has(id);
    if (withDocuments) {
      const place = { level: 1, position: i + 1, siblings: found.length };
      rows.push({ type: 'document', id, path: document.path, open, ...place });
    }
    if (!withDocuments || open) pushWaves(rows, document, waves, withDocuments ? 2 : 1, choice.collapsed);
  });
  const count = (list: readonly { readonly tasks: readonly unknown[] }[]): number =>
    list.reduce((sum, { tasks }) => sum + tasks.length, 0);
  return {
    rows,
    shown: count(found.flatMap(({ waves }) => waves)),
    total: count(documents.flatMap(({ waves }) => waves)),
  };
}

function wavesFound(
  document: WavesDocument,
  words: readonly string[],
  hideFinished: boolean,
  narrowed: boolean,
): readonly Found[] {
  const found: Found[] = [];
  for (const wave of document.waves) {
    const above = `${wave.title}\n${document.path}`.toLowerCase();
    const tasks = wave.tasks.filter(
      (task) => !(hideFinished && task.finished) && words.every((word) => matches(task, word, above)),
    );
    if (tasks.length > 0 || (!narrowed && wave.omitted > 0)) found.push({ wave, tasks });
  }
  return found;
}

function matches(task: WavesTask, word: string, above: string): boolean {
  const own = `${task.id} ${task.title}\n${task.status}\n${task.waitsFor}`.toLowerCase();
  return own.includes(word) || above.includes(word);
}

function pushWaves(
  rows: Row[],
  document: WavesDocument,
  waves: readonly Found[],
  level: number,
  collapsed: ReadonlySet<string>,
): void {
  waves.forEach(({ wave, tasks }, i) => {
    const id = `wave ${document.uri} ${wave.id}`;
    const open = !collapsed.has(id);
    rows.push({ type: 'wave', id, wave, open, level, position: i + 1, siblings: waves.length });
    if (!open) return;
    const siblings = tasks.length + (wave.omitted > 0 ? 1 : 0);
    tasks.forEach((task, at) => {
      const place = { level: level + 1, position: at + 1, siblings };
      rows.push({ type: 'task', id: `task ${task.key}`, task, ...place });
    });
    if (wave.omitted > 0) {
      const place = { level: level + 1, position: siblings, siblings };
      rows.push({ type: 'omitted', id: `omitted ${id}`, count: wave.omitted, ...place });
    }
  });
}

/** The row to have the focus after the rows have changed: the same, else the one that took its place. */
export function rowToFocus(before: readonly Row[], after: readonly Row[], focused: string | null): number {
  if (after.length === 0) return -1;
  const same = after.findIndex(({ id }) => id === focused);
  if (same >= 0) return same;
  const was = before.findIndex(({ id }) => id === focused);
  if (was < 0) return 0;
  // What stood above it and is still there is nearer than the same number.
  for (let at = was - 1; at >= 0; at--) {
    const still = after.findIndex(({ id }) => id === before[at]?.id);
    if (still >= 0)
      return Math.min(still + (before[at]?.level === before[was]?.level ? 1 : 0), after.length - 1);
  }
  return 0;
}

/** `{0}` in a label, filled in. */
export function fill(label: string, ...values: readonly (string | number)[]): string {
  return label.replace(/\{(\d)\}/g, (whole, digit: string) => String(values[Number(digit)] ?? whole));
}
