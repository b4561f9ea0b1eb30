import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseJsonPath, placesAt } from '../../../src/core/tracker/jsonPath';

const at = (path: string, value: unknown): unknown[] =>
  [...placesAt(value, parseJsonPath(path) ?? [])].map((place) => place.value);

describe('paths into JSON', () => {
  const board = {
    lists: [{ 'a b': 1, c: { d: 2 } }, { c: { d: 3 } }, 4, null],
    map: { x: { y: 5 }, z: { y: 6 } },
  };

  it('lead by names and over every entry', () => {
    assert.deepEqual(at('lists[*].c.d', board), [2, 3]);
    assert.deepEqual(at('$.lists[*].c.d', board), [2, 3]);
    assert.deepEqual(at('$[\'lists\'].*["a b"]', board), [1]);
    assert.deepEqual(at('map.*.y', board), [5, 6]);
    assert.deepEqual(at('map.*~', board), ['x', 'z']);
    assert.deepEqual(at('map.x', board), [{ y: 5 }]);
    assert.deepEqual(at('*', [7, 8]), [7, 8]);
    assert.deepEqual(at('nowhere[*].c', board), []);
  });

  it('find nothing that the file does not hold', () => {
    assert.deepEqual(at('lists.length', board), []);
    assert.deepEqual(at('constructor.name', board), []);
    assert.deepEqual(at('a.toString', { a: 'text' }), []);
    assert.deepEqual(at('__proto__.b', JSON.parse('{"__proto__": {"b": 1}}')), [1]);
    assert.deepEqual(at('__proto__', {}), []);
  });

  it('are refused where they are no such paths', () => {
    for (const path of [
      '',
      '$',
      '..a',
      'a..b',
      'a[',
      'a[?(@.b)]',
      'a[0]',
      'a b',
      '~a',
      'a~b',
      '$..a',
      "a['x",
      '.a.',
    ]) {
      assert.equal(parseJsonPath(path), null, path);
    }
  });

  it('never throw, and take linear time', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseJsonPath(text)));
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '.', '[*]', '*', '~', "['", "']", '$')), (parts) => {
        parseJsonPath(parts.join(''));
      }),
    );
    const start = performance.now();
    parseJsonPath('a'.repeat(100_000) + ' ');
    parseJsonPath('[*]'.repeat(50_000) + '!');
    parseJsonPath("['".repeat(50_000));
    assert.ok(performance.now() - start < 2000);
  });
});
