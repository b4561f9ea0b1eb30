/** What waits for a task and what its parts are, whatever became of the files in between. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TaskIndex, type Task } from '../../../src/core';

const FOLDERS = ['', 'a/', 'b/', 'a/c/'];
const uriOf = (folder: string): string => `file:///${folder}TODO.md`;
const idOf = (number: number): string => `T${String(number).padStart(3, '0')}`;

const task = fc.record({
  id: fc.option(fc.nat(9)),
  depth: fc.nat(2),
  needs: fc.array(fc.nat(11), { maxLength: 3 }),
});

const text = fc.array(task, { maxLength: 8 }).map((tasks) =>
  tasks
    .map(({ id, depth, needs }) => {
      const own = id === null ? '' : `${idOf(id)} `;
      const waits = needs.length > 0 ? ` (depends on ${needs.map(idOf).join(', ')})` : '';
      return `${'  '.repeat(depth)}- [ ] ${own}Coil the rope${waits}\n`;
    })
    .join(''),
);

const names = (tasks: readonly Task[]): readonly string[] => tasks.map(({ key }) => key);

function holds(index: TaskIndex): void {
  const all = index.tasks();
  for (const each of all) {
    const waiting = all.filter(
      (other) =>
        other !== each &&
        index.dependencies(other).some(({ targets }) => targets.some((one) => one === each)),
    );
    assert.deepEqual(names(index.dependents(each)), names(waiting));
    assert.deepEqual(names(index.children(each)), names(all.filter(({ parent }) => parent === each)));
  }
  for (const id of Array.from({ length: 12 }, (_, number) => idOf(number)))
    assert.deepEqual(
      index.needsOf(id).map(({ task: { key }, range }) => [key, range.start]),
      all.flatMap(({ key, dependsOn }) =>
        dependsOn.flatMap((each) => (each.id === id ? [[key, each.range.start]] : [])),
      ),
    );
}

describe('dependents and children', () => {
  it('are those that name the task, in order, after any sequence of changes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...FOLDERS), fc.option(text, { freq: 4 })), { maxLength: 8 }),
        (changes) => {
          const index = new TaskIndex();
          for (const [folder, now] of changes) {
            const uri = uriOf(folder);
            if (now === null) index.delete(uri);
            else index.set(uri, `${folder}TODO.md`, now);
            holds(index);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are none of a task that has been read anew or is gone', () => {
    const index = new TaskIndex();
    const text = '- [ ] T001 Coil the rope\n  - [ ] T002 Tar it\n- [ ] T003 Stow it (after T001)\n';
    const document = index.set(uriOf(''), 'TODO.md', text);
    const [first] = document.tasks;
    assert.ok(first);
    assert.equal(index.dependents(first).length, 1);
    assert.equal(index.children(first).length, 1);
    index.update(document.uri, [{ start: 6, end: 10, text: 'T004' }]);
    assert.deepEqual([...index.dependents(first), ...index.children(first)], []);
    const [now] = document.tasks;
    assert.ok(now);
    assert.deepEqual([index.dependents(now).length, index.children(now).length], [0, 1]);
    index.delete(document.uri);
    assert.deepEqual(index.children(now), []);
  });
});
