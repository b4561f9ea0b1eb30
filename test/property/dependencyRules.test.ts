/** Whatever the dependencies are: each knot is told once, and what is mended is told no more. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indexText, applyFixes } from '../support/check';

const idOf = (number: number): string => `T${String(number + 1).padStart(3, '0')}`;

interface Plan {
  readonly done: boolean;
  readonly needs: readonly number[];
}

/** Numbers from `known` on are ids that no task has. */
const plans = (known: number, unknown: number): fc.Arbitrary<Plan[]> =>
  fc.array(
    fc.record({
      done: fc.boolean(),
      needs: fc.uniqueArray(fc.nat({ max: known + unknown - 1 }), { maxLength: 3 }),
    }),
    { minLength: known, maxLength: known },
  );

const written = (tasks: readonly Plan[]): string =>
  tasks
    .map(({ done, needs }, at) => {
      const field = needs.length > 0 ? `\n  - Depends on: ${needs.map(idOf).join(', ')}` : '';
      return `- [${done ? 'x' : ' '}] ${idOf(at)} Task of the harbour${field}\n`;
    })
    .join('');

/** The open tasks that each open task waits for, directly or not. */
function reachable(tasks: readonly Plan[], from: number): Set<number> {
  const found = new Set<number>();
  const queue = [from];
  for (const at of queue) {
    for (const need of tasks[at]?.needs ?? []) {
      const other = tasks[need];
      if (!other || other.done || need === at || found.has(need)) continue;
      found.add(need);
      queue.push(need);
    }
  }
  return found;
}

describe('rules about dependencies', () => {
  it('tell each knot once, by a cycle that is there', () => {
    fc.assert(
      fc.property(plans(9, 0), (tasks) => {
        const after = tasks.map((task, at) => (task.done ? new Set<number>() : reachable(tasks, at)));
        const knots = new Set(
          after.flatMap((reached, at) =>
            reached.has(at) ? [Math.min(...[...reached].filter((other) => after[other]?.has(at)))] : [],
          ),
        );
        const { index, document } = indexText(written(tasks));
        const cycles = index.problems().filter(({ rule }) => rule === 'dependency/cycle');
        assert.equal(cycles.length, knots.size);
        for (const { related, message } of cycles) {
          const names = message.match(/T\d{3}(?: → T\d{3})+/)?.[0].split(' → ') ?? [];
          assert.equal(names.length, related.length + 1);
          assert.equal(names[0], names[names.length - 1]);
          related.forEach(({ range }, at) => {
            assert.equal(document.slice(range.start, range.end), names[at + 1]);
            assert.equal(document.taskAt(range.start)?.id, names[at]);
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('tell of every dependency on nothing, and no more once it is mended', () => {
    fc.assert(
      fc.property(plans(6, 4), (tasks) => {
        const { index, document } = indexText(written(tasks));
        const before = index.problems();
        const unknown = before.filter(({ rule }) => rule === 'dependency/unknown');
        assert.equal(
          unknown.length,
          tasks.flatMap(({ done, needs }) => (done ? [] : needs)).filter((need) => need > 5).length,
        );
        for (const { fixes } of unknown) {
          for (const fix of fixes) {
            const left = indexText(applyFixes(document, [fix])).index.problems();
            assert.equal(left.length, before.length - 1, fix.title);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
