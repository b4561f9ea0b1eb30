/**
 * The plan as both sides hold it. The host builds a whole {@link GanttPlan} whenever something has changed and sends the
 * change to it (`ganttChange.ts`); the page applies that with {@link applied} and has the same plan. A property test
 * holds the two together.
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
import { unpackNumbers } from './vlq';

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
export const NOWHERE: GanttPlacement = { start: 0, length: 0, agent: STUCK, slack: 0 };

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

/** `remove` entries from place `at` on, then put these there; each counts with the ones before it applied. */
export type Splice<T> = { readonly at: number; readonly remove: number; readonly insert: readonly T[] };

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
export function splicedPlacements(
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
