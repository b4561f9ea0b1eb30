/** A plan stays true while its tasks are read anew, and no longer. */
import assert from 'node:assert/strict';
import { KeptPlan, planJson, planOf } from '../../../src/core';
import { indexOf } from '../features/indexOf';

const URI = 'file:///root/TODO.md';
const TEXT = '- [ ] T001 Dig (2h)\n- [ ] T002 Build (after T001) (3h)\n- [ ] T003 Paint (after T002) (1h)\n';

describe('a plan that is kept', () => {
  const kept = (from: string, to: string) => {
    const index = indexOf({ 'TODO.md': TEXT });
    const plan = new KeptPlan(planOf(index), index);
    const start = TEXT.indexOf(from);
    index.update(URI, [{ start, end: start + from.length, text: to }]);
    return { index, plan: plan.now() };
  };

  it('speaks of the tasks as they are after an edit that changes no fact', () => {
    const { index, plan } = kept('Dig', 'Dig a very deep hole');
    assert.ok(plan);
    assert.deepEqual(planJson(plan, '/r'), planJson(planOf(index), '/r'));
    const known = new Set(index.tasks());
    assert.ok(plan.tasks.every(({ task }) => known.has(task)));
    assert.ok(plan.criticalPath.every((task) => known.has(task)));
    assert.equal(plan.tasks[0]?.task.title, 'Dig a very deep hole');
    assert.ok(plan.tasks.every(({ driver }) => driver.task === null || known.has(driver.task)));
  });

  it('is none after an edit that changes one', () => {
    assert.equal(kept('(2h)', '(4h)').plan, null);
    assert.equal(kept('after T001', 'after T003').plan, null);
    assert.equal(kept('[ ] T001', '[x] T001').plan, null);
  });
});
