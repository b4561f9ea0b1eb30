import assert from 'node:assert/strict';
import { addDependency, removeDependency } from '../../../src/core';
import { afterEdits, editsOf, indexTexts, reasonOf, taskOf } from '../../support/edits';

const key = (id: string): string => `TODO.md#${id}`;

function added(text: string, id: string, on: string): string {
  const index = indexTexts({ 'TODO.md': text });
  const plan = addDependency(index, taskOf(index, key(id)), taskOf(index, key(on)));
  return afterEdits(index, editsOf(plan))['TODO.md'] ?? '';
}

function notAdded(text: string, id: string, on: string): string {
  const index = indexTexts({ 'TODO.md': text });
  return reasonOf(addDependency(index, taskOf(index, key(id)), taskOf(index, key(on))));
}

function removed(text: string, id: string, on: string): string {
  const index = indexTexts({ 'TODO.md': text });
  return afterEdits(index, editsOf(removeDependency(index, taskOf(index, key(id)), on)))['TODO.md'] ?? '';
}

const heading = (id: string, depends: string | null): string =>
  `### ${id}: Task\n\n**Priority**: P1\n${depends === null ? '' : `**Dependencies**: ${depends}\n`}**Effort**: 2h\n\n`;

describe('addDependency', () => {
  it('adds an id to the list of a field, parted and decorated as the others', () => {
    const text = (value: string): string =>
      heading('T-1', value) + heading('T-2', 'None') + heading('T-3', 'None');
    assert.equal(added(text('T-2'), 'T-1', 'T-3'), text('T-2, T-3'));
    assert.equal(added(text('`T-2`'), 'T-1', 'T-3'), text('`T-2`, `T-3`'));
    assert.equal(added(text('None'), 'T-1', 'T-3'), text('T-3'));
    const four = (value: string): string => text(value) + heading('T-4', 'None');
    assert.equal(added(four('T-2; T-3'), 'T-1', 'T-4'), four('T-2; T-3; T-4'));
    assert.deepEqual(added(text('T-2'), 'T-1', 'T-2'), text('T-2'));
  });

  it('writes a field where the others have it', () => {
    const text = (value: string | null): string =>
      heading('T-1', value) + heading('T-2', 'T-3') + heading('T-3', 'None');
    assert.equal(added(text(null), 'T-1', 'T-3'), text('T-3'));
    const none = heading('T-1', null) + heading('T-2', null);
    assert.equal(
      added(none, 'T-1', 'T-2'),
      none.replace('**Priority**', '**Dependencies**: T-2\n**Priority**'),
    );
  });

  it('fills a cell, and says it in the words of the other titles', () => {
    const table = (cell: string): string =>
      `| ID  | Title | Status | Depends on |\n|-----|-------|--------|------------|\n| T-1 | Fold  | todo   | ${cell} |\n| T-2 | Sort  | todo   | -          |\n`;
    assert.equal(added(table('-         '), 'T-1', 'T-2'), table('T-2       '));
    const boxes = '- [ ] T001 Fold\n- [ ] T002 Sort (needs T003)\n- [ ] T003 Ship\n';
    assert.equal(added(boxes, 'T001', 'T003'), boxes.replace('Fold', 'Fold (needs T003)'));
    assert.equal(added(boxes, 'T002', 'T001'), boxes.replace('needs T003', 'needs T003, T001'));
    const plain = '- [ ] T001 Fold\n- [ ] T002 Sort\n';
    assert.equal(added(plain, 'T001', 'T002'), plain.replace('Fold', 'Fold (depends on T002)'));
    const numbers = '- [ ] 1. Fold\n  - [ ] 1.1 By size\n  - [ ] 1.2 By name\n- [ ] 2. Ship\n';
    assert.equal(added(numbers, '2', '1.2'), numbers.replace('Ship', 'Ship (depends on: 1.2)'));
  });

  it('adds to front matter, in either kind of list', () => {
    const page = (list: string, end = '---'): string =>
      `---\nid: T-1\ntitle: Fold\nstatus: To Do\n${list}${end}\n\nText\n\n---\n`;
    const add = (list: string, end = '---'): string => {
      const index = indexTexts({
        'a/TODO.md': page(list, end),
        'a/task-2.md': '---\nid: T-2\ntitle: Sort\nstatus: To Do\n---\n',
      });
      const plan = addDependency(index, taskOf(index, 'a/TODO.md#T-1'), taskOf(index, 'a/task-2.md#T-2'));
      return afterEdits(index, editsOf(plan))['a/TODO.md'] ?? '';
    };
    assert.equal(add('dependencies: []\n'), page('dependencies: [T-2]\n'));
    assert.equal(add('dependencies:\n  - T-9\n'), page('dependencies:\n  - T-9\n  - T-2\n'));
    assert.equal(add(''), page('dependencies: [T-2]\n'));
    assert.equal(add('', '...'), page('dependencies: [T-2]\n', '...'));
    const long = `notes: |\n${'  more\n'.repeat(300)}`;
    assert.equal(add(long), page(`${long}dependencies: [T-2]\n`));
  });

  it('refuses circles, parts and what has no name of its own', () => {
    const text = heading('T-1', 'None') + heading('T-2', 'T-1') + heading('T-3', 'T-2');
    assert.match(
      notAdded(text, 'T-1', 'T-3'),
      /^T-1 at TODO\.md:1 cannot depend on T-3: they would wait for each other: T-3 waits for T-2 waits for T-1$/,
    );
    assert.match(notAdded(text, 'T-1', 'T-1'), /cannot wait for itself/);
    const parts = '- [ ] T001 Fold\n  - [ ] T002 by size\n- [ ] Sort\n';
    assert.match(notAdded(parts, 'T001', 'T002'), /is a part of it/);
    assert.match(notAdded(parts, 'T002', 'T001'), /it is a part of that one/);
    const index = indexTexts({ 'TODO.md': parts });
    const [first, , last] = index.tasks();
    assert.match(reasonOf(addDependency(index, first!, last!)), /has no id to be named by/);
  });
});

describe('removeDependency', () => {
  it('takes an id out of a list, and the field where it was the last', () => {
    const text = (value: string | null, none = 'T-1'): string =>
      heading('T-1', value) + heading('T-2', none) + heading('T-3', null);
    assert.equal(removed(text('T-2, T-3'), 'T-1', 'T-2'), text('T-3'));
    assert.equal(removed(text('T-2, T-3'), 'T-1', 'T-3'), text('T-2'));
    assert.equal(removed(text('**T-2**'), 'T-1', 'T-2'), text(null));
    assert.equal(removed(text('T-9', 'None'), 'T-1', 'T-9'), text('None', 'None'));
    assert.equal(removed(text('T-2'), 'T-1', 'T-7'), text('T-2'));
  });

  it('takes it out of titles and cells', () => {
    const boxes = '- [ ] T001 Fold (needs T003)\n- [ ] T002 Sort, after T003\n- [ ] T003 Ship ⛔ T009\n';
    assert.equal(removed(boxes, 'T001', 'T003'), boxes.replace(' (needs T003)', ''));
    assert.equal(removed(boxes, 'T002', 'T003'), boxes.replace(', after T003', ''));
    assert.equal(removed(boxes, 'T003', 'T009'), boxes.replace(' ⛔ T009', ''));
    const table = (cell: string): string =>
      `| ID | Title | Status | Deps |\n|----|-------|--------|------|\n| T-1 | Fold | todo | ${cell} |\n| T-2 | Sort | todo | — |\n`;
    assert.equal(removed(table('T-2'), 'T-1', 'T-2'), table('—'));
  });

  it('refuses to take a sentence or a range apart', () => {
    const text = heading('T-1', 'T-2–T-4') + heading('T-2', 'None');
    const index = indexTexts({ 'TODO.md': text });
    assert.match(
      reasonOf(removeDependency(index, taskOf(index, key('T-1')), 'T-3')),
      /it stands there as a part of “T-2–T-4”; write the ids out first$/,
    );
    const prose = '- [ ] T001 Fold once the frame needs T002 no more than twice\n- [ ] T002 Sort\n';
    const other = indexTexts({ 'TODO.md': prose });
    const task = taskOf(other, key('T001'));
    if (task.dependsOn.length > 0)
      assert.match(reasonOf(removeDependency(other, task, 'T002')), /a sentence says so/);
  });
});
