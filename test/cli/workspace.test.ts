import assert from 'node:assert/strict';
import { chmodSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { loadWorkspace } from '../../src/cli/nodeWorkspace';
import { Progress } from '../../src/cli/progress';
import { fakeIo, git, remove, run, temporaryFolder, withoutPrivileges, write } from './support';

describe('reading what the paths name', () => {
  let folder = '';
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => remove(folder));

  it('gives each file its uri, path, text and bytes', async () => {
    write(folder, { 'a b/TODO.md': '\ufeff- [ ] ä\r\n', 'a b/TASKS.md': Uint8Array.of(0) });
    const { index, root, bytes } = await loadWorkspace([], fakeIo(folder).io);
    assert.equal(root, folder);
    const [tasks, todo] = index.documents();
    assert.equal(todo?.path, 'a b/TODO.md');
    assert.equal(todo.text, '\ufeff- [ ] ä\r\n');
    assert.match(todo.uri, /^file:\/\/\/.*\/a%20b\/TODO\.md$/);
    assert.equal(bytes.get(todo.uri), 13);
    assert.match(tasks?.skipped ?? '', /is binary/);
    assert.equal(bytes.get(tasks?.uri ?? ''), 1);
  });

  it('reports a found file that cannot be read, and indexes the rest', async () => {
    write(folder, { 'TODO.md': '- [ ] a\n', 'TASKS.md': '- [ ] b\n' });
    chmodSync(join(folder, 'TODO.md'), 0);
    await withoutPrivileges(folder, async () => {
      const { code, stdout, stderr } = await run(['check', '--format', 'json'], folder);
      const { problems } = JSON.parse(stdout) as {
        problems: { rule: string; message: string; path: string }[];
      };
      assert.deepEqual([code, stderr, problems.length], [0, '', 1]);
      assert.equal(problems[0]?.path, 'TODO.md');
      assert.match(problems[0].message, /The file cannot be read \(permission denied\); it was left out/);
      const index = JSON.parse((await run(['index', '--format', 'json'], folder)).stdout) as {
        tasks: unknown[];
      };
      assert.equal(index.tasks.length, 1);
    });
  });

  it('fails for a named file that cannot be read, and still prints the rest', async () => {
    write(folder, { 'TODO.md': '- [ ] T001 a\n', 'TASKS.md': '- [ ] T002 b\n' });
    chmodSync(join(folder, 'TODO.md'), 0);
    await withoutPrivileges(folder, async () => {
      for (const argv of [['index'], ['check'], ['show', 'T002'], ['refs', 'T002']]) {
        const { code, stdout, stderr } = await run([...argv, 'TODO.md', 'TASKS.md'], folder);
        assert.equal(code, 2);
        assert.equal(stderr, 'wavemark: cannot read "TODO.md": permission denied; the rest was read\n');
        assert.match(stdout, /T002|1 task/);
      }
    });
  });

  it('refuses a path inside a closed folder', async () => {
    write(folder, { 'closed/TODO.md': '' });
    chmodSync(join(folder, 'closed'), 0);
    await withoutPrivileges(folder, async () => {
      assert.deepEqual(await run(['index', 'closed/TODO.md'], folder), {
        code: 2,
        stdout: '',
        stderr: 'wavemark: cannot read "closed/TODO.md": permission denied\n',
      });
    });
    chmodSync(join(folder, 'closed'), 0o755);
  });

  it('leaves out what is too large, with its true size', async () => {
    write(folder, { 'TODO.md': '- [ ] a\n' });
    truncateSync(join(folder, 'TODO.md'), 30_000_000);
    const { code, stdout } = await run(['index', '--format', 'json'], folder);
    const { documents } = JSON.parse(stdout) as { documents: { bytes: number; skipped: string }[] };
    assert.equal(code, 0);
    assert.equal(documents[0]?.bytes, 30_000_000);
    assert.equal(
      documents[0].skipped,
      'The file has 30 MB, more than the 20 MB that are read; it was left out',
    );
  });

  it('says once what it had to leave out, on stderr', async () => {
    write(folder, { '.vscode/settings.json': '{ "wavemark.files": 1 }', 'a/TODO.md': '', 'b/x': '' });
    git(folder, 'init', '-q');
    const { code, stderr } = await run(['index', 'a', 'b'], folder);
    assert.equal(code, 0);
    assert.equal(
      stderr,
      `wavemark: ${folder}/.vscode/settings.json: "wavemark.files" must be a list of globs; it is not used\n`,
    );
  });
});

describe('many files that cannot be used', () => {
  it('do not flood the terminal', async () => {
    const folder = temporaryFolder();
    for (let at = 0; at < 30; at += 1) symlinkSync('nowhere', join(folder, `todo-${String(at)}.md`));
    const { code, stderr } = await run(['index'], folder);
    remove(folder);
    const lines = stderr.split('\n');
    assert.deepEqual([code, lines.length], [0, 11]);
    assert.equal(lines[9], 'wavemark: 21 more were left out');
  });
});

describe('progress', () => {
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, milliseconds));

  it('is silent while the work is short, or where no terminal looks', async () => {
    const cases = [
      { stderrIsTerminal: true, progressAfter: 10_000 },
      { stderrIsTerminal: false, progressAfter: 0 },
    ];
    for (const circumstances of cases) {
      const { io, stderr } = fakeIo('/', circumstances);
      const progress = new Progress(io);
      await pause(20);
      await progress.update(1, 2);
      progress.stop();
      assert.equal(stderr(), '');
    }
  });

  it('appears when the work is long, and leaves nothing behind', async () => {
    const { io, stderr } = fakeIo('/', { stderrIsTerminal: true, progressAfter: 0 });
    const progress = new Progress(io);
    try {
      while (!stderr().includes('Looking for task files')) await pause(10);
      while (!stderr().includes(`Reading task files ${'#'.repeat(15)}${'.'.repeat(15)} 2 of 4`)) {
        await progress.update(2, 4);
        await pause(10);
      }
    } finally {
      progress.stop();
    }
    const end = stderr().length;
    await pause(150);
    assert.equal(stderr().length, end);
    // The last thing that was done to the line was to empty it; the cursor was never hidden.
    // eslint-disable-next-line no-control-regex
    assert.match(stderr(), /\u001b\[\d?[JK]$/);
    assert.doesNotMatch(stderr(), /\?25l|\?7l/);
  });

  it('does not appear after the end', async () => {
    const { io, stderr } = fakeIo('/', { stderrIsTerminal: true, progressAfter: 0 });
    new Progress(io).stop();
    await pause(20);
    assert.equal(stderr(), '');
  });
});
