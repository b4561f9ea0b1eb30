import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cyclicComponents, shortestCycle } from '../../../src/core/graph/components';
import { networkOf } from '../../../src/core/graph/network';

describe('cycles', () => {
  it('are found, the shortest of each knot', () => {
    // 0 ⇄ 1, 1 → 2 → 3 → 0; 4 waits for itself; 5 → 6
    const network = networkOf(7, [0, 1, 1, 0, 1, 2, 2, 3, 3, 0, 4, 4, 5, 6]);
    const components = cyclicComponents(network);
    assert.deepEqual(components, [[0, 1, 2, 3], [4]]);
    assert.deepEqual(shortestCycle(network, components[0]!), [0, 1]);
    assert.deepEqual(shortestCycle(network, components[1]!), [4]);
  });

  it('are not found where there are none, however long the chain', () => {
    const count = 200_000;
    const pairs = Array.from({ length: 2 * (count - 1) }, (_, at) => (at >> 1) + (at & 1));
    assert.deepEqual(cyclicComponents(networkOf(count, pairs)), []);
  });

  it('are chains of edges that come back', () => {
    const edges = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 30 });
    fc.assert(
      fc.property(edges, (list) => {
        const network = networkOf(12, list.flat());
        const has = new Set(list.map(([from, to]) => `${from}-${to}`));
        for (const component of cyclicComponents(network)) {
          const cycle = shortestCycle(network, component);
          cycle.forEach((node, at) => {
            assert.ok(has.has(`${node}-${cycle[(at + 1) % cycle.length]!}`));
            assert.ok(component.includes(node));
          });
        }
      }),
    );
  });
});
