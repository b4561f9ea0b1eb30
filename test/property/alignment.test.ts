/** What must hold of every comparison with a baseline, whatever the files. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TaskIndex, type IdChange } from '../../src/core';
import { decisionFile, generatedFiles } from '../support/alignmentFiles';
import { KINDS, Score } from '../support/alignmentScore';
import { baselineOf, indexText } from '../support/check';
import { EDITS } from '../support/editScripts';

const RULES = new Set(['id/renumbered', 'id/reused', 'id/removed']);
const PATH = 'docs/TODO.md';
const URI = `file:///root/${PATH}`;

const LINES = [
  '# Tasks',
  'Never renumber.',
  '## Phase 1: Setup',
  '### T-001: Build the core of it',
  '### T-002: Ship it ✅ DONE',
  '### 3. Write the docs',
  '- [ ] 1.1 First step of all',
  '- [x] T003 [P] Second step depends on T-001',
  '  - [~] T004 nested step',
  '- plain bullet',
  '- T-001: Add core',
  '1. **Numbered** item',
  '2. ~~Decided long ago.~~ → ADR-001.',
  '   1. Below it',
  '1. restarts here, see item 2',
  '3. Third of them all',
  '| ID | Title | Status |',
  '|----|-------|--------|',
  '| R-1 | a row | ✅ |',
  '| R-2 | another | todo |',
  '```',
  '',
  'Some text that goes on about T003.',
];
const text = fc
  .array(fc.tuple(fc.constantFrom(...LINES), fc.constantFrom('\n', '\n', '\r\n')), { maxLength: 30 })
  .map((lines) => lines.map(([content, end]) => content + end).join(''));

function plain(changes: readonly IdChange[]): unknown {
  const place = (task: { line: number; id: string | null; title: string } | null): unknown =>
    task && [task.line, task.id, task.title];
  return changes.map((change) => [
    change.kind,
    place(change.before),
    place(change.after),
    change.kind === 'reused' ? place(change.now) : place(change.holder),
  ]);
}

const changesOf = (index: TaskIndex): unknown => plain(index.alignment(URI)?.changes ?? []);
const problemsOf = (index: TaskIndex): unknown[] => index.problems().filter(({ rule }) => RULES.has(rule));

describe('the comparison with a baseline', function () {
  this.timeout(120_000);

  it('finds nothing where nothing has changed', () => {
    fc.assert(
      fc.property(text, (same) => {
        const { index } = indexText(same, PATH, null, same);
        assert.deepEqual(problemsOf(index), []);
        // What is compared task by task, because the texts differ.
        const longer = indexText(`${same}\n\n`, PATH, null, same).index;
        assert.deepEqual(changesOf(longer), []);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('never throws, and one change at most is told of a task', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { index } = indexText(after, PATH, null, before);
        const changes = index.alignment(URI)?.changes ?? [];
        const then = changes.filter(({ kind }) => kind !== 'reused').map((change) => change.before);
        const now = changes.flatMap((change) => change.after ?? []);
        assert.equal(new Set(then).size, then.length);
        assert.equal(new Set(now).size, now.length);
        for (const { range } of index.problems()) assert.ok(range.start >= 0 && range.end <= after.length);
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  it('is the same after edits as afresh', () => {
    const start = decisionFile(60, 3);
    const edit = fc.record({
      at: fc.nat(start.length - 60),
      removed: fc.nat(40),
      line: fc.constantFrom(...LINES, ''),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const { index } = indexText(start, PATH, null, start);
        let current = start;
        for (const { at, removed, line } of edits) {
          const end = Math.min(current.length, at + removed);
          if (at > end) continue;
          index.update(URI, [{ start: at, end, text: line }]);
          current = current.slice(0, at) + line + current.slice(end);
          assert.deepEqual(changesOf(index), changesOf(indexText(current, PATH, null, start).index));
        }
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('is the same in whatever order files and baselines are entered', () => {
    const files = ['a/TODO.md', 'b/TODO.md', 'c/TODO.md'];
    const entry = fc.record({
      before: fc.option(text, { nil: null }),
      after: fc.option(text, { nil: null }),
    });
    fc.assert(
      fc.property(
        fc.tuple(entry, entry, entry),
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
        (entries, order) => {
          const steps = files.flatMap((path, at) => {
            const uri = `file:///root/${path}`;
            const { before, after } = entries[at]!;
            return [
              (index: TaskIndex): unknown => after !== null && index.set(uri, path, after),
              (index: TaskIndex): void => {
                if (before !== null) index.setBaseline(uri, baselineOf(before, path));
              },
            ];
          });
          const [first, second] = [new TaskIndex(), new TaskIndex()];
          for (const step of steps) step(first);
          for (const at of order) steps[at]?.(second);
          assert.deepEqual(problemsOf(second), problemsOf(first));
        },
      ),
      { numRuns: 150, seed: 5 },
    );
  });

  it('says nothing of a file whose baseline is unknown, absent or taken away', () => {
    const { index } = indexText('- [ ] T002 Store the reading\n', PATH);
    for (const baseline of [
      { kind: 'unknown', reason: 'There is no commit yet.' } as const,
      { kind: 'absent', ref: 'HEAD', commit: '0' } as const,
      null,
    ]) {
      index.setBaseline(URI, baselineOf('- [ ] T001 Store the reading\n', PATH));
      assert.equal(problemsOf(index).length, 1);
      index.setBaseline(URI, baseline);
      assert.deepEqual(problemsOf(index), []);
    }
  });

  describe('on random edits of which it is known what they do', () => {
    const files = generatedFiles(60);
    const all = Object.keys(EDITS);
    const keepsIds = ['insert', 'move', 'retitle', 'rewrite', 'collapse', 'tick', 'split', 'delete'];

    it('takes no edit that leaves ids alone for a change of one', () => {
      const score = new Score();
      files.forEach((file, at) => score.try(file, 12, keepsIds, 12, at + 1));
      assert.ok(score.scripts > 20, `${score.scripts} scripts`);
      assert.deepEqual(score.mistakes, []);
    });

    it('finds nearly all changes, and nearly nothing else', () => {
      const score = new Score();
      files.forEach((file, at) => {
        for (const name of all) score.try(file, 3, [name], 3, 100 * at);
        score.try(file, 12, all, 12, 100 * at + 1);
      });
      const least = { renumbered: [0.99, 0.95], reused: [0.95, 0.95], removed: [0.95, 0.95] } as const;
      for (const kind of KINDS) {
        const [precision, recall] = least[kind];
        assert.ok(score.counts[kind].right >= 20, `${kind}: ${score.counts[kind].right} found`);
        const why = `${kind}\n${score.mistakes.join('\n')}`;
        assert.ok(score.precision(kind) >= precision, `precision ${score.precision(kind)} of ${why}`);
        assert.ok(score.recall(kind) >= recall, `recall ${score.recall(kind)} of ${why}`);
      }
    });
  });
});
