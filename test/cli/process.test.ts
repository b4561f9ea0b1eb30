import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { remove, temporaryFolder, write, type Answer } from './support';

/** The bundle as it is shipped: one file that needs nothing beside it. */
const CLI = resolve('dist/cli.js');

function start(cwd: string, ...argv: string[]): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...argv], { cwd, encoding: 'utf8' });
  return { code: status ?? -1, stdout, stderr };
}

describe('the process', () => {
  let folder = '';
  before(function () {
    if (!existsSync(CLI)) this.skip();
    folder = temporaryFolder();
  });
  after(() => {
    if (folder !== '') remove(folder);
  });

  it('ends with the exit codes of the contract', () => {
    write(folder, { 'TODO.md': '- [ ] T001 a\n' });
    assert.equal(start(folder, 'index').code, 0);
    assert.equal(start(folder, 'check').code, 0);
    assert.equal(start(folder, 'show', 'T009').code, 1);
    assert.equal(start(folder, 'index', 'nowhere').code, 2);
    write(folder, { 'TODO.md': '- [ ] T001 a\n- [ ] T001 b\n' });
    assert.equal(start(folder, 'check').code, 1);
  });

  it('prints the answer on stdout and nothing on stderr', () => {
    write(folder, { 'TODO.md': '- [ ] T001 a\n' });
    const { stdout, stderr } = start(folder, 'index', '--format', 'json');
    assert.equal(stderr, '');
    assert.equal((JSON.parse(stdout) as { tasks: unknown[] }).tasks.length, 1);
  });

  it('runs alone, as a copy in a folder without node_modules', () => {
    write(folder, { 'TODO.md': '- [ ] T001 a\n' });
    const { status, stdout } = spawnSync('sh', ['-c', `cp '${CLI}' ./alone.js && node ./alone.js index`], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(status, 0);
    assert.match(stdout, /T001/);
  });

  it('has with it what is compiled when it is first used', () => {
    write(folder, {
      // Outside of git; YAML of a task; columns of wide characters; a title that only the full parser can read.
      'sub/TODO.md': '---\nid: T001\ntitle: "夜 \\u2713"\nstatus: todo\n---\n\n- [ ] T002 a **b\\*c**d\n',
      'sub/.gitignore': 'ignored\n',
      'sub/ignored/TODO.md': '- [ ] T003 ignored\n',
    });
    const { stdout, stderr } = start(folder, 'index', 'sub', '--all');
    assert.equal(stderr, '');
    assert.match(stdout, /T001.*夜 ✓/);
    assert.match(stdout, /T002.*a b\*cd/);
    assert.doesNotMatch(stdout, /T003/);
    remove(resolve(folder, 'sub'));
  });

  it('does not mind a reader that leaves early', async () => {
    write(folder, {
      'TODO.md': Array.from({ length: 20_000 }, (_, at) => `- [ ] write line ${String(at)}\n`).join(''),
    });
    for (const argv of [
      ['index', '--all'],
      ['index', '--format', 'json'],
    ]) {
      const child = spawn(process.execPath, [CLI, ...argv], { cwd: folder });
      let stderr = '';
      child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
      child.stdout.once('data', () => child.stdout.destroy());
      const code = await new Promise((done) => child.on('close', done));
      assert.deepEqual([code, stderr], [0, '']);
    }
  });

  it('prints everything for a reader that takes its time', async () => {
    const count = 20_000;
    write(folder, {
      'TODO.md': Array.from({ length: count }, (_, at) => `- [ ] write line ${String(at)}\n`).join(''),
    });
    const child = spawn(process.execPath, [CLI, 'index', '--format', 'json'], { cwd: folder });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (data: string) => {
      printed += data;
      child.stdout.pause();
      setTimeout(() => child.stdout.resume(), 1);
    });
    const code = await new Promise((done) => child.on('close', done));
    assert.equal(code, 0);
    assert.equal((JSON.parse(printed) as { tasks: unknown[] }).tasks.length, count);
  });

  it('says in a line that the output cannot be written', function () {
    if (!existsSync('/dev/full')) this.skip();
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'index', '--format', 'json'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    assert.equal(status, 2);
    assert.equal(
      stderr,
      'wavemark: the output could not be written (ENOSPC); free some space or print elsewhere\n',
    );
  });

  it('says in a line that the current folder is gone', function () {
    if (process.platform === 'win32') this.skip();
    const script = `mkdir gone && cd gone && rmdir ../gone && exec node '${CLI}' index`;
    const { status, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 2);
    assert.equal(stderr, 'wavemark: the current folder is gone; change to one that exists\n');
  });
});
