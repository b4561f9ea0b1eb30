/**
 * The plan as both sides hold it, and the way from one state of it to the next. The host builds a whole
 * {@link GanttPlan} whenever something has changed and sends what {@link changeBetween} says; the page applies it with
 * {@link applied} and has the same plan. A property test holds the two together.
 */
import type {
  GanttChange,
  GanttFile,
  GanttHead,
  GanttOther,
  GanttRow,
  GanttSection,
  GanttWave,
} from './gantt';
import { packNumbers, unpackNumbers } from './vlq';

/** Where a task stands in the shown schedule. Minutes. */
export interface GanttPlacement {
  readonly start: number;
  /** From the start to the end. For a task that its subtasks are planned for, these lie between. */
  readonly length: number;
  /** From 1; or one of {@link NO_AGENT}, {@link STUCK}, {@link CYCLIC}. */
  readonly agent: number;
  /** How late it can end without delaying the whole; 0 is critical. */
  readonly slack: number;
}

/** It needs none: its subtasks are planned. */
export const NO_AGENT = 0;
/** It is not planned: it waits for a cycle. */
export const STUCK = -1;
/** It is not planned: it is in a cycle. */
export const CYCLIC = -2;

/** Of a row that nothing has been said of yet. */
const NOWHERE: GanttPlacement = { start: 0, length: 0, agent: STUCK, slack: 0 };

export interface GanttPlan {
  /** Null before the first change. */
  readonly head: GanttHead | null;
  readonly waves: readonly GanttWave[];
  readonly sections: readonly GanttSection[];
  readonly files: readonly GanttFile[];
  readonly others: readonly GanttOther[];
  readonly rows: readonly GanttRow[];
  /** One for each row. */
  readonly placements: readonly GanttPlacement[];
}

export const NO_PLAN: GanttPlan = {
  head: null,
  waves: [],
  sections: [],
  files: [],
  others: [],
  rows: [],
  placements: [],
};

interface Keyed {
  readonly key: string;
}

type Splice<T> = { readonly at: number; readonly remove: number; readonly insert: readonly T[] };

/** What turns `before` into `after`. Keys are unique in each table. */
export function changeBetween(before: GanttPlan, after: GanttPlan): GanttChange {
  const rows = splices(before.rows, after.rows);
  const known = splicedPlacements(before.placements, rows) ?? [];
  return {
    head: isSame(before.head, after.head) ? null : after.head,
    waves: splices(before.waves, after.waves),
    sections: splices(before.sections, after.sections),
    files: splices(before.files, after.files),
    others: splices(before.others, after.others),
    rows,
    placements: packed(known, after.placements),
  };
}

/** Whether a change says nothing. */
export function isEmptyChange({
  head,
  waves,
  sections,
  files,
  others,
  rows,
  placements,
}: GanttChange): boolean {
  const tables = [waves, sections, files, others, rows];
  return head === null && placements === '' && tables.every(({ length }) => length === 0);
}

/** The plan after a change, or null where the change does not fit it; a table that stays is the same object. */
export function applied(plan: GanttPlan, change: GanttChange): GanttPlan | null {
  const waves = spliced(plan.waves, change.waves);
  const sections = spliced(plan.sections, change.sections);
  const files = spliced(plan.files, change.files);
  const others = spliced(plan.others, change.others);
  const rows = spliced(plan.rows, change.rows);
  const known = splicedPlacements(plan.placements, change.rows);
  const placements = known && unpacked(known, change.placements);
  if (!waves || !sections || !files || !others || !rows || !placements) return null;
  return { head: change.head ?? plan.head, waves, sections, files, others, rows, placements };
}

/**
 * Splices from one table to another, in one pass: entries are matched by key. What has changed its place is removed and
 * put in again; of two that have changed places, the one that has come further.
 */
function splices<T extends Keyed>(before: readonly T[], after: readonly T[]): Splice<T>[] {
  const placeBefore = new Map(before.map(({ key }, at) => [key, at]));
  const placeAfter = new Map(after.map(({ key }, at) => [key, at]));
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
  while (from < before.length || at < after.length) {
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

/** Null where a splice lies outside. */
function spliced<T>(table: readonly T[], changes: readonly Splice<T>[]): readonly T[] | null {
  if (changes.length === 0) return table;
  const parts: T[] = [];
  let from = 0;
  for (const { at, remove, insert } of changes) {
    const kept = at - parts.length;
    if (kept < 0 || from + kept + remove > table.length) return null;
    for (let end = from + kept; from < end; from++) parts.push(table[from]!);
    from += remove;
    for (const entry of insert) parts.push(entry);
  }
  for (; from < table.length; from++) parts.push(table[from]!);
  return parts;
}

/** A changed row keeps its placement. */
function splicedPlacements(
  placements: readonly GanttPlacement[],
  rows: readonly Splice<unknown>[],
): readonly GanttPlacement[] | null {
  let from = 0;
  let to = 0;
  const changes: Splice<GanttPlacement>[] = [];
  for (const { at, remove, insert } of rows) {
    from += at - to;
    to = at + insert.length;
    changes.push({
      at,
      remove,
      insert: insert.map((_, i) => (i < remove ? placements[from + i] : null) ?? NOWHERE),
    });
    from += remove;
  }
  return spliced(placements, changes);
}

/** For each row that differs: how many do not before it, then the differences of its four numbers. */
function packed(before: readonly GanttPlacement[], after: readonly GanttPlacement[]): string {
  const numbers: number[] = [];
  let same = 0;
  after.forEach((now, at) => {
    const old = before[at] ?? NOWHERE;
    const start = now.start - old.start;
    const length = now.length - old.length;
    const agent = now.agent - old.agent;
    const slack = now.slack - old.slack;
    if (start === 0 && length === 0 && agent === 0 && slack === 0) {
      same++;
      return;
    }
    numbers.push(same, start, length, agent, slack);
    same = 0;
  });
  return packNumbers(numbers);
}

function unpacked(before: readonly GanttPlacement[], text: string): readonly GanttPlacement[] | null {
  if (text === '') return before;
  const numbers = unpackNumbers(text);
  if (!numbers || numbers.length % 5 !== 0) return null;
  const after = [...before];
  let at = -1;
  for (let i = 0; i < numbers.length; i += 5) {
    if (numbers[i]! < 0) return null;
    at += numbers[i]! + 1;
    const old = after[at];
    if (!old) return null;
    const now: GanttPlacement = {
      start: old.start + numbers[i + 1]!,
      length: old.length + numbers[i + 2]!,
      agent: old.agent + numbers[i + 3]!,
      slack: old.slack + numbers[i + 4]!,
    };
    if (now.start < 0 || now.length < 0 || now.agent < CYCLIC || now.slack < 0) return null;
    after[at] = now;
  }
  return after;
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
