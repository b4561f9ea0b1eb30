import {
  hasStatus,
  isCount,
  isFarOff,
  isTrivial,
  type Candidate,
  type Comparison,
  type Foreign,
} from './candidate';

/** What is known of statements that are written alike. */
interface Alike {
  right: number;
  wrong: number;
  /** Of those that are right, those that would not be right of nearly any tasks. */
  telling: number;
}

/** So many times as many are right where one that is far off counts the same. */
const OUTLIER_TIMES = 3;

/**
 * Decides of which statements it is certain that they speak of the tasks they were held against: by what they say, or by
 * others beside them and others that are written alike.
 */
export class Ties {
  private readonly groups = new Map<string, Candidate[]>();
  private readonly alike = new Map<string, Alike>();
  private readonly partitions = new Map<string, number | null>();
  private readonly known = new Map<Candidate, boolean>();

  /** @param likeliest what a statement that is wrong would have to say */
  constructor(
    candidates: readonly Candidate[],
    private readonly foreign: readonly Foreign[],
    private readonly likeliest: (candidate: Candidate) => Comparison,
  ) {
    for (const candidate of candidates) {
      const { class: name, group, agreeing, stated } = candidate;
      const mates = this.groups.get(group);
      if (mates) mates.push(candidate);
      else this.groups.set(group, [candidate]);
      const known = this.alike.get(name) ?? { right: 0, wrong: 0, telling: 0 };
      this.alike.set(name, known);
      if (!agreeing) known.wrong++;
      else {
        known.right++;
        if (!isTrivial(stated)) known.telling++;
      }
    }
  }

  isTied(candidate: Candidate): boolean {
    let known = this.known.get(candidate);
    if (known === undefined) this.known.set(candidate, (known = this.decide(candidate)));
    return known;
  }

  private decide(candidate: Candidate): boolean {
    const { group, stated, strength, agreeing } = candidate;
    // What is so far off counts something else, unless others beside it count tasks.
    if (!agreeing && isFarOff(stated, this.likeliest(candidate))) return this.isOutlier(candidate);
    if (strength === 'strong') return true;
    const foreign = this.foreign.filter((total) => total.group === group);
    if (foreign.some(({ agrees }) => !agrees)) return false;
    const isEffort = stated.quantities.every(({ role }) => role === 'effort');
    const mates = this.groups.get(group) ?? [];
    if (!isEffort && !stated.restricted) {
      if (foreign.length > 0 && hasStatus(stated)) return true;
      // What stands beside a count of tasks speaks of tasks.
      if (mates.some((other) => other.strength === 'strong' && isCount(other.stated))) return true;
    }
    if (this.isPartition(candidate, mates)) return true;
    if (strength === 'share') {
      if (stated.restricted) return false;
      // A share beside counts of the same table.
      const isCounted = (other: Candidate): boolean => other.strength !== 'share' && this.isTied(other);
      if (stated.place === 'cell' && mates.some(isCounted)) return true;
    }
    return this.isConfirmed(candidate);
  }

  /** Whether it is one of the statuses that together make up all tasks. */
  private isPartition({ group, stated, comparisons }: Candidate, mates: readonly Candidate[]): boolean {
    if (!hasStatus(stated)) return false;
    const key = `${group}\n${stated.scope ?? ''}`;
    let sum = this.partitions.get(key);
    if (sum === undefined) {
      sum = sumOfStatuses(mates.filter((other) => other.stated.scope === stated.scope));
      this.partitions.set(key, sum);
    }
    return sum !== null && sum > 2 && comparisons.some(({ reading }) => reading.total === sum);
  }

  /** Whether nearly all of what is written alike is right. */
  private isOutlier(candidate: Candidate): boolean {
    const { right, wrong } = this.alike.get(candidate.class) ?? { right: 0, wrong: 0 };
    return this.isConfirmed(candidate) && right >= OUTLIER_TIMES * wrong;
  }

  /** Whether others that are written alike are right, and no more of them wrong. */
  private isConfirmed(candidate: Candidate): boolean {
    const { right, wrong, telling } = this.alike.get(candidate.class) ?? { right: 0, wrong: 0, telling: 0 };
    if (candidate.strength === 'share') return telling >= 1 && right >= 2 && right >= 2 * wrong;
    return telling >= 1 && right >= wrong;
  }
}

/** What counts of different statuses come to; null unless there are two at least, each of them once and exact. */
function sumOfStatuses(candidates: readonly Candidate[]): number | null {
  const statuses = new Set<string>();
  let sum = 0;
  for (const { stated } of candidates) {
    const [first] = stated.quantities;
    if (first?.role !== 'count' || first.status === null || stated.isFraction) continue;
    const name = `${first.status.status} ${first.status.left}`;
    if (first.figure.precision !== 'exact' || statuses.has(name)) return null;
    statuses.add(name);
    sum += first.figure.value;
  }
  return statuses.size < 2 ? null : sum;
}
