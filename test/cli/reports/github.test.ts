import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TaskIndex, type Problem } from '../../../src/core';
import { githubLines } from '../../../src/cli/reports/github';
import { git, remove, run, temporaryFolder, write } from '../support';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** As the runner of GitHub Actions reads a line (`ActionCommand.TryParseV2`); null for a line that is no command. */
function parseCommand(line: string): Command | null {
  const match = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/s.exec(line);
  if (!match) return null;
  const [, name = '', list = '', data = ''] = match;
  const properties = list.split(',').map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), unescape(pair.slice(at + 1))];
  });
  return { name, properties: Object.fromEntries(properties), data: unescape(data) };
}

function unescape(text: string): string {
  const codes: Readonly<Record<string, string>> = {
    '%0D': '\r',
    '%0A': '\n',
    '%3A': ':',
    '%2C': ',',
    '%25': '%',
  };
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, (code) => codes[code] ?? code);
}

const DUPLICATE = '- [ ] T001 a\n- [ ] T001 b\n';

describe('wavemark check --format github', () => {
  let folder = '';
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => remove(folder));

  it('prints a command for each problem, then a line for people', async () => {
    write(folder, { 'TODO.md': `${DUPLICATE}- [z] T002 c\n` });
    const { code, stdout, stderr } = await run(['check', '--format', 'github'], folder);
    assert.deepEqual([code, stderr], [1, '']);
    assert.deepEqual(stdout.split('\n'), [
      '::error file=TODO.md,line=2,endLine=2,col=7,endColumn=11,title=Wavemark id/duplicate::The id T001 is already that of “a” in line 1.%0ATODO.md:1: T001 is declared here first',
      '::warning file=TODO.md,line=3,endLine=3,col=4,endColumn=5,title=Wavemark status/unknown-marker::[z] has no known meaning, so “c” counts as not done. Use [ ], [/] or [x], or explain the marker in a legend.',
      'Wavemark: 1 error, 1 warning in 1 file, 3 tasks',
      '',
    ]);
  });

  it('says that all is well', async () => {
    write(folder, { 'TODO.md': '- [ ] T001 a\n' });
    const { code, stdout } = await run(['check', '--format', 'github', '--color', 'always'], folder);
    assert.deepEqual([code, stdout], [0, 'Wavemark: no problems in 1 file, 1 task\n']);
  });

  it('calls what is less than a warning a notice', async () => {
    write(folder, { 'TODO.md': Uint8Array.of(0xff) });
    const { code, stdout } = await run(['check', '--format', 'github'], folder);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^::notice file=TODO\.md,line=1,endLine=1,col=1,endColumn=1,title=Wavemark file\/skipped::/,
    );
  });

  it('says what it has compared with, and when it could not', async () => {
    git(folder, 'init', '-q');
    write(folder, { 'TODO.md': '- [ ] T001 a\n- [ ] T002 b\n' });
    const check = async (): Promise<string> => (await run(['check', '--format', 'github'], folder)).stdout;
    assert.equal(await check(), 'Wavemark: no problems in 1 file, 2 tasks, baseline unknown\n');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'one');
    assert.match(
      await check(),
      /^Wavemark: no problems in 1 file, 2 tasks, compared with HEAD \([0-9a-f]{7}\)\n$/,
    );
  });

  it('names files from the top of the repository', async () => {
    git(folder, 'init', '-q');
    write(folder, { 'a/b/TODO.md': DUPLICATE, 'c/x': '' });
    for (const [cwd, ...paths] of [
      ['.'],
      ['a/b'],
      ['a', 'b'],
      ['a', 'b/TODO.md'],
      ['c', '../a'],
      ['c', '../a/b', '.'],
    ]) {
      const { stdout } = await run(['check', ...paths, '--format', 'github'], `${folder}/${cwd ?? ''}`);
      assert.equal(parseCommand(stdout.split('\n')[0] ?? '')?.properties['file'], 'a/b/TODO.md');
    }
  });

  it('names files from the current folder outside git', async () => {
    write(folder, { 'a/TODO.md': DUPLICATE });
    const { stdout } = await run(['check', 'a', '--format', 'github'], folder);
    assert.match(stdout, /^::error file=a\/TODO\.md,/);
  });

  it('lets no file name order the runner about', async () => {
    const name = 'TODO,line=9::warning ##[add-mask]x%0A.md';
    write(folder, { [name]: DUPLICATE });
    const { stdout } = await run(['check', '--format', 'github'], folder);
    const lines = stdout.trimEnd().split('\n');
    assert.equal(lines.length, 2);
    const command = parseCommand(lines[0] ?? '');
    assert.deepEqual([command?.name, command?.properties['file']], ['error', name]);
    assert.deepEqual(Object.keys(command?.properties ?? {}), [
      'file',
      'line',
      'endLine',
      'col',
      'endColumn',
      'title',
    ]);
    write(folder, { 'sub/x': '' });
    const wrong = await run(['check', 'sub', '##[add-mask]x.md', '--format', 'github'], folder);
    assert.equal(wrong.code, 2);
  });

  it('lets no note on stderr order the runner about', async function () {
    const { symlinkSync } = await import('node:fs');
    symlinkSync(`${folder}/nowhere`, `${folder}/##[stop-commands]TODO.md`);
    const { code, stderr } = await run(['check', '--format', 'github'], folder);
    assert.equal(code, 0);
    assert.match(stderr, /^wavemark: the link ## \[stop-commands\]TODO\.md leads nowhere/);
  });

  it('says on one line exactly what any task says', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom('::', 'error', '%0A', '%25', '\n', '\r\n', ',', ':', '=', '##[', '\u2028', 'é'),
        )
        .map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (path, message, said, compared) => {
        const index = new TaskIndex();
        const uri = 'file:///x';
        index.set(uri, path, DUPLICATE);
        const range = { start: 0, end: 4 };
        const related = [{ uri, range, message: said }];
        const problem: Problem = {
          ...{ rule: 'id/duplicate', severity: 'error', uri, range },
          ...{ message, task: null, related, fixes: [] },
        };
        const lines = [...githubLines([problem], index, { top: '/', of: (each) => each }, compared)];
        assert.equal(lines.length, 2);
        assert.doesNotMatch(lines[0] ?? '', /[\r\n]/);
        const command = parseCommand(lines[0] ?? '');
        assert.equal(command?.name, 'error');
        assert.equal(command.properties['file'], path);
        assert.equal(command.properties['line'], '1');
        assert.equal(command.properties['title'], 'Wavemark id/duplicate');
        assert.equal(command.data.split('\n').length, 2);
        assert.match(lines[1] ?? '', /^Wavemark: 1 error in [^\r\n]*$/);
        assert.doesNotMatch(lines[1] ?? '', /##\[/);
      }),
    );
  });
});
