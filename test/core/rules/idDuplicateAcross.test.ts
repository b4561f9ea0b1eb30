/** Which ids of two files are one id given twice, and which are two files that count for themselves. */
import assert from 'node:assert/strict';
import { TaskIndex } from '../../../src/core';
import { applyEdits } from '../../support/check';

const uriOf = (path: string): string => `file:///root/${path}`;

function indexOf(files: Readonly<Record<string, string>>): TaskIndex {
  const index = new TaskIndex();
  for (const [path, text] of Object.entries(files)) index.set(uriOf(path), path, text);
  return index;
}

/** Checkboxes `T001 Task 1` for the numbers. */
function boxes(numbers: readonly number[], title = 'Task', prefix = 'T'): string {
  const lines = numbers.map((n) => `- [ ] ${prefix}${String(n).padStart(3, '0')} ${title} ${n}\n`);
  return `# Tasks\n\n${lines.join('')}`;
}

const from = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const found = (index: TaskIndex): string[] =>
  index
    .problems()
    .map(({ rule, severity, task, uri }) => `${severity} ${rule} ${task ?? ''} ${uri.slice(13)}`);

describe('id/duplicate across files', () => {
  it('finds an id that two files give in one series', () => {
    const index = indexOf({
      'docs/A-tasks.md': boxes(from(1, 10)),
      'docs/B-tasks.md': boxes(from(10, 20), 'Other'),
    });
    assert.deepEqual(found(index), ['error id/duplicate T010 docs/B-tasks.md']);
    const [problem] = index.problems();
    assert.match(problem?.message ?? '', /“Task 10” in docs\/A-tasks\.md/);
    assert.equal(problem?.related[0]?.uri, uriOf('docs/A-tasks.md'));
    const related = index.document(uriOf('docs/A-tasks.md'));
    assert.equal(related?.positionAt(problem?.related[0]?.range.start ?? 0).line, 11);
    const [fix] = problem?.fixes ?? [];
    assert.equal(fix?.title, 'Give this task the next free id T021');
    const text = applyEdits(index.document(uriOf('docs/B-tasks.md'))?.text ?? '', fix?.edits ?? []);
    index.set(uriOf('docs/B-tasks.md'), 'docs/B-tasks.md', text);
    assert.deepEqual(found(index), []);
  });

  it('finds it where the numbers of the files interleave, and gives each a number of its own', () => {
    const index = indexOf({
      'A-tasks.md': boxes([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]),
      'B-tasks.md': boxes([2, 3, 4, 6, 7, 8, 10, 12, 14, 16, 18], 'Other'),
    });
    assert.deepEqual(found(index), [
      'error id/duplicate T003 B-tasks.md',
      'error id/duplicate T007 B-tasks.md',
    ]);
    assert.deepEqual(
      index.problems().map(({ fixes }) => fixes[0]?.title.slice(-4)),
      ['T020', 'T021'],
    );
  });

  it('says mildly that a task stands in two files', () => {
    const index = indexOf({
      'TASKS.md': `${boxes(from(5, 12))}`,
      'archive/DONE-tasks.md': boxes(from(1, 5)).replaceAll('[ ]', '[x]'),
    });
    assert.deepEqual(found(index), ['info id/duplicate T005 archive/DONE-tasks.md']);
    assert.match(index.problems()[0]?.message ?? '', /TASKS\.md too, where it is todo; here it is done/);
    assert.deepEqual(index.problems()[0]?.fixes, []);
  });

  it('finds two files of one folder that are each a task of the same id', () => {
    const file = (id: string, title: string): string =>
      `---\nid: ${id}\ntitle: ${title}\nstatus: To Do\n---\n\n## Description\n\nWords.\n`;
    const index = indexOf({
      'backlog/task-1 - a.md': file('task-1', 'Paint the mole'),
      'backlog/task-2 - b.md': file('task-2', 'Oil the hinge'),
      'backlog/task-2 - c.md': file('task-2', 'Ring the bell'),
      'other/task-2 - d.md': file('task-2', 'Count the boats'),
    });
    assert.deepEqual(found(index), ['error id/duplicate task-2 backlog/task-2 - c.md']);
  });

  it('sees when a file becomes one task, or is called another way', () => {
    const page = '---\nid: T-2\ntitle: Ring the bell\nstatus: To Do\n---\n\n## Description\n\nWords.\n';
    const list = '# Bell\n\n## T-2: Ring the bell\n\n**Status**: To Do\n';
    const index = indexOf({ 'backlog/a.md': page, 'backlog/b.md': list, 'backlog/c.md': list });
    assert.deepEqual(found(index), []);
    const twice = ['error id/duplicate T-2 backlog/b.md'];
    index.set(uriOf('backlog/b.md'), 'backlog/b.md', page.replace('Ring', 'Oil'));
    assert.deepEqual(found(index), twice);
    index.set(uriOf('backlog/b.md'), 'backlog/b.md', list);
    assert.deepEqual(found(index), []);
    index.delete(uriOf('backlog/a.md'));
    index.set(uriOf('other/a.md'), 'other/a.md', page);
    index.set(uriOf('backlog/b.md'), 'backlog/b.md', page.replace('Ring', 'Oil'));
    assert.deepEqual(found(index), []);
  });

  const silent: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'features that each count from 1': {
      'specs/001-a/tasks.md': boxes(from(1, 30)),
      'specs/002-b/tasks.md': boxes(from(1, 40), 'Other'),
    },
    'projects side by side': {
      'a-tasks.md': boxes(from(1, 30)),
      'b-tasks.md': boxes(from(1, 40), 'Other'),
      'c-tasks.md': boxes(from(1, 3), 'Third'),
    },
    'a copy': { 'TASKS.md': boxes(from(1, 30)), 'TASKS-old.md': boxes(from(1, 28)) },
    'another folder': { 'a/TASKS.md': boxes(from(1, 10)), 'b/TASKS.md': boxes(from(10, 20), 'Other') },
    'numbers far apart': { 'a-tasks.md': boxes(from(1, 5)), 'b-tasks.md': boxes([5, 60, 70, 80], 'Other') },
    'other series': { 'a-tasks.md': boxes(from(1, 9)), 'b-tasks.md': boxes(from(9, 18), 'Other', 'U') },
    'list numbers': {
      'a-tasks.md': '1. Paint the mole\n2. Oil the hinge\n3. Ring the bell\n',
      'b-tasks.md': '3. Count the boats\n4. Light the lamp\n5. Measure the tide\n',
    },
  };
  for (const [name, files] of Object.entries(silent)) {
    it(`is silent about ${name}`, () => {
      assert.deepEqual(found(indexOf(files)), []);
    });
  }
});
