import assert from 'node:assert/strict';
import { numeralOf, withNumber } from '../../../src/core/plan/waveNumber';
import { compareWaves, shortWave, waveNumber } from '../../../src/core/plan/waveOrder';
import { indexOf } from '../features/indexOf';

describe('the number of a wave', () => {
  const check = (name: string, number: number | null, short: string): void =>
    assert.deepEqual([waveNumber(name), shortWave(name)], [number, short], name);

  it('is in digits', () => {
    check('Wave 4: Security (Week 1-2)', 4, 'Wave 4');
    check('Wave 1.5: Fixes (3 hours)', 1.5, 'Wave 1.5');
    check('Wave #2', 2, 'Wave #2');
    check('第 3 波 (4 hours)', 3, '第 3 波');
    check('2', 2, '2');
    check('Sprint-7 (3 days)', 7, 'Sprint-7');
  });

  it('is Roman or Chinese', () => {
    check('Wave IV: Walls (3 hours)', 4, 'Wave IV');
    check('Welle ix', 9, 'Welle ix');
    check('Wave XII - 3 hours', 12, 'Wave XII');
    check('第二波 (3 hours)', 2, '第二波');
    check('第十二波', 12, '第十二波');
    check('波二十', 20, '波二十');
  });

  it('is none that something else is a number of', () => {
    for (const name of ['Foundation', 'Foundation (3 hours)', 'Foundation - 3 hours', 'Wave IIX', 'Wave Iv2'])
      assert.equal(waveNumber(name) ?? -1, name === 'Wave Iv2' ? 2 : -1, name);
  });

  it('comes back as it was written', () => {
    for (let value = 1; value < 40; value++) {
      const roman = withNumber('Wave I: Some', numeralOf('Wave I: Some')!, value);
      assert.equal(waveNumber(roman), value, roman);
      assert.match(roman, /^Wave [IVX]+: Some$/);
    }
    assert.equal(withNumber('Wave 3 (2h)', numeralOf('Wave 3 (2h)')!, 12), 'Wave 12 (2h)');
  });

  it('gives their order', () => {
    const sorted = (...names: readonly string[]) => [...names].sort(compareWaves);
    assert.deepEqual(sorted('Wave IX', 'Wave V', 'Wave M', 'Wave I'), [
      'Wave I',
      'Wave V',
      'Wave IX',
      'Wave M',
    ]);
    assert.deepEqual(sorted('第三波', '第一波', '第二波'), ['第一波', '第二波', '第三波']);
    assert.deepEqual(sorted('Wave 10', 'Wave 9'), ['Wave 9', 'Wave 10']);
  });

  it('is never taken from their hours, so that nothing is said to come too early', () => {
    for (const [first, second] of [
      ['Wave I: A (4 hours)', 'Wave II: B (3 hours)'],
      ['第一波 (4 hours)', '第二波 (3 hours)'],
    ]) {
      const text = `# P\n\n## ${first!}\n\n- [ ] T1 x (1h)\n\n## ${second!}\n\n- [ ] T2 y (2h, after T1)\n`;
      const rules = (written: string) =>
        indexOf({ 'TODO.md': written })
          .problems('file:///root/TODO.md')
          .map(({ rule }) => rule);
      assert.deepEqual(rules(text), [], first);
      const wrong = text.replace('x (1h)', 'x (1h, after T2)').replace('y (2h, after T1)', 'y (2h)');
      assert.deepEqual(rules(wrong), ['wave/order'], second);
    }
  });
});
