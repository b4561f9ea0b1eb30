import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasConflictMarkers, renamedFiles } from '../../../src/core';

type Files = Readonly<Record<string, string>>;

function renamed(vanished: Files, added: Files): Record<string, string> {
  const files = (of: Files): { path: string; text: string }[] =>
    Object.entries(of).map(([path, text]) => ({ path, text }));
  return Object.fromEntries(renamedFiles(files(vanished), files(added)));
}

const lines = (prefix: string, from: number, to: number): string =>
  Array.from(
    { length: to - from },
    (_, at) => `- [ ] ${prefix}-${String(from + at)} Some task, number ${String(from + at)}\n`,
  ).join('');

describe('renamed files', () => {
  it('are found by equal texts, the same base name before another', () => {
    assert.deepEqual(renamed({ 'a.md': 'x\n', 'old/b.md': 'x\n' }, { 'new/b.md': 'x\n', 'c.md': 'x\n' }), {
      'new/b.md': 'old/b.md',
      'c.md': 'a.md',
    });
  });

  it('are found by what most of their lines have in common, each once', () => {
    const was = lines('T', 0, 20);
    assert.deepEqual(renamed({ 'a.md': was }, { 'b.md': lines('T', 0, 12), 'c.md': lines('T', 0, 18) }), {
      'c.md': 'a.md',
    });
    assert.deepEqual(renamed({ 'a.md': was }, { 'b.md': lines('T', 0, 9) }), {});
    assert.deepEqual(renamed({ 'a.md': was.replaceAll('\n', '\r\n') }, { 'b.md': was }), { 'b.md': 'a.md' });
  });

  it('are none where nothing is in them', () => {
    assert.deepEqual(renamed({ 'a.md': '' }, { 'b.md': '' }), {});
    assert.deepEqual(renamed({}, { 'b.md': 'x' }), {});
    assert.deepEqual(renamed({ 'a.md': 'x' }, {}), {});
  });

  it('are those that git finds', () => {
    const vanished: Files = {
      'a.md': lines('A', 0, 30),
      'b.md': lines('B', 0, 30),
      'c.md': lines('C', 0, 30),
      'd.md': lines('D', 0, 30),
    };
    const added: Files = {
      'a2.md': lines('A', 0, 30) + lines('X', 0, 10),
      'b2.md': lines('B', 10, 30),
      'c2.md': lines('Y', 0, 22) + lines('C', 0, 8),
      'd2.md': lines('D', 0, 30),
      'e2.md': lines('B', 0, 17) + lines('Z', 0, 12),
    };
    const folder = mkdtempSync(join(tmpdir(), 'wavemark-'));
    try {
      const git = (...args: string[]): string =>
        execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
          cwd: folder,
          encoding: 'utf8',
        });
      git('init', '-q');
      for (const [path, text] of Object.entries(vanished)) writeFileSync(join(folder, path), text);
      git('add', '-A');
      git('commit', '-q', '-m', 'x', '--no-gpg-sign');
      for (const path of Object.keys(vanished)) rmSync(join(folder, path));
      for (const [path, text] of Object.entries(added)) writeFileSync(join(folder, path), text);
      git('add', '-A');
      const found: Record<string, string> = {};
      const fields = git('diff', '--cached', '-M', '--name-status', '-z').split('\0');
      for (let at = 0; at + 1 < fields.length; at += 2) {
        if (!fields[at]?.startsWith('R')) continue;
        found[fields[at + 2] ?? ''] = fields[at + 1] ?? '';
        at += 1;
      }
      assert.equal(Object.keys(found).length, 3);
      assert.deepEqual(renamed(vanished, added), found);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('conflict markers', () => {
  it('are three, in their order, at the beginning of lines', () => {
    assert.ok(hasConflictMarkers('a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n'));
    assert.ok(hasConflictMarkers('<<<<<<< HEAD\r\n=======\r\n>>>>>>> other'));
    assert.ok(!hasConflictMarkers('Title\n=======\n'));
    assert.ok(!hasConflictMarkers('<<<<<<< HEAD\n>>>>>>> other\n=======\n'));
    assert.ok(!hasConflictMarkers(' <<<<<<< HEAD\n =======\n >>>>>>> other\n'));
    assert.ok(!hasConflictMarkers('> <<<<<<< HEAD\n'));
  });
});
