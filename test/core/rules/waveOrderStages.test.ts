import assert from 'node:assert/strict';
import { indexText } from '../../support/check';

/** Two waves of as many tasks, each of which waits for the one before it. */
function chain(length: number): string {
  const lines = ['# Tasks', '', '## Wave 1', '', '- [ ] T001 Knot 1'];
  for (let at = 2; at <= 2 * length; at++) {
    if (at === length + 1) lines.push('', '## Wave 2', '');
    const [own, before] = [at, at - 1].map((number) => `T${String(number).padStart(3, '0')}`);
    lines.push(`- [ ] ${own ?? ''} Knot ${at} (after ${before ?? ''})`);
  }
  return `${lines.join('\n')}\n`;
}

const misplaced = (text: string): number =>
  indexText(text)
    .index.problems()
    .filter(({ rule }) => rule === 'wave/order').length;

describe('wave/order', () => {
  it('tells of each task that waits within its wave', () => {
    assert.equal(misplaced(chain(6)), 10);
  });

  it('takes waves for stages where most tasks wait within theirs, and tells of later waves all the same', () => {
    assert.equal(misplaced(chain(30)), 0);
    assert.equal(misplaced(chain(30).replace('Knot 1\n', 'Knot 1 (after T060)\n')), 1);
  });
});
