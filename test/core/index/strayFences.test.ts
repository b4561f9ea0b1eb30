import assert from 'node:assert/strict';
import { indexText } from '../../support/check';

describe('a stray fence', () => {
  it('does not separate what follows it from its parent', () => {
    const { document } = indexText(
      '# TODO\n\n- [x] Fit the shutters\n  - [x] East\n```\n  - [ ] West\n- [ ] Sweep the stairs\n',
    );
    assert.equal(document.strayFences.length, 1);
    assert.deepEqual(
      document.tasks.map(({ title, parent }) => [title, parent?.title ?? null]),
      [
        ['Fit the shutters', null],
        ['East', 'Fit the shutters'],
        ['West', 'Fit the shutters'],
        ['Sweep the stairs', null],
      ],
    );
  });
});
