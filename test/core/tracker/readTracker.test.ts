import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readTracker, type TrackedItem, type TrackerFields } from '../../../src/core';

const items = (json: unknown, fields: TrackerFields | null = null): TrackedItem[] => {
  const read = readTracker(JSON.stringify(json), fields);
  assert.equal(read.fault, null);
  return [...(read.items ?? [])].map(([id, item]) => {
    assert.equal(id, item.id);
    return item;
  });
};
const item = (id: string, status: string | null = null, title: string | null = null): TrackedItem => ({
  id,
  title,
  status,
});

describe('reading a tracker', () => {
  it('recognises lists and maps, at the top and under a name', () => {
    const task = { id: 'A-1', title: 'a', status: 'todo' };
    const expected = [item('A-1', 'todo', 'a')];
    assert.deepEqual(items({ version: 1, tasks: [task] }), expected);
    assert.deepEqual(items([task]), expected);
    assert.deepEqual(items({ tasks: { 'A-1': { name: 'a', state: 'todo' } } }), expected);
    assert.deepEqual(items({ 'A-1': { summary: 'a', status: 'todo' }, version: 1, meta: {} }), expected);
    assert.deepEqual(items({ issues: [{ key: 'A-1', summary: 'a', state: 'todo' }] }), expected);
    assert.deepEqual(items({ tasks: { 'A-1': 'todo' } }), [item('A-1', 'todo')]);
    assert.deepEqual(items({ tasks: { x: { id: 'A-1', done: true } } }), [item('A-1', 'done')]);
    assert.deepEqual(items({ tasks: [{ id: 12, completed: false }] }), [item('12', 'todo')]);
  });

  it('takes an empty list for a tracker without tasks', () => {
    for (const json of [{ tasks: [] }, { tasks: {} }, []]) assert.deepEqual(items(json), []);
  });

  it('says what is wrong with any other file', () => {
    for (const text of [
      '',
      '{',
      'null',
      '"tasks"',
      '3',
      '{}',
      '{"a":1}',
      '{"tasks":[1,2]}',
      '{"tasks":[{}]}',
    ]) {
      const { items: found, fault } = readTracker(text, null);
      assert.equal(found, null, text);
      assert.match(fault ?? '', /^it (is not valid JSON|holds no list of tasks)/, text);
    }
  });

  it('leaves out entries without an id, and says nothing where two contradict each other', () => {
    const tasks = [{ title: 'a' }, { id: null }, { id: ' ' }, { id: 'A-1', status: 'todo' }, null, [], 'A-2'];
    assert.deepEqual(items({ tasks }), [item('A-1', 'todo')]);
    const twice = [
      { id: 'A-1', status: 'todo' },
      { id: 'A-1', status: 'done' },
      { id: 'A-2', status: 'done' },
      { id: 'A-2', status: 'done' },
    ];
    assert.deepEqual(items(twice), [item('A-1'), item('A-2', 'done')]);
  });

  it('follows the paths of a setting', () => {
    const json = {
      boards: [
        { cards: [{ key: 'A-1', state: { name: 'Doing' }, 'the title': 'a' }, { key: 'A-2' }] },
        { cards: [{ key: 'B-1', state: { name: 'Done' } }] },
      ],
    };
    const fields: TrackerFields = {
      id: 'boards[*].cards[*].key',
      title: "$.boards[*].cards[*]['the title']",
      status: 'boards.*.cards.*.state.name',
    };
    assert.deepEqual(items(json, fields), [item('A-1', 'Doing', 'a'), item('A-2'), item('B-1', 'Done')]);
    const byId = { id: 'tasks.*~', title: null, status: 'tasks.*' };
    assert.deepEqual(items({ tasks: { 'A-1': 'open' } }, byId), [item('A-1', 'open')]);
    assert.deepEqual(items({ tasks: [] }, { ...byId, id: 'tasks[*].id', status: null }), []);
  });

  it('says where the paths of a setting lead nowhere', () => {
    const fault = (id: string, status: string | null = null): string =>
      readTracker('{"tasks":[{"id":"A-1"}]}', { id, title: null, status }).fault ?? '';
    assert.equal(fault('cards[*].id'), 'nothing in it answers to the path cards[*].id');
    assert.equal(fault('tasks[*].key'), 'nothing in it answers to the path tasks[*].key');
    assert.match(fault('tasks.id'), /names one value/);
    assert.match(fault('tasks[?]'), /is no path/);
    assert.match(fault('tasks[*].id', 'states[*].status'), /must lead into the same tasks/);
    assert.match(fault('tasks[*].id', 'tasks[*].x[*]'), /must lead into the same tasks/);
  });

  it('takes ids that are names of every object for what they are', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const list = names.map((id) => `{"id":${JSON.stringify(id)},"status":"done"}`);
    const map = names.map((id) => `${JSON.stringify(id)}:{"status":"done"}`);
    for (const text of [`[${list.join()}]`, `{"tasks":{${map.join()}}}`, `{${map.join()}}`]) {
      const read = readTracker(text, null);
      assert.deepEqual(
        [...(read.items?.values() ?? [])],
        names.map((name) => item(name, 'done')),
      );
    }
    assert.equal(Object.hasOwn(Object.prototype, 'status'), false);
  });

  it('never throws, whatever the file holds', () => {
    const fields: TrackerFields = { id: 'tasks[*].id', title: null, status: 'tasks[*].status' };
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        for (const how of [null, fields]) {
          const { items: found, fault } = readTracker(text, how);
          assert.equal(found === null, fault !== null);
        }
      }),
    );
    const entry = fc.record(
      {
        id: fc.oneof(fc.string(), fc.integer(), fc.jsonValue()),
        status: fc.jsonValue(),
        title: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(entry, fc.jsonValue())), (tasks) => {
        const text = JSON.stringify({ tasks });
        const ids = new Set(
          tasks.flatMap((task) => {
            const id = typeof task === 'object' && task !== null && 'id' in task ? task.id : null;
            return typeof id === 'string' || typeof id === 'number' ? [String(id).trim()] : [];
          }),
        );
        ids.delete('');
        const read = readTracker(text, fields);
        for (const id of ids) assert.ok(read.items?.has(id), id);
        for (const id of read.items?.keys() ?? []) assert.ok(ids.has(id), id);
      }),
    );
  });

  it('takes deep nesting and 100,000 entries', () => {
    const deep = '['.repeat(400_000);
    assert.notEqual(readTracker(deep, null).fault, null);
    assert.notEqual(readTracker(`${deep}${']'.repeat(400_000)}`, null).fault, null);
    const time = (count: number): number => {
      const tasks = Array.from({ length: count }, (_, at) => ({
        id: `T-${at % (count / 2)}`,
        status: 'done',
      }));
      const text = JSON.stringify({ tasks });
      const start = performance.now();
      for (const fields of [null, { id: 'tasks[*].id', title: null, status: 'tasks[*].status' }]) {
        assert.equal(readTracker(text, fields).items?.size, count / 2);
      }
      return performance.now() - start;
    };
    time(20_000);
    assert.ok(time(100_000) < 5000);
  });
});
