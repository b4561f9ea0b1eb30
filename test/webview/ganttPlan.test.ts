import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../src/core/text/steps';
import type { GanttChange, GanttRow } from '../../src/protocol/gantt';
import { changeInSteps, isEmptyChange, piecesOf } from '../../src/protocol/ganttChange';
import { applied, NO_PLAN, type GanttPlacement, type GanttPlan } from '../../src/protocol/ganttPlan';
import { packNumbers, unpackNumbers } from '../../src/protocol/vlq';
import { head, row } from './gantt';

const changeBetween = (before: GanttPlan, after: GanttPlan): GanttChange =>
  finish(changeInSteps(before, after));

const small = fc.integer({ min: 0, max: 300 });
const placement: fc.Arbitrary<GanttPlacement> = fc
  .tuple(small, small, fc.integer({ min: -2, max: 5 }), small)
  .map(([start, length, agent, slack]) => ({ start, length, agent, slack }));
const rows = fc.uniqueArray(
  fc.record({ key: fc.constantFrom(...'abcdefghij'), title: fc.constantFrom('x', 'y') }),
  { selector: ({ key }) => key },
);
const groups = fc
  .uniqueArray(fc.constantFrom(...'pqrs'))
  .map((keys) => keys.map((key) => ({ key, title: `${key} ${keys.length}` })));
const plans: fc.Arbitrary<GanttPlan> = fc
  .tuple(rows, groups, fc.boolean(), fc.infiniteStream(placement))
  .map(([some, sections, busy, places]) => ({
    head: head({ busy }),
    waves: [],
    sections,
    files: [{ key: 'f', path: 'TODO.md' }],
    others: [],
    rows: some.map(({ key, title }) => row(key, { title })),
    placements: some.map(() => places.next().value),
  }));

describe('the plan of the Gantt on its way to the page', () => {
  it('arrives as it was sent, from any state to any other', () => {
    fc.assert(
      fc.property(fc.array(plans, { minLength: 1, maxLength: 5 }), (states) => {
        let here = NO_PLAN;
        for (const state of states) {
          const change = JSON.parse(JSON.stringify(changeBetween(here, state))) as GanttChange;
          const next = applied(here, change);
          assert.ok(next);
          assert.deepEqual(next, state);
          assert.ok(isEmptyChange(changeBetween(next, state)));
          here = next;
        }
      }),
    );
  });

  it('arrives in pieces as it does as a whole', () => {
    fc.assert(
      fc.property(plans, plans, fc.integer({ min: 1, max: 4 }), (from, to, most) => {
        const pieces = [...piecesOf(changeBetween(from, to), most)];
        let here: GanttPlan | null = from;
        for (const piece of pieces) {
          const { head: told, placements, ...tables } = piece;
          const entries = Object.values(tables)
            .flat()
            .flatMap(({ insert }): readonly unknown[] => insert);
          assert.ok(entries.length <= most, `${entries.length} entries`);
          assert.ok(piece === pieces.at(-1) || (told === null && placements === ''));
          here = here && applied(here, piece);
        }
        assert.deepEqual(here, to);
      }),
    );
  });

  it('is refused where a change does not fit', () => {
    const none = changeBetween(NO_PLAN, NO_PLAN);
    const splice = (at: number, remove: number, insert: readonly GanttRow[] = []) => ({
      ...none,
      rows: [{ at, remove, insert }],
    });
    assert.equal(applied(NO_PLAN, splice(1, 0)), null);
    assert.equal(applied(NO_PLAN, splice(0, 1)), null);
    assert.equal(applied(NO_PLAN, { ...none, placements: packNumbers([0, 0, 0, 0, 0]) }), null);
    const one = applied(NO_PLAN, splice(0, 0, [row('a')]));
    assert.ok(one);
    const moved = (...numbers: number[]) => applied(one, { ...none, placements: packNumbers(numbers) });
    assert.equal(moved(0, 1, 2, 3)?.placements, undefined);
    assert.equal(moved(-1, 0, 0, 0, 0), null);
    assert.equal(moved(0, -1, 0, 0, 0), null);
    assert.equal(moved(0, 0, 0, -2, 0), null);
    assert.deepEqual(moved(0, 60, 120, 3, 30)?.placements, [{ start: 60, length: 120, agent: 2, slack: 30 }]);
    assert.equal(applied(one, { ...none, placements: '?' }), null);
  });

  it('takes the place of a row that has moved, and of no other', () => {
    const keys = [...'abcdefgh'];
    const plan = (order: readonly string[]): GanttPlan => ({
      ...NO_PLAN,
      rows: order.map((key) => row(key)),
      placements: order.map(() => ({ start: 0, length: 0, agent: 1, slack: 0 })),
    });
    const sent = (order: readonly string[]) =>
      changeBetween(plan(keys), plan(order)).rows.flatMap(({ insert }) => insert.map(({ key }) => key));
    assert.deepEqual(sent([...'habcdefg']), ['h']);
    assert.deepEqual(sent([...'bcdefgha']), ['a']);
    assert.deepEqual(sent([...'abdecfgh']), ['c']);
  });

  it('is small when one of 10,000 tasks takes longer and every bar shifts', () => {
    const all = Array.from({ length: 10_000 }, (_, i) => row(`docs/TODO.md#T-${i}`));
    const at = (shift: number, scatter: number): GanttPlan => ({
      ...NO_PLAN,
      head: head(),
      rows: all,
      placements: all.map((_, i) => ({
        start: Math.floor(i / 8) * 90 + shift + ((i * 7919 * scatter) % 30) * 60,
        length: 90,
        agent: 1 + ((i + i * scatter * 31) % 8),
        slack: ((i + shift) * 37) % 600,
      })),
    });
    for (const change of [
      changeBetween(at(0, 0), at(60, 0)),
      // As if nothing had stayed where it was.
      changeBetween(at(0, 0), at(60, 1)),
    ]) {
      assert.ok(JSON.stringify(change).length < 100_000, `${JSON.stringify(change).length} characters`);
    }
  });
});

describe('numbers packed into a text', () => {
  it('come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger().map((number) => Math.trunc(number / 4))), (numbers) => {
        // A packed -0 is 0.
        assert.deepEqual(
          unpackNumbers(packNumbers(numbers)),
          numbers.map((number) => number + 0),
        );
      }),
    );
  });

  it('are written as source maps write them', () => {
    assert.equal(packNumbers([0, 1, -1, 15, 16, -16, 511, 512, 123456789]), 'ACDegBhB+fggBqxmvrH');
  });

  it('are refused where they are too large, or not a packed text', () => {
    for (const number of [0.5, NaN, Infinity, 2 ** 51, -(2 ** 51)])
      assert.throws(() => packNumbers([number]), RangeError);
    for (const text of ['!', 'g', 'gggggggggggA', 'A A', 'é']) assert.equal(unpackNumbers(text), null);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const numbers = unpackNumbers(text);
        if (numbers) assert.equal(packNumbers(numbers).length <= text.length, true);
      }),
    );
  });
});
