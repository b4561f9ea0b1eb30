import type { CountedThing } from '../words/figureWords';
import type { Quantity } from './clause';
import type { Reading } from './readings';
import type { Scope } from './scopes';
import type { StatedFigures } from './stated';
import type { Truth } from './truth';

/** What a statement says and what is true, by one set of tasks and one way to count them. */
export interface Comparison {
  readonly scope: Scope;
  readonly reading: Reading;
  /** For each of its quantities; null for what the tasks say nothing about. */
  readonly truths: readonly (Truth | null)[];
  readonly agrees: boolean;
  /** Whether what is in progress is told apart from what is left. */
  readonly apart: boolean;
}

/**
 * Whether a statement is about tasks by itself. `strong`: it says so. `weak`: it counts, and does not say what. `share`: it is
 * a percentage alone.
 */
export type Strength = 'strong' | 'weak' | 'share';

/** A statement, and all that it may be compared with. */
export interface Candidate {
  readonly stated: StatedFigures;
  readonly offset: number;
  readonly comparisons: readonly Comparison[];
  readonly agreeing: Comparison | null;
  readonly strength: Strength;
  readonly group: string;
  /** Speaks of the same kind of figure as others of its class. */
  readonly class: string;
}

/** A total of something that is not known to be a task. */
export interface Foreign {
  readonly group: string;
  readonly agrees: boolean;
}

export function classOf(stated: StatedFigures, group: string, strength: Strength): string {
  const { place, quantities, column, label, scope } = stated;
  const roles = quantities.map(({ role }) => role).join();
  if (place === 'cell') return roles.includes('effort') ? `${group} ${column}` : group;
  if (place === 'heading' || place === 'cookie') return `heading ${roles} ${strength} ${stated.isFraction}`;
  if (strength === 'share') return `${place} ${roles} ${JSON.stringify(label)} ${scope === null}`;
  return `${group} ${roles}`;
}

export function thingOf({ quantities }: StatedFigures): CountedThing | null {
  for (const quantity of quantities)
    if (quantity.role === 'count' && quantity.thing !== null) return quantity.thing;
  return null;
}

export function hasStatus({ quantities }: StatedFigures): boolean {
  return quantities.some((quantity) => quantity.role === 'count' && quantity.status !== null);
}

export function isCount({ quantities }: StatedFigures): boolean {
  return quantities.some(({ role }) => role === 'count');
}

export function valuesOf({ truths }: Comparison): string {
  return truths.map((truth) => truth?.value ?? null).join();
}

const FAR_TIMES = 3;
const FAR_MORE = 10;

/** Whether a count is so much smaller or larger than the tasks that it is no sum that was not kept up to date. */
export function isFarOff({ quantities }: StatedFigures, { truths }: Comparison): boolean {
  return quantities.some(({ role, figure: { value, precision } }, at) => {
    const truth = truths[at];
    if (role !== 'count' || !truth || truth.agrees || truth.value === null || precision === 'about')
      return false;
    const [low, high] = [Math.min(value, truth.value), Math.max(value, truth.value)];
    return high >= low * FAR_TIMES && high - low >= FAR_MORE;
  });
}

/** Figures that are right of nearly any tasks confirm nothing. */
export function isTrivial({ quantities }: StatedFigures): boolean {
  return quantities.every(({ role, figure: { value } }) =>
    role === 'share' ? value <= 0 || value >= 100 : value < 2,
  );
}

/** Whether it says of which tasks it speaks if it is right. */
export function isTelling({ role, figure }: Quantity): boolean {
  return role !== 'share' && figure.precision === 'exact' && figure.value >= 2;
}
