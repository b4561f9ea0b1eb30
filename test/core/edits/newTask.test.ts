import assert from 'node:assert/strict';
import { newTaskAt, type Task, type TaskDocument } from '../../../src/core';
import { indexText } from '../../support/check';
import { fixtureNames, fixtureText } from '../../support/fixtures';

/** The text with a new task at a line (from 1), and that task as it is read. */
function withNew(text: string, line: number): { text: string; task: Task | null; document: TaskDocument } {
  const { index, document } = indexText(text);
  const made = newTaskAt(document, line - 1);
  assert.ok(made, 'there is a form');
  const id = made.series === null ? null : index.nextFreeId(made.series);
  const inserted = made
    .pieces(id, 'New one')
    .map((piece) => (typeof piece === 'string' ? piece : piece.text))
    .join('');
  const fresh = text.slice(0, made.offset) + inserted + text.slice(made.offset);
  const after = index.set(document.uri, document.path, fresh);
  return { text: fresh, task: after.tasks.find(({ title }) => title === 'New one') ?? null, document: after };
}

/** `¦` marks the line of the cursor, and is no part of the text. */
function becomes(text: string, expected: string): void {
  const line = text.slice(0, text.indexOf('¦')).split('\n').length;
  const made = withNew(text.replace('¦', ''), line);
  assert.equal(made.text, expected);
  assert.ok(made.task, `is a task: ${made.text}`);
}

describe('a new task', () => {
  it('takes the form and the next id of the task at the cursor, and comes behind it', () => {
    becomes(
      '- [x] T001 One¦\n  - [ ] T002 part\n- [ ] T003 Three\n',
      '- [x] T001 One\n  - [ ] T002 part\n- [ ] T004 New one\n- [ ] T003 Three\n',
    );
    becomes(
      '- [x] T001 One\n  - [ ] T002 part¦\n',
      '- [x] T001 One\n  - [ ] T002 part\n  - [ ] T003 New one\n',
    );
    becomes('* [x] T001 [P] [US1] One¦', '* [x] T001 [P] [US1] One\n* [ ] T002 [P] [US1] New one');
    becomes(
      '- [ ] **B-07**: One¦\n- [ ] **B-08**: Two\n',
      '- [ ] **B-07**: One\n- [ ] **B-09**: New one\n- [ ] **B-08**: Two\n',
    );
    becomes(
      '- [ ] **B-07 One** words¦\n- [ ] **B-08 Two** words\n',
      '- [ ] **B-07 One** words\n- [ ] **B-09 New one**\n- [ ] **B-08 Two** words\n',
    );
    becomes('- [x] Buy¦\n- [ ] Build\n', '- [x] Buy\n- [ ] New one\n- [ ] Build\n');
  });

  it('is written in the free line where the cursor is', () => {
    becomes('- [ ] T001 One\n¦\n\nWords.\n', '- [ ] T001 One\n- [ ] T002 New one\n\nWords.\n');
    becomes('# Plan\n\n- [ ] T001 One\n¦', '# Plan\n\n- [ ] T001 One\n- [ ] T002 New one\n');
    becomes(
      '## A\n\n- [ ] T001 One\n\n## B\n\n¦\n',
      '## A\n\n- [ ] T001 One\n\n## B\n\n- [ ] T002 New one\n',
    );
    becomes('# Plan\n\n¦\n', '# Plan\n\n- [ ] New one\n');
    becomes('# Plan¦\n', '# Plan\n\n- [ ] New one\n');
  });

  it('goes on with list numbers, behind the last of them', () => {
    becomes(
      '1. **Data** — a.\n   1. Decide on one.¦\n   2. ~~Decide on two.~~ → ADR-001.\n2. **Alarms** — b.\n',
      '1. **Data** — a.\n   1. Decide on one.\n   2. ~~Decide on two.~~ → ADR-001.\n   3. New one\n2. **Alarms** — b.\n',
    );
    becomes(
      '- [x] 1. Set up\n  - [ ] 1.1 One¦\n  - [ ] 1.2 Two\n- [ ] 2. End\n',
      '- [x] 1. Set up\n  - [ ] 1.1 One\n  - [ ] 1.2 Two\n  - [ ] 1.3 New one\n- [ ] 2. End\n',
    );
  });

  it('is a heading among headings, with the fields that they have', () => {
    becomes(
      '### P0-001: One\n\n**Complexity**: 3 hours\n**Notes**: x\n**Dependencies**: None¦\n\n### P0-002: Two\n\n**Complexity**: 1 hour\n',
      '### P0-001: One\n\n**Complexity**: 3 hours\n**Notes**: x\n**Dependencies**: None\n\n### P0-003: New one\n\n**Complexity**: \n**Dependencies**: \n\n### P0-002: Two\n\n**Complexity**: 1 hour\n',
    );
  });

  it('is a row in a table', () => {
    becomes(
      '| ID | Task | Status |\n| --- | --- | --- |\n| HB-1 | One | Done |¦\n| HB-2 | Two | To do |\n',
      '| ID | Task | Status |\n| --- | --- | --- |\n| HB-1 | One | Done |\n| HB-3 | New one |  |\n| HB-2 | Two | To do |\n',
    );
  });

  it('gets no id where a tracker gives them, and nothing where a file is a task', () => {
    becomes(
      '- [ ] Buy [t-250911230312-0863]¦\n- [ ] Build [t-250911230312-0864]\n',
      '- [ ] Buy [t-250911230312-0863]\n- [ ] New one\n- [ ] Build [t-250911230312-0864]\n',
    );
    const { document } = indexText(
      '---\nid: TASK-12\ntitle: One\nstatus: To Do\n---\n\nWords.\n',
      'backlog/task-12.md',
    );
    assert.equal(newTaskAt(document, 5), null);
  });

  it('is read as a task of the same kind wherever it is put, and changes no other', () => {
    let tried = 0;
    for (const name of fixtureNames('forms').filter((each) => each.endsWith('.md'))) {
      const text = fixtureText('forms', name);
      const { document } = indexText(text);
      if (document.tasks.length === 0 || document.strayFences.length > 0) continue;
      for (const like of document.tasks.slice(0, 40)) {
        const made = newTaskAt(document, like.line);
        if (!made) continue;
        tried++;
        const { task, document: after } = withNew(text, like.line + 1);
        const where = `${name}:${String(like.line + 1)}`;
        assert.ok(task, where);
        assert.equal(task.kind, made.like?.kind, where);
        assert.equal(after.tasks.length, document.tasks.length + 1, where);
      }
    }
    assert.ok(tried > 50, String(tried));
  });
});
