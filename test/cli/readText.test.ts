import assert from 'node:assert/strict';
import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { frontMatterSwitch } from '../../src/core';
import { asksToBeRead, MAX_BYTES, readTaskFile } from '../../src/cli/readText';
import { remove, temporaryFolder, write } from './support';

describe('reading a task file', () => {
  let folder = '';
  before(() => (folder = temporaryFolder()));
  after(() => remove(folder));

  const read = (content: string | Uint8Array): ReturnType<typeof readTaskFile> => {
    write(folder, { 'TODO.md': content });
    return readTaskFile(join(folder, 'TODO.md'));
  };

  it('keeps a byte order mark, line ends and every character', () => {
    for (const text of ['\ufeff- [ ] a\r\n- [x] b\rc\n', 'ä 日本 😀\n', '', '\u0001']) {
      const bytes = Buffer.from(text);
      assert.deepEqual(read(bytes), { kind: 'text', text, bytes: bytes.length });
    }
  });

  it('leaves out binary files, and says in which line', () => {
    const answer = read('one\ntwo\0\n');
    assert.deepEqual(answer, {
      kind: 'skip',
      reason: 'The file is binary (a NUL byte in line 2); it was left out',
      bytes: 9,
    });
  });

  it('leaves out UTF-16', () => {
    const answer = read(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('- [ ] a', 'utf16le')]));
    assert.equal(answer.kind, 'skip');
    assert.match(answer.kind === 'skip' ? answer.reason : '', /is UTF-16/);
  });

  it('leaves out invalid UTF-8, and says from which line', () => {
    const invalid: [number[], number][] = [
      [[0x61, 0x0a, 0xff, 0x0a], 2],
      [[0xc3], 1],
      [[0x0a, 0x0a, 0xed, 0xa0, 0x80], 3],
      [[0xe2, 0x82, 0x0a, 0x61], 1],
      [[0xc0, 0xaf], 1],
    ];
    for (const [bytes, line] of invalid) {
      const answer = read(Uint8Array.from(bytes));
      assert.equal(answer.kind, 'skip');
      assert.match(
        answer.kind === 'skip' ? answer.reason : '',
        new RegExp(`UTF-8 \\(from line ${String(line)} on\\)`),
      );
    }
  });

  it('leaves out what is larger than the limit, and reads what is just as large', () => {
    write(folder, { 'big.md': 'a'.repeat(64) });
    const big = join(folder, 'big.md');
    truncateSync(big, MAX_BYTES + 1);
    assert.deepEqual(readTaskFile(big), {
      kind: 'skip',
      reason: 'The file has 20.1 MB, more than the 20 MB that are read; it was left out',
      bytes: MAX_BYTES + 1,
    });
    assert.equal(read('a'.repeat(MAX_BYTES)).kind, 'text');
  });

  it('tells what is gone from what cannot be read', () => {
    assert.deepEqual(readTaskFile(join(folder, 'none.md')), { kind: 'missing' });
    mkdirSync(join(folder, 'folder.md'));
    assert.deepEqual(readTaskFile(join(folder, 'folder.md')), {
      kind: 'unreadable',
      reason: 'it is a folder',
    });
  });
});

describe('asking for a file by its front matter', () => {
  let folder = '';
  before(() => (folder = temporaryFolder()));
  after(() => remove(folder));

  const asks = (content: string): boolean => {
    write(folder, { 'plan.md': content });
    return asksToBeRead(join(folder, 'plan.md'), frontMatterSwitch);
  };

  it('reads only what begins with front matter', () => {
    assert.equal(asks('---\nwavemark: true\n---\n'), true);
    assert.equal(asks('\ufeff---\nwavemark: true\n---\n'), true);
    assert.equal(asks('---\nwavemark: false\n---\n'), false);
    assert.equal(asks('text\nwavemark: true\n'), false);
    assert.equal(asks(''), false);
    assert.equal(asksToBeRead(join(folder, 'none.md'), frontMatterSwitch), false);
    assert.equal(asksToBeRead(folder, frontMatterSwitch), false);
  });

  it('finds the switch behind long front matter', () => {
    assert.equal(asks(`---\n${'k: v\n'.repeat(2000)}wavemark: true\n---\n`), true);
    assert.equal(asks(`---\n${'k: v\n'.repeat(2000)}`), false);
  });
});
