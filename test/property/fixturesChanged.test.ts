/** Rules keep what they found out; whatever line of their fixtures changes, they say what a fresh index says. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { RULES } from '../../src/core/rules/registry';
import { indexText } from '../support/check';

const FIXTURES = join(process.cwd(), 'test/fixtures');
/** Code units. */
const LONGEST = 4000;

const texts = RULES.flatMap(({ meta }) => {
  const folder = join(FIXTURES, meta.id.replace('/', '-'));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => text.length <= LONGEST);
});

/** What people do to a line. */
const CHANGES: readonly ((line: string) => string)[] = [
  () => '',
  () => '## Later',
  () => '### Wave 2: Next',
  (line) => `${line} (removed)`,
  (line) => line.replace(/\S+\s*$/, 'Later'),
  (line) => line.replace(/\[ \]/, '[x]'),
  (line) => line.replace(/- \[.\] /, '- '),
  (line) => line.replace(/^#+ /, '- [ ] '),
  (line) => line.replace(/^#/, ''),
  (line) => `#${line}`,
  (line) => line.replace(/\d(?!.*\d)/, (digit) => String((Number(digit) + 1) % 10)),
];

describe('rules on a file that changes', () => {
  it('tell the same as on a fresh one, and afterwards when the change is taken back', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.constantFrom(...CHANGES),
        (text, place, change) => {
          const lines = [...text.matchAll(/.*/g)].filter(({ 0: line }) => line !== '');
          const found = lines[Math.floor(place * lines.length)];
          if (!found) return;
          const { index: start, 0: line } = found;
          const changed = change(line);
          const { index, document } = indexText(text);
          const before = index.problems();
          index.update(document.uri, [{ start, end: start + line.length, text: changed }]);
          assert.deepEqual(index.problems(), indexText(document.text).index.problems());
          index.update(document.uri, [{ start, end: start + changed.length, text: line }]);
          assert.deepEqual(index.problems(), before);
        },
      ),
      { numRuns: 600, seed: 20260103 },
    );
  });
});
