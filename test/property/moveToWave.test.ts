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

const FORMS = ['list', 'boxes', 'line', 'field', 'under', 'headings'] as const;

interface Made {
  readonly form: (typeof FORMS)[number];
  readonly waves: number;
  /** Of each task its wave, and the tasks before it that it waits for. */
  readonly tasks: readonly {
    readonly wave: number;
    readonly hours: number;
    readonly waits: readonly number[];
  }[];
  readonly lineEnd: string;
  readonly isEnded: boolean;
}

const files: fc.Arbitrary<Made> = fc
  .record({
    form: fc.constantFrom(...FORMS),
    waves: fc.integer({ min: 2, max: 4 }),
    raw: fc.array(
      fc.record({
        wave: fc.nat(),
        hours: fc.integer({ min: 1, max: 8 }),
        waits: fc.array(fc.nat(), { maxLength: 2 }),
      }),
      { minLength: 2, maxLength: 8 },
    ),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    isEnded: fc.boolean(),
  })
  .map(({ raw, waves, ...rest }) => ({
    ...rest,
    waves,
    tasks: raw.map(({ wave, hours, waits }, at) => ({
      wave: wave % waves,
      hours,
      waits: at === 0 ? [] : [...new Set(waits.map((each) => each % at))],
    })),
  }));

const idOf = (at: number): string => `A-${at + 1}`;

function textOf({ form, waves, tasks, lineEnd, isEnded }: Made): string {
  const lines: string[] = ['# Backlog', ''];
  const section = (at: number): void => {
    const { hours, waits, wave } = tasks[at]!;
    lines.push(`### ${idOf(at)}: Task number ${at + 1}`, '', `**Effort:** ${hours}h`);
    if (waits.length > 0) lines.push(`**Dependencies:** ${waits.map(idOf).join(', ')}`);
    if (form === 'field') lines.push(`**Wave:** ${wave + 1}`);
    lines.push('');
  };
  const box = (at: number): void => {
    const { hours, waits } = tasks[at]!;
    const after = waits.length > 0 ? ` (after ${waits.map(idOf).join(', ')})` : '';
    lines.push(`- [ ] ${idOf(at)} Task number ${at + 1}${after} (${hours}h)`);
  };
  const inWave = (wave: number): number[] => tasks.flatMap((task, at) => (task.wave === wave ? [at] : []));
  if (form === 'list' || form === 'line' || form === 'boxes' || form === 'field')
    tasks.forEach((_, at) => section(at));
  if (form !== 'field') {
    for (let wave = 0; wave < waves; wave++) {
      lines.push(`## Wave ${wave + 1}: Part ${wave + 1} — 8 hours with ${wave + 1} agents`, '');
      const own = inWave(wave);
      if (form === 'line' && own.length > 0) lines.push(`**Tasks:** ${own.map(idOf).join(', ')}`);
      if (form === 'list') for (const at of own) lines.push(`- ${idOf(at)}: as said`);
      if (form === 'boxes') for (const at of own) lines.push(`- [ ] **${idOf(at)}** as said`);
      if (form === 'under') own.forEach(box);
      if (form === 'headings') own.forEach(section);
      if (lines.at(-1) !== '') lines.push('');
    }
  }
  if (lines.at(-1) === '') lines.pop();
  return lines.join(lineEnd) + (isEnded ? lineEnd : '');
}

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
      fc.property(files, fc.nat(), fc.nat(), (made, which, to) => {
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
      { numRuns: 400 },
    );
    assert.ok(done > 150, `${done} moves were made`);
  });
});
