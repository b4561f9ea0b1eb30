/** From a plan and what the user chose to the lines that are drawn, one below the other. Pure. */
import type { GanttGrouping, GanttWave } from '../../src/protocol/gantt';
import { NO_AGENT } from '../../src/protocol/ganttPlan';
import type { Model } from './model';

export interface Choice {
  readonly grouping: GanttGrouping;
  readonly filter: string;
  /** Keys of the lines whose lines are hidden. */
  readonly collapsed: ReadonlySet<string>;
}

interface Placed {
  /** Unique, and the same after a change elsewhere. */
  readonly key: string;
  /** 1-based depth. */
  readonly level: number;
  /** 1-based place among its siblings. */
  readonly position: number;
  readonly siblings: number;
  /** Whether its lines are shown; null where it has none. */
  readonly open: boolean | null;
}

export interface GroupLine extends Placed {
  readonly type: 'group';
  /** Of what it is one; `title` is empty where the page has to say it. */
  readonly title: string;
  readonly wave: GanttWave | null;
  /** From 1; 0 for tasks without; null for a group of something else. */
  readonly agent: number | null;
  /** Places of all its tasks that pass the filter, in the order of their lines. */
  readonly members: readonly number[];
  /** From its first start to its last end, in minutes; null where nothing of it is planned. */
  readonly extent: { readonly start: number; readonly end: number } | null;
  /** Minutes of its tasks. */
  readonly minutes: number;
  readonly unestimated: number;
}

export interface TaskLine extends Placed {
  readonly type: 'task';
  /** Its place among the rows of the plan. */
  readonly at: number;
  /** Key of its group. */
  readonly group: string;
}

export type Line = GroupLine | TaskLine;

export interface Layout {
  readonly lines: readonly Line[];
  /** The line of each row of the plan, or -1 where it has none. */
  readonly lineOf: Int32Array;
  /** Tasks that pass the filter, whether or not their group is open. */
  readonly shown: number;
}

interface Group {
  readonly key: string;
  readonly title: string;
  readonly wave: GanttWave | null;
  readonly agent: number | null;
  readonly members: number[];
}

export function layOut(model: Model, choice: Choice): Layout {
  const lineOf = new Int32Array(model.plan.rows.length).fill(-1);
  const groups = groupsOf(model, choice);
  const lines: Line[] = [];
  let shown = 0;
  groups.forEach((group, i) => {
    shown += group.members.length;
    const open = !choice.collapsed.has(group.key);
    const place = { level: 1, position: i + 1, siblings: groups.length, open };
    lines.push({ type: 'group', ...group, ...place, ...sumOf(model, group.members) });
    if (open) pushTasks(model, group, choice, lines, lineOf);
  });
  return { lines, lineOf, shown };
}

/** Groups in their order, none of them empty. */
function groupsOf(model: Model, { grouping, filter }: Choice): readonly Group[] {
  const { plan } = model;
  // By what a task says of its group: a key, an agent's number, or null.
  const groups = new Map<string | number | null, Group>();
  const add = (of: string | number | null, title: string, more: Partial<Group> = {}): Group => {
    const group = { key: `${grouping} ${of ?? ''}`, title, wave: null, agent: null, members: [], ...more };
    groups.set(of, group);
    return group;
  };
  if (grouping === 'wave') for (const wave of plan.waves) add(wave.key, wave.title, { wave });
  else if (grouping === 'file') for (const { key, path } of plan.files) add(key, path);
  else if (grouping === 'section') for (const { key, title } of plan.sections) add(key, title);
  const passes = filterOf(model, filter);
  const taken = passes && withAncestors(model, passes);
  plan.rows.forEach((row, at) => {
    if (taken && !taken.has(at)) return;
    const { agent } = plan.placements[at]!;
    // Of a task that its subtasks are planned for, they are in the lists of agents.
    if (grouping === 'agent' && agent === NO_AGENT) return;
    const of = grouping === 'agent' ? Math.max(NO_AGENT, agent) : row[grouping];
    const group = groups.get(of) ?? add(of, '', grouping === 'agent' ? { agent: Number(of) } : {});
    group.members.push(at);
  });
  const filled = [...groups.values()].filter(({ members }) => members.length > 0);
  if (grouping !== 'agent') return filled;
  for (const { members } of filled)
    members.sort((a, b) => plan.placements[a]!.start - plan.placements[b]!.start || a - b);
  // What no agent does comes last.
  return filled.sort((a, b) => (a.agent || Infinity) - (b.agent || Infinity));
}

/** Places of the tasks in which every word is found; null without a filter. */
function filterOf(model: Model, filter: string): ReadonlySet<number> | null {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const { rows, sections, files } = model.plan;
  const above = new Map<string, string>();
  for (const { key, title } of sections) above.set(`section ${key}`, title);
  for (const { key, path } of files) above.set(`file ${key}`, path);
  const found = new Set<number>();
  rows.forEach(({ id, title, wave, section, file }, at) => {
    const around = [
      model.wave(wave)?.title,
      above.get(`section ${section ?? ''}`),
      above.get(`file ${file}`),
    ];
    const text = `${id} ${title}\n${around.join('\n')}`.toLowerCase();
    if (words.every((word) => text.includes(word))) found.add(at);
  });
  return found;
}

/** A task that passes is shown under the tasks that it is a part of. */
function withAncestors(model: Model, places: ReadonlySet<number>): ReadonlySet<number> {
  const all = new Set(places);
  for (const place of places) {
    let at = model.placeOf(model.row(place).parent);
    for (; at >= 0 && !all.has(at); at = model.placeOf(model.row(at).parent)) all.add(at);
  }
  return all;
}

function sumOf(
  { plan }: Model,
  members: readonly number[],
): Pick<GroupLine, 'extent' | 'minutes' | 'unestimated'> {
  let start = Infinity;
  let end = -1;
  let minutes = 0;
  let unestimated = 0;
  for (const at of members) {
    const row = plan.rows[at]!;
    const placement = plan.placements[at]!;
    minutes += row.minutes;
    if (row.effort === null && row.minutes > 0) unestimated++;
    if (placement.agent < 0) continue;
    start = Math.min(start, placement.start);
    end = Math.max(end, placement.start + placement.length);
  }
  return { extent: end < 0 ? null : { start, end }, minutes, unestimated };
}

/** Tasks of a group below each other, a part below its whole where both are in the group. */
function pushTasks(
  model: Model,
  group: Group,
  { grouping, collapsed }: Choice,
  lines: Line[],
  lineOf: Int32Array,
): void {
  const isNested = grouping !== 'agent' && group.members.some((at) => model.row(at).parent !== null);
  const inside = new Set(isNested ? group.members : []);
  const parentOf = (at: number): number => {
    const parent = isNested ? model.placeOf(model.row(at).parent) : -1;
    return inside.has(parent) ? parent : -1;
  };
  const children = new Map<number, number[]>();
  for (const at of group.members) {
    const parent = parentOf(at);
    const known = children.get(parent);
    if (known) known.push(at);
    else children.set(parent, [at]);
  }
  // Without recursion: subtasks may be nested as deep as they like.
  const stack: { readonly tasks: readonly number[]; next: number }[] = [
    { tasks: children.get(-1) ?? [], next: 0 },
  ];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const at = top.tasks[top.next++];
    if (at === undefined) {
      stack.pop();
      continue;
    }
    const key = `task ${model.row(at).key}`;
    const parts = children.get(at);
    const open = parts ? !collapsed.has(key) : null;
    lineOf[at] = lines.length;
    lines.push({
      type: 'task',
      key,
      at,
      group: group.key,
      level: stack.length + 1,
      position: top.next,
      siblings: top.tasks.length,
      open,
    });
    if (parts && open) stack.push({ tasks: parts, next: 0 });
  }
}

/** The line to have the focus after the lines have changed: the same, else the nearest above that is still there. */
export function lineToFocus(before: readonly Line[], after: readonly Line[], focused: string | null): number {
  if (after.length === 0) return -1;
  const was = before.findIndex(({ key }) => key === focused);
  if (was >= 0 && after[was]?.key === focused) return was;
  const places = new Map(after.map(({ key }, at) => [key, at]));
  const same = focused === null ? undefined : places.get(focused);
  if (same !== undefined) return same;
  for (let at = was - 1; at >= 0; at--) {
    const still = places.get(before[at]!.key);
    // What stood above it and is still there is nearer than the same number.
    if (still !== undefined)
      return Math.min(still + (before[at]!.level === before[was]!.level ? 1 : 0), after.length - 1);
  }
  return 0;
}

/** The line that a line is under, or -1. */
export function lineAbove(lines: readonly Line[], at: number): number {
  const level = lines[at]?.level ?? 0;
  for (let above = at - 1; above >= 0; above--) if (lines[above]!.level < level) return above;
  return -1;
}
