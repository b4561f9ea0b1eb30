/** One line of the result: what was measured, what is owed, how it stands. */
export type Unit = '×' | '× as fast' | 'ms' | 'KB' | 'MB' | 'exponent' | 'share';

export interface Limit {
  readonly most?: number;
  readonly least?: number;
}

export interface Row {
  readonly title: string;
  readonly unit: Unit;
  /** Null where it could not be measured; `note` then says why. */
  readonly measured: number | null;
  readonly owed?: Limit;
  readonly aim?: Limit;
  /** Half the distance between the quartiles, as a share of the median. */
  readonly spread?: number;
  readonly note?: string;
  /** What the measured code got wrong: its speed then counts for nothing. */
  readonly wrong?: string | null;
  /** Milliseconds of each repetition, by side. */
  readonly samples?: Readonly<Record<string, readonly number[]>>;
}

export interface GroupResult {
  readonly group: string;
  readonly rows: readonly Row[];
  /** Milliseconds of the calibration loop while the group ran. */
  readonly calibration: readonly number[];
  readonly seconds: number;
}

export type Verdict = 'met, aim too' | 'met' | 'NOT MET' | 'WRONG' | 'not measured' | 'reported';

function within(value: number, limit: Limit): boolean {
  return value <= (limit.most ?? Infinity) && value >= (limit.least ?? -Infinity);
}

export function verdict({ measured, owed, aim, wrong = null }: Row): Verdict {
  if (wrong !== null) return 'WRONG';
  if (measured === null) return 'not measured';
  if (owed === undefined) return 'reported';
  if (!within(measured, owed)) return 'NOT MET';
  return aim !== undefined && within(measured, aim) ? 'met, aim too' : 'met';
}
