import assert from 'node:assert/strict';
import { setStatus, type SettableStatus, type Task } from '../../../src/core';
import { STATUS_NAMES, statusOfWord } from '../../../src/core/words/statusWords';
import { afterEdits, editsOf, indexTexts, reasonOf } from '../../support/edits';

const TODAY = '2026-02-03';

function named(tasks: readonly Task[], name: string): Task {
  const task = tasks.find(({ id, title }) => id === name || title === name);
  assert.ok(task, `there is a task ${name}`);
  return task;
}

/** The text after the task of that id or title has been given the status. */
function set(text: string, name: string, status: SettableStatus, path = 'TODO.md'): string {
  const index = indexTexts({ [path]: text });
  const plan = setStatus(index, [named(index.tasks(), name)], status, { today: TODAY });
  return afterEdits(index, editsOf(plan))[path] ?? '';
}

function refused(text: string, name: string, status: SettableStatus): string {
  const index = indexTexts({ 'TODO.md': text });
  return reasonOf(setStatus(index, [named(index.tasks(), name)], status, { today: TODAY }));
}

describe('setStatus', () => {
  it('changes the marker of a checkbox, as the file marks', () => {
    const text = '- [ ] Fold\n- [X] Sort\n- [~] Ship\n';
    assert.equal(set(text, 'Fold', 'done'), '- [X] Fold\n- [X] Sort\n- [~] Ship\n');
    assert.equal(set(text, 'Fold', 'doing'), '- [~] Fold\n- [X] Sort\n- [~] Ship\n');
    assert.equal(set(text, 'Sort', 'todo'), '- [ ] Fold\n- [ ] Sort\n- [~] Ship\n');
    assert.equal(set('- [ ] Fold\n', 'Fold', 'doing'), '- [/] Fold\n');
  });

  it('uses the markers of the legend, and none to which it gives another meaning', () => {
    const legend = '**Legend:** `[ ]` Not started | `[>]` In progress | `[/]` Done\n\n';
    assert.equal(
      set(`${legend}- [ ] Fold\n- [ ] Sort\n`, 'Fold', 'done'),
      `${legend}- [/] Fold\n- [ ] Sort\n`,
    );
    assert.equal(
      set(`${legend}- [ ] Fold\n- [ ] Sort\n`, 'Fold', 'doing'),
      `${legend}- [>] Fold\n- [ ] Sort\n`,
    );
  });

  it('changes a pictograph beside the box with it', () => {
    const text = '- [x] Fold ✅\n- [ ] Sort\n- [x] Ship ✅\n';
    assert.equal(set(text, 'Fold', 'todo'), '- [ ] Fold\n- [ ] Sort\n- [x] Ship ✅\n');
    assert.equal(set(text, 'Sort', 'done'), '- [x] Fold ✅\n- [x] Sort\n- [x] Ship ✅\n');
  });

  it('changes the value of a field, in the words, language and capitals of the file', () => {
    const file = (a: string, b: string): string =>
      `# Tasks\n\n### P-1: Fold\n\n**Status**: ${a}\n**Effort**: 2h\n\n### P-2: Sort\n\n**Status**: ${b}\n`;
    assert.equal(set(file('Todo', '✅ Shipped'), 'P-1', 'done'), file('✅ Shipped', '✅ Shipped'));
    assert.equal(set(file('NOT STARTED', 'TODO'), 'P-1', 'doing'), file('IN PROGRESS', 'TODO'));
    assert.equal(set(file('not_started', 'todo'), 'P-1', 'doing'), file('in_progress', 'todo'));
    assert.equal(set(file('Offen', 'Offen'), 'P-1', 'done'), file('Erledigt', 'Offen'));
    assert.equal(set(file('⏳ **Pending**', 'Todo'), 'P-1', 'done'), file('✅ **Done**', 'Todo'));
    assert.equal(set(file('待办', '待办'), 'P-1', 'done'), file('已完成', '待办'));
  });

  it('keeps a remark, and leaves out what only says when or how far', () => {
    const file = (value: string): string =>
      `### P-1: Fold\n**Status**: ${value}\n\n### P-2: Sort\n**Status**: Todo\n`;
    assert.equal(
      set(file('In progress (waits for the glue)'), 'P-1', 'done'),
      file('Done (waits for the glue)'),
    );
    assert.equal(set(file('In progress (70%)'), 'P-1', 'done'), file('Done'));
    assert.equal(set(file('Done (2025-01-03)'), 'P-1', 'todo'), file('Todo'));
  });

  it('writes the day where most done tasks have one, as they have it', () => {
    const file = (value: string): string =>
      `### P-1: Fold\n**Status**: ${value}\n\n### P-2: Sort\n**Status**: Done (3.1.2025)\n\n### P-3: Ship\n**Status**: Done (17.1.2025)\n`;
    assert.equal(set(file('Todo'), 'P-1', 'done'), file('Done (3.2.2026)'));
    const boxes = (first: string): string => `- [x] Sort ✅ 2025-01-03\n- [x] Ship ✅ 2025-01-04\n${first}\n`;
    assert.equal(set(boxes('- [ ] Fold'), 'Fold', 'done'), boxes('- [x] Fold ✅ 2026-02-03'));
    assert.equal(set(boxes('- [x] Fold ✅ 2025-01-05'), 'Fold', 'todo'), boxes('- [ ] Fold'));
    assert.equal(set('- [x] Sort\n- [ ] Fold\n', 'Fold', 'done'), '- [x] Sort\n- [x] Fold\n');
  });

  it('writes a month as long as others of the file that tell it; May does not', () => {
    const file = (value: string, ...done: readonly string[]): string =>
      `### P-1: Fold\n**Status**: ${value}\n` +
      done.map((date, at) => `\n### P-${at + 2}: Sort\n**Status**: Done (${date})\n`).join('');
    const short = ['Dec 9, 2025', 'May 14, 2025'];
    assert.equal(set(file('Todo', ...short), 'P-1', 'done'), file('Done (Feb 3, 2026)', ...short));
    const long = ['December 9, 2025', 'May 14, 2025'];
    assert.equal(set(file('Todo', ...long), 'P-1', 'done'), file('Done (February 3, 2026)', ...long));
    const either = ['May 9, 2025', 'May 14, 2025'];
    assert.equal(set(file('Todo', ...either), 'P-1', 'done'), file('Done', ...either));
  });

  it('writes the day into a field that the done tasks have, and takes it away again', () => {
    const task = (n: number, status: string, done: string): string =>
      `### P-${String(n)}: Fold\n\n**Status**: ${status}\n${done}**Owner**: Kim\n\n`;
    const file = (first: string): string =>
      first +
      task(2, 'Done', '**Completed**: Jan 3, 2025\n') +
      task(3, 'Done', '**Completed**: Jan 17, 2025\n') +
      task(4, 'Todo', '');
    const open = file(task(1, 'Todo', ''));
    const done = file(task(1, 'Done', '**Completed**: Feb 3, 2026\n'));
    assert.equal(set(open, 'P-1', 'done'), done);
    assert.equal(set(done, 'P-1', 'todo'), open);
  });

  it('changes a cell of a table, and keeps its pipes below each other', () => {
    const table = (a: string): string =>
      `| ID  | Title | Status   |\n| --- | ----- | -------- |\n| T-1 | Fold  | ${a} |\n| T-2 | Sort  | ✅ Done  |\n`;
    assert.equal(set(table('Todo    '), 'T-1', 'done'), table('✅ Done  '));
    assert.equal(
      set(table('        '), 'T-1', 'blocked'),
      table('⛔ Blocked'.padEnd(8)).replace('⛔ Blocked |', 'Blocked  |'),
    );
    const loose = '|ID|Title|Status|\n|-|-|-|\n|T-1|Fold|todo|\n|T-2|Sort|done|\n';
    assert.equal(set(loose, 'T-1', 'done'), loose.replace('todo', 'done'));
  });

  it('changes words and pictographs of titles', () => {
    const file = (a: string): string =>
      `## Tasks\n\n### Task 1: Fold${a}\n\nText\n\n### Task 2: Sort — ✅ DONE\n\nText\n`;
    assert.equal(set(file(''), 'Fold', 'done'), file(' — ✅ DONE'));
    assert.equal(set(file(' — ✅ DONE'), 'Fold', 'todo'), file(''));
    assert.equal(set(file(' — ✅ DONE'), 'Fold', 'blocked'), file(' — ⛔ BLOCKED'));
    assert.equal(set('- [ ] TODO: Fold\n- [ ] Sort\n', 'Fold', 'done'), '- [x] Fold\n- [ ] Sort\n');
  });

  it('puts a field where the other tasks have it', () => {
    const task = (n: number, status: string): string =>
      `### P-${String(n)}: Fold ${String(n)}\n\n- **Priority**: high\n${status}- **Owner**: Kim\n\n`;
    const text = task(1, '') + task(2, '- **Status**: done\n');
    assert.equal(set(text, 'P-1', 'done'), task(1, '- **Status**: done\n') + task(2, '- **Status**: done\n'));
    const without = task(1, '') + task(2, '');
    assert.equal(
      set(without, 'P-1', 'doing'),
      without.replace('- **Priority**', '- **Status**: In progress\n- **Priority**'),
    );
  });

  it('strikes a decided item through, and frees it again', () => {
    const text = '# Decisions\n\n1. ~~Which boat.~~ → ADR-001.\n2. Which oar.\n3. Which rope.\n';
    assert.equal(set(text, 'Which oar', 'decided'), text.replace('Which oar.', '~~Which oar.~~'));
    assert.equal(set(text, 'Which boat', 'todo'), text.replaceAll('~~', ''));
    assert.match(
      refused('- [ ] Fold\n- [x] Sort\n', 'Fold', 'decided'),
      /no marker and no other way of saying “decided”/,
    );
  });

  it('changes the front matter of a file that is a task, as its neighbours write it, or its field', () => {
    const page = (status: string, end = '---'): string =>
      `---\nid: T-1\ntitle: Fold\nstatus: ${status}\n${end}\n\nText\n`;
    const titled = (status: string): string =>
      `# Task ID: 62\n\n**Title:** Fold\n\n**Status:** ${status}\n\n**Priority:** medium\n`;
    assert.equal(set(titled('pending'), '62', 'done'), titled('done'));
    assert.equal(set(page('To Do', '...'), 'T-1', 'doing'), page('In Progress', '...'));
    assert.equal(set(`\ufeff${page('To Do')}`, 'T-1', 'doing'), `\ufeff${page('In Progress')}`);
    assert.equal(set(page('To Do'), 'T-1', 'doing'), page('In Progress'));
    assert.equal(set(page('"todo"'), 'T-1', 'done'), page('"done"'));
    const index = indexTexts({
      'tasks/task-1.md': page('open'),
      'tasks/task-2.md': page('shipped').replace('T-1', 'T-2'),
    });
    const plan = setStatus(index, [named(index.tasks(), 'T-1')], 'done');
    assert.equal(afterEdits(index, editsOf(plan))['tasks/task-1.md'], page('shipped'));
  });

  it('sets many at once, and says which it leaves', () => {
    const index = indexTexts({
      'TODO.md': '- [ ] A\n- [x] B\n- [ ] C\n',
      'TASKS.md':
        '### T-1: A\n**Status**: todo\n\n### T-2: B\n**Status**: `ok=true` of the log, see there for the rest\n',
    });
    const plan = setStatus(index, index.tasks(), 'done');
    assert.ok(plan.kind === 'edits');
    assert.deepEqual(
      plan.left.map(({ task }) => task.id),
      ['T-2'],
    );
    const texts = afterEdits(index, plan.edits);
    assert.equal(texts['TODO.md'], '- [x] A\n- [x] B\n- [x] C\n');
    assert.match(texts['TASKS.md'] ?? '', /T-1: A\n\*\*Status\*\*: Done\n/i);
  });

  it('does nothing where the status is that already', () => {
    const index = indexTexts({ 'TODO.md': '- [x] A\n' });
    assert.deepEqual(editsOf(setStatus(index, index.tasks(), 'done')), []);
  });

  it('keeps line ends and the byte order mark', () => {
    assert.equal(set('\ufeff- [ ] A\r\n- [x] B\n- [ ] C', 'C', 'done'), '\ufeff- [ ] A\r\n- [x] B\n- [x] C');
  });

  it('knows its own words', () => {
    for (const names of STATUS_NAMES)
      for (const [status, word] of Object.entries(names)) assert.equal(statusOfWord(word), status, word);
  });
});

describe('setStatus on a board', () => {
  const board = '# Board\n\n## To do\n\n- A\n- B\n\n## In progress\n\n- C\n  - part of C\n\n## Done\n\n- D\n';

  it('moves an item under the heading that says the status', () => {
    assert.equal(
      set(board, 'C', 'done', 'KANBAN-TODO.md'),
      '# Board\n\n## To do\n\n- A\n- B\n\n## In progress\n\n## Done\n\n- D\n- C\n  - part of C\n',
    );
    assert.equal(
      set(board, 'A', 'doing', 'KANBAN-TODO.md'),
      '# Board\n\n## To do\n\n- B\n\n## In progress\n\n- C\n  - part of C\n- A\n\n## Done\n\n- D\n',
    );
  });

  it('ticks the box as those of the column are, in the same edit', () => {
    const text = '## To do\n\n- [ ] A\n- [ ] B\n\n## Done\n\n- [x] C\n';
    assert.equal(set(text, 'A', 'done'), '## To do\n\n- [ ] B\n\n## Done\n\n- [x] C\n- [x] A\n');
    assert.equal(set(text, 'C', 'todo'), '## To do\n\n- [ ] A\n- [ ] B\n- [ ] C\n\n## Done\n');
    // Where what is done stays in its place, it does so.
    const stays = '## To do\n\n- [ ] A\n- [x] B\n- [x] C\n\n## Done\n';
    assert.equal(set(stays, 'A', 'done'), stays.replace('[ ]', '[x]'));
  });

  it('moves many at once', () => {
    const index = indexTexts({ 'TODO.md': '## To do\n\n- [ ] A\n- [ ] B\n- [ ] C\n\n## Done\n\n- [x] D\n' });
    const plan = setStatus(index, index.tasks().slice(0, 2), 'done', { today: TODAY });
    assert.equal(
      afterEdits(index, editsOf(plan))['TODO.md'],
      '## To do\n\n- [ ] C\n\n## Done\n\n- [x] D\n- [x] A\n- [x] B\n',
    );
  });

  it('says that there is no column', () => {
    const text = '# Archive\n\n## Done\n\n- A\n- B\n- C\n';
    assert.match(
      refused(text, 'A', 'todo'),
      /it stands under “Done”, and its file has no section for what is “todo”/,
    );
  });
});
