/** The commands that change files: `rename`, `assign-ids`, `check --fix`. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { git, remove, run, temporaryFolder, write } from './support';

let folder = '';
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => remove(folder));

const text = (path: string): string => readFileSync(join(folder, path), 'utf8');

function commitAll(): void {
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'config', 'core.autocrlf', 'false');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'x');
}

/** All files of the folder, git's aside. */
function contents(): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.git'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return Object.fromEntries(names.sort().map((name) => [name, text(name)]));
}

describe('wavemark rename', () => {
  const FILES = {
    'docs/TODO.md': '\ufeff- [ ] T001 One\r\n- [ ] T002 Two, needs T001',
    'src/a.ts': '// See T001.\nconst T001x = 1;\n',
    'NOTES.txt': 'T001–T002 first\n',
  };
  const RENAMED = {
    'docs/TODO.md': '\ufeff- [ ] T050 One\r\n- [ ] T002 Two, needs T050',
    'src/a.ts': '// See T050.\nconst T001x = 1;\n',
    'NOTES.txt': 'T050, T002 first\n',
  };

  it('renames in all text files', async () => {
    write(folder, FILES);
    assert.deepEqual(await run(['rename', 'T001', 'T050'], folder), {
      code: 0,
      stdout: 'T001 is now T050: 4 places in 3 files changed\n',
      stderr: '',
    });
    assert.deepEqual(contents(), RENAMED);
  });

  it('renames in the whole work tree, from any folder of it', async () => {
    write(folder, { ...FILES, 'docs/deep/x': '' });
    git(folder, 'init', '-q');
    const { code } = await run(['rename', 'T001', 'T050'], join(folder, 'docs/deep'));
    assert.equal(code, 0);
    assert.deepEqual(contents(), { ...RENAMED, 'docs/deep/x': '' });
  });

  it('prints with --dry-run what git apply makes the same of, and writes nothing', async () => {
    write(folder, FILES);
    commitAll();
    const before = contents();
    const { code, stdout, stderr } = await run(['rename', 'T001', 'T050', '--dry-run'], folder);
    assert.equal(code, 0);
    assert.match(stderr, /^wavemark: T001 is published: HEAD has it, .*; --force renames it all the same\n$/);
    assert.match(stdout, /^diff --git a\/NOTES\.txt b\/NOTES\.txt\n/);
    assert.deepEqual(contents(), before);
    write(folder, { 'x.patch': stdout });
    git(folder, 'apply', '--whitespace=nowarn', 'x.patch');
    remove(join(folder, 'x.patch'));
    assert.deepEqual(contents(), RENAMED);
  });

  it('asks for --force where the id is published', async () => {
    write(folder, FILES);
    commitAll();
    const before = contents();
    const refused = await run(['rename', 'T001', 'T050'], folder);
    assert.deepEqual([refused.code, refused.stdout], [1, '']);
    assert.match(refused.stderr, /^wavemark: T001 is published: [^\n]*--force[^\n]*\n$/);
    assert.deepEqual(contents(), before);
    assert.equal((await run(['rename', 'T001', 'T050', '--force'], folder)).code, 0);
    assert.deepEqual(contents(), RENAMED);
  });

  it('refuses in one line, with the exit code 1, and writes nothing', async () => {
    write(folder, { ...FILES, 'x/TODO.md': '- [ ] T001 Other\n- [ ] T009 Nine\n- [ ] T009 Again\n' });
    const before = contents();
    const table: [string[], RegExp][] = [
      [
        ['T001', 'T003'],
        /"T001" is the id of 2 tasks: docs\/TODO\.md#T001, x\/TODO\.md#T001; name one by its key$/,
      ],
      [['T404', 'T003'], /no task here has the id "T404"/],
      [['T002', 'hello'], /“hello” would not be read as the id of “Two/],
      [['docs/TODO.md#T001', 'T002'], /T002 is already the id of/],
    ];
    for (const [argv, reason] of table) {
      const { code, stdout, stderr } = await run(['rename', ...argv], folder);
      assert.deepEqual([code, stdout], [1, ''], argv.join(' '));
      assert.match(stderr.trimEnd(), reason);
      assert.equal(stderr.split('\n').length, 2);
    }
    assert.deepEqual(contents(), before);
    const ambiguous = await run(['rename', 'T001', 'T050', 'docs'], folder);
    assert.match(
      ambiguous.stderr,
      /cites T001, which is the id of 2 tasks, so it cannot be said which is meant/,
    );
  });

  it('renames the task of the place that is named', async () => {
    const other = '- [ ] T001 Other\n- [ ] T002 Needs T001\n';
    write(folder, { 'a/TODO.md': '- [ ] T001 One\n', 'b/TODO.md': other });
    assert.equal((await run(['rename', 'T001', 'T050', 'a'], folder)).code, 0);
    assert.deepEqual(contents(), { 'a/TODO.md': '- [ ] T050 One\n', 'b/TODO.md': other });
    assert.equal((await run(['rename', 'TODO.md#T050', 'T051'], join(folder, 'a'))).code, 0);
  });

  it('leaves all files as they are where one of them cannot be written', async () => {
    write(folder, FILES);
    chmodSync(join(folder, 'src/a.ts'), 0o444);
    const { code, stderr } = await run(['rename', 'T001', 'T050'], folder);
    assert.equal(code, 1);
    assert.equal(stderr, 'wavemark: src/a.ts was not edited: it is read-only; make it writable first\n');
    assert.deepEqual(contents(), FILES);
    const dry = await run(['rename', 'T001', 'T050', '--dry-run'], folder);
    assert.equal(dry.code, 0);
    assert.match(dry.stderr, /^wavemark: src\/a\.ts cannot be edited yet: it is read-only; /);
    assert.match(dry.stdout, /^--- a\/NOTES\.txt\n\+\+\+ b\/NOTES\.txt\n/);
  });

  it('refuses files that are no text, or in conflict', async () => {
    write(folder, { ...FILES, 'src/a.ts': Buffer.from('// See T001 \xff\n', 'latin1') });
    const invalid = await run(['rename', 'T001', 'T050'], folder);
    assert.equal(invalid.code, 1);
    assert.equal(invalid.stderr, 'wavemark: src/a.ts cites T001, but cannot be read\n');
    const conflict = '// T001\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n';
    write(folder, { 'src/a.ts': conflict });
    const { code, stderr } = await run(['rename', 'T001', 'T050'], folder);
    assert.equal(code, 1);
    assert.equal(
      stderr,
      'wavemark: src/a.ts was not edited: it has conflict markers; settle the merge first\n',
    );
    assert.equal(text('docs/TODO.md'), FILES['docs/TODO.md']);
  });

  it('says so where there is nothing to do', async () => {
    write(folder, FILES);
    assert.deepEqual(await run(['rename', 'T001', 'T001'], folder), {
      code: 0,
      stdout: 'It has that id already; nothing was changed\n',
      stderr: '',
    });
  });
});

describe('wavemark assign-ids', () => {
  it('gives ids, once', async () => {
    write(folder, { 'docs/BACKLOG.md': '# Plan\n\n- One\n- Two\n', 'TODO.md': '- [ ] BACKLOG-007: Old\n' });
    assert.deepEqual(await run(['assign-ids', 'docs/BACKLOG.md'], folder), {
      code: 0,
      stdout: 'docs/BACKLOG.md: 2 ids assigned, BACKLOG-001 … BACKLOG-002\n',
      stderr: '',
    });
    assert.equal(text('docs/BACKLOG.md'), '# Plan\n\n- BACKLOG-001: One\n- BACKLOG-002: Two\n');
    assert.deepEqual(await run(['assign-ids', 'docs/BACKLOG.md'], folder), {
      code: 0,
      stdout: 'Every task has an id; nothing was changed\n',
      stderr: '',
    });
  });

  it('goes on after what the work tree, a commit and the file before have', async () => {
    write(folder, {
      'a/BACKLOG.md': '- One\n- Two\n',
      'b/BACKLOG.md': '- Three\n',
      'TODO.md': '- [x] BACKLOG-007: Old\n',
    });
    commitAll();
    write(folder, { 'TODO.md': '- [x] BACKLOG-003: Old\n' });
    assert.equal((await run(['assign-ids', '.'], folder)).code, 0);
    assert.equal(text('a/BACKLOG.md'), '- BACKLOG-008: One\n- BACKLOG-009: Two\n');
    assert.equal(text('b/BACKLOG.md'), '- BACKLOG-010: Three\n');
  });

  it('prints with --dry-run what git apply makes the same of', async () => {
    const before = {
      'TODO.md': '\ufeff- [ ] One\r\n- [ ] Two',
      'a b/TASKS.md': '- [ ] Three\n\n- [ ] Four\n',
    };
    write(folder, before);
    git(folder, 'init', '-q');
    git(folder, 'config', 'core.autocrlf', 'false');
    const { code, stdout } = await run(['assign-ids', '.', '--dry-run'], folder);
    assert.equal(code, 0);
    assert.deepEqual(contents(), before);
    write(folder, { 'x.patch': stdout });
    git(folder, 'apply', '--whitespace=nowarn', 'x.patch');
    remove(join(folder, 'x.patch'));
    assert.deepEqual(contents(), {
      'TODO.md': '\ufeff- [ ] TODO-001: One\r\n- [ ] TODO-002: Two',
      'a b/TASKS.md': '- [ ] TASK-001: Three\n\n- [ ] TASK-002: Four\n',
    });
  });

  it('refuses with the reason, and takes a prefix', async () => {
    const file = '## Now\n- One [t-250911230312-0863]\n- Two [t-250911230312-0864]\n- Three\n';
    write(folder, { 'TODO.md': file });
    const { code, stdout, stderr } = await run(['assign-ids', 'TODO.md'], folder);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(
      stderr,
      /^wavemark: no id was assigned in TODO\.md: “Three” \(line 4\) gets none because [^\n]*\n$/,
    );
    assert.equal(text('TODO.md'), file);
    assert.equal((await run(['assign-ids', 'TODO.md', '--prefix', 'X-'], folder)).code, 0);
    assert.equal(text('TODO.md'), file.replace('Three', 'Three [X-001]'));
  });

  it('keeps modes and links, and leaves files out of the workspace alone', async function () {
    if (process.platform === 'win32') this.skip();
    write(folder, { 'in/real.md': '- [ ] One\n', 'out/TODO.md': '- [ ] One\n' });
    chmodSync(join(folder, 'in/real.md'), 0o640);
    symlinkSync('real.md', join(folder, 'in/TODO.md'));
    symlinkSync('../out/TODO.md', join(folder, 'in/far.md'));
    const inside = join(folder, 'in');
    assert.equal((await run(['assign-ids', 'TODO.md'], inside)).code, 0);
    assert.equal(text('in/real.md'), '- [ ] TODO-001: One\n');
    assert.equal(statSync(join(folder, 'in/real.md')).mode & 0o777, 0o640);
    const { code, stderr } = await run(['assign-ids', 'far.md'], inside);
    assert.equal(code, 1);
    assert.match(stderr, /^wavemark: far\.md was not edited: it is a link to a file out of the workspace; /);
    assert.equal(text('out/TODO.md'), '- [ ] One\n');
  });

  it('says where there is no task file', async () => {
    write(folder, { 'docs/x.txt': '' });
    const { code, stderr } = await run(['assign-ids', 'docs'], folder);
    assert.equal(code, 1);
    assert.match(stderr, /^wavemark: there is no task file in "docs"; /);
    assert.equal((await run(['assign-ids', 'nowhere'], folder)).code, 2);
  });
});

describe('wavemark check --fix', () => {
  // The outer fence ends at the inner one: what follows is shown as code.
  const FENCE = '# Tasks\n\n```md\n```sh\nls\n```\n```\n\n- [ ] T001 One\n- [ ] T002 Two\n';
  const DUPLICATE = '- [ ] T001 One\n- [ ] T001 Two\n';

  it('mends what needs no choice, reports the rest, and fails by the rest', async () => {
    write(folder, { 'a/TODO.md': FENCE, 'b/TODO.md': DUPLICATE });
    const first = await run(['check', '--fix'], folder, { env: { COLUMNS: '160' } });
    assert.equal(first.code, 1);
    assert.equal(first.stderr, '');
    assert.match(
      first.stdout,
      /^Mended 1 problem:\n {2}a\/TODO\.md:3 {2}Make the outer fence longer {2}structure\/stray-fence\n\nb\/TODO\.md\n/,
    );
    assert.equal(text('a/TODO.md'), FENCE.replace('```md', '````md').replace('```\n```\n', '```\n````\n'));
    assert.equal(text('b/TODO.md'), DUPLICATE);
    const json = await run(['check', '--fix', '--format', 'json'], folder);
    const answer = JSON.parse(json.stdout) as { fixed: unknown[]; problems: unknown[] };
    assert.deepEqual([answer.fixed.length, answer.problems.length], [0, 1]);
    assert.equal((await run(['check', '--fix', 'a'], folder)).code, 0);
  });

  it('tells programs what it mended', async () => {
    write(folder, { 'TODO.md': FENCE });
    const { code, stdout } = await run(['check', '--fix', '--format', 'json'], folder);
    const { fixed, problems } = JSON.parse(stdout) as { fixed: unknown; problems: unknown };
    assert.deepEqual([code, problems], [0, []]);
    assert.deepEqual(fixed, [
      { rule: 'structure/stray-fence', path: 'TODO.md', line: 3, title: 'Make the outer fence longer' },
    ]);
  });

  it('writes nothing with --dry-run', async () => {
    write(folder, { 'TODO.md': FENCE });
    git(folder, 'init', '-q');
    const { code, stdout } = await run(['check', '--fix', '--dry-run'], folder);
    assert.equal(code, 0);
    assert.equal(text('TODO.md'), FENCE);
    write(folder, { 'x.patch': stdout });
    git(folder, 'apply', 'x.patch');
    assert.equal((await run(['check', '--fix', '--dry-run'], folder)).stdout, '');
    assert.match(text('TODO.md'), /^````md$/m);
  });

  it('says which file it could not mend, and mends the others', async () => {
    write(folder, { 'a/TODO.md': FENCE, 'b/TODO.md': FENCE });
    chmodSync(join(folder, 'a/TODO.md'), 0o444);
    const { code, stdout, stderr } = await run(['check', '--fix'], folder);
    assert.equal(code, 1);
    assert.equal(stderr, 'wavemark: a/TODO.md was not edited: it is read-only; make it writable first\n');
    assert.match(stdout, /^Mended 1 problem:\n {2}b\/TODO\.md:3 /);
    assert.equal(text('a/TODO.md'), FENCE);
    assert.notEqual(text('b/TODO.md'), FENCE);
  });
});

describe('several processes that edit one file', () => {
  it('lose no edit that was reported as made', async function () {
    const cli = resolve('dist/cli.js');
    if (!existsSync(cli)) this.skip();
    this.timeout(120_000);
    const count = 6;
    const lines = Array.from({ length: count }, (_, at) => `- [ ] T00${String(at + 1)} Task\n`);
    write(folder, { 'TODO.md': lines.join('') });
    const codes = await Promise.all(
      lines.map(
        (_, at) =>
          new Promise<number>((done) => {
            const argv = [cli, 'rename', `T00${String(at + 1)}`, `T10${String(at + 1)}`];
            spawn(process.execPath, argv, { cwd: folder, stdio: 'ignore' }).on('close', (code) =>
              done(code ?? -1),
            );
          }),
      ),
    );
    const expected = lines.map((line, at) => (codes[at] === 0 ? line.replace('T00', 'T10') : line));
    assert.equal(text('TODO.md'), expected.join(''));
    assert.ok(codes.includes(0));
    assert.ok(codes.every((code) => code === 0 || code === 1));
    assert.deepEqual(readdirSync(folder), ['TODO.md']);
  });
});
