import assert from 'node:assert/strict';
import {
  mentionedTasks,
  nextReady,
  outline,
  searchTasks,
  taskAtLine,
  type OutlineEntry,
} from '../../../src/core';
import { indexOf, taskOf } from './indexOf';

const PLAN = `# Plan

### P1-001: Walls

- [ ] P1-002 North
  - [x] bricks
- [ ] P1-003 South

1. [ ] T7 Roof
`;

function names(entries: readonly OutlineEntry[]): unknown[] {
  return entries.map(({ name, children }) => (children.length === 0 ? name : [name, ...names(children)]));
}

describe('the outline of a document', () => {
  it('shows the tasks that are not headings, nested', () => {
    const index = indexOf({ 'TODO.md': PLAN });
    const shown = outline(index.documents()[0]!);
    const flat = JSON.stringify(names(shown));
    assert.ok(!flat.includes('Walls'));
    assert.deepEqual(names(shown)[0], ['P1-002 North', 'bricks']);
    assert.equal(shown[0]?.endLine, 5);
  });

  it('takes lists nested very deep', () => {
    const text = Array.from({ length: 300 }, (_, i) => `${'  '.repeat(i)}- [ ] level`).join('\n');
    const index = indexOf({ 'TODO.md': text });
    let count = 0;
    let level: readonly OutlineEntry[] = outline(index.documents()[0]!);
    while (level.length > 0) {
      count += level.length;
      level = level.flatMap(({ children }) => children);
    }
    assert.equal(count, index.tasks().length);
  });
});

describe('searching for tasks', () => {
  const index = indexOf({
    'TODO.md': '- [x] T001 Buy ground\n- [ ] T0011 Build\n- [ ] T002 Fence T001 in\n- [ ] Grow under\n',
  });
  const found = (query: string, limit = 100): (string | null)[] =>
    searchTasks(index, query, limit).map(({ id, title }) => id ?? title);

  it('puts the exact id first, then ids that begin so, then the rest', () => {
    assert.deepEqual(found('t001'), ['T001', 'T0011', 'T002']);
  });

  it('takes letters in order, and open tasks before finished ones', () => {
    assert.deepEqual(found('grnd'), ['Grow under', 'T001']);
  });

  it('answers with all tasks when nothing is asked, up to the limit', () => {
    assert.equal(found('').length, 4);
    assert.equal(found('', 2).length, 2);
    assert.deepEqual(found('no such thing'), []);
  });
});

describe('going to tasks', () => {
  const index = indexOf({ 'TODO.md': '- [ ] T001 Buy\n- [ ] T002 Build (after T001)\n- [ ] T003 Rest\n' });

  it('knows the tasks behind an id in any text, but no id that nobody has', () => {
    const text = 'See T002, then T404.';
    const mention = mentionedTasks(index, text, 6, 'file:///root/README.md');
    assert.deepEqual(
      [mention?.range, mention?.targets.map(({ id }) => id)],
      [{ start: 4, end: 8 }, ['T002']],
    );
    assert.equal(mentionedTasks(index, text, 17, 'file:///root/README.md'), null);
    assert.equal(mentionedTasks(index, text, 1, 'file:///root/README.md'), null);
  });

  it('goes round what is ready', () => {
    const first = nextReady(index, null);
    assert.equal(first?.id, 'T001');
    const second = nextReady(index, first);
    assert.equal(second?.id, 'T003');
    assert.equal(nextReady(index, second)?.id, 'T001');
    assert.equal(nextReady(index, taskOf(index, 'T002'))?.id, 'T001');
    assert.equal(nextReady(indexOf({}), null), null);
  });

  it('finds the task that starts on a line, or holds it', () => {
    const document = indexOf({ 'TODO.md': '# A\n\n- [ ] one\n\n  more of one\n- [ ] two\n' }).documents()[0]!;
    assert.equal(taskAtLine(document, 2)?.title, 'one');
    assert.equal(taskAtLine(document, 4)?.title, 'one');
    assert.equal(taskAtLine(document, 5)?.title, 'two');
    assert.equal(taskAtLine(document, 0), null);
  });
});
