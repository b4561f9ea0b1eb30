/** The numbers that Markdown shows, held against remark; and that the placeholders put them right. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { List, Nodes, Root } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { applyFirstFixes, indexText } from '../support/check';

const SEED = 1_120_774;

interface Item {
  readonly number: number;
  readonly words: string;
  readonly blank: boolean;
  readonly children: readonly Item[];
}

/** Steps from one number to the next: mostly 1, sometimes a gap. */
const step = fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 4 }));

/** A nested list begins with 1: another number would be text of the paragraph before it. */
function items(depth: number, latest: number): fc.Arbitrary<readonly Item[]> {
  const item = fc.record({
    step,
    words: fc.constantFrom(
      'Plane the planks.',
      '**Sails** and cloth',
      '~~Name.~~ → ADR-001.',
      'Paint `it`\nall',
    ),
    blank: fc.boolean(),
    children: depth === 0 ? fc.constant([]) : fc.oneof(fc.constant([]), items(depth - 1, 1)),
  });
  return fc
    .record({
      first: fc.integer({ min: 1, max: latest }),
      list: fc.array(item, { minLength: 1, maxLength: 5 }),
    })
    .map(({ first, list }) => {
      let number = first - 1;
      return list.map((each, index) => ({ ...each, number: (number += index === 0 ? 1 : each.step) }));
    });
}

function write(list: readonly Item[], delimiter: string, indent: string, lineEnd: string): string {
  return list
    .map(({ number, words, blank, children }) => {
      const marker = `${number}${delimiter} `;
      const below = indent + ' '.repeat(marker.length);
      const text = words.split('\n').join(lineEnd + below);
      const gap = blank ? lineEnd : '';
      const inner = children.length === 0 ? '' : write(children, delimiter, below, lineEnd);
      return `${indent}${marker}${text}${lineEnd}${gap}${inner}`;
    })
    .join('');
}

/** Of every ordered item: where it begins, the number it has, and the number that is shown. */
function numbers(text: string): { start: number; literal: number; shown: number }[] {
  const found: { start: number; literal: number; shown: number }[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'list' && node.ordered) found.push(...ofList(node, text));
    if ('children' in node) node.children.forEach(visit);
  };
  visit(unified().use(remarkParse).parse(text) as Root);
  return found.sort((a, b) => a.start - b.start);
}

function ofList({ start, children }: List, text: string): ReturnType<typeof numbers> {
  return children.map(({ position }, index) => {
    const at = position?.start.offset ?? -1;
    return { start: at, literal: Number.parseInt(text.slice(at), 10), shown: (start ?? 1) + index };
  });
}

describe('the numbers that Markdown shows', function () {
  this.timeout(60_000);

  const documents = fc
    .record({
      list: items(2, 9),
      delimiter: fc.constantFrom('.', ')'),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      quote: fc.boolean(),
    })
    .map(({ list, delimiter, lineEnd, quote }) => {
      const text = write(list, delimiter, '', lineEnd);
      const quoted = text.split(lineEnd).map((line) => `> ${line}`);
      return `# To decide${lineEnd}${lineEnd}${quote ? quoted.join(lineEnd) : text}`;
    });

  it('are those that remark gives', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const expected = new Map(numbers(text).map((item) => [item.start, item]));
        for (const { items: list } of indexText(text).document.misnumbered()) {
          for (const { start, literal, shown } of list) {
            assert.deepEqual({ start, literal, shown }, expected.get(start));
          }
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('are the written ones once the placeholders are in their places', () => {
    let fixed = 0;
    fc.assert(
      fc.property(documents, (text) => {
        const indexed = indexText(text);
        const problems = indexed.index.problems();
        if (
          problems.length === 0 ||
          problems.some(({ rule, fixes }) => rule !== 'id/rendered-number' || !fixes[0])
        )
          return;
        const lists = indexed.document.misnumbered();
        if (lists.some(({ items: list }) => list.some(({ parent, task }) => parent >= 0 || !task))) return;
        fixed++;
        const after = applyFirstFixes(indexed);
        const wrong = numbers(after).filter(({ literal, shown }) => literal !== shown);
        assert.deepEqual(wrong, [], after);
        assert.deepEqual(indexText(after).index.problems(), []);
        const ids = indexed.document.tasks.map(({ id }) => id);
        const kept = indexText(after).document.tasks.map(({ id }) => id);
        assert.deepEqual(
          ids.filter((id) => !kept.includes(id)),
          [],
          'every task keeps its id',
        );
      }),
      { seed: SEED, numRuns: 300 },
    );
    assert.ok(fixed > 50, `${fixed} documents were fixed`);
  });
});
