import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { remove, run, temporaryFolder, write } from './support';

describe('wavemark set-status', () => {
  let folder = '';
  const todo = '# To do\r\n\r\n- [ ] T001 Fold\r\n- [X] T002 Sort\r\n';
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  beforeEach(() => {
    folder = temporaryFolder({ 'TODO.md': todo, 'docs/TASKS.md': '### T-9: Ship\n**Status**: offen\n' });
  });
  afterEach(() => remove(folder));

  it('sets it in the way of the file, and says so', async () => {
    const { code, stdout, stderr } = await run(['set-status', 'T001', 'done'], folder);
    assert.deepEqual([code, stdout, stderr], [0, 'T001 is done now\n', '']);
    assert.equal(read('TODO.md'), todo.replace('[ ]', '[X]'));
    const again = await run(['set-status', 'T001', 'done'], folder);
    assert.deepEqual([again.code, again.stdout], [0, 'T001 is done already; nothing was changed\n']);
  });

  it('takes words for statuses, and keys', async () => {
    const { code } = await run(['set-status', 'docs/TASKS.md#T-9', 'in progress'], folder);
    assert.equal(code, 0);
    assert.equal(read('docs/TASKS.md'), '### T-9: Ship\n**Status**: in arbeit\n');
  });

  it('shows what would change as a diff, and writes nothing', async () => {
    const { code, stdout } = await run(['set-status', 'T001', 'done', '--dry-run'], folder);
    assert.equal(code, 0);
    assert.match(stdout, /^--- a\/TODO\.md\n\+\+\+ b\/TODO\.md\n/);
    assert.match(stdout, /\n-- \[ \] T001 Fold\r\n\+- \[X\] T001 Fold\r\n/);
    assert.equal(read('TODO.md'), todo);
  });

  it('refuses what the file cannot say, an unknown id and an unknown status', async () => {
    const refused = await run(['set-status', 'T001', 'decided'], folder);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /^wavemark: T001 at TODO\.md:3 stays “todo”: .*“decided” of a checkbox\n$/);
    const unknown = await run(['set-status', 'T003', 'done'], folder);
    assert.equal(unknown.code, 1);
    assert.match(unknown.stderr, /no task here has the id "T003"/);
    const word = await run(['set-status', 'T001', 'purple'], folder);
    assert.equal(word.code, 2);
    assert.match(word.stderr, /"purple" is no status; name one of todo, doing/);
    assert.equal(read('TODO.md'), todo);
  });

  it('asks which task is meant where two have the id', async () => {
    write(folder, { 'docs/TODO.md': '- [ ] T001 Other\n' });
    const { code, stderr } = await run(['set-status', 'T001', 'done'], folder);
    assert.equal(code, 1);
    assert.match(stderr, /is the id of 2 tasks: TODO\.md#T001, docs\/TODO\.md#T001/);
  });

  it('brings figures along that are right, unless it is told not to', async () => {
    const text = (done: number, boxes: string): string =>
      `# Tasks\n\nProgress: ${String(done)}/4 (${String(done * 25)}%)\n\n${boxes}- [ ] T005 One\n- [ ] T006 Two\n- [x] T007 Three\n`;
    write(folder, { 'TODO.md': text(1, '- [ ] T004 Four\n') });
    assert.equal((await run(['set-status', 'T004', 'done', '--no-summaries'], folder)).code, 0);
    assert.equal(read('TODO.md'), text(1, '- [x] T004 Four\n'));
    write(folder, { 'TODO.md': text(1, '- [ ] T004 Four\n') });
    assert.equal((await run(['set-status', 'T004', 'done'], folder)).code, 0);
    assert.equal(read('TODO.md'), text(2, '- [x] T004 Four\n'));
  });
});
