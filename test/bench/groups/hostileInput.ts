/** Twice the input must not take much more than twice the time, whatever it is. */
import type { Context } from '../context';
import { HOSTILE } from '../hostile';
import { collectGarbage, timeShort, type Noise } from '../measure';
import type { Row } from '../row';
import { indexed } from '../subjects';

const FIRST = 16_384;
const LAST = { quick: 131_072, whole: 1_048_576 };

/** Milliseconds: above this a size is large enough to tell, above the second the next one is not tried. */
const ENOUGH = 40;
const TOO_MUCH = 3000;

/** Growth that is looked at twice. */
const SUSPECT = 2.3;

interface Growth {
  readonly name: string;
  /** How the time grows when the length doubles. */
  readonly factor: number;
  readonly length: number;
  readonly time: number;
}

export function hostileInput({ quick }: Context, noise: Noise): Row[] {
  const last = quick ? LAST.quick : LAST.whole;
  const all = Object.entries(HOSTILE).map(([name, text]) => {
    noise.sample();
    const first = grow(name, text, last);
    if (first.factor < SUSPECT) return first;
    // What grows that much grows so again; what only met a busy moment does not.
    const second = grow(name, text, last);
    return second.factor < first.factor ? second : first;
  });
  const byFactor = [...all].sort((a, b) => b.factor - a.factor);
  const byTime = [...all].sort((a, b) => b.time / b.length - a.time / a.length);
  const [worst] = byFactor;
  const [slowest] = byTime;
  const perMegabyte = ({ time, length }: Growth): number => (time / length) * 1e6;
  return [
    {
      title: `worst growth when the input doubles, of ${all.length} inputs`,
      unit: '×',
      measured: worst?.factor ?? null,
      owed: { most: 2.5 },
      note: list(byFactor, ({ factor }) => `${factor.toFixed(2)} ×`),
      samples: Object.fromEntries(all.map(({ name, factor }) => [name, [factor]])),
    },
    {
      title: 'slowest of them, for a megabyte',
      unit: 'ms',
      measured: slowest ? perMegabyte(slowest) : null,
      note: list(byTime, (one) => `${perMegabyte(one).toFixed(0)} ms`),
    },
  ];
}

function list(growths: readonly Growth[], tell: (growth: Growth) => string): string {
  return growths
    .slice(0, 5)
    .map((growth) => `${growth.name} ${tell(growth)}`)
    .join(', ');
}

/** Doubles until the time can be told from noise; the factor is the mean of the last three doublings. */
function grow(name: string, make: (length: number) => string, longest: number): Growth {
  const times: number[] = [];
  let length = FIRST;
  for (; ; length *= 2) {
    const text = make(length);
    collectGarbage();
    const once = timeShort(() => indexed(text), 1);
    const again = Array.from({ length: once > 500 ? 1 : 4 }, () => timeShort(() => indexed(text), 1));
    const best = Math.min(once, ...again);
    times.push(best);
    if (length >= longest || (best > TOO_MUCH && times.length > 1) || (best > ENOUGH && times.length > 3))
      break;
  }
  const doublings = Math.min(3, times.length - 1);
  const [time = 0, before = time] = [times.at(-1), times.at(-1 - doublings)];
  return { name, factor: (time / before) ** (1 / doublings), length, time };
}
