/** Where pointers lead, and what is said of those that lead nowhere. */
import assert from 'node:assert/strict';
import { recordAt, TaskIndex, type FilesOptions } from '../../src/core';

const FROM = 'docs/TODO.md';

function withFiles(paths: readonly string[], options: FilesOptions = {}): TaskIndex {
  const index = new TaskIndex();
  index.set('file:///root/docs/TODO.md', FROM, '- [ ] T001 a\n');
  index.files.set(paths, options);
  return index;
}

const kindOf = (index: TaskIndex, pointer: string, from = FROM): string => index.recordOf(pointer, from).kind;

describe('recordOf', () => {
  const adrs = ['docs/adr/0001-store.md', 'docs/adr/0002-tablets.md', 'src/main.ts'];

  it('knows nothing, and misses nothing, before it was told of files', () => {
    const index = new TaskIndex();
    assert.equal(kindOf(index, 'ADR-001'), 'unknown');
    assert.equal(kindOf(index, 'missing.md'), 'unknown');
  });

  it('finds a record by number, whatever the padding', () => {
    const index = withFiles(adrs);
    for (const id of ['ADR-2', 'ADR-0002', 'ADR 2', 'adr_002', 'MADR-2']) {
      assert.deepEqual(index.recordOf(id, FROM), { kind: 'found', paths: ['docs/adr/0002-tablets.md'] }, id);
    }
    assert.equal(kindOf(index, 'ADR-3'), 'missing');
    assert.equal(kindOf(index, 'ADR-20'), 'missing');
    assert.equal(kindOf(index, 'RFC-2'), 'unknown');
  });

  it('misses a path only after the shell has looked for it', () => {
    const index = withFiles(adrs);
    assert.equal(kindOf(index, 'adr/0009.md'), 'unknown');
    assert.deepEqual([...index.files.candidates('adr/0009.md', FROM)], ['docs/adr/0009.md']);
    index.files.markAbsent('docs/adr/0009.md');
    assert.equal(kindOf(index, 'adr/0009.md'), 'missing');
    index.files.add('docs/adr/0009.md');
    assert.deepEqual(index.recordOf('adr/0009.md', FROM), { kind: 'found', paths: ['docs/adr/0009.md'] });
    index.files.remove('docs/adr/0009.md');
    assert.equal(kindOf(index, 'adr/0009.md'), 'unknown');
  });

  it('never follows what leads out of the workspace', () => {
    const index = withFiles(adrs);
    for (const pointer of [
      '../../etc/passwd',
      '..%2F..%2Fetc/passwd',
      '..\\..\\etc',
      '//server/share/a.md',
      '\\\\server\\share\\a.md',
      'C:\\a.md',
      'file:///etc/passwd',
    ]) {
      assert.equal(kindOf(index, pointer), 'outside', pointer);
      assert.deepEqual([...index.files.candidates(pointer, FROM)], [], pointer);
    }
    for (const pointer of ['https://example.org', 'command:a.b', '', '#why', '?']) {
      assert.equal(kindOf(index, pointer), 'unknown', pointer);
    }
  });

  it('counts paths from the top of the workspace, wherever documents count from', () => {
    const index = withFiles(['README.md', 'packages/app/docs/TODO.md'], { way: 'packages/app' });
    assert.deepEqual(index.recordOf('../../../README.md', FROM), { kind: 'found', paths: ['README.md'] });
    assert.deepEqual(index.recordOf('/README.md', FROM), { kind: 'found', paths: ['README.md'] });
    assert.equal(kindOf(index, '../../../../README.md'), 'outside');
  });

  it('keeps to the folder of the document where there are several', () => {
    const index = withFiles(['a/docs/TODO.md', 'a/x.md', 'b/y.md'], { folders: ['a', 'b'] });
    assert.deepEqual(index.recordOf('/x.md', 'a/docs/TODO.md'), { kind: 'found', paths: ['a/x.md'] });
    assert.equal(kindOf(index, '../../b/y.md', 'a/docs/TODO.md'), 'outside');
  });

  it('looks where the setting says, and nowhere else', () => {
    const index = withFiles([...adrs, 'design/7-tides.md', 'log/adr-0008.md', 'log/ADR-7/x.md']);
    index.files.setGlobs(['design/{number}-*.md', 'log/{id}.md']);
    assert.deepEqual(index.recordOf('ADR-007', FROM), { kind: 'found', paths: ['design/7-tides.md'] });
    assert.deepEqual(index.recordOf('ADR-8', FROM), { kind: 'found', paths: ['log/adr-0008.md'] });
    assert.equal(kindOf(index, 'ADR-1'), 'missing');
    index.files.setGlobs(['no placeholder']);
    assert.equal(kindOf(index, 'ADR-1'), 'found');
  });

  it('forgets a folder with all that it holds', () => {
    const index = withFiles(adrs);
    index.files.remove('docs/adr');
    assert.equal(kindOf(index, 'ADR-1'), 'unknown');
    assert.equal(kindOf(index, 'adr'), 'unknown');
    index.files.add('docs/adr/0001-store.md');
    assert.equal(kindOf(index, 'ADR-1'), 'found');
    assert.equal(kindOf(index, 'adr/'), 'found');
  });
});

describe('recordAt', () => {
  it('finds the record whose id stands at a place', () => {
    const index = withFiles(['docs/adr/0001-store.md']);
    const text = 'See ADR-001, not XADR-001 or ADR-0012 or ADR-001-2.';
    const at = (offset: number): string | undefined => recordAt(index, text, offset, FROM)?.id;
    assert.equal(at(4), 'ADR-001');
    assert.equal(at(11), 'ADR-001');
    assert.equal(at(12), undefined);
    for (const other of ['XADR', 'ADR-0012', 'ADR-001-2'])
      assert.equal(at(text.indexOf(other) + 2), undefined);
  });
});
