import type { IndexReader } from '../model/reader';
import type { TaskDocument } from '../model/task';
import { passesOf } from '../plan/passes';
import { taskNetwork } from '../plan/taskNetwork';
import { waveFigures } from '../plan/waveFigures';
import type { Quantity } from './clause';
import { agreesWith, agreesWithShare } from './figure';
import { countsOf, wholesOf, type Reading } from './readings';
import type { Scope } from './scopes';
import { keyOf, type CountedTasks, type Hours } from './tasksOf';

/** What a figure would have to say. `value` is in the figure's own unit; null where it could be more than one number. */
export interface Truth {
  readonly agrees: boolean;
  readonly value: number | null;
}

const MINUTES = 60;
/** Hours of a working day, and days of a week, that people reckon with. */
const DAYS = [8, 7, 6, 5];

/** Compares figures with tasks. What costs time is worked out once, and only where a figure states it. */
export class Truths {
  constructor(
    private readonly document: TaskDocument,
    private readonly index: IndexReader,
    private readonly countedTasks: () => CountedTasks,
  ) {}

  /**
   * Null for what the tasks say nothing about.
   *
   * @param apart whether what is in progress is stated apart from what is left
   */
  of(quantity: Quantity, scope: Scope, reading: Reading, apart: boolean): Truth | null {
    const { figure } = quantity;
    switch (quantity.role) {
      case 'count': {
        if (quantity.thing === 'wave') return scope.kind === 'file' ? this.ofWaves(quantity) : null;
        if (quantity.status !== null && !this.hasStatuses(scope)) return null;
        const ways = countsOf(reading, quantity.status, apart);
        return { agrees: ways.some((count) => agreesWith(figure, count)), value: ways[0] ?? 0 };
      }
      case 'share': {
        if (!this.hasStatuses(scope)) return null;
        const ways = countsOf(reading, quantity.status, apart);
        const shares = wholesOf(reading).flatMap((whole) =>
          whole > 0 ? ways.map((count) => (100 * count) / whole) : [],
        );
        if (shares.length === 0) return null;
        return { agrees: shares.some((share) => agreesWithShare(figure, share)), value: shares[0] ?? 0 };
      }
      case 'effort':
        return this.ofEffort(quantity, scope);
      case 'critical':
        return this.ofCriticalPath(quantity, scope);
      case 'gain':
        return this.ofGain(quantity, scope);
    }
  }

  /** Tasks that never say how far they are cannot contradict who does. */
  private hasStatuses({ members }: Scope): boolean {
    const { kind, statuses } = this.countedTasks();
    return members.some((at) => statuses.has(kind[at] ?? 'document'));
  }

  private ofWaves({ figure }: Quantity): Truth | null {
    const count = new Set(this.document.waves.map(({ name }) => name)).size;
    return count === 0 ? null : { agrees: agreesWith(figure, count), value: count };
  }

  private ofEffort(quantity: Quantity & { role: 'effort' }, scope: Scope): Truth | null {
    const { figure, hours, status, parallel } = quantity;
    if (parallel) {
      const declared = scope.kind === 'file' ? this.declaredHours() : null;
      return declared === null ? null : comparedHours(quantity, [{ min: declared, max: declared }]);
    }
    const sums = this.effortsOf(scope);
    if (!sums) return null;
    if (status?.status === 'done' && !status.left) return null;
    const ways = status !== null ? sums.slice(1) : sums;
    if (ways.length === 0 || figure.precision === 'atMost') return null;
    return comparedHours({ figure, hours }, ways);
  }

  /** All, then only what is left to do; with the estimates of parents, then without. Null where one is missing. */
  private effortsOf({ members }: Scope): readonly Hours[] | null {
    const { isFinished } = this.countedTasks();
    const key = keyOf(members);
    const left = (): readonly number[] => members.filter((at) => !isFinished[at]);
    const all = this.sum(`${key} all`, () => members, false);
    if (!all) return null;
    const others = [this.sum(`${key} left`, left, false), this.sum(`${key} parts`, () => members, true)];
    return [all, ...others.filter((sum) => sum !== null)];
  }

  /** An estimate covers the parts of its task, unless the parts are summed up. */
  private sum(key: string, membersOf: () => readonly number[], byParts: boolean): Hours | null {
    const { sums } = this.countedTasks();
    const known = sums.get(key);
    if (known !== undefined) return known;
    const sum = sumOf(this.countedTasks(), membersOf(), byParts);
    sums.set(key, sum);
    return sum;
  }

  /** What the waves say, added up; null where one says nothing. */
  private declaredHours(): number | null {
    const waves = new Map(this.document.waves.map(({ name, title }) => [name, waveFigures(title).hours]));
    let sum = 0;
    for (const hours of waves.values()) {
      if (hours === null) return null;
      sum += hours;
    }
    return sum > 0 ? tidy(sum) : null;
  }

  private ofCriticalPath(quantity: Quantity & { role: 'critical' }, scope: Scope): Truth | null {
    if (scope.kind !== 'file') return null;
    const known = this.index.ofAll(criticalPaths);
    let paths = known.get(this.document.uri);
    if (!paths) known.set(this.document.uri, (paths = criticalHours(this.document, this.index)));
    if (paths.length === 0) return null;
    return comparedHours(
      quantity,
      paths.map((hours) => ({ min: hours, max: hours })),
    );
  }

  /** How much shorter the declared waves are than one task after the other. */
  private ofGain({ figure }: Quantity, scope: Scope): Truth | null {
    const declared = this.declaredHours();
    const whole = this.effortsOf(scope)?.[0];
    if (scope.kind !== 'file' || declared === null || !whole || whole.min !== whole.max) return null;
    const gain = 100 * (1 - declared / whole.min);
    return { agrees: agreesWithShare(figure, gain), value: gain };
  }
}

/** By document, once somebody asks: few files state how long their critical path is. */
// eslint-disable-next-line require-yield -- it is asked for by documents
export function* criticalPaths(): Generator<void, Map<string, readonly number[]>> {
  return new Map<string, readonly number[]>();
}

/** Of all tasks, then of what is left to do; empty where an effort is missing or tasks wait for each other. */
function criticalHours(document: TaskDocument, index: IndexReader): number[] {
  return [true, false].flatMap((all) => {
    const network = taskNetwork(index, [document], { defaultHours: 1, all });
    if (network.unestimated.length + network.cycles.length > 0 || network.work.length === 0) return [];
    return passesOf(network.network, network.duration).criticalPath / MINUTES;
  });
}

function sumOf({ parent, effort }: CountedTasks, members: readonly number[], byParts: boolean): Hours | null {
  const inside = new Set(members);
  const parents = new Set(members.map((at) => parent[at] ?? -1));
  const covered = new Set<number>();
  let min = 0;
  let max = 0;
  for (const at of members) {
    const above = parent[at] ?? -1;
    const own = effort[at] ?? null;
    if (!byParts && inside.has(above) && covered.has(above)) covered.add(at);
    else if (byParts && parents.has(at)) continue;
    else if (own) {
      min += own.min;
      max += own.max;
      covered.add(at);
    } else if (!parents.has(at)) return null;
  }
  return max > 0 ? { min: tidy(min), max: tidy(max) } : null;
}

function comparedHours(
  { figure, hours }: { readonly figure: Quantity['figure']; readonly hours: number },
  ways: readonly Hours[],
): Truth {
  const units = hours === 8 ? DAYS : hours === 40 ? DAYS.map((day) => day * 5) : [hours];
  const agrees = ways.some(({ min, max }) =>
    units.some((unit) => {
      const [low, high] = [min / unit, max / unit];
      const isBetween = figure.value >= low && figure.value <= high;
      // A day more or less is how sums of days are rounded.
      const isRounded = hours > 1 && Math.abs(figure.value - (low + high) / 2) < 1;
      return isBetween || isRounded || agreesWith(figure, low) || agreesWith(figure, high);
    }),
  );
  const [first] = ways;
  const value = first && first.min === first.max && hours === 1 ? first.min : null;
  return { agrees, value };
}

function tidy(hours: number): number {
  return Math.round(hours * 100) / 100;
}
