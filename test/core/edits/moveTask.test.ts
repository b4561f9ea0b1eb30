import assert from 'node:assert/strict';
import { moveStep, moveTask, placeAfterStep, type MoveTarget, type Task } from '../../../src/core';
import { afterEdits, editsOf, indexTexts, reasonOf } from '../../support/edits';

function named(tasks: readonly Task[], name: string): Task {
  const task = tasks.find(({ id, title }) => id === name || title === name);
  assert.ok(task, `there is a task ${name}`);
  return task;
}

type Where = readonly ['before' | 'after' | 'section', string] | 'up' | 'down';

function plan(text: string, name: string, where: Where): ReturnType<typeof moveTask> {
  const index = indexTexts({ 'TODO.md': text });
  const task = named(index.tasks(), name);
  if (where === 'up' || where === 'down') return moveStep(index, task, where === 'up' ? -1 : 1);
  const [kind, to] = where;
  const [document] = index.documents();
  const section = document?.sections().find(({ path }) => path.at(-1) === to);
  const target: MoveTarget =
    kind === 'section'
      ? { kind, section: section ?? assert.fail(`no section ${to}`) }
      : { kind, task: named(index.tasks(), to) };
  return moveTask(index, task, target);
}

function moved(text: string, name: string, where: Where): string {
  const index = indexTexts({ 'TODO.md': text });
  return afterEdits(index, editsOf(plan(text, name, where)))['TODO.md'] ?? '';
}

const refused = (text: string, name: string, where: Where): string => reasonOf(plan(text, name, where));

describe('moveTask', () => {
  const list = '- [ ] A\n  - [ ] A1\n    more of A1\n- [x] B\n- [ ] C';

  it('moves an item with all that is nested in it', () => {
    assert.equal(moved(list, 'A', 'down'), '- [x] B\n- [ ] A\n  - [ ] A1\n    more of A1\n- [ ] C');
    assert.equal(moved(list, 'C', ['before', 'A']), '- [ ] C\n- [ ] A\n  - [ ] A1\n    more of A1\n- [x] B');
    assert.equal(moved(list, 'A', ['after', 'C']), '- [x] B\n- [ ] C\n- [ ] A\n  - [ ] A1\n    more of A1');
    assert.deepEqual(editsOf(plan(list, 'B', ['after', 'A'])), []);
    assert.match(refused(list, 'A', 'up'), /first of those/);
    assert.match(refused(list, 'A', ['after', 'A1 more of A1']), /A1” is a part of it/);
  });

  it('foretells where a task is then, also among others of its title', () => {
    const text =
      '- [ ] Test\n  - [ ] Test\n- [ ] Test\n  - [ ] A\n  - [ ] Test\n- [ ] Test\n\n## Later\n- [ ] Test\n';
    const index = indexTexts({ 'TODO.md': text });
    let moves = 0;
    for (const [at, { document, line }] of index.tasks().entries()) {
      // A mark in its line tells it from the others.
      const end = document.offsetAt({ line, column: Number.MAX_SAFE_INTEGER });
      const marked = indexTexts({ 'TODO.md': `${text.slice(0, end)}!${text.slice(end)}` });
      const task = marked.tasks()[at]!;
      for (const step of [-1, 1] as const) {
        const place = placeAfterStep(task, step);
        const stepped = moveStep(marked, task, step);
        if (stepped.kind === 'refused') {
          assert.equal(place, at);
          continue;
        }
        const after = indexTexts(afterEdits(marked, stepped.edits));
        assert.match(after.tasks()[place]!.title, /!$/, `task ${at}, ${step}`);
        moves++;
      }
    }
    assert.equal(moves, 6);
  });

  it('keeps blank lines and lines across the page between what follows each other', () => {
    const task = (name: string): string => `### ${name}: Task ${name}\n\n**Effort**: 2h\n`;
    const text = `# Tasks\n\n${task('T-1')}\n---\n\n${task('T-2')}\n---\n\n${task('T-3')}`;
    const [one, two, three] = ['T-1', 'T-2', 'T-3'].map(task);
    assert.equal(moved(text, 'T-3', 'up'), `# Tasks\n\n${one}\n---\n\n${three}\n---\n\n${two}`);
    assert.equal(moved(text, 'T-1', ['after', 'T-3']), `# Tasks\n\n${two}\n---\n\n${three}\n---\n\n${one}`);
    const loose = '* [ ] A\r\n\r\n* [ ] B\r\n\r\n* [ ] C\r\n';
    assert.equal(moved(loose, 'C', ['before', 'A']), '* [ ] C\r\n\r\n* [ ] A\r\n\r\n* [ ] B\r\n');
  });

  it('writes an item as its new neighbours are written', () => {
    const text = '## Now\n\n- [ ] A\n- [ ] B\n  - [ ] B1\n\n## Later\n\n* [ ] C\n\n* [ ] D\n';
    assert.equal(
      moved(text, 'B', ['after', 'C']),
      '## Now\n\n- [ ] A\n\n## Later\n\n* [ ] C\n\n* [ ] B\n  - [ ] B1\n\n* [ ] D\n',
    );
    assert.equal(
      moved(text, 'A', ['after', 'B1']),
      '## Now\n\n- [ ] B\n  - [ ] B1\n  - [ ] A\n\n## Later\n\n* [ ] C\n\n* [ ] D\n',
    );
    assert.equal(
      moved(text, 'B1', ['before', 'A']),
      '## Now\n\n- [ ] B1\n- [ ] A\n- [ ] B\n\n## Later\n\n* [ ] C\n\n* [ ] D\n',
    );
  });

  it('moves to the end of a section, and into an empty one', () => {
    const text = '# Plan\n\n## Now\n\n- [ ] A\n- [ ] B\n\n## Next\n\n## Later\n\nWhat can wait.\n\n- [ ] C\n';
    assert.equal(
      moved(text, 'A', ['section', 'Later']),
      '# Plan\n\n## Now\n\n- [ ] B\n\n## Next\n\n## Later\n\nWhat can wait.\n\n- [ ] C\n- [ ] A\n',
    );
    assert.equal(
      moved(text, 'C', ['section', 'Next']),
      '# Plan\n\n## Now\n\n- [ ] A\n- [ ] B\n\n## Next\n\n- [ ] C\n\n## Later\n\nWhat can wait.\n',
    );
    const headings =
      '## P0\n\n### T-1: A\n\n**Effort**: 1h\n\n### T-2: B\n\n**Effort**: 1h\n\n## P1\n\n### T-3: C\n\n**Effort**: 1h\n';
    assert.equal(
      moved(headings, 'T-1', ['section', 'P1']),
      '## P0\n\n### T-2: B\n\n**Effort**: 1h\n\n## P1\n\n### T-3: C\n\n**Effort**: 1h\n\n### T-1: A\n\n**Effort**: 1h\n',
    );
  });

  it('moves rows within a table and between tables alike', () => {
    const head = '| ID | Title | Status |\n|----|-------|--------|\n';
    const text = `## Now\n\n${head}| T-1 | A | todo |\n| T-2 | B | todo |\n\n## Later\n\n${head}| T-3 | C | todo |\n`;
    assert.equal(moved(text, 'T-2', 'up'), text.replace(/(\| T-1.*\n)(\| T-2.*\n)/, '$2$1'));
    assert.equal(
      moved(text, 'T-1', ['section', 'Later']),
      `## Now\n\n${head}| T-2 | B | todo |\n\n## Later\n\n${head}| T-3 | C | todo |\n| T-1 | A | todo |\n`,
    );
    const other = text.replace('## Later\n\n| ID | Title | Status |', '## Later\n\n| ID | Title | State |');
    assert.match(refused(other, 'T-1', ['section', 'Later']), /has other columns/);
  });

  it('refuses to move what is numbered by its place', () => {
    const text = '# Decisions\n\n1. Which boat\n2. Which oar\n   1. Of ash\n   2. Of pine\n3. Which rope\n';
    assert.match(
      refused(text, 'Which oar', 'up'),
      /^2 at TODO\.md:4 stays where it is: its number in the list is its id$/,
    );
    const kiro = '- [ ] 1. Set up\n  - [ ] 1.1 Fold\n  - [ ] 1.2 Sort\n- [ ] 2. Ship\n  - [ ] 2.1 Load\n';
    assert.match(refused(kiro, 'Fold', ['after', 'Load']), /its number says what it is a part of/);
    assert.equal(
      moved(kiro, 'Sort', ['before', 'Fold']),
      kiro.replace('  - [ ] 1.1 Fold\n  - [ ] 1.2 Sort\n', '  - [ ] 1.2 Sort\n  - [ ] 1.1 Fold\n'),
    );
    const steps = '1. T-1 Fold\n2. T-2 Sort\n\nThen:\n\n- [ ] T-3 Ship\n';
    assert.match(refused(steps, 'T-2', 'up'), /stands in a numbered list/);
    assert.match(refused(steps, 'T-3', ['before', 'T-1']), /stands in a numbered list/);
  });

  it('refuses to mix forms, and to change what something is', () => {
    const text = '## Now\n\n- [ ] A\n\n### T-1: B\n\n**Effort**: 1h\n\n### T-2: C\n\n**Effort**: 1h\n';
    assert.match(refused(text, 'A', ['after', 'T-1']), /another form/);
  });
});
