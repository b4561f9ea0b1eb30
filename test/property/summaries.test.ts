/** Stated figures: what is true raises nothing, what is wrong is mended once and for all, and nothing else changes. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyEdits,
  fixTogether,
  withSummaries,
  type Problem,
  type TaskDocument,
  type TaskIndex,
} from '../../src/core';
import { checkDocument } from '../../src/core/rules/check';
import { summaryDrift } from '../../src/core/rules/summaryDrift';
import { statementsOf } from '../../src/core/summary/statement';
import { indexText } from '../support/check';

interface Part {
  readonly done: number;
  readonly open: number;
}

const part = fc.record({ done: fc.nat(7), open: fc.nat(7) }).filter(({ done, open }) => done + open > 1);
const parts = fc.array(part, { minLength: 1, maxLength: 4 });
const NAMES = ['Hull', 'Mast', 'Sails', 'Galley'];

const percent = (done: number, all: number): number => Math.round((100 * done) / all);
const bar = (done: number, all: number): string => {
  const filled = Math.round((10 * done) / all);
  return `${'█'.repeat(filled)}${'░'.repeat(10 - filled)}`;
};

/** Ways to say how far things are, given what is done and how many there are. */
const LINES: readonly ((done: number, all: number) => string)[] = [
  (done, all) => `Progress: ${done}/${all} tasks (${percent(done, all)}%)`,
  (_, all) => `**Total tasks:** ${all}`,
  (done, all) => `${all} tasks, ${done} done, ${all - done} left.`,
  (done, all) => `Overall: [${bar(done, all)}] ${percent(done, all)}% (${done} of ${all} tasks)`,
  (done, all) => `- Gesamt: ${all} Aufgaben, davon ${done} erledigt`,
  (done, all) => `- 任务: ${all} | 已完成任务: ${done}`,
  (done, all) => `> ${done} of ${all} checkboxes are done (${percent(done, all)} %)`,
];

const sum = (all: readonly Part[], of: (part: Part) => number): number =>
  all.reduce((total, each) => total + of(each), 0);

/** A file that states `says` of tasks that are `is`. */
function fileOf(is: readonly Part[], says: readonly Part[], lines: readonly number[]): string {
  const done = sum(says, (each) => each.done);
  const all = done + sum(says, (each) => each.open);
  const stated = lines.map((line) => LINES[line]?.(done, all) ?? '');
  const rows = says.map((each, at) => {
    const total = each.done + each.open;
    return `| ${NAMES[at] ?? ''} | ${total} | ${each.done} | ${percent(each.done, total)}% |`;
  });
  const sections = is.map((each, at) => {
    const boxes = [...Array<string>(each.done).fill('x'), ...Array<string>(each.open).fill(' ')];
    const said = says[at] ?? each;
    return [
      `## ${NAMES[at] ?? ''} (${said.done + said.open} tasks, ${said.done} done)`,
      '',
      ...boxes.map((box, nth) => `- [${box}] Task ${nth < 9 ? 'a' : 'b'} of it`),
    ].join('\n');
  });
  const table = ['| Part | Tasks | Done | Progress |', '| --- | --- | --- | --- |', ...rows].join('\n');
  return ['# Boat', ...stated, table, ...sections].join('\n\n') + '\n';
}

const lines = fc.uniqueArray(fc.nat(LINES.length - 1), { minLength: 1, maxLength: LINES.length });

/** Of this rule alone: the others take their time. */
function problems(index: TaskIndex, document: TaskDocument): readonly Problem[] {
  return checkDocument(document, index, [summaryDrift]);
}

function drift(index: TaskIndex, document: TaskDocument): readonly string[] {
  return problems(index, document).map(({ message }) => message);
}

describe('stated figures', () => {
  it('raise nothing while they are true', () => {
    fc.assert(
      fc.property(parts, lines, (is, said) => {
        const { index, document } = indexText(fileOf(is, is, said));
        assert.deepEqual(drift(index, document), []);
      }),
    );
  });

  it('are mended in one step where they are wrong, to what a true file states, and stay so', () => {
    const pairs = parts.chain((is) =>
      fc.record({
        is: fc.constant(is),
        // A little off, as figures are that nobody kept up to date.
        says: fc.tuple(
          ...is.map((each) =>
            fc.record({
              done: fc.integer({ min: Math.max(0, each.done - 2), max: each.done + 2 }),
              open: fc.integer({ min: Math.max(2, each.open - 2), max: each.open + 2 }),
            }),
          ),
        ),
      }),
    );
    fc.assert(
      fc.property(pairs, lines, ({ is, says }, said) => {
        const wrong = fileOf(is, says, said);
        const { index, document } = indexText(wrong);
        const all = fixTogether(index, document.uri, summaryDrift.meta.id);
        const found = problems(index, document);
        for (const { fixes } of found) {
          assert.equal(fixes.length, 1);
          const once = applyEdits(wrong, fixes[0]?.edits ?? []);
          assert.ok('text' in once);
          const after = indexText(once.text);
          assert.ok(drift(after.index, after.document).length < found.length, 'a fix mends its problem');
        }
        if (!all) return;
        const applied = applyEdits(wrong, all.edits);
        assert.ok('text' in applied);
        const after = indexText(applied.text);
        assert.deepEqual(drift(after.index, after.document), []);
        const bare = (text: string): string => text.replace(/[\d█░]+/g, '#');
        assert.equal(bare(applied.text), bare(wrong), 'nothing but figures and bars changes');
      }),
      { numRuns: 40 },
    );
  });

  it('stay true when boxes are ticked together with them', () => {
    fc.assert(
      fc.property(parts, lines, fc.nat(40), (is, said, at) => {
        const text = fileOf(is, is, said);
        const { index, document } = indexText(text);
        const task = document.tasks[at % document.tasks.length];
        const range = task?.markerRange;
        if (!task || !range) return;
        const fresh = task.marker === 'x' ? ' ' : 'x';
        const edit = { uri: document.uri, range, expected: task.marker ?? '', text: fresh };
        const applied = applyEdits(text, withSummaries(index, [edit]));
        assert.ok('text' in applied);
        const after = indexText(applied.text);
        assert.deepEqual(drift(after.index, after.document), []);
      }),
    );
  });

  it('are found the same in a file that is edited as in a fresh one', () => {
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(9),
      text: fc.constantFrom('', 'x', '\n', '## A (2)\n', '- [x] ', '12', '|', '%'),
    });
    fc.assert(
      fc.property(parts, lines, fc.array(change, { maxLength: 8 }), (is, said, changes) => {
        let text = fileOf(is, [...is].reverse(), said);
        const { index, document } = indexText(text);
        for (const { at, cut, text: fresh } of changes) {
          const start = Math.floor(at * text.length);
          const end = Math.min(text.length, start + cut);
          index.update(document.uri, [{ start, end, text: fresh }]);
          text = text.slice(0, start) + fresh + text.slice(end);
          const anew = indexText(text);
          assert.deepEqual(drift(index, document), drift(anew.index, anew.document));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are looked for in any text, which never fails', () => {
    const piece = fc.constantFrom(
      '12',
      '/',
      '40',
      ' tasks',
      ' done',
      ': ',
      '(',
      ')',
      '[',
      ']',
      '█',
      '░',
      '~',
      '+',
      '%',
      ' of ',
      '✅',
      '|',
      ',',
      '任务',
      '**',
      '-',
      '.',
      'T001',
      '–',
      '<!--',
      '😀',
      '\u0130',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end, quantities } of statementsOf(text, 0, text.length)) {
          assert.ok(start >= 0 && start < end && end <= text.length);
          for (const { figure } of quantities)
            assert.equal(text.slice(figure.start, figure.end), figure.text);
        }
      }),
      { numRuns: 500 },
    );
  });
});
