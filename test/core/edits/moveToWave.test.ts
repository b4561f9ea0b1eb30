/** A task for another wave, in whatever way the file says which wave it is for. */
import assert from 'node:assert/strict';
import { applyEdits, moveToWave, moveTotalsInSteps, waveChoices, type TaskIndex } from '../../../src/core';
import { finish } from '../../../src/core/text/steps';
import { indexOf, taskOf } from '../features/indexOf';

const URI = 'file:///root/TODO.md';

function indexed(text: string): TaskIndex {
  return indexOf({ 'TODO.md': text });
}

/** The text with the task in another wave, or why it stays. */
function moved(text: string, id: string, wave: string, force = false): string {
  const index = indexed(text);
  const plan = moveToWave(index, taskOf(index, id), wave, { force });
  if (plan.kind === 'refused') return plan.reason;
  const applied = applyEdits(text, plan.edits);
  assert.ok('text' in applied);
  index.set(URI, 'TODO.md', applied.text);
  assert.equal(taskOf(index, id).wave, wave);
  // Twice is once.
  const again = moveToWave(index, taskOf(index, id), wave);
  assert.deepEqual(again.kind === 'edits' && again.edits, []);
  return applied.text;
}

const LISTED = `# Backlog

### A-1: Ground

**Effort:** 2h

### A-2: Walls

**Dependencies:** A-1

### A-3: Roof

**Dependencies:** A-2

### A-4: Garden

## Implementation Waves

### Wave 1: Start

- A-1: Ground
- A-4: Garden ⭐

### Wave 2: Middle

- A-2: Walls

### Wave 3: End

- A-3: Roof
`;

describe('moving a task to another wave', () => {
  it('takes along its line in a list, with what it says', () => {
    const text = moved(LISTED, 'A-4', 'Wave 3: End');
    assert.equal(text, LISTED.replace('- A-4: Garden ⭐\n', '') + '- A-4: Garden ⭐\n');
  });

  it('empties a wave, and fills it again', () => {
    const emptied = moved(LISTED, 'A-2', 'Wave 3: End', true);
    assert.match(emptied, /### Wave 2: Middle\n\n### Wave 3: End\n\n- A-3: Roof\n- A-2: Walls\n/);
    assert.equal(moved(emptied, 'A-2', 'Wave 2: Middle'), LISTED);
  });

  it('adds a task that was in no wave, as the others are written', () => {
    const text = LISTED.replace('- A-4: Garden ⭐\n', '');
    assert.equal(
      moved(text, 'A-4', 'Wave 2: Middle'),
      text.replace('- A-2: Walls\n', '- A-2: Walls\n- A-4: Garden\n'),
    );
  });

  it('moves an id alone where several stand in one line', () => {
    const text = `${LISTED.slice(0, LISTED.indexOf('### Wave 1'))}### Wave 1

**Tasks:** A-1, A-4, A-2

### Wave 2

**Tasks:** A-3
`;
    assert.match(
      moved(text, 'A-4', 'Wave 2'),
      /Wave 1\n\n\*\*Tasks:\*\* A-1, A-2\n\n### Wave 2\n\n\*\*Tasks:\*\* A-3, A-4\n/,
    );
    assert.match(moved(text, 'A-1', 'Wave 2', true), /\*\*Tasks:\*\* A-4, A-2\n/);
    assert.match(moved(text, 'A-2', 'Wave 2', true), /\*\*Tasks:\*\* A-1, A-4\n/);
  });

  it('moves rows of tables and numbered items', () => {
    const head = LISTED.slice(0, LISTED.indexOf('### Wave 1'));
    const table = '| ID | What |\n| --- | --- |\n';
    const rows = `${head}### Wave 1\n\n${table}| A-1 | Ground |\n| A-4 | Garden |\n\n### Wave 2\n\n${table}| A-2 | Walls |\n`;
    assert.ok(moved(rows, 'A-4', 'Wave 2').endsWith('| A-2 | Walls |\n| A-4 | Garden |\n'));
    const items = `${head}### Wave 1\n\n1. A-1: Ground\n2. A-4: Garden\n\n### Wave 2\n\n1. A-2: Walls\n`;
    assert.ok(moved(items, 'A-4', 'Wave 2').endsWith('1. A-2: Walls\n2. A-4: Garden\n'));
  });

  it('rewrites a field', () => {
    const text = '### A-1: Ground\n\n**Wave:** 1\n\n### A-2: Walls\n\n**Wave:** 2\n';
    assert.equal(moved(text, 'A-1', '2'), text.replace('**Wave:** 1', '**Wave:** 2'));
  });

  const PLACED = `# Plan

## Wave 1: Ground

- [ ] T001 Dig
  - [ ] by hand
- [ ] T002 Measure

## Wave 2: Walls

- [ ] T003 Lay bricks (after T001)
- [x] T004 Buy bricks
`;

  it('takes a task with its parts to where the other tasks of the wave stand', () => {
    assert.equal(
      moved(PLACED, 'T002', 'Wave 2: Walls'),
      `${PLACED.replace('- [ ] T002 Measure\n', '')}- [ ] T002 Measure\n`,
    );
    assert.equal(
      moved(PLACED, 'T001', 'Wave 2: Walls', true),
      `${PLACED.replace('- [ ] T001 Dig\n  - [ ] by hand\n', '')}- [ ] T001 Dig\n  - [ ] by hand\n`,
    );
    assert.match(moved(PLACED, 'T004', 'Wave 1: Ground'), /Measure\n- \[x\] T004 Buy bricks\n\n## Wave 2/);
  });

  it('moves whole sections, and keeps line ends and a missing last one', () => {
    const text = [
      '## Wave 1',
      '',
      '### A-1: Ground',
      '',
      'Text.',
      '',
      '### A-2: Walls',
      '',
      'More.',
      '',
      '## Wave 2',
      '',
      '### A-3: Roof',
      '',
      'Last.',
    ].join('\r\n');
    assert.equal(
      moved(text, 'A-1', 'Wave 2'),
      [
        '## Wave 1',
        '',
        '### A-2: Walls',
        '',
        'More.',
        '',
        '## Wave 2',
        '',
        '### A-3: Roof',
        '',
        'Last.',
        '',
        '### A-1: Ground',
        '',
        'Text.',
      ].join('\r\n'),
    );
    assert.equal(
      moved(text, 'A-3', 'Wave 1'),
      [
        '## Wave 1',
        '',
        '### A-1: Ground',
        '',
        'Text.',
        '',
        '### A-2: Walls',
        '',
        'More.',
        '',
        '### A-3: Roof',
        '',
        'Last.',
        '',
        '## Wave 2',
      ].join('\r\n'),
    );
  });

  it('tells of each wave why it cannot be', () => {
    const index = indexed(LISTED);
    const choices = waveChoices(index, taskOf(index, 'A-2'));
    assert.ok(!('kind' in choices));
    assert.deepEqual(
      choices.map(({ short, isOwn, reason }) => [short, isOwn, reason]),
      [
        ['Wave 1', false, 'It waits for A-1 of that wave.'],
        ['Wave 2', true, null],
        ['Wave 3', false, 'A-3 of that wave waits for it.'],
      ],
    );
    assert.equal(
      moved(LISTED, 'A-2', 'Wave 1: Start'),
      'A-2 cannot be planned for Wave 1: It waits for A-1 of that wave.',
    );
  });

  it('refuses what it cannot do without a doubt', () => {
    const part = PLACED.replace('- [ ] by hand', '- [ ] T009 by hand');
    assert.match(moved(part, 'T009', 'Wave 2: Walls'), /is a part of T001 and is planned with it/);
    assert.match(moved(LISTED, 'A-1', 'Wave 9'), /has no wave “Wave 9”/);
    assert.match(moved('- [ ] T001 Dig\n', 'T001', 'Wave 1'), /declares no waves/);
  });

  it('knows the totals before and after', () => {
    const text = `## Wave 1 (4h × 2)

- [ ] T001 Dig (2h)
- [ ] T002 Measure (4h)
- [ ] T005 Clean (3h)

## Wave 2 (3h × 2)

- [ ] T003 Lay bricks (after T001) (3h)
`;
    const index = indexed(text);
    const { now, then } = finish(moveTotalsInSteps(index, taskOf(index, 'T005'), ['Wave 2 (3h × 2)']));
    assert.deepEqual(now, { declared: 420, barriers: 300 + 180, pipelined: 360 });
    assert.deepEqual([...then.values()], [{ declared: 420, barriers: 240 + 180, pipelined: 360 }]);
  });
});
