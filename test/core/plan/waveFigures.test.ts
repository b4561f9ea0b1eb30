import assert from 'node:assert/strict';
import { waveFigures } from '../../../src/core/plan/waveFigures';

describe('what the title of a wave states', () => {
  const check = (title: string, hours: number | null, agents: number | null): void =>
    assert.deepEqual(waveFigures(title), { hours, agents }, title);

  it('is how long it takes and how many work on it', () => {
    check('Wave 3: Service Mesh (Day 2-3) — 4 hours with 5 agents', 4, 5);
    check('Wave 3 (3h × 4)', 3, 4);
    check('Wave 2 - 2 devs, 1 day', 8, 2);
    check('Wave 1.5: X — 4 hours', 4, null);
    check('Welle 1 (4 Stunden, 3 Agenten)', 4, 3);
    check('Wave 1: 5 tasks in 2 hours', 2, null);
    check('第 3 波 (3 hours)', 3, null);
    check('Wave 12', null, null);
  });

  it('is read where the number of the wave is Roman or Chinese too', () => {
    check('Wave II: Walls (4 hours, 2 agents)', 4, 2);
    check('Wave IV - 3 hours', 3, null);
    check('第二波 (3 hours × 2)', 3, 2);
  });
});
