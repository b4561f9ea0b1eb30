import assert from 'node:assert/strict';
import fc from 'fast-check';
import { networkOf } from '../../../src/core/graph/network';
import { lowerBound } from '../../../src/core/plan/bounds';
import { criticalPathOf, passesOf } from '../../../src/core/plan/passes';
import { placeOn } from '../../../src/core/plan/placement';
import { schedule, type Schedule } from '../../../src/core/plan/schedule';
import { bestByTryingAll, instances, type Instance } from './networks';

/** What every schedule must keep to. */
function check({ network, duration, pairs, agents }: Instance, found: Schedule): void {
  const end = (task: number): number => found.start[task]! + duration[task]!;
  for (let at = 0; at < pairs.length; at += 2)
    assert.ok(end(pairs[at]!) <= found.start[pairs[at + 1]!]!, 'nothing begins before what it waits for');
  for (let task = 0; task < network.count; task++) {
    assert.ok(found.start[task]! >= 0 && end(task) <= found.makespan);
    const atOnce = duration.filter(
      (length, other) =>
        length > 0 && found.start[other]! <= found.start[task]! && end(other) > found.start[task]!,
    );
    if (duration[task]! > 0) assert.ok(atOnce.length <= agents, 'never more at a time than agents');
  }
  assert.ok(found.lowerBound <= found.makespan);
}

describe('the schedule', () => {
  it('of small networks is the best there is, and says so', () => {
    fc.assert(
      fc.property(instances(7), (instance) => {
        const found = schedule(instance.network, instance.duration, instance.agents);
        check(instance, found);
        assert.equal(found.makespan, bestByTryingAll(instance));
        assert.ok(found.optimal);
      }),
      { numRuns: 300 },
    );
  });

  it('never falls below its bound, nor the bound below the optimum', () => {
    fc.assert(
      fc.property(instances(6), (instance) => {
        const passes = passesOf(instance.network, instance.duration);
        const bound = lowerBound(instance.network, instance.duration, passes, instance.agents);
        assert.ok(bound <= bestByTryingAll(instance));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps to dependencies and agents in larger networks, and is the same each time', () => {
    fc.assert(
      fc.property(instances(80, 9), (instance) => {
        const found = schedule(instance.network, instance.duration, instance.agents);
        check(instance, found);
        assert.deepEqual(schedule(instance.network, instance.duration, instance.agents), found);
      }),
      { numRuns: 40 },
    );
  });

  it('is rounded up to what all durations have in common', () => {
    // Three tasks of two hours for two agents: three hours would do if tasks could be parted.
    const found = schedule(networkOf(3, []), [120, 120, 120], 2);
    assert.deepEqual([found.makespan, found.lowerBound, found.optimal], [240, 240, true]);
  });

  it('takes a chain of a hundred thousand tasks', () => {
    const count = 100_000;
    const pairs = Array.from({ length: 2 * (count - 1) }, (_, at) => (at >> 1) + (at & 1));
    const found = schedule(networkOf(count, pairs), new Array<number>(count).fill(1), 3);
    assert.deepEqual([found.makespan, found.optimal], [count, true]);
  });
});

describe('passes', () => {
  it('find one longest chain', () => {
    //  0 ─ 1 ─ 3, 2 ─ 3; 4 alone
    const network = networkOf(5, [0, 1, 1, 3, 2, 3]);
    const passes = passesOf(network, [1, 2, 1, 4, 6]);
    assert.equal(passes.criticalPath, 7);
    assert.deepEqual(criticalPathOf(network, [1, 2, 1, 4, 6], passes), [0, 1, 3]);
    assert.deepEqual([...passes.level], [0, 1, 0, 2, 0]);
  });

  it('refuse a cycle', () => {
    assert.throws(() => passesOf(networkOf(2, [0, 1, 1, 0]), [1, 1]), RangeError);
  });
});

describe('the placement of a schedule', () => {
  it('gives agents, slack and reasons that fit together', () => {
    fc.assert(
      fc.property(instances(30, 5), ({ network, duration, agents }) => {
        const passes = passesOf(network, duration);
        const found = schedule(network, duration, agents, passes);
        const { agent, before, slack, driver } = placeOn(network, duration, passes, found, agents);
        const end = (task: number): number => found.start[task]! + duration[task]!;
        for (let task = 0; task < network.count; task++) {
          assert.ok(slack[task]! >= 0 && end(task) + slack[task]! <= found.makespan);
          assert.equal(agent[task]! > 0, duration[task]! > 0);
          const last = before[task]!;
          if (last >= 0) {
            assert.equal(agent[last], agent[task]);
            assert.ok(end(last) <= found.start[task]!);
          }
          const { kind, node } = driver[task]!;
          if (kind === 'start') assert.equal(found.start[task], 0);
          if (kind === 'predecessor' || kind === 'agents') assert.equal(end(node), found.start[task]);
        }
        if (found.makespan > 0) assert.ok([...slack].some((each) => each === 0));
      }),
      { numRuns: 150 },
    );
  });
});
