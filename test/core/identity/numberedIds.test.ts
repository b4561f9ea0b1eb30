import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nearest, NumberedIds } from '../../../src/core/identity/numberedIds';

const digits = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map(String),
  fc.integer({ min: 0, max: 1200 }).map((number) => String(number).padStart(3, '0')),
);

function said(ids: NumberedIds): unknown {
  const { width, lowest, highest } = ids;
  return { ids: [...ids.ids].sort(([a], [b]) => a - b), width, lowest, highest };
}

describe('ids by number', () => {
  it('are the same whatever the order in which they came, and what went', () => {
    fc.assert(
      fc.property(fc.array(digits), fc.array(digits), fc.boolean(), (stay, go, before) => {
        const idOf = (number: string, at: number): string => `T-${number}${at % 3 === 0 ? 'a' : ''}`;
        const ids = new NumberedIds();
        const addAll = (numbers: readonly string[]): void =>
          numbers.forEach((number, at) => ids.add(number, idOf(number, at)));
        if (before) addAll(go);
        addAll(stay);
        if (!before) addAll(go);
        said(ids);
        go.forEach((number, at) => ids.remove(number, idOf(number, at)));
        const fresh = new NumberedIds();
        for (const [at, number] of [...stay.entries()].reverse()) fresh.add(number, idOf(number, at));
        assert.deepEqual(said(ids), said(fresh));
      }),
    );
  });

  it('are the nearest that all would be, looked at one by one', () => {
    fc.assert(
      fc.property(fc.array(digits), digits, fc.integer({ min: 1, max: 3 }), (numbers, wanted, most) => {
        const ids = new NumberedIds();
        for (const number of numbers) ids.add(number, `T-${number}`);
        const accepts = (id: string): boolean => !id.endsWith('7');
        const one = (number: number): ReadonlyMap<number, string> =>
          new Map([[number, ids.ids.get(number) ?? '']]);
        // Of two alone the nearer one comes first.
        const all = [...ids.ids]
          .filter(([, id]) => accepts(id))
          .sort(([a], [b]) => {
            const both = nearest({ ids: new Map([...one(a), ...one(b)]), width: ids.width }, wanted, 2);
            return both[0] === ids.ids.get(a) ? -1 : 1;
          });
        const found = nearest(ids, wanted, most, accepts);
        assert.deepEqual(
          found,
          all.slice(0, most).map(([, id]) => id),
        );
      }),
    );
  });

  it('have the fewest digits off, then the least distance', () => {
    const ids = new NumberedIds();
    for (const number of ['011', '021', '099', '120', '121', '201']) ids.add(number, `T-${number}`);
    assert.deepEqual(nearest(ids, '012', 2), ['T-011', 'T-021']);
    assert.deepEqual(nearest(ids, '100', 2), ['T-120', 'T-121']);
  });
});
