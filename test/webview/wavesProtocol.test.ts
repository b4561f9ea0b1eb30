import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isWavesState, isWavesToHost, isWavesToPage } from '../../src/protocol/waves';
import { document, snapshot, task, wave } from './wavesSnapshot';

type Path = readonly (string | number)[];

/** Every place in a value, from the outside in. */
function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, inside]) => placesIn(inside, [...at, name]))];
}

function changed(value: unknown, [first, ...rest]: Path, by: unknown): unknown {
  if (first === undefined) return by;
  const copy: unknown = structuredClone(value);
  (copy as Record<string, unknown>)[first] = changed((value as Record<string, unknown>)[first], rest, by);
  return copy;
}

const strange = [undefined, null, 1, -1, 0.5, NaN, true, 'text', [], {}, [[]], Symbol.iterator];

describe('messages between the extension and the page of waves', () => {
  const good = snapshot([document('TODO.md', wave('Wave 1', [task('T1')], 2))]);

  it('to the page are taken when they are whole', () => {
    assert.ok(isWavesToPage(good));
    assert.ok(isWavesToPage(snapshot([])));
    assert.ok(isWavesToPage(JSON.parse(JSON.stringify(good))));
  });

  it('to the page are rejected when any part is missing or of another kind', () => {
    for (const place of placesIn(good)) {
      const part = place.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], good);
      for (const other of strange) {
        // What has the same kind may well be another good message.
        if (Object.is(other, part) || sameKind(other, part)) continue;
        if (place[0] === 'scope' && (other === null || typeof other === 'string')) continue;
        assert.ok(!isWavesToPage(changed(good, place, other)), `${place.join('.')} = ${String(other)}`);
      }
    }
  });

  it('to the page are rejected when a number or a word is none that exists', () => {
    const at = ['documents', 0, 'waves', 0];
    for (const [place, other] of [
      [['version'], 2],
      [['type'], 'delta'],
      [['face'], 'toString'],
      [[...at, 'share'], 1.5],
      [[...at, 'omitted'], -1],
      [[...at, 'tasks', 0, 'line'], 1.5],
      [[...at, 'tasks', 0, 'mark'], 'decided'],
    ] as const) {
      assert.ok(!isWavesToPage(changed(good, place, other)), place.join('.'));
    }
  });

  it('to the extension are taken when they are whole', () => {
    assert.ok(isWavesToHost({ type: 'ready', version: 1 }));
    assert.ok(isWavesToHost({ type: 'reveal', key: 'TODO.md#T1', keepFocus: false }));
    assert.ok(isWavesToHost({ type: 'rejected' }));
  });

  it('to the extension are rejected otherwise', () => {
    for (const message of [
      ...strange,
      { type: 'ready' },
      { type: 'ready', version: 2 },
      { type: 'reveal', key: 7, keepFocus: true },
      { type: 'reveal', key: 'T1' },
      { type: 'reveal', key: 'x'.repeat(20_000), keepFocus: true },
      { type: '__proto__' },
      [{ type: 'ready', version: 1 }],
    ]) {
      assert.ok(!isWavesToHost(message));
    }
  });

  it('never make the guards throw', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const guard of [isWavesToHost, isWavesToPage, isWavesState]) assert.equal(guard(value), false);
      }),
    );
  });
});

describe('what the page of waves keeps', () => {
  const state = { scope: null, filter: '', hideFinished: false, collapsed: ['a'], row: null };

  it('is taken when it is whole, and forgotten otherwise', () => {
    assert.ok(isWavesState(state));
    assert.ok(isWavesState({ ...state, scope: 'file:///a', row: 'task a' }));
    assert.ok(!isWavesState(undefined));
    assert.ok(!isWavesState({ ...state, collapsed: [1] }));
    assert.ok(!isWavesState({ ...state, filter: null }));
    assert.ok(!isWavesState({ ...state, hideFinished: 'yes' }));
    assert.ok(!isWavesState({ ...state, row: 1 }));
  });
});

function sameKind(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    // An empty list is a list of anything.
    return Array.isArray(a) && Array.isArray(b) && a.length === 0;
  }
  if (typeof a === typeof b && (typeof a === 'string' || typeof a === 'boolean')) return true;
  return typeof a === 'number' && typeof b === 'number' && a >= 0 && a <= 1;
}
