/** Whatever the file, a move changes the wave of one task, and nothing else; the totals foretold are those of the new text. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyEdits,
  moveToWave,
  moveTotalsInSteps,
  planOf,
  waveChoices,
  type TaskIndex,
} from '../../src/core';
import { finish } from '../../src/core/text/steps';
import { indexOf } from '../core/features/indexOf';
import { textOf, waveFiles } from '../support/waveFiles';

/** What each task says, but for where it stands. */
function said(index: TaskIndex): Map<string | null, unknown> {
  return new Map(
    index
      .tasks()
      .map(({ id, title, status, effortHours, dependsOn, wave, kind }) => [
        id,
        [title, status, effortHours, dependsOn.map((each) => each.id), wave, kind],
      ]),
  );
}

describe('moves between waves', () => {
  it('change what they say and nothing else, and the totals are those foretold', () => {
    let done = 0;
    fc.assert(
      fc.property(waveFiles, fc.nat(), fc.nat(), (made, which, to) => {
        const text = textOf(made);
        const index = indexOf({ 'TODO.md': text });
        const task = index.tasks().filter(({ id }) => id !== null)[which % made.tasks.length];
        fc.pre(task !== undefined);
        const choices = waveChoices(index, task);
        if ('kind' in choices) return;
        const choice = choices[to % choices.length]!;
        const plan = moveToWave(index, task, choice.wave, { force: true });
        if (plan.kind === 'refused') return;
        const before = said(index);
        const foretold = finish(moveTotalsInSteps(index, task, [choice.wave])).then.get(choice.wave);
        const applied = applyEdits(text, plan.edits);
        assert.ok('text' in applied);
        const after = indexOf({ 'TODO.md': applied.text });
        const expected = before.get(task.id) as unknown[];
        before.set(task.id, [...expected.slice(0, 4), choice.wave, expected[5]]);
        assert.deepEqual([...said(after)].sort(), [...before].sort());
        const words = (all: string): string =>
          (all.match(/\S+/g) ?? [])
            .map((word) => word.replace(/,$/, ''))
            .sort()
            .join(' ');
        if (made.form !== 'field') assert.equal(words(applied.text), words(text));
        assert.equal(/\r(?!\n)|[^\r]\n/.test(applied.text), made.lineEnd === '\n' && /\n/.test(applied.text));
        assert.equal(/[\r\n]$/.test(applied.text), made.isEnded);
        const { declared, barriers, pipelined } = planOf(after);
        assert.deepEqual(foretold, { declared, barriers, pipelined });
        if (plan.edits.length > 0) done++;
      }),
      { numRuns: 300 },
    );
    assert.ok(done > 80, `${done} moves were made`);
  });
});
