/** How good schedules are: against the best there is, and on networks like those of PSPLIB. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lowerBound } from '../../../src/core/plan/bounds';
import { passesOf } from '../../../src/core/plan/passes';
import { schedule } from '../../../src/core/plan/schedule';
import { bestByTryingAll, bestOrder, instances, layered } from './networks';

const SEED = 20_260_101;

describe('the quality of schedules', () => {
  it('is measured by a search that finds what trying everything finds', () => {
    fc.assert(
      fc.property(instances(6), (instance) => {
        assert.equal(bestOrder(instance), bestByTryingAll(instance));
      }),
      { numRuns: 150 },
    );
  });

  it('of up to nine tasks for two to four agents: the best there is, in a thousand networks', () => {
    let optimal = 0;
    const all = fc.sample(instances(9, 4), { seed: SEED, numRuns: 2_000 });
    const some = all.filter(({ agents }) => agents > 1).slice(0, 1_000);
    assert.equal(some.length, 1_000);
    for (const instance of some) {
      const { network, duration, agents } = instance;
      const best = bestOrder(instance);
      const found = schedule(network, duration, agents);
      const bound = lowerBound(network, duration, passesOf(network, duration), agents);
      assert.ok(found.makespan >= best, 'never shorter than the best there is');
      assert.ok(bound <= best && found.lowerBound <= best, 'no bound above it');
      if (found.optimal) assert.equal(found.makespan, best);
      if (found.makespan === best) optimal++;
    }
    assert.ok(optimal >= 990, `${optimal} of 1,000 are the best there is`);
  });

  for (const [tasks, proved, gap] of [
    [30, 0.93, 0.4],
    [60, 0.95, 0.2],
    [120, 0.95, 0.2],
  ] as const) {
    it(`of layered networks of ${tasks} tasks: hardly above the bound`, () => {
      let sum = 0;
      let optimal = 0;
      const runs = 60;
      for (let run = 0; run < runs; run++) {
        const { network, duration } = layered(tasks, SEED + run);
        const passes = passesOf(network, duration);
        const work = duration.reduce((total, each) => total + each, 0);
        const agents = Math.max(2, Math.round(work / passes.criticalPath));
        const found = schedule(network, duration, agents, passes);
        sum += (found.makespan / found.lowerBound - 1) * 100;
        if (found.optimal) optimal++;
      }
      const says = `${(sum / runs).toFixed(3)} % above the bound, ${optimal} of ${runs} proved`;
      assert.ok(sum / runs <= gap && optimal / runs >= proved, says);
    });
  }
});
