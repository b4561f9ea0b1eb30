/** From minutes to pixels. Pure. */
import type { GanttPlacement } from '../../src/protocol/ganttPlan';

export interface Scale {
  /** Pixels of a minute. */
  readonly unit: number;
  /** Pixels of the whole, at least the room that there is. */
  readonly width: number;
  /** Pixels of the room. */
  readonly room: number;
  /** Minutes from one mark of the axis to the next. */
  readonly step: number;
}

/** Room at the right for the end of the last bar and its outline. Pixels. */
const MARGIN = 12;
/** A bar is never narrower. Pixels. */
const LEAST = 4;
/** Marks of the axis are no nearer. Pixels. */
const MARK = 56;
/** A whole wider than this cannot be scrolled through in browsers. Pixels. */
const MOST = 4_000_000;
/** Hours between marks. */
const STEPS = [0.25, 0.5, 1, 2, 4, 8, 16, 24, 40, 80, 160, 400, 800, 1_600, 4_000, 8_000, 16_000, 40_000];

/**
 * @param minutes the length of the schedule
 * @param room pixels that there are for it
 * @param unit pixels of a minute, or null for a schedule that fits
 */
export function scaleOf(minutes: number, room: number, unit: number | null): Scale {
  const least = Math.max(1, room - MARGIN) / Math.max(1, minutes);
  const most = MOST / Math.max(1, minutes);
  const used = unit === null ? least : Math.min(Math.max(unit, least / 4), most);
  const width = Math.max(room, Math.ceil(minutes * used) + MARGIN);
  const step = STEPS.find((hours) => hours * 60 * used >= MARK) ?? STEPS.at(-1)! * 2;
  return { unit: used, width, room, step: step * 60 };
}

export const ZOOM_STEP = 1.5;

export interface Box {
  readonly left: number;
  readonly width: number;
}

export interface BarBoxes {
  readonly bar: Box;
  /** How late it may end, to the right of the bar; null where it is critical. */
  readonly tail: Box | null;
}

/** Pixels from the left edge of the whole. A bar of no length is still seen. */
export function barBoxes({ start, length, slack }: GanttPlacement, { unit }: Scale): BarBoxes {
  const left = start * unit;
  const width = Math.max(LEAST, length * unit);
  const end = (start + length + slack) * unit;
  const tail = slack > 0 && end > left + width ? { left: left + width, width: end - left - width } : null;
  return { bar: { left, width }, tail };
}

export function spanBox(start: number, end: number, { unit }: Scale): Box {
  return { left: start * unit, width: Math.max(LEAST, (end - start) * unit) };
}

/** Room that the text of a mark needs. Pixels. */
const MARK_TEXT = 34;

/** Minutes of the marks that are seen, and one to each side; one whose text would be cut off at the end is left out. */
export function marksOf({ unit, step, width }: Scale, scrollLeft: number, room: number): readonly number[] {
  const first = Math.max(0, Math.floor(scrollLeft / unit / step));
  const last = Math.min(
    Math.ceil((scrollLeft + room) / unit / step),
    Math.floor((width - MARK_TEXT) / unit / step),
  );
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** How many agents are busy from `start` on, until the next begins. */
export interface Busy {
  readonly start: number;
  readonly end: number;
  readonly agents: number;
}

/** Who works when, as stretches of equal numbers without gaps, from 0 to the end of the schedule. */
export function busyAgents(placements: readonly GanttPlacement[]): readonly Busy[] {
  // Typed arrays sort numbers as numbers, and fast. This is done with each change of a plan.
  const starts = new Float64Array(placements.length);
  const ends = new Float64Array(placements.length);
  let working = 0;
  for (const { start, length, agent } of placements) {
    if (agent < 1 || length === 0) continue;
    starts[working] = start;
    ends[working] = start + length;
    working++;
  }
  starts.subarray(0, working).sort();
  ends.subarray(0, working).sort();
  const found: { start: number; end: number; agents: number }[] = [];
  let agents = 0;
  let since = 0;
  let begun = 0;
  let ended = 0;
  while (ended < working) {
    const at = begun < working ? Math.min(starts[begun]!, ends[ended]!) : ends[ended]!;
    const before = agents;
    for (; begun < working && starts[begun] === at; begun++) agents++;
    for (; ended < working && ends[ended] === at; ended++) agents--;
    if (agents === before) continue;
    if (at > since) found.push({ start: since, end: at, agents: before });
    since = at;
  }
  return found;
}

/** The end of the last task. Minutes. */
export function lengthOf(placements: readonly GanttPlacement[]): number {
  return placements.reduce(
    (most, { start, length, agent }) => (agent < 0 ? most : Math.max(most, start + length)),
    0,
  );
}

/** Lines that are drawn: those in sight, and a few around them. `end` excluded. */
export function windowOf(
  scrollTop: number,
  height: number,
  lineHeight: number,
  count: number,
): { readonly first: number; readonly end: number } {
  const around = 4;
  const first = Math.max(0, Math.min(Math.floor(scrollTop / lineHeight) - around, count));
  const end = Math.min(count, Math.ceil((scrollTop + height) / lineHeight) + around);
  return { first, end: Math.max(first, end) };
}
