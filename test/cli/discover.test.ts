import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findTaskFiles } from '../../src/cli/discover';
import {
  fakeIo,
  git,
  remove,
  temporaryFolder,
  withoutPrivileges,
  write,
  type Circumstances,
} from './support';

/** Task files under a folder, relative to it, sorted, and what was said of the rest. */
async function find(
  folder: string,
  circumstances: Circumstances = {},
): Promise<{ paths: string[]; notes: string[] }> {
  const notes: string[] = [];
  const found = await findTaskFiles(folder, fakeIo(folder, circumstances).io, (note) => notes.push(note));
  return { paths: found.map(({ file }) => relative(folder, file)).sort(), notes };
}

/** Nothing of git, as on a machine without it. */
const WITHOUT_GIT: Circumstances = { env: { PATH: '/nowhere' } };

describe('finding task files', () => {
  let folder = '';
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => remove(folder));

  // What must be found does not depend on who looks.
  const settings: [string, boolean, Circumstances][] = [
    ['in a git work tree', true, {}],
    ['in a git work tree, without git', true, WITHOUT_GIT],
    ['outside git', false, {}],
  ];
  for (const [name, inGit, circumstances] of settings) {
    describe(name, () => {
      beforeEach(() => {
        if (inGit) git(folder, 'init', '-q');
      });

      it('takes Markdown files by a word of their name', async () => {
        write(folder, {
          'TODO.md': '',
          'docs/deep/er/Backlog.MARKDOWN': '',
          'README.md': '',
          'tasks.txt': '',
          '.hidden/tasks.md': '',
          'with space/ta\u0308sk – TODO "x".md': '',
        });
        const { paths, notes } = await find(folder, circumstances);
        assert.deepEqual(paths, [
          '.hidden/tasks.md',
          'TODO.md',
          'docs/deep/er/Backlog.MARKDOWN',
          'with space/ta\u0308sk – TODO "x".md',
        ]);
        assert.deepEqual(notes, []);
      });

      it('obeys .gitignore files, nested ones and exceptions too', async () => {
        write(folder, {
          '.gitignore': '/out/\n*.tmp.md\nvendor\n!TODO.keep.tmp.md\n',
          'out/TODO.md': '',
          'src/out/TODO.md': '',
          'TODO.tmp.md': '',
          'TODO.keep.tmp.md': '',
          'a/vendor/TODO.md': '',
          'a/.gitignore': 'BACKLOG.md\n!TASKS.tmp.md\n',
          'a/BACKLOG.md': '',
          'a/TASKS.tmp.md': '',
          'b/BACKLOG.md': '',
        });
        assert.deepEqual((await find(folder, circumstances)).paths, [
          'TODO.keep.tmp.md',
          'a/TASKS.tmp.md',
          'b/BACKLOG.md',
          'src/out/TODO.md',
        ]);
      });

      it('obeys them from a folder below as well', async () => {
        write(folder, {
          'a/.gitignore': 'x\n',
          'a/b/x/TODO.md': '',
          'a/b/TODO.md': '',
          'a/b/.gitignore': 'y\n',
        });
        write(folder, { 'a/b/y/TODO.md': '' });
        const { paths } = await find(join(folder, 'a/b'), circumstances);
        // Outside git, nothing says how far up the rules begin.
        assert.deepEqual(paths, inGit ? ['TODO.md'] : ['TODO.md', 'x/TODO.md']);
      });

      it('never looks into node_modules', async () => {
        write(folder, { 'node_modules/p/TODO.md': '', 'a/node_modules/TODO.md': '', 'a/TODO.md': '' });
        assert.deepEqual((await find(folder, circumstances)).paths, ['a/TODO.md']);
      });

      it('reads the front matter of other Markdown files', async () => {
        write(folder, {
          'notes/plan.md': '---\nwavemark: true\n---\n',
          'notes/other.md': '---\nwavemark: false\n---\n',
          'notes/text.txt': '---\nwavemark: true\n---\n',
        });
        assert.deepEqual((await find(folder, circumstances)).paths, ['notes/plan.md']);
      });

      it('lets wavemark.files override names', async () => {
        write(folder, {
          '.vscode/settings.json': '{ "wavemark.files": ["!old/**", "plan/*.txt"] }',
          'old/TODO.md': '',
          'TODO.md': '',
          'plan/a.txt': '',
        });
        assert.deepEqual((await find(folder, circumstances)).paths, ['TODO.md', 'plan/a.txt']);
        const below = await find(join(folder, 'plan'), circumstances);
        assert.deepEqual(below.paths, inGit ? ['a.txt'] : []);
      });

      it('survives links: in circles, nowhere, outwards, and to a file that is there already', async () => {
        const outside = temporaryFolder({ 'TODO.md': '' });
        write(folder, { 'docs/TODO.md': '', 'notes.md': '' });
        symlinkSync('..', join(folder, 'docs/loop'));
        symlinkSync('TASKS.md', join(folder, 'TASKS.md'));
        symlinkSync('nothing.md', join(folder, 'BACKLOG.md'));
        symlinkSync(join(outside, 'TODO.md'), join(folder, 'out-todo.md'));
        symlinkSync(outside, join(folder, 'outside'));
        symlinkSync('docs/TODO.md', join(folder, 'TODO.md'));
        symlinkSync('notes.md', join(folder, 'todo-notes.md'));
        const { paths, notes } = await find(folder, circumstances);
        remove(outside);
        assert.deepEqual(paths, ['TODO.md', 'docs/TODO.md', 'todo-notes.md']);
        assert.deepEqual(notes.sort(), [
          'the link BACKLOG.md leads nowhere, so it is left out; mend or remove it',
          'the link TASKS.md leads in a circle, so it is left out; mend or remove it',
          'the link out-todo.md leads out of the folder, so it is left out; name the file to have it read',
        ]);
      });

      it('names a folder that cannot be read and finds the rest', async () => {
        write(folder, { 'closed/TODO.md': '', 'open/TODO.md': '' });
        chmodSync(join(folder, 'closed'), 0);
        await withoutPrivileges(folder, async () => {
          const { paths, notes } = await find(folder, circumstances);
          assert.deepEqual(paths, ['open/TODO.md']);
          assert.deepEqual(notes, [
            'the folder closed cannot be read, so its task files are left out; check its permissions',
          ]);
        });
        chmodSync(join(folder, 'closed'), 0o755);
      });

      it('finds nothing in an empty folder', async () => {
        assert.deepEqual(await find(folder, circumstances), { paths: [], notes: [] });
      });
    });
  }
});

describe('finding task files with git', () => {
  let folder = '';
  beforeEach(() => {
    folder = temporaryFolder();
    git(folder, 'init', '-q');
  });
  afterEach(() => remove(folder));

  it('knows tracked files, though ignored, and forgets deleted ones', async () => {
    write(folder, { '.gitignore': 'TODO.md\n', 'TODO.md': '', 'TASKS.md': '' });
    git(folder, 'add', '-f', '.');
    unlinkSync(join(folder, 'TASKS.md'));
    assert.deepEqual(await find(folder), { paths: ['TODO.md'], notes: [] });
  });

  it('obeys .git/info/exclude', async () => {
    write(folder, { '.git/info/exclude': '/private/\n', 'private/TODO.md': '', 'TODO.md': '' });
    for (const circumstances of [{}, WITHOUT_GIT]) {
      assert.deepEqual((await find(folder, circumstances)).paths, ['TODO.md']);
    }
  });

  it('enters repositories inside the repository, and submodules', async () => {
    write(folder, { 'nested/TODO.md': '', 'origin/TODO.md': '', 'TODO.md': '' });
    git(join(folder, 'nested'), 'init', '-q');
    const origin = join(folder, 'origin');
    git(origin, 'init', '-q');
    git(origin, 'add', '.');
    git(origin, 'commit', '-q', '-m', 'first');
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', origin, 'lib/sub.module');
    remove(origin);
    assert.deepEqual((await find(folder)).paths, ['TODO.md', 'lib/sub.module/TODO.md', 'nested/TODO.md']);
    assert.deepEqual((await find(join(folder, 'lib'))).paths, ['sub.module/TODO.md']);
    assert.deepEqual((await find(join(folder, 'lib/sub.module'))).paths, ['TODO.md']);
  });

  it('reads a folder that is ignored as a whole when that is asked for', async () => {
    write(folder, {
      '.gitignore': 'out/\n',
      'out/a/TODO.md': '',
      'out/.gitignore': 'b\n',
      'out/b/TODO.md': '',
    });
    assert.deepEqual((await find(folder)).paths, []);
    assert.deepEqual((await find(join(folder, 'out'))).paths, ['a/TODO.md']);
    assert.deepEqual((await find(join(folder, 'out/a'))).paths, ['TODO.md']);
  });

  it('works in a linked work tree and with a detached HEAD', async () => {
    write(folder, { 'TODO.md': '' });
    git(folder, 'add', '.');
    git(folder, 'commit', '-q', '-m', 'first');
    git(folder, 'worktree', 'add', '-q', '--detach', 'tree');
    assert.deepEqual((await find(join(folder, 'tree'))).paths, ['TODO.md']);
    assert.deepEqual((await find(folder)).paths, ['TODO.md', 'tree/TODO.md']);
  });

  it('is not steered by GIT_ variables', async () => {
    write(folder, { 'TODO.md': '' });
    const elsewhere = temporaryFolder();
    git(elsewhere, 'init', '-q');
    const env = { GIT_DIR: join(elsewhere, '.git'), GIT_WORK_TREE: elsewhere, GIT_INDEX_FILE: '/nowhere/x' };
    assert.deepEqual((await find(folder, { env })).paths, ['TODO.md']);
    remove(elsewhere);
  });

  it('starts no program of the repository', async () => {
    const proof = join(folder, 'proof');
    write(folder, {
      'evil.sh': `#!/bin/sh\ntouch '${proof}'\n`,
      'TODO.md': '',
      git: '#!/bin/sh\ntouch proof\n',
    });
    chmodSync(join(folder, 'evil.sh'), 0o755);
    chmodSync(join(folder, 'git'), 0o755);
    git(folder, 'add', '.');
    mkdirSync(join(folder, 'hooks'));
    for (const hook of ['post-index-change', 'fsmonitor-watchman', 'query-watchman']) {
      writeFileSync(join(folder, 'hooks', hook), `#!/bin/sh\ntouch '${proof}'\n`, { mode: 0o755 });
    }
    const evil = join(folder, 'evil.sh');
    for (const name of ['core.fsmonitor', 'core.sshCommand', 'core.pager', 'core.editor', 'filter.x.clean']) {
      git(folder, 'config', name, evil);
    }
    git(folder, 'config', 'core.hooksPath', join(folder, 'hooks'));
    write(folder, { '.gitattributes': '*.md filter=x\n' });
    const env = { PATH: `.:${process.env['PATH'] ?? ''}` };
    assert.deepEqual((await find(folder, { env })).paths, ['TODO.md']);
    assert.equal(existsSync(proof), false);
  });

  it('takes no lock', async () => {
    write(folder, { 'TODO.md': '', '.git/index.lock': '' });
    assert.deepEqual((await find(folder)).paths, ['TODO.md']);
  });

  it('looks itself where git fails, hangs or floods', async () => {
    write(folder, { 'TODO.md': '', '.gitignore': 'TASKS.md\n', 'TASKS.md': '' });
    const tools = temporaryFolder();
    const fake = async (script: string, gitTimeLimit = 10_000): Promise<void> => {
      writeFileSync(join(tools, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      const env = { PATH: `${tools}:/usr/bin:/bin` };
      assert.deepEqual((await find(folder, { env, gitTimeLimit })).paths, ['TODO.md'], script);
    };
    await fake('echo "fatal: detected dubious ownership" >&2; exit 128');
    await fake('sleep 3', 200);
    await fake('exec sleep 3', 200);
    await fake('kill -9 $$');
    await fake('while :; do echo noise; done', 200);
    writeFileSync(join(tools, 'git'), 'not a program', { mode: 0o755 });
    remove(tools);
  });
});
