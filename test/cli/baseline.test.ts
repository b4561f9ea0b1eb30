import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Baselines, type BaselineReport } from '../../src/cli/baseline';
import { loadWorkspace } from '../../src/cli/nodeWorkspace';
import type { FileBaseline } from '../../src/core';
import { fakeIo, git, remove, run, temporaryFolder, write, type Circumstances } from './support';

interface Compared {
  readonly report: BaselineReport;
  readonly stderr: string;
  /** Of a file, there or not, relative to the folder. */
  readonly of: (path: string) => FileBaseline | null;
  /** The same in a word: its text, `absent`, `unknown: …`, or null. */
  readonly word: (path: string) => string | null;
}

async function compare(
  folder: string,
  { ref, paths = [], ...circumstances }: Circumstances & { ref?: string; paths?: string[] } = {},
): Promise<Compared> {
  const { io, stderr } = fakeIo(folder, circumstances);
  const baselines = new Baselines(ref, io);
  const workspace = await loadWorkspace(paths, io, (named) => baselines.begin(named));
  const report = await baselines.enter(workspace);
  const of = (path: string): FileBaseline | null =>
    workspace.index.baseline(pathToFileURL(join(folder, path)).href);
  const word = (path: string): string | null => {
    const baseline = of(path);
    if (baseline?.kind === 'unknown') return `unknown: ${baseline.reason}`;
    return baseline?.kind === 'known' ? baseline.text : (baseline?.kind ?? null);
  };
  return { report, stderr: stderr(), of, word };
}

function commit(folder: string, message = 'a commit'): string {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '--allow-empty', '-m', message);
  return head(folder);
}

function head(folder: string): string {
  return git(folder, 'rev-parse', 'HEAD').trim();
}

const TASKS = '- [ ] T001 Read the gauge\n- [ ] T002 Store the reading\n- [ ] T003 Draw the curve\n';

describe('the baseline on the command line', function () {
  // Each starts git a few dozen times.
  this.timeout(60_000);

  let folder = '';
  beforeEach(() => {
    folder = temporaryFolder({ 'TODO.md': TASKS, 'docs/BACKLOG.md': '- [ ] T010 Ring the bell\n' });
    git(folder, 'init', '-q', '-b', 'main');
    git(folder, 'config', 'commit.gpgsign', 'false');
  });
  afterEach(() => remove(folder));

  /** A `git` of the test's own, first on the path. Gone with the folder. */
  function fakeGit(script: string): Circumstances {
    const bin = join(folder, '.git', 'fake');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'git'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, 'git'), 0o755);
    return { env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, REAL: process.env['PATH'] } };
  }

  describe('knows', () => {
    it('what files were in HEAD, which are new, and which are gone', async () => {
      const first = commit(folder);
      write(folder, { 'TODO.md': 'changed\n', 'new/TASKS.md': '- [ ] T100 New\n' });
      rmSync(join(folder, 'docs/BACKLOG.md'));
      const { report, stderr, of, word } = await compare(folder);
      assert.deepEqual(report, { state: 'known', ref: 'HEAD', commit: first, reason: null, files: [] });
      assert.equal(stderr, '');
      assert.deepEqual(of('TODO.md'), {
        kind: 'known',
        ref: 'HEAD',
        commit: first,
        path: 'TODO.md',
        text: TASKS,
      });
      assert.deepEqual(of('new/TASKS.md'), { kind: 'absent', ref: 'HEAD', commit: first });
      assert.equal(word('docs/BACKLOG.md'), '- [ ] T010 Ring the bell\n');
    });

    it('where a branch and another ref parted', async () => {
      const fork = commit(folder);
      git(folder, 'checkout', '-q', '-b', 'topic');
      write(folder, { 'TODO.md': 'topic\n' });
      commit(folder);
      git(folder, 'checkout', '-q', 'main');
      write(folder, { 'TODO.md': 'main moved on\n' });
      commit(folder);
      git(folder, 'tag', 'v1');
      git(folder, 'checkout', '-q', 'topic');
      for (const ref of ['main', 'v1', 'refs/heads/main', 'HEAD~1', fork, fork.slice(0, 9)]) {
        const { report, word } = await compare(folder, { ref });
        assert.deepEqual([report.ref, report.commit], [ref, fork]);
        assert.equal(word('TODO.md'), TASKS);
      }
    });

    it('with a detached HEAD, in a linked work tree, and while index.lock is held', async () => {
      const first = commit(folder);
      git(folder, 'checkout', '-q', '--detach');
      writeFileSync(join(folder, '.git/index.lock'), '');
      write(folder, { 'TODO.md': 'changed\n' });
      assert.equal((await compare(folder)).word('TODO.md'), TASKS);
      rmSync(join(folder, '.git/index.lock'));
      const linked = join(folder, '..', `${folder.split('/').pop() ?? ''}-linked`);
      git(folder, 'worktree', 'add', '-q', '-b', 'other', linked);
      try {
        write(linked, { 'TODO.md': 'other\n' });
        const second = commit(linked);
        write(linked, { 'TODO.md': 'changed\n' });
        const { report, word } = await compare(linked);
        assert.deepEqual([report.commit, word('TODO.md')], [second, 'other\n']);
        assert.notEqual(first, second);
      } finally {
        remove(linked);
      }
    });

    it('takes each file as its own repository has it', async () => {
      const origin = temporaryFolder({ 'TODO.md': '- [ ] S001 Sub\n' });
      git(origin, 'init', '-q', '-b', 'main');
      commit(origin);
      git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', origin, 'lib/sub');
      remove(origin);
      const outer = commit(folder);
      const inner = head(join(folder, 'lib/sub'));
      write(folder, { 'lib/sub/TODO.md': 'changed\n', 'nested/TODO.md': '- [ ] N001 Nested\n' });
      git(join(folder, 'nested'), 'init', '-q');
      const { report, of, stderr } = await compare(folder);
      assert.equal(report.commit, outer);
      const sub = of('lib/sub/TODO.md');
      assert.ok(sub?.kind === 'known');
      assert.deepEqual([sub.commit, sub.path, sub.text], [inner, 'lib/sub/TODO.md', '- [ ] S001 Sub\n']);
      assert.equal(of('nested/TODO.md')?.kind, 'unknown');
      assert.equal(
        stderr,
        'wavemark: baseline unknown in nested: there is no commit yet; ids are not compared with HEAD\n',
      );
    });

    it('reads only what was named, from any folder, and by way of links', async () => {
      commit(folder);
      write(folder, { 'docs/BACKLOG.md': 'changed\n' });
      rmSync(join(folder, 'TODO.md'));
      const below = await compare(join(folder, 'docs'));
      assert.equal(below.word('BACKLOG.md'), '- [ ] T010 Ring the bell\n');
      assert.equal(below.word('../TODO.md'), null);
      const one = await compare(folder, { paths: ['docs/BACKLOG.md'] });
      assert.deepEqual(
        [one.word('docs/BACKLOG.md'), one.word('TODO.md')],
        ['- [ ] T010 Ring the bell\n', null],
      );
      symlinkSync(folder, join(folder, '.git/door'));
      const door = await compare(join(folder, '.git/door'));
      assert.deepEqual(
        [door.word('docs/BACKLOG.md'), door.word('TODO.md')],
        ['- [ ] T010 Ring the bell\n', TASKS],
      );
    });

    it('takes odd names, and files whose line ends git converts', async () => {
      const names = ['a b/TODO "x".md', 'ä–ö/TODO.md', "it's TODO.md", ':(top)TODO.md', '-TODO.md'];
      write(folder, Object.fromEntries(names.map((name) => [name, TASKS])));
      write(folder, { '.gitattributes': '*.md text eol=crlf\n' });
      commit(folder);
      write(folder, Object.fromEntries(names.map((name) => [name, 'changed\r\n'])));
      const { word } = await compare(folder);
      for (const name of names) assert.equal(word(name), TASKS, name);
    });

    it('reads repositories that use SHA-256', async function () {
      const other = temporaryFolder({ 'TODO.md': TASKS });
      try {
        git(other, 'init', '-q', '--object-format=sha256');
      } catch {
        remove(other);
        this.skip();
      }
      const first = commit(other);
      assert.equal(first.length, 64);
      assert.equal((await compare(other)).word('TODO.md'), TASKS);
      remove(other);
    });
  });

  describe('follows', () => {
    it('files that were renamed, staged or not, tracked or not', async () => {
      commit(folder);
      mkdirSync(join(folder, 'plan'));
      git(folder, 'mv', 'docs/BACKLOG.md', 'plan/BACKLOG.md');
      renameSync(join(folder, 'TODO.md'), join(folder, 'plan/TASKS.md'));
      write(folder, { 'plan/TASKS.md': TASKS.replace('Draw the curve', 'Draw a curve') });
      const { of, word } = await compare(folder);
      const moved = of('plan/TASKS.md');
      assert.ok(moved?.kind === 'known');
      assert.deepEqual([moved.path, moved.text], ['TODO.md', TASKS]);
      assert.equal(word('plan/BACKLOG.md'), '- [ ] T010 Ring the bell\n');
      assert.deepEqual([of('TODO.md'), of('docs/BACKLOG.md')], [null, null]);
    });

    it('a file that becomes a task file by its new name', async () => {
      write(folder, { 'notes.md': TASKS.repeat(3) });
      commit(folder);
      renameSync(join(folder, 'notes.md'), join(folder, 'docs/TASKS.md'));
      const { of } = await compare(folder);
      assert.deepEqual(of('docs/TASKS.md')?.kind === 'known' && of('notes.md'), null);
    });

    it('no file that is only a little alike', async () => {
      commit(folder);
      rmSync(join(folder, 'TODO.md'));
      write(folder, {
        'TASKS.md': '- [ ] T001 Read the gauge\n- [ ] X002 Quite\n- [ ] X003 Another\n- [ ] X004 List\n',
      });
      const { word } = await compare(folder);
      assert.deepEqual([word('TASKS.md'), word('TODO.md')], ['absent', TASKS]);
    });

    it('deleted files by the rules for task files', async () => {
      write(folder, {
        '.vscode/settings.json': '{ "wavemark.files": ["plan.md", "!docs/**"] }',
        'plan.md': '- [ ] A plan\n',
        'on.md': '---\nwavemark: true\n---\n- [ ] On\n',
        'TODO-off.md': '---\nwavemark: false\n---\n- [ ] Off\n',
        'README.md': 'Nothing\n',
        'node_modules/x/TODO.md': '- [ ] Theirs\n',
      });
      git(folder, 'add', '-f', 'node_modules');
      commit(folder);
      for (const path of [
        'plan.md',
        'on.md',
        'TODO-off.md',
        'README.md',
        'docs/BACKLOG.md',
        'TODO.md',
        'node_modules',
      ])
        rmSync(join(folder, path), { recursive: true });
      const { of } = await compare(folder);
      const known = ['plan.md', 'on.md', 'TODO.md'].map((path) => of(path)?.kind);
      assert.deepEqual(known, ['known', 'known', 'known']);
      for (const path of ['TODO-off.md', 'README.md', 'docs/BACKLOG.md', 'node_modules/x/TODO.md'])
        assert.equal(of(path), null, path);
    });

    it('no file that a sparse checkout leaves out', async () => {
      commit(folder);
      git(folder, 'sparse-checkout', 'set', '--no-cone', '/TODO.md');
      assert.ok(!existsSync(join(folder, 'docs/BACKLOG.md')));
      const { word } = await compare(folder);
      assert.deepEqual([word('TODO.md'), word('docs/BACKLOG.md')], [TASKS, null]);
    });
  });

  describe('says that it is unknown, and goes on,', () => {
    const unknown = async (reason: RegExp, circumstances: Circumstances = {}): Promise<void> => {
      const { report, stderr, word } = await compare(folder, circumstances);
      assert.deepEqual([report.state, report.ref, report.commit], ['unknown', 'HEAD', null]);
      assert.match(report.reason ?? '', reason);
      assert.match(stderr, /^wavemark: baseline unknown: .*; ids are not compared with HEAD\n$/);
      assert.match(word('TODO.md') ?? '', /^unknown: The baseline is unknown: .*\.$/);
      const asked = await run(['check', '--baseline', 'HEAD', '--format', 'json'], folder, circumstances);
      assert.deepEqual([asked.code, asked.stdout], [2, '']);
      assert.match(
        asked.stderr,
        /^wavemark: cannot compare with HEAD: [^\n]* \(--baseline none turns it off\)\n$/,
      );
      const none = await run(['check', '--baseline', 'none'], folder, circumstances);
      assert.equal(none.stderr, '');
      assert.equal((await run(['check'], folder, circumstances)).code, none.code);
    };

    it('without git', () => unknown(/^git was not found on the PATH$/, { env: { PATH: '/nowhere' } }));

    it('before the first commit', () => unknown(/^there is no commit yet$/));

    it('where .git is no repository', async () => {
      rmSync(join(folder, '.git'), { recursive: true });
      mkdirSync(join(folder, '.git'));
      await unknown(/no repository/);
    });

    it('in a bare repository', async () => {
      commit(folder);
      git(folder, 'config', 'core.bare', 'true');
      await unknown(/bare/);
    });

    it('where the repository says that its work tree is another', async () => {
      commit(folder);
      mkdirSync(join(folder, '.git/elsewhere'));
      git(folder, 'config', 'core.worktree', join(folder, '.git/elsewhere'));
      await unknown(/work tree is elsewhere/);
    });

    it('during a merge, a rebase, a cherry-pick and a revert', async () => {
      commit(folder);
      git(folder, 'checkout', '-q', '-b', 'topic');
      write(folder, { 'TODO.md': TASKS.replace('curve', 'topic') });
      commit(folder);
      git(folder, 'checkout', '-q', 'main');
      write(folder, { 'TODO.md': TASKS.replace('curve', 'main') });
      commit(folder);
      for (const [command, what] of [
        ['merge', /^a merge is in progress; finish or abort it$/],
        ['rebase', /^a rebase is/],
        ['cherry-pick', /^a cherry-pick is/],
      ] as const) {
        assert.throws(() => git(folder, command, 'topic'));
        await unknown(what);
        git(folder, command, '--abort');
      }
      write(folder, { 'TODO.md': 'quite another\n' });
      commit(folder);
      assert.throws(() => git(folder, 'revert', '--no-edit', 'HEAD~1'));
      await unknown(/^a revert is/);
    });

    it('when git hangs or writes without end', async () => {
      commit(folder);
      await unknown(/took too long/, { ...fakeGit('exec sleep 60'), gitTimeLimit: 200 });
      await unknown(/too long|more than it should/, {
        ...fakeGit('case "$*" in *ls-files*) exit 1;; esac; yes fatal >&2'),
        gitTimeLimit: 5_000,
      });
    });

    it('when git fails', async () => {
      commit(folder);
      await unknown(/^git said: detected|^git said: boom$/, fakeGit('echo "fatal: boom" >&2; exit 128'));
    });
  });

  describe('says so of one file', () => {
    it('with conflict markers', async () => {
      commit(folder);
      write(folder, {
        'TODO.md': '- [ ] T001 a\n<<<<<<< ours\n- [ ] T002 b\n=======\n- [ ] T003 c\n>>>>>>> theirs\n',
      });
      const { report, word } = await compare(folder);
      assert.equal(report.state, 'known');
      assert.deepEqual(report.files, [{ path: 'TODO.md', reason: 'the file has conflict markers' }]);
      assert.match(word('TODO.md') ?? '', /^unknown/);
      assert.equal(word('docs/BACKLOG.md'), '- [ ] T010 Ring the bell\n');
    });

    it('that was binary, not UTF-8, too large, or kept elsewhere', async () => {
      write(folder, {
        'binary-todo.md': 'a\0b',
        'latin-todo.md': new Uint8Array([0x2d, 0x20, 0xe9, 0x0a]),
        'large-todo.md': 'x'.repeat(20_000_001),
        'lfs-todo.md': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
      });
      commit(folder);
      const names = ['binary-todo.md', 'large-todo.md', 'latin-todo.md', 'lfs-todo.md'];
      for (const name of names) write(folder, { [name]: TASKS });
      write(folder, { 'TODO.md': 'changed\n' });
      const { report, word } = await compare(folder);
      assert.deepEqual(
        report.files.map(({ path }) => path),
        names,
      );
      // What comes after a file that is left out is not mistaken for it.
      assert.equal(word('TODO.md'), TASKS);
    });

    it('whose content a partial clone lacks, and fetches nothing', async () => {
      commit(folder);
      git(folder, 'rm', '-q', 'docs/BACKLOG.md');
      write(folder, { 'TODO.md': 'second\n' });
      commit(folder);
      git(folder, 'config', 'uploadpack.allowFilter', 'true');
      const clone = temporaryFolder();
      git(clone, 'clone', '-q', '--filter=blob:none', pathToFileURL(folder).href, 'c');
      const partial = join(clone, 'c');
      const objects = (): number => readdirSync(join(partial, '.git/objects/pack')).length;
      const before = objects();
      write(partial, { 'NEW-TODO.md': 'new\n' });
      assert.equal((await compare(partial)).word('TODO.md'), 'second\n');
      const { report, word } = await compare(partial, { ref: 'HEAD~1' });
      assert.deepEqual([report.state, word('NEW-TODO.md')], ['known', 'absent']);
      assert.deepEqual(report.files, [
        { path: 'TODO.md', reason: 'its content is not in this partial clone' },
      ]);
      assert.equal(objects(), before);
      remove(clone);
    });
  });

  describe('refuses', () => {
    const refused = async (ref: string, sentence: RegExp, at = folder): Promise<void> => {
      const { code, stdout, stderr } = await run(['check', `--baseline=${ref}`], at);
      assert.deepEqual([code, stdout], [2, ''], ref);
      assert.match(stderr, /^wavemark: [^\n]*\n$/);
      assert.match(stderr, sentence);
    };

    it('a ref that does not exist, or is no commit', async () => {
      commit(folder);
      for (const ref of ['origin/main', 'main..HEAD', 'HEAD:TODO.md', 'HEAD^{tree}', 'a b', 'x\ny'])
        await refused(ref, /^wavemark: cannot compare with .*: there is no commit /);
    });

    it('a ref that begins with "-", and none at all', async () => {
      commit(folder);
      await refused('--upload-pack=touch x', /"--upload-pack=touch x" cannot be a commit/);
      await refused('-p', /"-p" cannot be a commit/);
      await refused('', /was given no commit/);
      await refused('  ', /was given no commit/);
    });

    it('to go outside git', async () => {
      const outside = temporaryFolder({ 'TODO.md': TASKS });
      await refused('HEAD', /this is not in a git work tree/, outside);
      const { report, stderr, of } = await compare(outside);
      assert.deepEqual([report.state, stderr, of('TODO.md')], ['off', '', null]);
      remove(outside);
    });

    it('histories without a commit in common, and clones that are too shallow to know', async () => {
      commit(folder);
      git(folder, 'checkout', '-q', '--orphan', 'other');
      write(folder, { 'TODO.md': 'other\n' });
      commit(folder);
      await refused('main', /HEAD and main have no commit in common/);
      git(folder, 'checkout', '-q', '-b', 'topic', 'main');
      commit(folder, 'two');
      git(folder, 'checkout', '-q', 'main');
      commit(folder, 'three');
      const clone = temporaryFolder();
      git(clone, 'clone', '-q', '--depth=1', '--no-single-branch', pathToFileURL(folder).href, 'c');
      await refused(
        'origin/topic',
        /this shallow clone does not .*: *git fetch|git fetch --unshallow/,
        join(clone, 'c'),
      );
      // HEAD itself is there.
      assert.equal((await compare(join(clone, 'c'))).word('TODO.md'), TASKS);
      remove(clone);
    });
  });

  it('works with a git that does not know --end-of-options', async () => {
    const first = commit(folder);
    const old = fakeGit(
      'case "$*" in *--end-of-options*) echo "error: unknown option end-of-options" >&2; exit 129;; esac\n' +
        'PATH="$REAL" exec git "$@"',
    );
    assert.equal((await compare(folder, { ref: 'main', ...old })).report.commit, first);
  });

  it('starts no program by the will of the repository or the environment', async () => {
    write(folder, { 'docs/TASKS.md': TASKS, 'gone/TODO.md': 'gone\n' });
    commit(folder);
    const mark = join(folder, 'mark');
    mkdirSync(mark);
    const touch = (name: string): string => `touch '${join(mark, name)}'; cat`;
    const config: [string, string][] = [
      ['core.fsmonitor', touch('fsmonitor')],
      ['core.pager', touch('pager')],
      ['core.editor', touch('editor')],
      ['core.sshCommand', touch('ssh')],
      ['core.askPass', touch('askpass')],
      ['core.hooksPath', join(folder, 'hooks')],
      ['pager.diff-index', touch('pager')],
      ['pager.rev-parse', touch('pager')],
      ['alias.rev-parse', `!${touch('alias')}`],
      ['alias.cat-file', `!${touch('alias')}`],
      ['alias.diff-index', `!${touch('alias')}`],
      ['diff.external', touch('external')],
      ['diff.evil.command', touch('command')],
      ['diff.evil.textconv', touch('textconv')],
      ['filter.evil.clean', touch('clean')],
      ['filter.evil.smudge', touch('smudge')],
      ['filter.evil.process', touch('process')],
      ['filter.evil.required', 'true'],
      ['merge.evil.driver', touch('merge')],
      ['credential.helper', `!${touch('credential')}`],
      ['gpg.program', touch('gpg')],
      ['extensions.partialClone', 'evil'],
      ['remote.evil.url', `ext::sh -c "${touch('remote')}"`],
      ['remote.evil.promisor', 'true'],
      ['remote.evil.uploadpack', touch('uploadpack')],
      ['protocol.ext.allow', 'always'],
      ['core.repositoryFormatVersion', '1'],
    ];
    for (const [key, value] of config) git(folder, 'config', key, value);
    const hook = `#!/bin/sh\n${touch('hook')}\n`;
    for (const at of ['hooks', '.git/hooks']) {
      for (const name of [
        'post-index-change',
        'post-checkout',
        'pre-commit',
        'fsmonitor-watchman',
        'reference-transaction',
      ]) {
        write(folder, { [`${at}/${name}`]: hook });
        chmodSync(join(folder, at, name), 0o755);
      }
    }
    write(folder, {
      '.gitattributes': '* filter=evil diff=evil merge=evil\n',
      '.git/info/attributes': '* filter=evil diff=evil merge=evil\n',
      'TODO.md': `${TASKS}- [ ] T004 More\n`,
      'docs/TASKS.md': TASKS.replace('T001', 'T009'),
      'bin/git': hook,
    });
    chmodSync(join(folder, 'bin/git'), 0o755);
    rmSync(join(folder, 'gone'), { recursive: true });
    // As if all had been written in the same moment: then git looks into files, through its filters.
    utimesSync(join(folder, '.git/index'), 1, 1);
    // An object that is not there would be fetched from the evil remote.
    const blob = git(folder, 'rev-parse', 'HEAD:docs/BACKLOG.md').trim();
    rmSync(join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)), { force: true });
    const env = {
      PATH: `bin:./bin:${process.env['PATH'] ?? ''}`,
      PAGER: touch('pager'),
      GIT_PAGER: touch('pager'),
      GIT_EXTERNAL_DIFF: touch('external'),
      GIT_SSH_COMMAND: touch('ssh'),
      GIT_DIR: '/nowhere',
      GIT_WORK_TREE: '/nowhere',
      GIT_INDEX_FILE: '/nowhere',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.fsmonitor',
      GIT_CONFIG_VALUE_0: touch('env'),
      GIT_CONFIG_PARAMETERS: `'core.fsmonitor=${touch('env')}'`,
      GIT_TRACE: join(mark, 'trace'),
      GIT_TRACE2: join(mark, 'trace2'),
    };
    for (const ref of [undefined, 'main']) {
      const { report, word } = await compare(folder, { env, ...(ref === undefined ? {} : { ref }) });
      assert.equal(report.state, 'known');
      assert.deepEqual(
        [word('TODO.md'), word('docs/TASKS.md'), word('gone/TODO.md')],
        [TASKS, TASKS, 'gone\n'],
      );
      assert.match(word('docs/BACKLOG.md') ?? '', /^unknown/);
    }
    assert.deepEqual(readdirSync(mark), []);
    assert.ok(!existsSync(join(folder, '.git/index.lock')));
  });

  it('leaves the repository as it was', async () => {
    commit(folder);
    write(folder, { 'TODO.md': 'changed\n' });
    const listing = (): string[] =>
      readdirSync(join(folder, '.git'), { recursive: true, encoding: 'utf8' }).sort();
    const before = listing();
    await compare(folder);
    assert.deepEqual(listing(), before);
  });

  it('is said at the end of the report for people', async () => {
    const last = async (...more: string[]): Promise<string> =>
      (await run(['check', ...more], folder)).stdout.trimEnd().split('\n').pop() ?? '';
    assert.equal(await last(), '✓ No problems in 2 files, 4 tasks, baseline unknown');
    const first = commit(folder);
    assert.equal(
      await last(),
      `✓ No problems in 2 files, 4 tasks, compared with HEAD (${first.slice(0, 7)})`,
    );
    assert.equal(await last('--baseline', 'none'), '✓ No problems in 2 files, 4 tasks');
  });

  it('is in the JSON, whatever its state', async () => {
    const first = commit(folder);
    const ask = async (...more: string[]): Promise<unknown> => {
      const { stdout } = await run(['check', '--format', 'json', ...more], folder);
      return (JSON.parse(stdout) as { baseline: unknown }).baseline;
    };
    assert.deepEqual(await ask(), { state: 'known', ref: 'HEAD', commit: first, reason: null, files: [] });
    assert.deepEqual(await ask('--baseline', 'none'), {
      state: 'off',
      ref: null,
      commit: null,
      reason: 'it was turned off with --baseline none',
      files: [],
    });
  });
});
