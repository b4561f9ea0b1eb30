import type { Network } from '../graph/network';
import { finish } from '../text/steps';
import { lowerBoundInSteps, simpleBound } from './bounds';
import { branchAndBound } from './branchAndBound';
import { bestSchedule, firstSchedule, THOROUGH } from './improve';
import type { Timetable } from './listSchedule';
import { passesOf, type Passes } from './passes';

/** The best schedule that was found, and how good it is. Times are minutes. */
export interface Schedule extends Timetable {
  readonly agents: number;
  /** No schedule for so many agents is shorter. */
  readonly lowerBound: number;
  /** Whether the schedule is proved to be as short as can be. */
  readonly optimal: boolean;
}

/** Networks of so many tasks with a duration are searched completely. */
const SMALL = 14;

/**
 * Schedules a network without cycles for identical agents, each of whom does one task at a time and finishes it
 * (P|prec|Cmax). In steps, between which the caller may let other work in or give up. `placements` says how much
 * is tried where a first schedule does not meet the bound.
 */
export function* scheduleInSteps(
  network: Network,
  duration: ArrayLike<number>,
  agents: number,
  passes: Passes = passesOf(network, duration),
  placements = THOROUGH,
): Generator<void, Schedule> {
  let bound = simpleBound(network, duration, passes, agents);
  const first = yield* firstSchedule(network, duration, passes, agents);
  // What meets the simple bound needs no better one, which takes longer than the schedule.
  if (first.makespan > bound) bound = yield* lowerBoundInSteps(network, duration, passes, agents);
  let best = yield* bestSchedule(network, duration, passes, agents, bound, first, placements);
  let proved = best.makespan <= bound;
  if (!proved && countOf(duration, network.count) <= SMALL) {
    const search = yield* branchAndBound(network, duration, passes, agents, best.makespan, bound);
    best = search.best ?? best;
    proved = search.complete || best.makespan <= bound;
  }
  return { ...best, agents, lowerBound: proved ? best.makespan : bound, optimal: proved };
}

export function schedule(
  network: Network,
  duration: ArrayLike<number>,
  agents: number,
  passes?: Passes,
): Schedule {
  return finish(scheduleInSteps(network, duration, agents, passes));
}

function countOf(duration: ArrayLike<number>, count: number): number {
  let found = 0;
  for (let node = 0; node < count; node++) if (duration[node]! > 0) found++;
  return found;
}
