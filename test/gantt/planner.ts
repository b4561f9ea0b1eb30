/** Plans made-up work as the extension plans tasks: with the core's own scheduler, wave by wave or all at once. */
import { cyclicComponents, shortestCycle } from '../../src/core/graph/components';
import { networkOf } from '../../src/core/graph/network';
import { passesOf } from '../../src/core/plan/passes';
import { placeOn, type DriverKind } from '../../src/core/plan/placement';
import { schedule } from '../../src/core/plan/schedule';
import type { GanttFigures, GanttMode, GanttOther, GanttRow, GanttWave } from '../../src/protocol/gantt';
import { CYCLIC, NO_AGENT, STUCK, type GanttPlacement } from '../../src/protocol/ganttPlan';
import type { Backlog, Work } from './work';

const DEFAULT_MINUTES = 60;

export interface Placed extends GanttPlacement {
  readonly driver: { readonly kind: DriverKind; readonly at: number; readonly task: string | null };
}

export interface Planned {
  readonly figures: GanttFigures;
  readonly waves: readonly GanttWave[];
  readonly rows: readonly GanttRow[];
  readonly others: readonly GanttOther[];
  readonly placements: readonly Placed[];
  readonly cycles: readonly (readonly string[])[];
}

export interface Wishes {
  readonly agents: number | null;
  readonly mode: GanttMode;
  readonly finished: boolean;
}

interface Timetable {
  readonly length: number;
  readonly placed: ReadonlyMap<string, Placed>;
  readonly lowerBound: number;
  readonly optimal: boolean;
}

export function isDone({ status }: Work): boolean {
  return status === 'done' || status === 'decided' || status === 'dropped';
}

export function minutesOf({ hours }: Work): number {
  if (hours === null) return DEFAULT_MINUTES;
  return Math.round((typeof hours === 'number' ? hours : (hours[0] + hours[1]) / 2) * 60);
}

export function plan(backlog: Backlog, { agents: wanted, mode, finished }: Wishes): Planned {
  const shown = backlog.work.filter((work) => finished || !isDone(work));
  const { cyclic, stuck, cycles } = knots(shown);
  const parents = new Set(shown.map(({ parent }) => parent));
  const doable = shown.filter(({ id }) => !stuck.has(id) && !parents.has(id));
  const agents = wanted ?? Math.max(1, ...Object.values(backlog.waves).map((wave) => wave.agents ?? 1));
  const whole = timetable(doable, agents);
  const levels = levelsOf(doable);
  const declaredKeys = Object.keys(backlog.waves);
  const suggested = declaredKeys.length === 0;
  const waveOf = (work: Work): string | null => (suggested ? `l${levels.get(work.id) ?? 0}` : work.wave);
  const keys = suggested ? [...new Set(doable.map((work) => waveOf(work)!))].sort() : declaredKeys;
  const groups = [...keys, ...(suggested || doable.every(({ wave }) => wave) ? [] : [null])].map((key) => {
    const wave = key === null || suggested ? null : backlog.waves[key]!;
    const inside = doable.filter((work) => waveOf(work) === key);
    return { key, wave, inside, times: timetable(inside, wave?.agents ?? agents) };
  });
  const stated = groups.filter(({ wave }) => wave?.hours != null);
  const figures: GanttFigures = {
    agents,
    work: sum(doable.map(minutesOf)),
    criticalPath: timetable(doable, Math.max(1, doable.length)).length,
    declared: stated.length === 0 ? null : sum(stated.map(({ wave }) => wave!.hours! * 60)),
    barriers: sum(groups.map(({ times }) => times.length)),
    pipelined: whole.length,
    gap: whole.length === 0 ? 0 : Math.ceil(((whole.length - whole.lowerBound) * 1000) / whole.lowerBound),
    optimal: whole.optimal && stuck.size === 0 && doable.every(({ hours }) => hours !== null),
    unestimated: doable.filter(({ hours }) => hours === null).length,
    defaultMinutes: DEFAULT_MINUTES,
  };
  const placed = new Map<string, Placed>(mode === 'pipelined' ? whole.placed : []);
  if (mode !== 'pipelined') {
    let start = 0;
    let before = '';
    for (const { key, wave, times } of groups) {
      for (const [id, place] of times.placed) {
        const kind = place.driver.kind === 'start' && start > 0 ? 'barrier' : place.driver.kind;
        const task = kind === 'barrier' ? before : place.driver.task;
        placed.set(id, {
          ...place,
          start: place.start + start,
          driver: { kind, at: place.driver.at + start, task },
        });
      }
      start += mode === 'declared' && wave?.hours != null ? wave.hours * 60 : times.length;
      before = key === null ? '' : (backlog.waves[key]?.title ?? '');
    }
  }
  const known = new Set(shown.map(({ id }) => id));
  const byId = new Map(backlog.work.map((work) => [work.id, work]));
  const outside = [...new Set(shown.flatMap(({ after }) => after))].filter((id) => !known.has(id));
  return {
    figures,
    cycles,
    waves: groups.map(({ key, wave, inside, times }, i) => ({
      key: key ?? 'none',
      title: wave?.title ?? (key === null ? 'No wave' : `Suggested wave ${i + 1}`),
      number: key === null ? null : i + 1,
      kind: key === null ? 'none' : suggested ? 'suggested' : 'declared',
      declaredMinutes: wave?.hours == null ? null : wave.hours * 60,
      declaredAgents: wave?.agents ?? null,
      minutes: times.length,
      conflicts: suggested
        ? []
        : inside.flatMap(({ id, after }) =>
            after
              .filter((other) => inside.some((each) => each.id === other))
              .map((other) => ({ task: id, waitsFor: other })),
          ),
    })),
    others: outside.map((id) => ({ key: id, name: id, state: byId.has(id) ? 'finished' : 'unknown' })),
    rows: shown.map((work) => ({
      key: work.id,
      id: work.id.startsWith('~') ? '' : work.id,
      title: work.title,
      status: work.status,
      effort:
        work.hours === null
          ? null
          : typeof work.hours === 'number'
            ? { min: work.hours * 60, max: work.hours * 60 }
            : { min: work.hours[0] * 60, max: work.hours[1] * 60 },
      minutes: parents.has(work.id) ? 0 : minutesOf(work),
      progress: isDone(work) ? 100 : work.progress,
      parent: work.parent,
      wave: waveOf(work) ?? 'none',
      section: work.section,
      file: work.file,
      waitsFor: work.after,
      held: parents.has(work.id),
    })),
    placements: shown.map((work) => {
      const nowhere = {
        start: 0,
        length: 0,
        slack: 0,
        driver: { kind: 'start' as const, at: 0, task: null },
      };
      if (parents.has(work.id)) return frame(shown, work, placed) ?? { ...nowhere, agent: STUCK };
      const agent = cyclic.has(work.id) ? CYCLIC : STUCK;
      return placed.get(work.id) ?? { ...nowhere, agent };
    }),
  };
}

/** From the first start of its parts to their last end. */
function frame(shown: readonly Work[], { id }: Work, placed: ReadonlyMap<string, Placed>): Placed | null {
  const parts = shown.filter(({ parent }) => parent === id).flatMap((part) => placed.get(part.id) ?? []);
  if (parts.length === 0) return null;
  const start = Math.min(...parts.map((part) => part.start));
  const end = Math.max(...parts.map((part) => part.start + part.length));
  const slack = Math.min(...parts.map((part) => part.slack));
  return {
    start,
    length: end - start,
    agent: NO_AGENT,
    slack,
    driver: { kind: 'start', at: start, task: null },
  };
}

function timetable(works: readonly Work[], agents: number): Timetable {
  const { network } = networkBetween(works);
  const duration = Int32Array.from(works, minutesOf);
  const passes = passesOf(network, duration);
  const best = schedule(network, duration, Math.min(agents, Math.max(1, works.length)), passes);
  const { agent, slack, driver } = placeOn(network, duration, passes, best, best.agents);
  return {
    length: best.makespan,
    lowerBound: best.lowerBound,
    optimal: best.optimal,
    placed: new Map(
      works.map((work, node) => {
        const { kind, node: other } = driver[node]!;
        const ready = network.predecessors.to
          .slice(network.predecessors.first[node], network.predecessors.first[node + 1])
          .reduce((latest, each) => Math.max(latest, best.start[each]! + duration[each]!), 0);
        return [
          work.id,
          {
            start: best.start[node]!,
            length: duration[node]!,
            agent: agent[node]!,
            slack: slack[node]!,
            driver: { kind, at: ready, task: other < 0 ? null : works[other]!.id },
          },
        ];
      }),
    ),
  };
}

function networkBetween(works: readonly Work[]) {
  const number = new Map(works.map(({ id }, node) => [id, node]));
  const pairs = works.flatMap(({ after }, node) =>
    after.flatMap((id) => (number.has(id) ? [number.get(id)!, node] : [])),
  );
  return { network: networkOf(works.length, pairs) };
}

function knots(works: readonly Work[]) {
  const { network } = networkBetween(works);
  const components = cyclicComponents(network);
  const cyclic = new Set(components.flat().map((node) => works[node]!.id));
  const stuck = new Set(cyclic);
  for (let grown = true; grown;) {
    grown = false;
    for (const { id, after } of works) {
      if (stuck.has(id) || !after.some((other) => stuck.has(other))) continue;
      stuck.add(id);
      grown = true;
    }
  }
  const cycles = components.map((nodes) => shortestCycle(network, nodes).map((node) => works[node]!.id));
  return { cyclic, stuck, cycles };
}

function levelsOf(works: readonly Work[]): ReadonlyMap<string, number> {
  const { network } = networkBetween(works);
  const { level } = passesOf(network, Int32Array.from(works, minutesOf));
  return new Map(works.map(({ id }, node) => [id, level[node]!]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
