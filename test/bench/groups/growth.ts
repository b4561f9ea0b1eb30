/** Whether twice the tasks take twice the time. */
import type { Context } from '../context';
import { taskFile, type Shape } from '../generate';
import { collectGarbage, exponent, timeShort, type Noise } from '../measure';
import type { Row } from '../row';
import { indexed } from '../subjects';

const SIZES = [1, 10, 100, 1000, 3000, 10_000, 30_000, 100_000];

/** From this size on the time is that of the tasks, not that of making an index. */
const MANY = 1000;

const WARM_UP = 3000;

type Point = readonly [size: number, milliseconds: number];

export function growth({ quick }: Context, noise: Noise): Row[] {
  const shapes: readonly Shape[] = quick ? ['headings', 'lists'] : ['headings', 'lists', 'tables', 'cjk'];
  return shapes.map((shape) => {
    const sizes = shape === 'headings' || !quick ? SIZES : SIZES.filter((size) => size <= 30_000);
    const points = measure(shape, sizes, quick ? 3 : 5, noise);
    const whole = exponent(points);
    const above = exponent(points.filter(([size]) => size >= MANY));
    const times = points.map(([size, time]) => `${size}: ${time < 10 ? time.toFixed(2) : time.toFixed(0)}`);
    const samples = Object.fromEntries(points.map(([size, time]) => [String(size), [time]]));
    return {
      title: `${shape}, 1 to ${sizes.at(-1)?.toLocaleString('en')} tasks`,
      unit: 'exponent',
      // Small files make the whole fit look better than the growth is.
      measured: Math.max(whole, above),
      owed: { most: 1.1 },
      samples,
      note: `${whole.toFixed(2)} over all, ${above.toFixed(2)} from 1,000 on; ms by tasks ${times.join(', ')}`,
    };
  });
}

/** Rounds over all sizes, so that a slow moment of the machine does not fall on one of them alone. */
function measure(shape: Shape, sizes: readonly number[], rounds: number, noise: Noise): Point[] {
  const texts = sizes.map((size) => taskFile(shape, size).text);
  const times = sizes.map((): number[] => []);
  // Else the larger sizes would meet code that the smaller ones have warmed up.
  for (let turn = 0; turn < 12; turn += 1) indexed(texts[sizes.indexOf(WARM_UP)] ?? '');
  for (let round = 0; round < rounds; round += 1) {
    noise.sample();
    for (const [at, text] of texts.entries()) {
      collectGarbage();
      times[at]?.push(timeShort(() => indexed(text)));
    }
  }
  // The least is what the machine disturbed least.
  return sizes.map((size, at) => [size, Math.min(...(times[at] ?? []))]);
}
