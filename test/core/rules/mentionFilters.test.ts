/** A rule may pass over a text without looking for ids in it only where it would find none that concerns it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CitingWords } from '../../../src/core';
import { scanMentions } from '../../../src/core/identity/mentionScanner';
import { textSyntaxOf } from '../../../src/core/identity/textSyntax';
import { QUESTIONS } from '../../../src/core/rules/registry';

/** What ids are made of and what parts them; and, one in each text, what disguises an id or only looks as if. */
const PLAIN = ['T-', 'AB', '01', '12', ' ', ', '];
const ODD = [
  ...['O', 'I', 'l', 'О', 'Т', 'é', '１', '٣', '\u0301', '\u200b', '\u00ad', 'ー', '任务', '😀', '#', '`'],
  ...['‐', '‑', '–', '_', '.', ' to ', ' and ', '/', '(', '|', '\r\n', 'TODO.md#', 'task ', 'task-'],
];

describe('what a rule asks of a text', () => {
  const words = new CitingWords();
  const plain = fc.array(fc.constantFrom(...PLAIN), { maxLength: 4 });
  for (const [at, { accepts, mayHold }] of QUESTIONS.mentions.entries()) {
    if (mayHold === null) continue;
    it(`is answered by a first look only where nothing is found (${String(at + 1)})`, () => {
      fc.assert(
        fc.property(plain, fc.constantFrom(...ODD), plain, (before, odd, after) => {
          const text = [...before, odd, ...after].join('');
          const found = [...scanMentions(text, textSyntaxOf('.md'), words).entriesOf(accepts)];
          assert.ok(found.length === 0 || mayHold(text), `${text} mentions ${found[0]?.id ?? ''}`);
        }),
        { numRuns: 30_000 },
      );
    });
  }

  it('has such a first look somewhere', () => {
    assert.ok(QUESTIONS.mentions.some(({ mayHold }) => mayHold?.('- [ ] T-001: a plain task') === false));
  });
});
