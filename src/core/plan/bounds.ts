import type { Network } from '../graph/network';
import { finish } from '../text/steps';
import { Heap } from './heap';
import type { Passes } from './passes';

/** As many thresholds are tried for each bound at most: any choice gives a bound, more of them a better one. */
const THRESHOLDS = 48;
/** In large networks fewer are tried, so that tasks × thresholds² stay below this. */
const COMPARISONS = 4_000_000;

/**
 * A length below which no schedule for so many agents can stay: the longest chain, the work shared out, Carlier's
 * bound on sets of tasks (Carlier 1987: what starts late and is followed by much) and the interval bound of
 * Fernandez and Bussell (IEEE Transactions on Computers 22, 1973: what must be under way between two times).
 * Whole minutes; rounded up to what all durations have in common, since a schedule without needless waiting
 * starts and ends its tasks at sums of durations.
 */
export function lowerBound(
  network: Network,
  duration: ArrayLike<number>,
  passes: Passes,
  agents: number,
): number {
  return finish(lowerBoundInSteps(network, duration, passes, agents));
}

/** The same in steps, between which the caller may let other work in. */
export function* lowerBoundInSteps(
  network: Network,
  duration: ArrayLike<number>,
  passes: Passes,
  agents: number,
): Generator<void, number> {
  const { nodes, common, simple } = simplyBounded(network, duration, passes, agents);
  // One agent works without a pause; as many agents as tasks never wait for each other.
  if (agents === 1 || nodes.length <= agents) return simple;
  const sets = yield* subsetBound(nodes, duration, passes, agents);
  const intervals = yield* intervalBound(nodes, duration, passes, agents);
  return Math.max(simple, roundedUp(Math.max(sets, intervals), common));
}

/** The longest chain and the work shared out alone: found at once, and met by most schedules of many tasks. */
export function simpleBound(
  network: Network,
  duration: ArrayLike<number>,
  passes: Passes,
  agents: number,
): number {
  return simplyBounded(network, duration, passes, agents).simple;
}

function simplyBounded(
  network: Network,
  duration: ArrayLike<number>,
  passes: Passes,
  agents: number,
): { readonly nodes: readonly number[]; readonly common: number; readonly simple: number } {
  const nodes: number[] = [];
  let work = 0;
  let common = 0;
  for (let node = 0; node < network.count; node++) {
    if (duration[node]! <= 0) continue;
    nodes.push(node);
    work += duration[node]!;
    common = greatestCommonDivisor(duration[node]!, common);
  }
  const simple = roundedUp(Math.max(passes.criticalPath, Math.ceil(work / agents)), common);
  return { nodes, common, simple };
}

function roundedUp(minutes: number, common: number): number {
  return common > 1 ? Math.ceil(minutes / common) * common : minutes;
}

/**
 * For a set of at least `agents` tasks: no agent begins with it before one of its earliest starts, nor is the
 * whole done before one of its shortest rests after the last. The sets are those that start no earlier than a
 * time and are followed by no less than another.
 */
function* subsetBound(
  nodes: readonly number[],
  duration: ArrayLike<number>,
  { head, tail }: Passes,
  agents: number,
): Generator<void, number> {
  const rest = (node: number): number => tail[node]! - duration[node]!;
  const byRest = [...nodes].sort((a, b) => rest(b) - rest(a));
  let best = 0;
  const most = thresholdsFor(nodes.length);
  for (const from of thresholds(
    nodes.map((node) => head[node]!),
    most,
  )) {
    yield;
    // The earliest starts of the set, the latest of them on top; the shortest rests are the last ones added.
    const starts = new Heap((a, b) => head[a]! > head[b]!);
    const rests: number[] = [];
    let sum = 0;
    let earliest = 0;
    let shortest = 0;
    for (const node of byRest) {
      if (head[node]! < from) continue;
      sum += duration[node]!;
      earliest += head[node]!;
      starts.push(node);
      if (starts.size > agents) earliest -= head[starts.pop()]!;
      rests.push(rest(node));
      shortest += rest(node);
      if (rests.length > agents) shortest -= rests[rests.length - 1 - agents]!;
      if (rests.length >= agents) best = Math.max(best, Math.ceil((earliest + sum + shortest) / agents));
    }
  }
  return best;
}

/** How much the work that cannot be moved out of an interval exceeds what the agents can do in it. */
function* intervalBound(
  nodes: readonly number[],
  duration: ArrayLike<number>,
  { head, tail, criticalPath }: Passes,
  agents: number,
): Generator<void, number> {
  const times = thresholds(
    nodes.flatMap((node) => [head[node]!, criticalPath - tail[node]! + duration[node]!]),
    thresholdsFor(nodes.length),
  );
  let excess = 0;
  for (let from = 0; from < times.length; from++) {
    yield;
    for (let to = from + 1; to < times.length; to++) {
      const begin = times[from]!;
      const end = times[to]!;
      let work = 0;
      for (const node of nodes) {
        const length = duration[node]!;
        const early = Math.min(end, head[node]! + length) - Math.max(begin, head[node]!);
        const late = criticalPath - tail[node]!;
        const lateInside = Math.min(end, late + length) - Math.max(begin, late);
        const inside = Math.min(early, lateInside, length);
        if (inside > 0) work += inside;
      }
      excess = Math.max(excess, work - agents * (end - begin));
    }
  }
  return criticalPath + Math.ceil(excess / agents);
}

function thresholdsFor(tasks: number): number {
  return Math.max(4, Math.min(THRESHOLDS, Math.floor(Math.sqrt(COMPARISONS / tasks))));
}

/** The different values, thinned out evenly where there are too many. */
function thresholds(values: readonly number[], most: number): number[] {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  if (sorted.length <= most) return sorted;
  const step = (sorted.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => sorted[Math.round(at * step)]!);
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
