/** What is counted and linked over many parts of several files stays what a fresh index says. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TaskIndex } from '../../src/core/index';
import { snapshot } from '../support/snapshot';

/** Long enough for a stretch to hold a few tasks alone. */
const NOTES = 'Notes that say nothing of the task, and go on for a while as notes do. '.repeat(12);

interface Item {
  readonly number: number;
  readonly status: string;
  readonly needs: number;
  readonly prose: boolean;
}

const item: fc.Arbitrary<Item> = fc.record({
  number: fc.integer({ min: 1, max: 30 }),
  status: fc.constantFrom('Todo', 'Done', 'In Progress', 'Dropped'),
  needs: fc.integer({ min: 1, max: 34 }),
  prose: fc.boolean(),
});

const id = (series: string, number: number): string => `${series}-${String(number).padStart(3, '0')}`;

function written(items: readonly Item[], series: string, other: string): string {
  const tasks = items.map(({ number, status, needs, prose }, at) =>
    [
      ...(at % 5 === 0 ? [`## Area ${at}`, ''] : []),
      `### ${id(series, number)}: Do what is to be done`,
      '',
      `**Status**: ${status}`,
      prose ? `This depends on ${id(other, needs)}.` : `**Depends on**: ${id(series, needs)}`,
      '',
      NOTES,
      '',
    ].join('\n'),
  );
  return `# Backlog\n\n${tasks.join('\n')}`;
}

/** What people do to a file, at a place of a kind; `share` says which of its places. */
interface Edit {
  readonly file: number;
  readonly find: RegExp;
  readonly share: number;
  readonly text: string;
}

const edit: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.nat(1),
    fc.constantFrom<[RegExp, readonly string[]]>(
      [/\d(?=: Do)/g, ['1', '2', '7', 'l', '\u0415', '', '23']],
      [/[A-Z](?=-\d+: Do)/g, ['A', 'B', 'b', 'C', '']],
      [/\d(?=\.?\n\nNotes)/g, ['0', '3', '9', '']],
      [/Todo|Done|In Progress|Dropped/g, ['Todo', 'Done', 'nonsense']],
      [/^## /gm, ['# ', '### B-004: ', '## Done\n\n## ', '']],
      [/^#/gm, ['', '#\n', '##', '```\n']],
      [/^# Backlog/gm, ['# Done', 'Backlog', '# Backlog\n\n# Plan']],
      [/Notes(?= that)/g, ['- [ ] B-005 A box\n', 'See A-040 and B-002. ', '- one\n- two\n\n', '']],
    ),
    fc.nat(6),
    fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  )
  .map(([file, [find, texts], nth, share]) => ({
    file,
    find,
    share,
    text: texts[nth % texts.length] ?? '',
  }));

describe('facts of an index that changes', () => {
  it('are those of a fresh one', function () {
    this.timeout(120_000);
    const list = fc.array(item, { minLength: 8, maxLength: 25 });
    fc.assert(
      fc.property(list, list, fc.array(edit, { minLength: 1, maxLength: 6 }), (first, second, edits) => {
        const texts = [written(first, 'A', 'B'), written(second, 'B', 'A')];
        const uris = texts.map((_, at) => `file:///${at}.md`);
        const index = new TaskIndex();
        texts.forEach((text, at) => index.set(uris[at]!, `${at}.md`, text));
        snapshot(index);
        for (const { file, find, share, text } of edits) {
          const places = [...texts[file]!.matchAll(find)];
          const place = places[Math.floor(share * places.length)];
          if (!place) continue;
          const [start, end] = [place.index, place.index + place[0].length];
          index.update(uris[file]!, [{ start, end, text }]);
          texts[file] = texts[file]!.slice(0, start) + text + texts[file]!.slice(end);
          const fresh = new TaskIndex();
          texts.forEach((each, at) => fresh.set(uris[at]!, `${at}.md`, each));
          assert.deepEqual(snapshot(index), snapshot(fresh));
        }
      }),
      { numRuns: 150 },
    );
  });
});
