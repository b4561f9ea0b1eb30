/** What other programs start: the hook of pre-commit, the GitHub Action, a plain git hook, the npm package. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { isTaskFileName } from '../../src/core';
import { git, remove, temporaryFolder, write } from './support';

const CLI = resolve('dist/cli.js');
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly bin: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
};

const TASKS = '# Tasks\n\n- [ ] T001 Dig the basin\n- [ ] T002 Pour the quay, after T001\n- [ ] T003 Paint\n';

function repository(): string {
  const folder = temporaryFolder({ 'docs/TODO.md': TASKS, 'README.md': 'See T001.\n' });
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'one');
  return folder;
}

describe('the hook of pre-commit', () => {
  const [hook, ...others] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as Record<
    string,
    unknown
  >[];

  it('says what pre-commit needs', () => {
    assert.deepEqual(others, []);
    assert.deepEqual(
      [hook?.['id'], hook?.['language'], hook?.['pass_filenames']],
      ['wavemark', 'node', false],
    );
    const [program = '', ...args] = String(hook?.['entry']).split(' ');
    assert.equal(manifest.bin[program], 'dist/cli.js');
    assert.deepEqual(args, ['check']);
  });

  // Python takes the flag at the start of the pattern, JavaScript outside.
  const [, source = ''] = /^\(\?i\)(.*)$/.exec(String(hook?.['files'])) ?? [];
  const files = new RegExp(source, 'i');

  it('runs for every name of a task file', () => {
    for (const path of [
      'TODO.md',
      'docs/BACKLOG.markdown',
      'a/b/myTodo.md',
      'sprint-7_tasks.MD',
      'TASKSdone.md',
    ]) {
      assert.ok(isTaskFileName(path) && files.test(path), path);
    }
    for (const path of ['README.md', 'todo.txt', 'tasks.json', 'todo/README.md', 'todo.md/x.py']) {
      assert.ok(!isTaskFileName(path) && !files.test(path), path);
    }
    const piece = fc.constantFrom(
      'todo',
      'Todos',
      'BACKLOG',
      'task',
      'My',
      'x',
      '-',
      '_',
      ' ',
      '.',
      '/',
      'é',
      '7',
      '.md',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom('.md', '.MARKDOWN', '.txt'), (pieces, extension) => {
        const path = pieces.join('') + extension;
        if (isTaskFileName(path)) assert.ok(files.test(path), path);
      }),
    );
  });
});

describe('the GitHub Action', function () {
  this.timeout(60_000);
  let folder = '';
  before(function () {
    if (!existsSync(CLI)) this.skip();
  });
  beforeEach(() => (folder = repository()));
  afterEach(() => remove(folder));

  interface Action {
    readonly inputs: Readonly<Record<string, { readonly description?: string; readonly default?: string }>>;
    readonly runs: {
      readonly using: string;
      readonly steps: readonly {
        readonly run: string;
        readonly shell: string;
        readonly env: Readonly<Record<string, string>>;
      }[];
    };
  }
  const action = parse(readFileSync('action.yml', 'utf8')) as Action;
  const [step] = action.runs.steps;
  assert.ok(step);

  /** Runs the step as a runner does: the expressions worked out, the rest given to bash. */
  function run(inputs: Readonly<Record<string, string>>, base?: string, cwd = folder) {
    const value = (expression: string): string => {
      for (const part of expression.split('||').map((each) => each.trim())) {
        const [, name] = /^inputs\.([\w-]+)$/.exec(part) ?? [];
        const [, text] = /^'(.*)'$/.exec(part) ?? [];
        const known =
          name !== undefined
            ? (inputs[name] ?? action.inputs[name]?.default)
            : part === 'github.event.pull_request.base.sha'
              ? base
              : part === 'github.action_path'
                ? resolve('.')
                : text;
        if (known) return known;
      }
      return '';
    };
    const env: Record<string, string> = { PATH: process.env['PATH'] ?? '', HOME: folder };
    for (const [name, text] of Object.entries(step!.env)) {
      env[name] = text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => value(expression));
    }
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', step!.run], {
      cwd,
      env,
      encoding: 'utf8',
    });
    return { code: status, stdout, stderr };
  }

  it('describes every input, and puts none into its script', () => {
    assert.equal(action.runs.using, 'composite');
    assert.equal(action.runs.steps.length, 1);
    assert.doesNotMatch(step.run, /\$\{\{/);
    for (const [name, { description, default: value }] of Object.entries(action.inputs)) {
      assert.ok(description, name);
      assert.equal(typeof value, 'string', name);
      assert.ok(
        JSON.stringify(step.env).includes(`inputs.${name} `) ||
          JSON.stringify(step.env).includes(`inputs.${name}}`),
        name,
      );
    }
  });

  it('finds nothing wrong with what is fine', () => {
    const { code, stdout } = run({});
    assert.deepEqual([code, stdout], [0, 'Wavemark: no problems in 1 file, 3 tasks\n']);
  });

  it('compares a pull request with the commit that it starts from', () => {
    const base = git(folder, 'rev-parse', 'HEAD').trim();
    write(folder, { 'docs/TODO.md': TASKS.replace('T002 Pour', 'T004 Pour') });
    git(folder, 'commit', '-qam', 'two');
    assert.equal(run({}).code, 0, 'outside a pull request there is nothing to compare with');
    const { code, stdout } = run({}, base);
    assert.equal(code, 1);
    assert.match(stdout, /^::error file=docs\/TODO\.md,line=4,.*title=Wavemark id\/renumbered::/m);
    assert.equal(run({ baseline: 'HEAD^', 'max-severity-ok': 'warning' }).code, 1);
    assert.equal(run({ baseline: 'none' }, base).code, 0);
  });

  it('says so where the history is not there', () => {
    const { code, stdout, stderr } = run({}, '1234567890123456789012345678901234567890');
    assert.notEqual(`${stdout}${stderr}`, 'Wavemark: no problems in 1 file, 3 tasks\n');
    assert.match(stderr, /1234567/);
    assert.equal(code, 2);
  });

  it('takes paths that are odd, and runs nothing that they say', () => {
    write(folder, { '$(touch pwned); x.md': '- [ ] T001 a\n- [ ] T001 b\n', '-x/TODO.md': '- [ ] T001 a\n' });
    const { code, stdout } = run({ paths: '$(touch pwned); x.md\r\n-x\n\n', format: 'json' });
    assert.equal(code, 1);
    const { problems } = JSON.parse(stdout) as { problems: { path: string }[] };
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['$(touch pwned); x.md'],
    );
    assert.ok(!existsSync(join(folder, 'pwned')));
    assert.equal(run({ format: '"; touch pwned; "' }).code, 2);
    assert.ok(!existsSync(join(folder, 'pwned')));
  });

  it('writes the answer to a file', () => {
    write(folder, { 'TASKS.md': '- [ ] T001 a\n- [ ] T001 b\n' });
    const { code, stdout } = run({ format: 'sarif', output: 'wavemark.sarif' });
    assert.deepEqual([code, stdout], [1, '']);
    const log = JSON.parse(readFileSync(join(folder, 'wavemark.sarif'), 'utf8')) as { version: string };
    assert.equal(log.version, '2.1.0');
    const wrong = run({ format: 'sarif', output: 'no/such/folder.sarif' });
    assert.equal(wrong.code, 2);
    assert.match(wrong.stdout + wrong.stderr, /cannot write no\/such\/folder\.sarif/);
  });
});

describe('a git hook', function () {
  this.timeout(60_000);
  before(function () {
    if (!existsSync(CLI) || process.platform === 'win32') this.skip();
  });

  it('as the README has it stops a commit that renumbers', () => {
    const [, hook] =
      /```sh\n(#!\/bin\/sh\n[^`]*wavemark check[^`]*)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
    assert.ok(hook, 'the README has a hook');
    const folder = repository();
    try {
      const bin = join(folder, '.git/bin');
      mkdirSync(bin);
      write(folder, {
        '.git/hooks/pre-commit': hook,
        '.git/bin/wavemark': `#!/bin/sh\nexec node ${CLI} "$@"\n`,
      });
      chmodSync(join(folder, '.git/hooks/pre-commit'), 0o755);
      chmodSync(join(bin, 'wavemark'), 0o755);
      const commit = (): number | null => {
        git(folder, 'add', '-A');
        const env = {
          ...{ PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, HOME: folder },
          ...{
            GIT_AUTHOR_NAME: 'A',
            GIT_AUTHOR_EMAIL: 'a@b',
            GIT_COMMITTER_NAME: 'A',
            GIT_COMMITTER_EMAIL: 'a@b',
          },
        };
        return spawnSync('git', ['commit', '-qm', 'x'], { cwd: folder, env }).status;
      };
      write(folder, { 'docs/TODO.md': TASKS.replace('T002 Pour', 'T004 Pour') });
      assert.equal(commit(), 1, 'renumbered');
      write(folder, { 'docs/TODO.md': TASKS.replace('[ ] T001', '[x] T001') });
      assert.equal(commit(), 0, 'done');
    } finally {
      remove(folder);
    }
  });
});

describe('the npm package', function () {
  this.timeout(60_000);

  it('is built when the repository is installed, and is the command line alone', () => {
    assert.equal(manifest.scripts['prepare'], 'node scripts/prepare.mjs');
    const list = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    });
    const answer = JSON.parse(list) as unknown;
    const [pack] = Object.values(answer as Record<string, { files: { path: string; mode: number }[] }>);
    const paths = (pack?.files ?? []).map(({ path }) => path);
    // `main` is the extension's: npm takes it along wherever it has been built.
    const known = new Set([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/cli.js',
      'dist/extension.js',
      'package.json',
    ]);
    assert.deepEqual(
      paths.filter((path) => !known.has(path)),
      [],
    );
    assert.equal(paths.includes('dist/cli.js'), existsSync(CLI));
  });
});
