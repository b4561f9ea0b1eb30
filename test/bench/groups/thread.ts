/** How long the extension host would not answer: the longest single call, cold. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Context } from '../context';
import { documentationOnDisk, taskFileOnDisk } from '../corpora';
import { median, spread, type Noise } from '../measure';
import type { Row } from '../row';

interface Stretches {
  readonly set: number;
  readonly settle: number;
}

export function thread({ build, cache, quick }: Context, noise: Noise): Row[] {
  const { folder } = documentationOnDisk(cache);
  const runs = quick ? 1 : 5;
  const measure = (title: string, path: string): Row => {
    const samples = { set: [] as number[], settle: [] as number[] };
    for (let run = 0; run < runs; run += 1) {
      noise.sample();
      const output = execFileSync(process.execPath, [join(build, 'stretches.js'), path]);
      const { set, settle } = JSON.parse(output.toString()) as Stretches;
      samples.set.push(set);
      samples.settle.push(settle);
    }
    const longest = samples.set.map((set, run) => Math.max(set, samples.settle[run] ?? 0));
    return {
      title,
      unit: 'ms',
      measured: median(longest),
      spread: spread(longest),
      owed: { most: 50 },
      aim: { most: 16 },
      samples,
      note: `one file ${median(samples.set).toFixed(1)} ms, all tasks and problems asked for at the end ${median(samples.settle).toFixed(1)} ms`,
    };
  };
  return [measure('A', folder), measure('B10', taskFileOnDisk(cache, 50_000))];
}
