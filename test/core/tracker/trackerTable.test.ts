import assert from 'node:assert/strict';
import { TaskIndex, type TrackedItem, type TrackerEntry } from '../../../src/core';

const items = (...entries: readonly (readonly [string, string | null])[]): ReadonlyMap<string, TrackedItem> =>
  new Map(entries.map(([id, status]) => [id, { id, title: null, status }]));

describe('which tracker serves a task', () => {
  let index: TaskIndex;
  beforeEach(() => {
    index = new TaskIndex();
    for (const path of ['TODO.md', 'a/TODO.md', 'a/b/TODO.md', 'ab/TODO.md']) {
      index.set(`file:///root/${path}`, path, '- [ ] A-1 one\n- [ ] A-2 two\n- [ ] B-1 other\n1. number\n');
    }
  });

  const entries = (path: string): (TrackerEntry | null)[] =>
    (index.document(`file:///root/${path}`)?.tasks ?? []).map(({ tracker }) => tracker);
  const found = (id: string, status: string | null): TrackerEntry => ({ id, status, found: true });
  const missing = (id: string): TrackerEntry => ({ id, status: null, found: false });
  const set = (key: string, folder: string, of: ReadonlyMap<string, TrackedItem> | null): void =>
    index.setTracker(key, { path: key, serves: `file:///root${folder}`, items: of });

  it('is none where none is known', () => {
    assert.deepEqual(entries('TODO.md').slice(0, 3), [null, null, null]);
  });

  it('is that of the nearest folder above, and knows ids of its own kind alone', () => {
    set('top', '', items(['A-1', 'done']));
    set('a', '/a', items(['A-2', null]));
    const far = [found('A-1', 'done'), missing('A-2'), null];
    const near = [missing('A-1'), found('A-2', null), null];
    assert.deepEqual(entries('TODO.md').slice(0, 3), far);
    assert.deepEqual(entries('ab/TODO.md').slice(0, 3), far);
    assert.deepEqual(entries('a/TODO.md').slice(0, 3), near);
    assert.deepEqual(entries('a/b/TODO.md').slice(0, 3), near);
    index.setTracker('a', null);
    assert.deepEqual(entries('a/b/TODO.md').slice(0, 3), far);
  });

  it('is each of those of one folder', () => {
    set('one', '', items(['A-1', 'done']));
    set('two', '', items(['A-2', 'todo']));
    assert.deepEqual(entries('TODO.md').slice(0, 3), [found('A-1', 'done'), found('A-2', 'todo'), null]);
  });

  it('says of no id that it is missing while one of them cannot be read', () => {
    set('one', '', items(['A-1', 'done']));
    set('two', '', null);
    assert.deepEqual(entries('TODO.md').slice(0, 3), [found('A-1', 'done'), null, null]);
    set('two', '', items());
    assert.deepEqual(entries('TODO.md')[1], missing('A-2'));
  });

  it('is the same in an index with other texts', () => {
    set('top', '', items(['A-1', 'done']));
    const uri = 'file:///root/TODO.md';
    const other = index.withTexts(new Map([[uri, '- [ ] A-9 nine\n- [x] A-1 one\n']]));
    assert.deepEqual(
      other.document(uri)?.tasks.map(({ tracker }) => tracker),
      [missing('A-9'), found('A-1', 'done')],
    );
  });

  it('changes the index', () => {
    const { version } = index;
    index.setTracker('top', null);
    assert.equal(index.version, version);
    set('top', '', items(['A-1', 'done']));
    assert.ok(index.version > version);
  });
});
