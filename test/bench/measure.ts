/** Measuring side by side, and what the machine itself adds. */

export interface Side {
  /** Done before each run, outside the time. */
  readonly prepare?: () => void;
  readonly run: () => unknown;
}

export type Samples<Name extends string> = Readonly<Record<Name, readonly number[]>>;

/** Results end here, so that no engine can see that nobody wants them. */
const sink: { result: unknown } = { result: null };

/**
 * What is young, lest a run pay for the garbage of the one before. Not all: a full collection throws away the
 * machine code of classes that have no instance at that moment, and the next run would start cold.
 */
export function collectGarbage(): void {
  void globalThis.gc?.({ type: 'minor', execution: 'sync' });
}

/** Milliseconds of one run. */
export function time(side: Side): number {
  side.prepare?.();
  const start = performance.now();
  sink.result = side.run();
  return performance.now() - start;
}

/**
 * Milliseconds of one run as the mean of as many as fill `atLeast` milliseconds: for what is too short for
 * the clock.
 */
export function timeShort(run: () => unknown, atLeast = 5): number {
  const start = performance.now();
  let count = 0;
  let elapsed = 0;
  do {
    sink.result = run();
    count += 1;
    elapsed = performance.now() - start;
  } while (elapsed < atLeast);
  return elapsed / count;
}

/** Runs the sides in turn (ours, theirs, ours, theirs …), garbage collected before each, after warming up. */
export function interleave<Name extends string>(
  sides: Readonly<Record<Name, Side>>,
  { repetitions, warmUps }: { readonly repetitions: number; readonly warmUps: number },
  noise: Noise,
): Samples<Name> {
  const entries = Object.entries<Side>(sides) as [Name, Side][];
  for (let turn = 0; turn < warmUps; turn += 1) for (const [, side] of entries) time(side);
  const samples = {} as Record<Name, number[]>;
  for (const [name] of entries) samples[name] = [];
  for (let turn = 0; turn < repetitions; turn += 1) {
    noise.sample();
    for (const [name, side] of entries) {
      collectGarbage();
      samples[name].push(time(side));
    }
  }
  sink.result = null;
  return samples;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? NaN;
  const high = sorted[Math.ceil(place)] ?? NaN;
  return low + (high - low) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Half the distance between the quartiles, as a share of the median. */
export function spread(values: readonly number[]): number {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median(values);
}

/** The median of the ratios of runs that stood side by side, and their spread. */
export function ratio(
  over: readonly number[],
  under: readonly number[],
): { readonly measured: number; readonly spread: number } {
  const ratios = over.map((value, turn) => value / (under[turn] ?? NaN));
  return { measured: median(ratios), spread: spread(ratios) };
}

/** Least squares through the logarithms: the exponent of growth. */
export function exponent(points: readonly (readonly [size: number, time: number])[]): number {
  const logs = points.map(([size, value]) => [Math.log(size), Math.log(value)] as const);
  const mean = (at: 0 | 1): number => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const above = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return above / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}

/** A fixed piece of work, repeated through the run: how much it varies is the machine's doing. */
export class Noise {
  readonly samples: number[] = [];
  private readonly numbers = new Int32Array(1 << 16);

  constructor() {
    for (let turn = 0; turn < 5; turn += 1) this.loop();
  }

  sample(): void {
    const start = performance.now();
    sink.result = this.loop();
    this.samples.push(performance.now() - start);
  }

  /** Some milliseconds of arithmetic and of memory that fits no first-level cache. */
  private loop(): number {
    const { numbers } = this;
    let hash = 1;
    for (let round = 0; round < 24; round += 1) {
      for (let at = 0; at < numbers.length; at += 1) {
        hash = Math.imul(hash ^ (numbers[(at * 257) & 0xffff] ?? 0), 16_777_619);
        numbers[at] = hash;
      }
    }
    return hash;
  }
}
