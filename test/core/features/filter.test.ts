import assert from 'node:assert/strict';
import fc from 'fast-check';
import { highlightWords } from '../../../src/core';
import { filterWords } from '../../../src/core/features/filter';
import { compareNatural, priorityRank } from '../../../src/core/features/words';

describe('highlighting what a filter found', () => {
  it('marks each word once, in order', () => {
    assert.deepEqual(highlightWords('T001 Lay the cables', ['cab', 't0']), [
      { start: 0, end: 2 },
      { start: 13, end: 16 },
    ]);
  });

  it('never overlaps and stays inside the label', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (label, filter) => {
        let end = 0;
        for (const mark of highlightWords(label, filterWords(filter))) {
          assert.ok(mark.start >= end && mark.end > mark.start && mark.end <= label.length);
          end = mark.end;
        }
      }),
    );
  });
});

describe('orders', () => {
  it('ranks priorities', () => {
    const words = ['whatever', 'low', 'P2', 'High', 'critical', 'p0'];
    assert.deepEqual(
      words.sort((a, b) => priorityRank(a) - priorityRank(b)),
      ['critical', 'p0', 'High', 'P2', 'low', 'whatever'],
    );
  });

  it('counts in waves', () => {
    assert.deepEqual(['Wave 10', 'Wave 2', 'Wave 1'].sort(compareNatural), ['Wave 1', 'Wave 2', 'Wave 10']);
  });
});
