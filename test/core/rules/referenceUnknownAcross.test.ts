/** Citations of series that other files declare. */
import assert from 'node:assert/strict';
import { TaskIndex } from '../../../src/core';

function unknownIn(files: Readonly<Record<string, string>>): string[] {
  const index = new TaskIndex();
  for (const [path, text] of Object.entries(files)) index.set(`file:///root/${path}`, path, text);
  return index
    .problems()
    .filter(({ rule }) => rule === 'reference/unknown')
    .map(({ uri, message }) => `${uri.slice(13)} ${message.split(' ')[0] ?? ''}`);
}

const TASKS = Array.from(
  { length: 42 },
  (_, index) => `- [x] T${String(index + 1).padStart(3, '0')} Task ${index + 1}\n`,
).join('');

describe('reference/unknown across files', () => {
  it('knows the series that most citations of a file lead to', () => {
    assert.deepEqual(
      unknownIn({ 'specs/001/tasks.md': TASKS, 'TODO.md': '- [ ] Look at T001, T003 and T099\n' }),
      ['TODO.md T099'],
    );
  });

  it('is silent where a file cites a series of its own that is declared nowhere', () => {
    assert.deepEqual(
      unknownIn({ 'a/tasks.md': TASKS, 'b/TODO.md': '- [ ] Look at T101, T102 and T003, then T103\n' }),
      [],
    );
    assert.deepEqual(unknownIn({ 'a/tasks.md': TASKS, 'b/TODO.md': '- [ ] Look at T099\n' }), []);
  });
});
