/**
 * The way from one state of the plan to the next, as the host tells it: found in steps, between which it may pause, and
 * told in pieces, so that no message is large.
 */
import type { GanttChange } from './gantt';
import { NOWHERE, splicedPlacements, type GanttPlacement, type GanttPlan, type Splice } from './ganttPlan';
import { packNumbers } from './vlq';

/** Entries between two chances to pause. */
const STEP = 512;

const TABLES = ['waves', 'sections', 'files', 'others', 'rows'] as const;
type TableName = (typeof TABLES)[number];

/** What turns `before` into `after`. Keys are unique in each table. The steps are chances to pause or to give up. */
export function* changeInSteps(before: GanttPlan, after: GanttPlan): Generator<void, GanttChange> {
  const rows = yield* splices(before.rows, after.rows);
  const known = splicedPlacements(before.placements, rows) ?? [];
  yield;
  return {
    head: isSame(before.head, after.head) ? null : after.head,
    waves: yield* splices(before.waves, after.waves),
    sections: yield* splices(before.sections, after.sections),
    files: yield* splices(before.files, after.files),
    others: yield* splices(before.others, after.others),
    rows,
    placements: yield* packed(known, after.placements),
  };
}

/** Whether a change says nothing. */
export function isEmptyChange(change: GanttChange): boolean {
  const { head, placements } = change;
  return head === null && placements === '' && TABLES.every((name) => change[name].length === 0);
}

/**
 * The same change in pieces of at most `most` entries, to be applied one after the other. The last one, without which
 * the plan is none to be shown, has the head and the placements.
 */
export function* piecesOf(change: GanttChange, most: number): Generator<GanttChange, void> {
  let tables: Record<TableName, Splice<never>[]> = noTables();
  let left = most;
  for (const name of TABLES) {
    for (const { at, remove, insert } of change[name] as readonly Splice<never>[]) {
      for (let from = 0; from === 0 || from < insert.length;) {
        if (left === 0) {
          yield { head: null, placements: '', ...tables };
          tables = noTables();
          left = most;
        }
        const to = Math.min(from + left, insert.length);
        // An entry that takes the place of another takes it in its own piece; the last has what is only removed.
        const gone = Math.max(0, (to === insert.length ? remove : Math.min(to, remove)) - from);
        tables[name].push({ at: at + from, remove: gone, insert: insert.slice(from, to) });
        left -= Math.max(1, to - from);
        from = Math.max(to, from + 1);
      }
    }
  }
  yield { head: change.head, placements: change.placements, ...tables };
}

function noTables(): Record<TableName, Splice<never>[]> {
  return { waves: [], sections: [], files: [], others: [], rows: [] };
}

interface Keyed {
  readonly key: string;
}

/**
 * Splices from one table to another, in one pass: entries are matched by key. What has changed its place is removed and
 * put in again; of two that have changed places, the one that has come further.
 */
function* splices<T extends Keyed>(before: readonly T[], after: readonly T[]): Generator<void, Splice<T>[]> {
  if (before === after) return [];
  const placeBefore = yield* placesOf(before);
  const placeAfter = yield* placesOf(after);
  const inserted = new Set<string>();
  const found: { at: number; remove: number; insert: T[] }[] = [];
  const splice = (at: number): { at: number; remove: number; insert: T[] } => {
    const last = found.at(-1);
    if (last && last.at + last.insert.length === at) return last;
    const next = { at, remove: 0, insert: [] };
    found.push(next);
    return next;
  };
  let from = 0;
  let at = 0;
  for (let steps = 0; from < before.length || at < after.length; steps++) {
    if (steps % STEP === 0) yield;
    const old = before[from];
    const next = after[at];
    const wanted = old && !inserted.has(old.key) ? placeAfter.get(old.key) : undefined;
    const known = next && placeBefore.get(next.key);
    if (old && next && old.key === next.key) {
      if (!isSame(old, next)) {
        const changed = splice(at);
        changed.remove++;
        changed.insert.push(next);
      }
      from++;
      at++;
    } else if (old && (wanted === undefined || wanted < at)) {
      splice(at).remove++;
      from++;
    } else if (next && (known === undefined || known < from || known - from > wanted! - at)) {
      splice(at).insert.push(next);
      inserted.add(next.key);
      at++;
    } else {
      splice(at).remove++;
      from++;
    }
  }
  return found;
}

function* placesOf(table: readonly Keyed[]): Generator<void, ReadonlyMap<string, number>> {
  const places = new Map<string, number>();
  for (const [at, { key }] of table.entries()) {
    if (at % STEP === 0) yield;
    places.set(key, at);
  }
  return places;
}

/** For each row that differs: how many do not before it, then the differences of its four numbers. */
function* packed(
  before: readonly GanttPlacement[],
  after: readonly GanttPlacement[],
): Generator<void, string> {
  const parts: string[] = [];
  let numbers: number[] = [];
  let same = 0;
  for (const [at, now] of after.entries()) {
    if (at % STEP === 0) {
      parts.push(packNumbers(numbers));
      numbers = [];
      yield;
    }
    const old = before[at] ?? NOWHERE;
    const start = now.start - old.start;
    const length = now.length - old.length;
    const agent = now.agent - old.agent;
    const slack = now.slack - old.slack;
    if (start === 0 && length === 0 && agent === 0 && slack === 0) {
      same++;
      continue;
    }
    numbers.push(same, start, length, agent, slack);
    same = 0;
  }
  return parts.join('') + packNumbers(numbers);
}

/** Of data alone: what JSON can hold. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => isSame((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]))
  );
}
