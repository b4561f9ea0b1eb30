import assert from 'node:assert/strict';
import { CHECK, INDEX } from '../core/features/jsonShape';
import { PLAN } from './plan';
import { remove, run, temporaryFolder, write } from './support';

describe('wavemark check', () => {
  let folder = '';
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => remove(folder));

  const CLEAN = '- [ ] T001 a\n- [x] T002 b\n';
  const DUPLICATE = '- [ ] T001 a\n- [ ] T001 b\n';
  const UNKNOWN = '- [ ] T001 a\n- [z] T002 b\n';

  it('says that all is well', async () => {
    write(folder, { 'TODO.md': CLEAN });
    assert.deepEqual(await run(['check'], folder), {
      code: 0,
      stdout: '✓ No problems in 1 file, 2 tasks\n',
      stderr: '',
    });
  });

  it('fails by severity', async () => {
    const table: [string | Uint8Array, string | null, number][] = [
      [CLEAN, null, 0],
      [CLEAN, 'hint', 0],
      [UNKNOWN, null, 1],
      [UNKNOWN, 'hint', 1],
      [UNKNOWN, 'info', 1],
      [UNKNOWN, 'warning', 0],
      [DUPLICATE, null, 1],
      [DUPLICATE, 'warning', 1],
      [Uint8Array.of(0xff), null, 0],
      [Uint8Array.of(0xff), 'info', 0],
      [Uint8Array.of(0xff), 'hint', 1],
    ];
    for (const [text, limit, expected] of table) {
      write(folder, { 'TODO.md': text });
      const argv = ['check', ...(limit === null ? [] : ['--max-severity-ok', limit])];
      const pretty = await run(argv, folder);
      const json = await run([...argv, '--format', 'json'], folder);
      assert.deepEqual(
        [pretty.code, json.code, pretty.stderr],
        [expected, expected, ''],
        `${String(text)} ${String(limit)}`,
      );
      CHECK(JSON.parse(json.stdout), 'check');
    }
  });

  it('groups by file, with places, related places and fixes', async () => {
    write(folder, { 'a/TODO.md': DUPLICATE, 'b/TODO.md': UNKNOWN });
    const { stdout } = await run(['check'], folder, { env: { COLUMNS: '160' } });
    const lines = stdout.split('\n');
    assert.equal(lines[0], 'a/TODO.md');
    assert.match(lines[1] ?? '', /^ {2}2:7 {2}error {4}\S.* id\/duplicate$/);
    assert.match(lines[2] ?? '', /^ {16}↳ line 1: \S/);
    assert.match(lines[3] ?? '', /^ {16}↳ fix: \S.*T003/);
    assert.equal(lines[4], '');
    assert.equal(lines[5], 'b/TODO.md');
    assert.match(lines[6] ?? '', /^ {2}2:4 {2}warning {2}\S.* status\/unknown-marker$/);
    assert.deepEqual(lines.slice(-3), ['', '✗ 1 error, 1 warning in 2 files, 4 tasks', '']);
  });

  it('counts columns without a byte order mark', async () => {
    for (const mark of ['', '\ufeff']) {
      write(folder, { 'TODO.md': `${mark}- [z] T001 a\n- [z] T002 b\n- [ ] T003 c\n` });
      const { stdout } = await run(['check', '--format', 'json'], folder);
      const { problems } = JSON.parse(stdout) as { problems: { column: number; endColumn: number }[] };
      const columns = problems.map(({ column, endColumn }) => [column, endColumn]);
      assert.deepEqual(columns, [
        [4, 5],
        [4, 5],
      ]);
    }
  });

  it('names paths so that they can be opened from here', async () => {
    write(folder, { 'a/b/TODO.md': UNKNOWN, 'c/x': '' });
    assert.match((await run(['check', 'a'], folder)).stdout, /^a\/b\/TODO\.md\n/);
    assert.match((await run(['check', '../a'], `${folder}/c`)).stdout, /^\.\.\/a\/b\/TODO\.md\n/);
    assert.match((await run(['check', 'b/TODO.md'], `${folder}/a`)).stdout, /^b\/TODO\.md\n/);
  });
});

describe('wavemark show and refs', () => {
  let folder = '';
  before(() => (folder = temporaryFolder(PLAN)));
  after(() => remove(folder));

  it('shows a card', async () => {
    const { code, stdout, stderr } = await run(['show', 'P0-002'], folder);
    assert.deepEqual([code, stderr], [0, '']);
    assert.deepEqual(stdout.split('\n'), [
      'P0-002  Enable authentication',
      'BACKLOG.md:14 · heading',
      '',
      '  Status     ○ todo, waits for P0-001, P9-999',
      '  Section    P0 — Now',
      '  Priority   P0',
      '  Effort     2–3 h',
      '  Waits for  ○ P0-001  Add the vault',
      '             P9-999 no task has this id',
      '  Cited      nowhere',
      '  Problems   warning  P0-002 depends on P9-999, but no task has this id, so it',
      '                      never becomes ready. Correct it, or add the task.',
      '',
      '  │ ### P0-002: Enable authentication',
      '  │',
      '  │ **Complexity**: Medium (2-3 hours)',
      '  │ **Dependencies**: P0-001, P9-999',
      '',
    ]);
  });

  it('shows every task of an id', async () => {
    const { code, stdout } = await run(['show', 'T002'], folder);
    assert.equal(code, 0);
    assert.match(stdout, /^2 tasks have this id\n\nT002 {2}Read tables/);
    assert.match(stdout, /\ndocs\/TODO\.md:6 · checkbox\n/);
    assert.match(stdout, /\ndocs\/TODO\.md:16 · checkbox\n/);
    assert.match(stdout, /Children {3}○ 1 todo\n {13}○ T003 {2}Header rows\n/);
    assert.match(stdout, /Problems {3}error {2}/);
  });

  it('takes ids in any case, keys, and paths after the id', async () => {
    for (const argv of [
      ['p0-001'],
      ['BACKLOG.md#P0-001'],
      ['P0-001', 'BACKLOG.md'],
      ['P0-001', '.', 'docs'],
    ]) {
      const { code, stdout } = await run(['show', ...argv], folder);
      assert.equal(code, 0);
      assert.match(stdout, /^P0-001 {2}Add the vault\nBACKLOG\.md:5 · heading\n/);
      assert.match(stdout, /Unblocks {3}○ P0-002 {2}Enable authentication\n/);
      assert.match(stdout, /Criteria {3}1 of 2 met\n/);
    }
    assert.equal((await run(['show', 'P0-001', 'docs'], folder)).code, 1);
  });

  it('says which ids are near where none is known', async () => {
    assert.deepEqual(await run(['show', 'P0-01'], folder), {
      code: 1,
      stdout: '',
      stderr: 'wavemark: no task here has the id "P0-01"; the nearest: P0-001, P0-002, T001\n',
    });
    assert.deepEqual(await run(['refs', 'nothing-like-it'], folder), {
      code: 1,
      stdout: '',
      stderr:
        'wavemark: no task here has the id "nothing-like-it"; wavemark index --all lists the tasks with their ids\n',
    });
    assert.equal(
      (await run(['show', ''], folder)).stderr,
      'wavemark: an empty id was given; name one such as P0-001\n',
    );
    const { code, stdout } = await run(['show', 'T0004', '--format', 'json'], folder);
    assert.equal(code, 1);
    const { tasks, nearest } = JSON.parse(stdout) as { tasks: unknown[]; nearest: string[] };
    assert.deepEqual(tasks, []);
    assert.equal(nearest[0], 'T004');
  });

  it('shows a task as JSON with all that is known', async () => {
    const { stdout } = await run(['show', 'P0-001', '--format', 'json'], folder);
    const json = JSON.parse(stdout) as { tasks: Record<string, unknown>[] };
    const task = json.tasks[0] ?? {};
    assert.equal(json.tasks.length, 1);
    assert.equal(task['ready'], true);
    assert.deepEqual(task['unblocks'], [
      {
        key: 'BACKLOG.md#P0-002',
        id: 'P0-002',
        title: 'Enable authentication',
        status: 'todo',
        path: 'BACKLOG.md',
        line: 14,
      },
    ]);
    assert.equal(task['citations'], 1);
    assert.match(String(task['text']), /^### P0-001: Add the vault\n[^]*\*\*Dependencies\*\*: None$/);
  });

  it('lists citations with their lines', async () => {
    assert.deepEqual(await run(['refs', 'P0-001'], folder), {
      code: 0,
      stdout: [
        'P0-001  Add the vault',
        '',
        'BACKLOG.md',
        '  5:5    declaration  ### P0-001: Add the vault',
        '  17:19  dependency   **Dependencies**: P0-001, P9-999',
        '',
        '1 citation, 1 declaration',
        '',
      ].join('\n'),
      stderr: '',
    });
    const coloured = (await run(['refs', 'P0-001', '--color', 'always'], folder)).stdout;
    assert.match(coloured, /### \u001b\[1m\u001b\[33mP0-001\u001b\[39m\u001b\[22m: Add the vault/);
  });

  it('lists citations as JSON', async () => {
    const { stdout } = await run(['refs', 'P0-001', '--format', 'json'], folder);
    const { citations } = JSON.parse(stdout) as { citations: unknown[] };
    assert.deepEqual(citations, [
      {
        path: 'BACKLOG.md',
        line: 5,
        column: 5,
        endLine: 5,
        endColumn: 11,
        role: 'declaration',
        within: 'BACKLOG.md#P0-001',
        targets: ['BACKLOG.md#P0-001'],
        scope: 'declaration',
        ambiguous: false,
        spelling: 'whole',
        text: '### P0-001: Add the vault',
      },
      {
        path: 'BACKLOG.md',
        line: 17,
        column: 19,
        endLine: 17,
        endColumn: 25,
        role: 'dependency',
        within: 'BACKLOG.md#P0-002',
        targets: ['BACKLOG.md#P0-001'],
        scope: 'document',
        ambiguous: false,
        spelling: 'whole',
        text: '**Dependencies**: P0-001, P9-999',
      },
    ]);
  });
});

describe('what the paths name', () => {
  let folder = '';
  beforeEach(() => {
    folder = temporaryFolder({
      'a/TODO.md': '- [ ] a\n',
      'a/PLAN.md': '- [ ] b\n',
      'b/TASKS.md': '- [ ] c\n',
      'b/off-todo.md': '---\nwavemark: false\n---\n- [ ] d\n',
    });
  });
  afterEach(() => remove(folder));

  const index = async (cwd: string, ...paths: string[]): Promise<{ root: string; paths: string[] }> => {
    const { code, stdout, stderr } = await run(['index', ...paths, '--format', 'json'], cwd);
    assert.deepEqual([code, stderr], [0, '']);
    const json = JSON.parse(stdout) as { root: string; documents: { path: string }[] };
    INDEX(json, 'index');
    return { root: json.root, paths: json.documents.map(({ path }) => path) };
  };

  it('gives paths from the one folder', async () => {
    assert.deepEqual(await index(folder), { root: folder, paths: ['a/TODO.md', 'b/TASKS.md'] });
    assert.deepEqual(await index(folder, 'a'), { root: `${folder}/a`, paths: ['TODO.md'] });
    assert.deepEqual(await index(`${folder}/a`, '..'), { root: folder, paths: ['a/TODO.md', 'b/TASKS.md'] });
  });

  it('gives paths from the current folder where that holds everything', async () => {
    assert.deepEqual(await index(folder, 'a/PLAN.md'), { root: folder, paths: ['a/PLAN.md'] });
    assert.deepEqual(await index(folder, 'b', 'a'), { root: folder, paths: ['a/TODO.md', 'b/TASKS.md'] });
  });

  it('gives paths from what is above everything elsewhere', async () => {
    assert.deepEqual(await index('/', `${folder}/a/PLAN.md`), {
      root: '/',
      paths: [`${folder.slice(1)}/a/PLAN.md`],
    });
    assert.deepEqual(await index(`${folder}/a`, '../b', 'PLAN.md'), {
      root: folder,
      paths: ['a/PLAN.md', 'b/TASKS.md'],
    });
  });

  it('reads a named file whatever its name or front matter, and once', async () => {
    assert.deepEqual((await index(folder, 'b/off-todo.md', 'b')).paths, ['b/TASKS.md', 'b/off-todo.md']);
    assert.deepEqual((await index(folder, '.', 'a/TODO.md', './a/TODO.md', 'a')).paths, [
      'a/TODO.md',
      'b/TASKS.md',
    ]);
  });
});
