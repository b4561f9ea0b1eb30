import assert from 'node:assert/strict';
import { applyEdits, moveToWave, withFigures, withSummaries, type TextEdit } from '../../../src/core';
import { indexText } from '../../support/check';
import { afterEdits, editsOf, indexTexts } from '../../support/edits';

const URI = 'file:///root/docs/TODO.md';

/** What becomes of a text when each old piece is replaced by the new one, and its summaries with it. */
function after(text: string, ...changes: readonly (readonly [old: string, fresh: string])[]): string {
  const { index } = indexText(text);
  const edits: TextEdit[] = changes.map(([expected, fresh]) => {
    const start = text.indexOf(expected);
    assert.ok(start >= 0 && text.indexOf(expected, start + 1) < 0, `“${expected}” stands there once`);
    return { uri: URI, range: { start, end: start + expected.length }, expected, text: fresh };
  });
  const applied = applyEdits(text, withSummaries(index, edits));
  assert.ok('text' in applied);
  return applied.text;
}

const BOARD = `# Boat

Progress: 1/4 (25%) [##------]

| State | Count |
| ----- | ----- |
| Done  | 1     |
| Open  | 3     |

## To do (2)

- [ ] Sand the hull
- [ ] Paint the hull

## Doing (1)

- [ ] Caulk the seams

## Done (1)

- [x] Buy a brush
`;

describe('withSummaries', () => {
  it('brings figures along that were right', () => {
    const text = after(BOARD, ['[ ] Sand', '[x] Sand']);
    assert.ok(text.includes('Progress: 2/4 (50%) [####----]'), text);
    assert.ok(text.includes('| Done  | 2     |\n| Open  | 2     |'), text);
    assert.ok(text.includes('## To do (2)'), text);
  });

  it('follows a task to another section, and leaves a section empty', () => {
    const text = after(
      BOARD,
      ['- [ ] Caulk the seams\n', ''],
      ['- [x] Buy a brush\n', '- [x] Buy a brush\n- [ ] Caulk the seams\n'],
    );
    assert.ok(text.includes('## Doing (0)'), text);
    assert.ok(text.includes('## Done (2)'), text);
    assert.ok(text.includes('Progress: 1/4 (25%)'), text);
  });

  it('counts a first task of an empty section', () => {
    const empty = BOARD.replace('- [ ] Caulk the seams', 'Nothing yet.').replace('Doing (1)', 'Doing (0)');
    const text = after(empty, ['- [ ] Sand the hull\n', ''], ['Nothing yet.', '- [ ] Sand the hull']);
    assert.ok(text.includes('## To do (1)') && text.includes('## Doing (1)'), text);
  });

  it('leaves figures alone that were wrong', () => {
    const text = after(BOARD.replace('1/4 (25%)', '3/4 (75%)'), ['[ ] Sand', '[x] Sand']);
    assert.ok(text.includes('Progress: 3/4 (75%) [##------]'), text);
    assert.ok(text.includes('| Done  | 2     |'), text);
  });

  it('leaves figures alone that the edit itself replaces', () => {
    const text = after(BOARD, ['[ ] Sand', '[x] Sand'], ['Progress: 1/4 (25%)', 'Progress: 9/9 (99%)']);
    assert.ok(text.includes('Progress: 9/9 (99%)'), text);
  });

  it('keeps to the way of counting by which a figure was right', () => {
    const nested = `# Boat

Progress: 1/2 (50%)

- [x] Hull
- [ ] Mast
  - [ ] Cut it
  - [ ] Step it
`;
    const text = after(nested, ['[ ] Cut it', '[x] Cut it']);
    assert.equal(text, nested.replace('[ ] Cut it', '[x] Cut it'));
  });

  it('brings efforts and totals along', () => {
    const plan = `# Boat

Total effort: 9 hours

- [ ] Hull (4h)
- [ ] Mast (5h)
`;
    assert.ok(after(plan, ['(5h)', '(7h)']).includes('Total effort: 11 hours'));
  });

  it('gives back the edits alone where nothing is stated, and where they cannot be applied', () => {
    const { index } = indexText('# Boat\n\n- [ ] Hull\n');
    const edits = [{ uri: URI, range: { start: 11, end: 12 }, expected: ' ', text: 'x' }];
    assert.equal(withSummaries(index, edits), edits);
    const stale = [{ uri: URI, range: { start: 11, end: 12 }, expected: '?', text: 'x' }];
    assert.equal(withSummaries(indexText(BOARD).index, stale), stale);
  });
});

describe('withFigures', () => {
  it('brings along what the titles of waves state when a task is moved to another wave', () => {
    const text = `# House

| Wave   | Tasks | Effort |
| ------ | ----- | ------ |
| Wave 1 | 3     | 6h     |
| Wave 2 | 2     | 3h     |

## Wave 1: Ground (3 tasks)

- [ ] T-1 Dig (2h)
- [ ] T-2 Drain (2h)
- [ ] T-3 Pour (2h)

## Wave 2: Walls (2 tasks)

- [ ] T-4 Build (1h)
- [ ] T-5 Plaster (2h)
`;
    const index = indexTexts({ 'TODO.md': text });
    const [task] = index.byId('T-3');
    assert.ok(task);
    const plan = moveToWave(index, task, 'Wave 2: Walls (2 tasks)');
    assert.ok(plan.kind === 'edits');
    const moved = '- [ ] T-3 Pour (2h)\n';
    assert.equal(
      afterEdits(index, editsOf(withFigures(index, plan)))['TODO.md'],
      text
        .replace(moved, '')
        .replace(/$/, moved)
        .replace('3     | 6h', '2     | 4h')
        .replace('2     | 3h', '3     | 5h')
        .replace('Ground (3', 'Ground (2')
        .replace('Walls (2', 'Walls (3'),
    );
  });
});
