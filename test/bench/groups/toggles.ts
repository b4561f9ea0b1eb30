/** The worst a single edit can do to the structure below it. */
import { TaskIndex } from '../../../src/core';
import type { Context } from '../context';
import { taskFile } from '../generate';
import { interleave, ratio, type Noise } from '../measure';
import type { Row } from '../row';
import { indexed, settle, settleDocument, URI } from '../subjects';
import { difference } from './keystroke';

const openers: readonly (readonly [title: string, opener: string, atStart: boolean])[] = [
  ['fence', '```\n', false],
  ['comment', '<!--\n', false],
  ['front matter', '---\n', true],
];

export function toggles({ quick }: Context, noise: Noise): Row[] {
  const { text } = taskFile('headings', 5000);
  return openers.flatMap(([title, opener, atStart]) => {
    const index = new TaskIndex();
    index.set(URI, 'BACKLOG.md', text);
    settle(index);
    const place = atStart ? 0 : text.indexOf('\n') + 2;
    let isOpen = false;
    const turn = (open: boolean): number => {
      if (open === isOpen) return 0;
      isOpen = open;
      const end = open ? place : place + opener.length;
      return settleDocument(index, index.update(URI, [{ start: place, end, text: open ? opener : '' }]));
    };
    const samples = interleave(
      {
        open: { prepare: () => turn(false), run: () => turn(true) },
        close: { prepare: () => turn(true), run: () => turn(false) },
        index: { run: () => indexed(text) },
      },
      { repetitions: quick ? 5 : 15, warmUps: 3 },
      noise,
    );
    const wrong = difference(index);
    const owed = { most: 1 };
    return [
      {
        title: `${title} opened`,
        unit: '×' as const,
        ...ratio(samples.open, samples.index),
        owed,
        samples,
        wrong,
      },
      { title: `${title} closed`, unit: '×' as const, ...ratio(samples.close, samples.index), owed, wrong },
    ];
  });
}
