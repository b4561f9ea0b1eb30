/** What is asked again only when it may have changed. */
import assert from 'node:assert/strict';
import { TaskIndex, type IndexReader } from '../../../src/core';

const TEXT = `# Backlog

## P0-001: Vault

**Effort:** 2h

## P0-002: Mesh

**Dependencies:** P0-001

## Plan

### Wave 1: First

- P0-001
`;

describe('what is known of all tasks together', () => {
  const change = (from: string, to: string): number => {
    const index = new TaskIndex();
    index.set('file:///BACKLOG.md', 'BACKLOG.md', TEXT);
    let asked = 0;
    const count = function* (reader: IndexReader): Generator<void, number> {
      asked++;
      yield;
      return reader.tasks().length;
    };
    assert.equal(index.ofAll(count), 2);
    assert.equal(index.ofAll(count), 2);
    assert.equal(asked, 1);
    const start = TEXT.indexOf(from);
    index.update('file:///BACKLOG.md', [{ start, end: start + from.length, text: to }]);
    index.ofAll(count);
    return asked - 1;
  };

  it('is not asked again for a title or for prose', () => {
    assert.equal(change('Vault', 'Safe'), 0);
    assert.equal(change('# Backlog', '# Backlog of ours'), 0);
  });

  it('is asked again for an id, an effort, a dependency, a wave, and a task that goes', () => {
    assert.equal(change('P0-002', 'P0-003'), 1);
    assert.equal(change('2h', '3h'), 1);
    assert.equal(change('**Dependencies:** P0-001', '**Dependencies:** P0-009'), 1);
    assert.equal(change('Wave 1', 'Wave 2'), 1);
    assert.equal(change('- P0-001', '- P0-002'), 1);
    assert.equal(change('## P0-002: Mesh', 'Mesh'), 1);
  });

  it('is asked again when a document comes', () => {
    const index = new TaskIndex();
    index.set('file:///a/TODO.md', 'a/TODO.md', '- [ ] T001 a\n');
    const size = function* (reader: IndexReader): Generator<void, number> {
      yield;
      return reader.tasks().length;
    };
    assert.equal(index.ofAll(size), 1);
    index.set('file:///b/TODO.md', 'b/TODO.md', '- [ ] T002 b\n');
    assert.equal(index.ofAll(size), 2);
  });
});
