import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readTrackerSettings } from '../../../src/core';

describe('the setting wavemark.trackers', () => {
  it('names files, and paths to fields', () => {
    const fields = { id: 'tasks[*].id', status: 'tasks[*].state' };
    assert.deepEqual(readTrackerSettings([{ path: './tools//board.json' }, { path: 'b.json', ...fields }]), {
      trackers: [
        { path: 'tools/board.json', fields: null },
        { path: 'b.json', fields: { ...fields, title: null } },
      ],
      faults: [],
    });
  });

  it('says what of it is not used, and uses the rest', () => {
    const good = { path: 'good.json' };
    const table: [unknown, RegExp][] = [
      [3, /must be an object/],
      [null, /must be an object/],
      [[], /must be an object/],
      [{}, /"path" must name/],
      [{ path: 3 }, /"path" must name/],
      [{ path: 'x'.repeat(501) }, /longer than 500/],
      [{ path: 'a', id: 3 }, /"id" must be a path such as tasks\[\*\]\.id/],
      [{ path: 'a', id: 'tasks' }, /names one value/],
      [{ path: 'a', status: 'tasks[*].status' }, /"id" is missing/],
      [{ path: 'a', id: 'tasks[*].id', status: 'other[*].status' }, /same tasks/],
    ];
    for (const [entry, fault] of table) {
      const { trackers, faults } = readTrackerSettings([entry, good]);
      assert.deepEqual(trackers, [{ path: 'good.json', fields: null }]);
      assert.equal(faults.length, 1);
      assert.match(faults[0] ?? '', /^entry 1 of "wavemark\.trackers" is not used: /);
      assert.match(faults[0] ?? '', fault);
    }
    assert.match(readTrackerSettings('x').faults[0] ?? '', /must be a list of objects/);
    const many = readTrackerSettings(Array.from({ length: 30 }, () => good));
    assert.deepEqual([many.trackers.length, many.faults.length], [20, 1]);
  });

  it('lets no path out of its folder', () => {
    for (const path of [
      '/a',
      '\\a',
      'C:a',
      'c:\\a',
      '\\\\host\\a',
      '//host/a',
      '..',
      '../a',
      'a/../../b',
      'a\\..\\b',
      'a\0',
    ]) {
      const { trackers, faults } = readTrackerSettings([{ path }]);
      assert.deepEqual([trackers.length, faults.length], [0, 1], path);
    }
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void readTrackerSettings(value)));
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.constantFrom('path', 'id', 'title', 'status'), fc.string())),
        (value) => {
          for (const { path } of readTrackerSettings(value).trackers)
            assert.ok(!path.split('/').includes('..'));
        },
      ),
    );
  });
});
