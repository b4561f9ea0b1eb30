import type { StatedStatus } from './clause';
import type { Comparison } from './candidate';
import { countsOf, nounOf } from './readings';
import type { Scope } from './scopes';
import type { StatedFigures } from './stated';

/** What is true where a statement is not: "of the 42 checkboxes in this file 13 are done and 2 are in progress (31%)". */
export function truthOf(
  { quantities }: StatedFigures,
  { scope, reading, truths, apart }: Comparison,
): string {
  const place = placeOf(scope);
  const parts = new Set<string>();
  const shares: string[] = [];
  for (const [at, quantity] of quantities.entries()) {
    const truth = truths[at];
    if (!truth) continue;
    const { role } = quantity;
    if (role === 'effort') {
      if (truth.agrees) continue;
      if (quantity.parallel) return `the hours that its waves declare add up to ${hoursText(truth.value)}`;
      return `the efforts of the tasks ${place} add up to ${hoursText(truth.value)}`;
    }
    if (role === 'critical') return `the longest chain of tasks ${place} takes ${hoursText(truth.value)}`;
    if (role === 'gain') return `its waves save ${percentText(truth.value ?? 0)} of the whole effort`;
    if (role === 'count' && quantity.thing === 'wave')
      return `${truth.value ?? 0} waves are declared ${place}`;
    if (role === 'share') shares.push(percentText(truth.value ?? 0));
    if (quantity.status === null) continue;
    const count = countsOf(reading, quantity.status, apart)[0] ?? 0;
    parts.add(`${count} ${count === 1 ? 'is' : 'are'} ${wordOf(quantity.status, apart)}`);
  }
  const all = `${reading.total} ${nounOf(reading.name, reading.total)}`;
  if (parts.size === 0) return `there ${reading.total === 1 ? 'is' : 'are'} ${all} ${place}`;
  const share = shares.length > 0 ? ` (${shares.join(', ')})` : '';
  return `of the ${all} ${place} ${listed([...parts])}${share}`;
}

function listed(parts: readonly string[]): string {
  const [last = '', ...others] = [...parts].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}

function placeOf({ kind, name }: Scope): string {
  return kind === 'task' ? `of ${name}` : `in ${name}`;
}

function wordOf({ status, left }: StatedStatus, apart: boolean): string {
  if (left && !apart) return 'left';
  if (left || status === 'todo') return 'to do';
  return status === 'doing' ? 'in progress' : status;
}

function percentText(percent: number): string {
  const rounded = Math.round(percent);
  const near = rounded === 100 && percent < 100 ? 99 : rounded === 0 && percent > 0 ? 1 : rounded;
  return `${near}%`;
}

function hoursText(hours: number | null): string {
  return hours === null ? 'something else' : `${hours} h`;
}
