/** B1. */
import { BlockScanner } from '../../../src/core/parse/scanner';
import type { Context } from '../context';
import { taskFile } from '../generate';
import { interleave, ratio, type Noise } from '../measure';
import type { Row } from '../row';
import { blockPass, indexed, listed, mistake, remarkTree, scanned } from '../subjects';

export function oneFile({ quick }: Context, noise: Noise): Row[] {
  const file = taskFile('headings', 5000);
  const { text } = file;
  const scanner = new BlockScanner();
  const wrong = mistake(indexed(text), file);
  const fast = interleave(
    {
      index: { run: () => listed(text) },
      problems: { run: () => indexed(text) },
      blocks: { run: () => blockPass(text) },
      scanner: { run: () => scanned(scanner, text) },
    },
    { repetitions: quick ? 9 : 25, warmUps: quick ? 5 : 12 },
    noise,
  );
  // remark-parse takes seconds, and warming up makes little difference to it.
  const slow = interleave(
    {
      index: { run: () => listed(text) },
      problems: { run: () => indexed(text) },
      remark: { run: () => remarkTree(text) },
    },
    { repetitions: quick ? 1 : 3, warmUps: 0 },
    noise,
  );
  return [
    {
      title: 'index, against remark-parse + gfm',
      unit: '× as fast',
      ...ratio(slow.remark, slow.index),
      owed: { least: 100 },
      samples: slow,
      wrong,
    },
    {
      title: 'index and the problems of all rules, against remark-parse + gfm',
      unit: '× as fast',
      ...ratio(slow.remark, slow.problems),
    },
    {
      title: 'index : markdown-it, block rules only',
      unit: '×',
      ...ratio(fast.index, fast.blocks),
      owed: { most: 0.5 },
      aim: { most: 0.15 },
      samples: fast,
      wrong,
    },
    {
      title: 'index and the problems of all rules : markdown-it, block rules only',
      unit: '×',
      ...ratio(fast.problems, fast.blocks),
    },
    {
      title: 'block scanner alone : markdown-it, block rules',
      unit: '×',
      ...ratio(fast.scanner, fast.blocks),
    },
  ];
}
