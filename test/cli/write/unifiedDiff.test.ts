import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { unifiedDiff } from '../../../src/cli/write/unifiedDiff';
import { git, remove, temporaryFolder, write } from '../support';

describe('the unified diff', () => {
  let folder = '';
  before(() => {
    folder = temporaryFolder();
    git(folder, 'init', '-q');
    git(folder, 'config', 'core.autocrlf', 'false');
    mkdirSync(join(folder, 'below'));
  });
  after(() => remove(folder));

  /** What git makes of the old version with the diff. */
  function applied(path: string, before: string, after: string, cwd = folder): string {
    write(folder, { [path]: before });
    const patch = unifiedDiff(before, after, { path, inRepository: true });
    const args = ['apply', '--whitespace=nowarn', '-'];
    execFileSync('git', args, { cwd, input: patch, stdio: ['pipe', 'ignore', 'pipe'] });
    return readFileSync(join(folder, path), 'utf8');
  }

  it('shows changes with three lines around them', () => {
    const lines = Array.from({ length: 20 }, (_, at) => `line ${String(at + 1)}`);
    const before = `${lines.join('\n')}\n`;
    const after = before
      .replace('line 5\n', 'LINE 5\n')
      .replace('line 16\n', '')
      .replace('line 10\n', 'line 10\nmore\n');
    assert.equal(
      unifiedDiff(before, after, { path: 'a b/TODO.md', inRepository: false }),
      '--- a/a b/TODO.md\t\n+++ b/a b/TODO.md\t\n' +
        '@@ -2,18 +2,18 @@\n line 2\n line 3\n line 4\n-line 5\n+LINE 5\n line 6\n line 7\n line 8\n line 9\n line 10\n' +
        '+more\n line 11\n line 12\n line 13\n line 14\n line 15\n-line 16\n line 17\n line 18\n line 19\n',
    );
    assert.equal(unifiedDiff(before, before, { path: 'x', inRepository: true }), '');
  });

  const texts: [name: string, before: string, after: string][] = [
    ['CRLF', 'a\r\nb\r\nc\r\n', 'a\r\nB\r\nc\r\n'],
    ['lone carriage returns', 'a\rb\rc', 'a\rB\rc'],
    ['mixed line ends', 'a\r\nb\nc\rd\n', 'a\r\nB\nC\rd\n'],
    ['no line end at the end', 'a\nb', 'a\nB'],
    ['a line end that is added', 'a\nb', 'a\nb\n'],
    ['a line end that is taken away', 'a\nb\n', 'a\nb'],
    ['a byte order mark', '\ufeffa\nb\n', '\ufeffA\nb\n'],
    ['emoji', '🎉 a\n', '🎉 T001 a\n'],
    ['an empty file', '', 'a\n'],
    ['a file that is emptied', 'a\nb\n', ''],
    ['lines that look like a diff', '--- a\n+++ b\n@@ -1 +1 @@\n', '--- A\n+++ b\n@@ -1 +2 @@\n'],
    ['blanks at the ends of lines', 'a  \nb\t\n', 'a  \nc\t\n'],
  ];
  for (const [name, before, after] of texts) {
    it(`is applied by git: ${name}`, () => assert.equal(applied('TODO.md', before, after), after));
  }

  it('is applied by git to files with names of all kinds, from any folder', function () {
    const names = ['with space.md', 'ünï/日本.md', 'a/b/c.md'];
    if (process.platform !== 'win32')
      names.push('quo"te.md', 'back\\slash.md', 'tab\there.md', 'new\nline.md');
    for (const name of names) {
      assert.equal(applied(name, 'a\nb\n', 'a\nB\n'), 'a\nB\n', name);
      // Git leaves alone what lies outside of the folder that it is called in.
      const below = join(folder, 'below');
      assert.equal(applied(`below/${name}`, 'a\nb\n', 'a\nB\n', below), 'a\nB\n', `${name}, from below`);
    }
  });

  it('is applied by git, whatever changes', function () {
    this.timeout(60_000);
    const line = fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'a\r\n', 'd');
    const text = fc.array(line, { maxLength: 25 }).map((lines) => lines.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        if (before !== after) assert.equal(applied('any.md', before, after), after);
      }),
      { numRuns: 150, seed: 20260104 },
    );
  });

  it('takes time by the length of the file where every line changes', () => {
    const before = Array.from({ length: 40_000 }, (_, at) => `- [ ] task ${String(at)}\n`);
    const after = before.map((each) => each.replace('task', 'T task'));
    const since = performance.now();
    const shorter = unifiedDiff(before.join(''), after.slice(1).join(''), { path: 'x', inRepository: false });
    assert.ok(
      unifiedDiff(before.join(''), after.join(''), { path: 'x', inRepository: false }).length >
        shorter.length,
    );
    assert.ok(performance.now() - since < 5_000);
  });
});
