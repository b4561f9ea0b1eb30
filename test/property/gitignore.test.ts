/** Our reading of `.gitignore` against git's own. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { gitignore } from '../../src/extension/adapter/gitignore';

const PATHS = [
  'a',
  'b/a',
  'a/b/c',
  'a.md',
  'x/a.md',
  'x/y/a.md',
  'x/y/z/a.md',
  'foo bar',
  'x/foo bar ',
  '!neg',
  '#hash',
  'x/[a]',
  'star*',
  'x/b.d/TODO.md',
  'abc/abc/abc',
];

/** What our rules say of a file, its folders asked first. */
function ignores(text: string, path: string): boolean {
  const rules = gitignore(text);
  const parts = path.split('/');
  return parts.some((_, i) => rules(parts.slice(0, i + 1).join('/'), i + 1 < parts.length) === true);
}

describe('.gitignore', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wavemark-ignore-'));
    execFileSync('git', ['init', '--quiet', folder]);
    // A path that is a folder for one of the paths cannot be a file for another.
    for (const path of PATHS.filter((one) => !PATHS.some((other) => other.startsWith(`${one}/`)))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), '');
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function byGit(text: string, paths: readonly string[]): Set<string> {
    writeFileSync(join(folder, '.gitignore'), text);
    const { stdout } = spawnSync('git', ['check-ignore', '--no-index', '-z', '--stdin'], {
      cwd: folder,
      input: paths.join('\0'),
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    });
    return new Set(stdout.split('\0').filter((path) => path !== ''));
  }

  it('is read as git reads it', function () {
    this.timeout(60_000);
    const files = PATHS.filter((one) => !PATHS.some((other) => other.startsWith(`${one}/`)));
    const piece = fc.constantFrom(
      ...['a', 'b', 'c', 'x', 'y', 'z', 'abc', 'a.md', 'foo bar', '*', '**', '?', '/', '/', '.md', '[a-c]'],
      ...[
        '[!a]',
        '\\*',
        '\\!',
        '!',
        '#',
        '\\#',
        ' ',
        '\\ ',
        '**/',
        '/**',
        'TODO',
        '*.d',
        'neg',
        'hash',
        'star',
      ],
    );
    const line = fc
      .array(piece, { minLength: 1, maxLength: 4 })
      .map((pieces) => pieces.join(''))
      // Behind a literal beginning git takes `**` for a part of its own, against its own manual.
      .filter((pattern) => !/[^/*!]\*\*/.test(pattern));
    const text = fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, (patterns) => {
        const expected = byGit(patterns, files);
        for (const path of files)
          assert.equal(ignores(patterns, path), expected.has(path), JSON.stringify({ patterns, path }));
      }),
      { numRuns: 400 },
    );
  });

  it('is never slow', () => {
    const since = process.cpuUsage();
    assert.equal(ignores(`${'*a'.repeat(150)}b\n`.repeat(20), 'a'.repeat(250)), false);
    // Microseconds of the processor: a bomb would take minutes.
    assert.ok(process.cpuUsage(since).user < 5_000_000);
  });
});
