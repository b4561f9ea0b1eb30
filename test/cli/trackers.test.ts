import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { INDEX } from '../core/features/jsonShape';
import { git, remove, run, temporaryFolder, write } from './support';

describe('trackers', () => {
  let folder = '';
  beforeEach(() => (folder = temporaryFolder({ 'docs/BACKLOG.md': BACKLOG })));
  afterEach(() => remove(folder));

  const BACKLOG = [
    '# Backlog',
    '',
    '- [ ] Show the tide table [t-260301101500-0011]',
    '- [x] Sound the horn [t-260301101500-0021]',
    '- [ ] No id at all',
    '',
  ].join('\n');
  const TASKS = { tasks: [{ id: 't-260301101500-0011', title: 'Tide table', status: 'done' }] };
  const FOUND = { id: 't-260301101500-0011', status: 'done', found: true };
  const MISSING = { id: 't-260301101500-0021', status: null, found: false };

  async function trackers(cwd = folder, ...paths: string[]): Promise<unknown[]> {
    const { code, stdout } = await run(['index', ...paths, '--format', 'json'], cwd);
    const json = JSON.parse(stdout) as { tasks: { tracker: unknown }[] };
    assert.equal(code, 0);
    INDEX(json, 'index');
    return json.tasks.map(({ tracker }) => tracker);
  }

  async function check(cwd = folder): Promise<{ code: number; rules: string[]; stderr: string }> {
    const { code, stdout, stderr } = await run(['check', '--format', 'json'], cwd);
    const { problems } = JSON.parse(stdout) as { problems: { rule: string; line: number }[] };
    return { code, rules: problems.map(({ rule, line }) => `${line} ${rule}`), stderr };
  }

  const settings = (value: unknown): void =>
    write(folder, { '.vscode/settings.json': JSON.stringify({ 'wavemark.trackers': value }) });

  it('are none where there is no tracker file', async () => {
    assert.deepEqual(await trackers(), [null, null, null]);
    assert.deepEqual(await check(), { code: 0, rules: [], stderr: '' });
  });

  it('are recognised by their place', async () => {
    write(folder, { '.arw/tasks.json': JSON.stringify(TASKS) });
    assert.deepEqual(await trackers(), [FOUND, MISSING, null]);
    assert.deepEqual(await check(), {
      code: 1,
      rules: ['3 tracker/status', '4 tracker/unknown'],
      stderr: '',
    });
    const { stdout } = await run(['show', 't-260301101500-0011'], folder);
    assert.match(stdout, /Tracker +t-260301101500-0011: done\n/);
  });

  it('are found above what is read, up to the top of the repository', async () => {
    write(folder, { '.arw/tasks.json': JSON.stringify(TASKS) });
    const inside = `${folder}/docs`;
    assert.deepEqual(await trackers(inside), [null, null, null]);
    git(folder, 'init', '-q');
    assert.deepEqual(await trackers(inside), [FOUND, MISSING, null]);
    assert.deepEqual(await trackers(inside, 'BACKLOG.md'), [FOUND, MISSING, null]);
    write(inside, { '.arw/tasks.json': '{"tasks":[]}' });
    assert.deepEqual(await trackers(), [null, null, null]);
  });

  it('are named by the settings, with paths to their fields', async () => {
    const cards = [{ key: 't-260301101500-0011', state: { name: 'done' } }];
    write(folder, { 'tools/board.json': JSON.stringify({ boards: [{ cards }] }) });
    settings([
      { path: 'tools/board.json', id: 'boards[*].cards[*].key', status: 'boards[*].cards[*].state.name' },
    ]);
    assert.deepEqual(await trackers(), [FOUND, MISSING, null]);
    settings([{ path: 'tools/board.json', id: 'boards[*].cards[*].key' }]);
    assert.deepEqual(await trackers(), [{ ...FOUND, status: null }, MISSING, null]);
  });

  it('are not compared with, and said so, where they cannot be read', async () => {
    const table: [unknown, string | null, RegExp, number][] = [
      [null, '{"tasks": [', /the tracker \.arw\/tasks\.json is not compared with: it is not valid JSON; /, 0],
      [null, '{"tasks": [1]}', /it holds no list of tasks/, 0],
      [null, `"${'x'.repeat(5_000_001)}"`, /it is larger than 5 MB/, 0],
      [[{ path: '.arw/tasks.json' }], '{', /is not valid JSON; .* its entry in .*settings\.json$/m, 2],
      [[{ path: 'nowhere.json' }], null, /nowhere\.json is not compared with: there is no such file/, 2],
      [[{ path: 'docs' }], null, /it is no file/, 2],
      [
        [{ path: '../x.json' }],
        null,
        /entry 1 of "wavemark\.trackers" is not used: "path" must be relative/,
        2,
      ],
      ['x', null, /"wavemark\.trackers" must be a list of objects; it is not used/, 2],
    ];
    for (const [value, text, note, code] of table) {
      remove(`${folder}/.arw`);
      remove(`${folder}/.vscode`);
      if (value !== null) settings(value);
      if (text !== null) write(folder, { '.arw/tasks.json': text });
      assert.deepEqual(await trackers(), [null, null, null]);
      const answer = await check();
      assert.deepEqual([answer.code, answer.rules], [code, []], String(note));
      assert.match(answer.stderr, note);
      assert.equal(answer.stderr.split('\n').length, 2, 'one line');
      const { stdout } = await run(['check'], folder);
      assert.match(
        stdout,
        code === 0 ? /^✓ No problems in 1 file/ : /^✗ No problems in what could be read: 1 file/,
      );
    }
  });

  it('are refused where a link leads out of the folder', async () => {
    const outside = temporaryFolder({ 'tasks.json': JSON.stringify(TASKS) });
    try {
      write(folder, { '.arw/x': '' });
      symlinkSync(`${outside}/tasks.json`, `${folder}/.arw/tasks.json`);
      assert.deepEqual(await trackers(), [null, null, null]);
      assert.match((await check()).stderr, /it leads out of the folder/);
    } finally {
      remove(outside);
    }
  });
});
