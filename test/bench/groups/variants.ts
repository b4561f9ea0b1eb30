/** Shapes that the owed figures say nothing about, lest the index be fast on one shape alone. */
import type { Context } from '../context';
import { taskFile, type Shape } from '../generate';
import { interleave, ratio, type Noise } from '../measure';
import type { Row } from '../row';
import { blockPass, indexed, mistake } from '../subjects';

/** As many tasks as make about a megabyte in UTF-8. */
const shapes: readonly (readonly [title: string, shape: Shape, tasks: number])[] = [
  ['nested lists without headings', 'lists', 12_000],
  ['tables', 'tables', 13_500],
  ['headings, Chinese, Japanese and Korean', 'cjk', 4300],
];

export function variants({ quick }: Context, noise: Noise): Row[] {
  return shapes.map(([title, shape, tasks]) => {
    const file = taskFile(shape, tasks);
    const wrong = mistake(indexed(file.text), file);
    const samples = interleave(
      { index: { run: () => indexed(file.text) }, blocks: { run: () => blockPass(file.text) } },
      { repetitions: quick ? 5 : 15, warmUps: quick ? 3 : 8 },
      noise,
    );
    return { title, unit: '×' as const, ...ratio(samples.index, samples.blocks), samples, wrong };
  });
}
