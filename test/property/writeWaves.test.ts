/** Computed waves, written into any file: read again they are those that were computed, and nothing else has changed. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, nameOf, planOf, writeWavesInSteps, type TaskIndex } from '../../src/core';
import { finish } from '../../src/core/text/steps';
import { indexOf } from '../core/features/indexOf';
import { textOf, waveFiles } from '../support/waveFiles';

const URI = 'file:///root/TODO.md';

function writtenWaves(index: TaskIndex, agents: number) {
  return finish(writeWavesInSteps(index, index.document(URI)!, agents));
}

describe('writing computed waves', () => {
  it('yields them when the file is read again, once and for all', () => {
    let done = 0;
    fc.assert(
      fc.property(waveFiles, fc.integer({ min: 1, max: 3 }), (made, agents) => {
        const text = textOf(made);
        const index = indexOf({ 'TODO.md': text });
        const plan = writtenWaves(index, agents);
        if (made.form === 'under' || made.form === 'headings' || made.form === 'field') {
          assert.equal(plan.kind, 'refused');
          return;
        }
        if (plan.kind === 'refused') assert.fail(plan.reason);
        const applied = applyEdits(text, plan.edits);
        assert.ok('text' in applied);
        const after = indexOf({ 'TODO.md': applied.text });
        const wanted = planOf(index).computedWaves.map((tasks) => tasks.map(nameOf).sort());
        const read = planOf(after).waves.map(({ tasks }) => tasks.map(nameOf).sort());
        assert.deepEqual(read, wanted);
        assert.ok(!planOf(after).waves.some(({ name }) => name === ''));
        // The tasks themselves are left alone, to the byte.
        const body = text.slice(0, made.form === 'none' ? text.length : text.indexOf('## Wave 1'));
        assert.ok(applied.text.startsWith(body));
        assert.equal(/\r(?!\n)|[^\r]\n/.test(applied.text), made.lineEnd === '\n');
        assert.equal(/[\r\n]$/.test(applied.text), made.isEnded);
        assert.ok(!/(?:\r?\n){4}/.test(applied.text), 'no hole is left');
        const rules = after.problems(URI).map(({ rule }) => rule);
        assert.deepEqual(
          rules.filter((rule) => rule.startsWith('wave/')),
          [],
        );
        const again = writtenWaves(after, agents);
        assert.deepEqual(again.kind === 'edits' ? again.edits : again.reason, []);
        if (plan.edits.length > 0) done++;
      }),
      { numRuns: 200 },
    );
    assert.ok(done > 50, `${done} files were written`);
  });
});
