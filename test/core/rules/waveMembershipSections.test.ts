/** What is asked of all tasks together is kept while only titles change; the sections of tasks are among these. */
import assert from 'node:assert/strict';
import { indexText } from '../../support/check';

const TEXT = `# Backlog

## Garden

### M-01: Dig the well
### M-02: Line the well
### M-03: Build the winch
### M-04: Hang the bucket
### M-05: Roof the well

## Yard

### M-06: Lay the path

## Waves

### Wave 1: Ground
- M-01
- M-02
- M-03

### Wave 2: Wood
- M-04
- M-05
`;

const leftOut = ({ index }: ReturnType<typeof indexText>): readonly string[] =>
  index.problems().flatMap(({ rule, task }) => (rule === 'wave/membership' ? [task ?? ''] : []));

describe('wave/membership', () => {
  it('goes by the title that a section has now', () => {
    const indexed = indexText(TEXT);
    const { index, document } = indexed;
    assert.deepEqual(leftOut(indexed), ['M-06']);
    const start = TEXT.indexOf('Yard');
    index.update(document.uri, [{ start, end: start + 'Yard'.length, text: 'Icebox' }]);
    assert.deepEqual(leftOut(indexed), []);
    index.update(document.uri, [{ start, end: start + 'Icebox'.length, text: 'Yard' }]);
    assert.deepEqual(leftOut(indexed), ['M-06']);
  });

  it('goes by sections that come and go', () => {
    const indexed = indexText(TEXT);
    const { index, document } = indexed;
    assert.deepEqual(leftOut(indexed), ['M-06']);
    const start = TEXT.indexOf('## Yard');
    index.update(document.uri, [{ start, end: start + '## Yard'.length, text: '## Later' }]);
    index.update(document.uri, [{ start, end: start, text: '## Fence\n\n' }]);
    assert.deepEqual(leftOut(indexed), []);
    index.update(document.uri, [{ start, end: start + '## Fence\n\n## Later\n'.length, text: '' }]);
    assert.deepEqual(leftOut(indexed), ['M-06']);
  });
});
