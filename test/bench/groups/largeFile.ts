/** B10: time, time per byte, peak memory. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Context } from '../context';
import { taskFileOnDisk } from '../corpora';
import { taskFile } from '../generate';
import { interleave, median, ratio, spread, type Noise } from '../measure';
import type { Row } from '../row';
import { blockPass, indexed, listed, mistake } from '../subjects';

const TASKS = 50_000;

export function largeFile(context: Context, noise: Noise): Row[] {
  const memory = peaks(context);
  const small = taskFile('headings', TASKS / 10);
  const large = taskFile('headings', TASKS);
  const wrong = mistake(indexed(large.text), large);
  const samples = interleave(
    {
      index: { run: () => listed(large.text) },
      problems: { run: () => indexed(large.text) },
      blocks: { run: () => blockPass(large.text) },
      small: { run: () => listed(small.text) },
    },
    { repetitions: context.quick ? 3 : 9, warmUps: context.quick ? 1 : 3 },
    noise,
  );
  const perByte = ratio(samples.index, samples.small);
  return [
    {
      title: 'index : markdown-it, block rules only',
      unit: '×',
      ...ratio(samples.index, samples.blocks),
      owed: { most: 0.5 },
      aim: { most: 0.15 },
      samples,
      wrong,
    },
    {
      title: 'index and the problems of all rules : markdown-it, block rules only',
      unit: '×',
      ...ratio(samples.problems, samples.blocks),
    },
    {
      title: 'time per byte : B1\u2019s',
      unit: '×',
      measured: (perByte.measured * small.text.length) / large.text.length,
      spread: perByte.spread,
      owed: { most: 1.5 },
    },
    {
      title: 'peak memory of a process that indexes it',
      unit: 'MB',
      measured: median(memory.index),
      spread: spread(memory.index),
      owed: { most: 400 },
      aim: { most: 200 },
      note: `an empty process ${Math.round(median(memory.nothing))} MB, markdown-it's block rules ${Math.round(median(memory.blocks))} MB`,
    },
  ];
}

/** Megabytes. */
function peaks({ build, cache, quick }: Context): Record<'index' | 'blocks' | 'nothing', number[]> {
  const path = taskFileOnDisk(cache, TASKS);
  const result = { index: [] as number[], blocks: [] as number[], nothing: [] as number[] };
  for (let turn = 0; turn < (quick ? 1 : 3); turn += 1) {
    for (const [subject, list] of Object.entries(result)) {
      const output = execFileSync(process.execPath, [join(build, 'memory.js'), subject, path]);
      list.push((JSON.parse(output.toString()) as { megabytes: number }).megabytes);
    }
  }
  return result;
}
