import assert from 'node:assert/strict';
import { git, remove, run, temporaryFolder, write } from './support';

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly task: string;
  readonly message: string;
  readonly related: readonly { readonly path: string; readonly line: number }[];
}

describe('what became of ids, on the command line', () => {
  let folder = '';
  const files = {
    'TODO.md': '- [ ] T001 Read the gauge at noon\n- [ ] T002 Store the reading\n- [ ] T003 Draw the curve\n',
    'docs/TASKS.md':
      '# Tasks\n\n1. Build the hut on the pier\n2. Paint the hut in red\n3. Sell the boat at last\n',
    'docs/status.txt': 'Under way: T002 since May, T003 since June.\n',
  };
  beforeEach(() => {
    folder = temporaryFolder(files);
    git(folder, 'init', '-q', '-b', 'main');
    git(folder, 'add', '-A');
    git(folder, '-c', 'commit.gpgsign=false', 'commit', '-q', '-m', 'a commit');
  });
  afterEach(() => remove(folder));

  async function check(...args: string[]): Promise<Found[]> {
    const { stdout } = await run(['check', '--format', 'json', ...args], folder);
    return (JSON.parse(stdout) as { problems: Found[] }).problems.filter(({ rule }) =>
      /^id\/re[mnu]/.test(rule),
    );
  }
  const short = (problems: readonly Found[]): string[] =>
    problems.map(({ severity, rule, task }) => `${severity} ${rule} ${task}`);

  it('an id that another text file cites is missed there', async () => {
    write(folder, { 'TODO.md': '- [ ] T001 Read the gauge at noon\n- [ ] T003 Draw the curve\n' });
    const [problem, ...others] = await check();
    assert.equal(others.length, 0);
    assert.deepEqual(short([problem!]), ['error id/removed T002']);
    assert.deepEqual(
      problem?.related.map(({ path, line }) => `${path}:${line}`),
      ['docs/status.txt:1'],
    );
    assert.deepEqual(await check('--baseline', 'none'), []);
  });

  it('list numbers are ids once a text file cites one of them', async () => {
    const shifted = '# Tasks\n\n1. Paint the hut in red\n2. Sell the boat at last\n';
    write(folder, { 'docs/TASKS.md': shifted });
    assert.deepEqual(await check(), []);
    write(folder, { 'docs/status.txt': 'T002 waits for TASKS 3.\nDone: item 1.\n' });
    assert.deepEqual(short(await check()), [
      'error id/removed 1',
      'error id/renumbered 1',
      'error id/renumbered 2',
    ]);
  });

  it('of a deleted file, what is still cited is missed', async () => {
    remove(`${folder}/TODO.md`);
    assert.deepEqual(await check(), []);
    write(folder, { 'docs/MORE-TASKS.md': '- [ ] N1 After T003, sweep the pier\n' });
    const problems = await check();
    assert.deepEqual(short(problems), ['error id/removed T003']);
    assert.match(problems[0]?.message ?? '', /went with TODO\.md/);
    assert.deepEqual(
      problems[0]?.related.map(({ path }) => path),
      ['docs/status.txt'],
    );
  });

  it('a task that went to another file with its id is not missed', async () => {
    write(folder, {
      'TODO.md': '- [ ] T001 Read the gauge at noon\n- [ ] T003 Draw the curve\n',
      'docs/DONE-TASKS.md': '# Done\n\n- [x] T002 Store the reading\n',
    });
    assert.deepEqual(await check(), []);
  });
});
