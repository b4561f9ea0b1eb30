import assert from 'node:assert/strict';
import { taskCard } from '../../../src/core';
import { indexOf, taskOf } from './indexOf';

const PLAN = `# Plan

## Ground

- [x] T001 Buy the ground
- [ ] T002 Fence it
- [ ] T003 Build (after T001, T002, T099)
  - [x] the floor
  - [ ] the roof
- [x] T004 Open the door (after T003)
- [ ] T005 Move in (after T003)
`;

describe('the card of a task', () => {
  const index = indexOf({ 'docs/TODO.md': PLAN, 'OTHER.md': '- [ ] T101 Celebrate (after T005)\n' });

  it('tells what the task waits for, and never takes an unknown id for finished', () => {
    const { waitsFor } = taskCard(index, taskOf(index, 'T003'));
    assert.deepEqual(
      waitsFor.map(({ id, state, targets }) => [id, state, targets.map(({ title }) => title)]),
      [
        ['T001', 'finished', ['Buy the ground']],
        ['T002', 'open', ['Fence it']],
        ['T099', 'unknown', []],
      ],
    );
  });

  it('tells what it unblocks, open tasks first', () => {
    const { unblocks } = taskCard(index, taskOf(index, 'T003'));
    assert.deepEqual(
      unblocks.map(({ id, status }) => [id, status]),
      [
        ['T005', 'todo'],
        ['T004', 'done'],
      ],
    );
  });

  it('says where a task of another file stands', () => {
    const [link] = taskCard(index, taskOf(index, 'T005')).unblocks;
    assert.deepEqual([link?.path, link?.elsewhere], ['OTHER.md', true]);
  });

  it('counts subtasks, and is ready only with nothing in the way', () => {
    const card = taskCard(index, taskOf(index, 'T003'));
    assert.deepEqual(card.children, { total: 2, finished: 1 });
    assert.equal(card.ready, false);
    assert.equal(taskCard(index, taskOf(index, 'T002')).ready, true);
  });

  it('knows its place', () => {
    const card = taskCard(index, taskOf(index, 'T002'));
    assert.deepEqual([card.path, card.line, card.section], ['docs/TODO.md', 6, ['Ground']]);
  });

  it('lists a dozen and counts the rest', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `- [ ] T${i + 101} step (after T001)`).join('\n');
    const many = indexOf({ 'TODO.md': `- [ ] T001 main\n${lines}\n` });
    const card = taskCard(many, taskOf(many, 'T001'));
    assert.deepEqual([card.unblocks.length, card.unblocksMore], [12, 28]);
  });
});
