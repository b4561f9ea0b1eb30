/** What follows from a plan without being told: who waits for whom, what is ready. Pure, and worked out when asked for. */
import type { GanttOther, GanttRow, GanttWave } from '../../src/protocol/gantt';
import { CYCLIC, NO_AGENT, STUCK, type GanttPlacement, type GanttPlan } from '../../src/protocol/ganttPlan';

/** How a task is marked; each has a picture and a word of its own. The order is that of urgency. */
export type Mark =
  'cyclic' | 'stuck' | 'done' | 'dropped' | 'unknown' | 'blocked' | 'doing' | 'ready' | 'waiting';

/** Steps after which a search along dependencies gives up: arrows are an aid. */
const REACH = 2_000;

export class Model {
  private places: ReadonlyMap<string, number> | undefined;
  private otherOf: ReadonlyMap<string, GanttOther> | undefined;
  private waveOf: ReadonlyMap<string, GanttWave> | undefined;
  private waiting: readonly (readonly number[])[] | undefined;

  /** @param before the plan until now: what has not changed needs no second look */
  constructor(
    readonly plan: GanttPlan,
    before?: Model,
  ) {
    if (plan.rows === before?.plan.rows) {
      this.places = before.places;
      this.waiting = before.waiting;
    }
    if (plan.others === before?.plan.others) this.otherOf = before.otherOf;
    if (plan.waves === before?.plan.waves) this.waveOf = before.waveOf;
  }

  /** The place of a row by its key, or -1. */
  placeOf(key: string | null): number {
    this.places ??= new Map(this.plan.rows.map((row, at) => [row.key, at]));
    return key === null ? -1 : (this.places.get(key) ?? -1);
  }

  row(at: number): GanttRow {
    return this.plan.rows[at]!;
  }

  placement(at: number): GanttPlacement {
    return this.plan.placements[at]!;
  }

  wave(key: string | null): GanttWave | undefined {
    this.waveOf ??= new Map(this.plan.waves.map((wave) => [wave.key, wave]));
    return key === null ? undefined : this.waveOf.get(key);
  }

  other(key: string): GanttOther | undefined {
    this.otherOf ??= new Map(this.plan.others.map((other) => [other.key, other]));
    return this.otherOf.get(key);
  }

  /** Rows that this one depends on. */
  before(at: number): readonly number[] {
    return this.row(at)
      .waitsFor.map((key) => this.placeOf(key))
      .filter((place) => place >= 0);
  }

  /** Rows that depend on this one. */
  after(at: number): readonly number[] {
    if (!this.waiting) {
      const waiting: number[][] = this.plan.rows.map(() => []);
      this.plan.rows.forEach((_, later) =>
        this.before(later).forEach((earlier) => waiting[earlier]!.push(later)),
      );
      this.waiting = waiting;
    }
    return this.waiting[at]!;
  }

  /**
   * Those of some rows that no other of them leads to: the arrows that say it all. `isPast`: nothing that is wanted can
   * be reached from there.
   */
  reduced(
    places: readonly number[],
    next: (at: number) => readonly number[],
    isPast: (at: number) => boolean = () => false,
  ): readonly number[] {
    const wanted = new Set(places);
    if (wanted.size < 2) return places;
    const seen = new Set<number>();
    const queue = places.flatMap((place) => next(place));
    for (let at = queue.pop(); at !== undefined && seen.size < REACH; at = queue.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      wanted.delete(at);
      if (isPast(at)) continue;
      for (const further of next(at)) queue.push(further);
    }
    return [...wanted];
  }

  /** Names of what it still waits for: unfinished, or not known. */
  waitsFor(at: number): readonly string[] {
    return this.namesOf(this.row(at).waitsFor);
  }

  private namesOf(keys: readonly string[]): readonly string[] {
    return keys.flatMap((key) => {
      const place = this.placeOf(key);
      if (place >= 0) return isFinished(this.row(place)) ? [] : [nameOf(this.row(place))];
      const other = this.other(key);
      return other && other.state !== 'finished' ? [other.name] : [];
    });
  }

  /** The same without what another of them waits for: what has to be known to see why it waits. */
  waitsForMost(at: number): readonly string[] {
    const places = this.before(at).filter((place) => !isFinished(this.row(place)));
    if (places.length < 2) return this.waitsFor(at);
    // What is over before the first of them ends waits for none of them.
    const end = Math.min(
      ...places.map((place) => this.placement(place).start + this.placement(place).length),
    );
    const kept = new Set(
      this.reduced(
        places,
        (place) => this.before(place),
        (place) => this.isPlanned(place) && this.placement(place).start < end,
      ),
    );
    const left = new Set(places.filter((place) => !kept.has(place)).map((place) => this.row(place).key));
    return this.namesOf(this.row(at).waitsFor.filter((key) => !left.has(key)));
  }

  /** Names of dependencies that no task answers to. */
  unknown(at: number): readonly string[] {
    return this.row(at).waitsFor.flatMap((key) => {
      const other = this.other(key);
      return other?.state === 'unknown' ? [other.name] : [];
    });
  }

  /** How many rows that are not finished wait for something unknown. */
  unresolvedCount(): number {
    const unknown = new Set(
      this.plan.others.filter(({ state }) => state === 'unknown').map(({ key }) => key),
    );
    if (unknown.size === 0) return 0;
    return this.plan.rows.filter((row) => !isFinished(row) && row.waitsFor.some((key) => unknown.has(key)))
      .length;
  }

  mark(at: number): Mark {
    const row = this.row(at);
    const { agent } = this.placement(at);
    if (isFinished(row)) return row.status === 'dropped' ? 'dropped' : 'done';
    if (agent === CYCLIC) return 'cyclic';
    if (agent === STUCK) return 'stuck';
    if (row.status === 'unknown' || row.status === 'blocked' || row.status === 'doing') return row.status;
    return this.canBegin(at) ? 'ready' : 'waiting';
  }

  isReady(at: number): boolean {
    const mark = this.mark(at);
    return (mark === 'ready' || mark === 'doing') && this.canBegin(at);
  }

  private canBegin(at: number): boolean {
    return !this.row(at).held && this.waitsFor(at).length === 0;
  }

  isPlanned(at: number): boolean {
    return this.placement(at).agent >= NO_AGENT;
  }

  isCritical(at: number): boolean {
    const { agent, slack } = this.placement(at);
    return agent >= NO_AGENT && slack === 0;
  }
}

export function isFinished({ status }: GanttRow): boolean {
  return status === 'done' || status === 'decided' || status === 'dropped';
}

/** The id, or the title of a task without. */
export function nameOf({ id, title }: Pick<GanttRow, 'id' | 'title'>): string {
  return id === '' ? title : id;
}
