import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renameId, TaskIndex } from '../../src/core';
import { afterEdits, indexTexts, uriOf } from '../support/edits';

/** Lines that declare ids and cite them, one by one, in lists and in ranges. */
const LINES = [
  '# Tasks',
  '## Phase 1',
  '- [ ] T001 First',
  '- [ ] T002 Second, needs T001',
  '- [x] T003 [P] Third (depends on T001, 002)',
  '- [ ] T004 Fourth, blocked by T001–T003',
  '- [ ] T005 Fifth after T004 and T0041',
  '- [ ] no id, see T002',
  '### P0-001: Heading',
  '**Dependencies**: T001–T003, P0-001',
  '### P0-002: Another',
  '1. **One**',
  '2. **Two**, see item 1',
  '   1. Part of two',
  '   2. Part, folded into 2.1',
  '3. **Three** (items 1–2)',
  '| ID | Title | Status |',
  '|----|-------|--------|',
  '| R-1 | a row, see T001 | todo |',
  '| R-2 | needs R-1 | todo |',
  'In short: T001/T002, T003-T005, then P0-001.',
  '```',
  '`T001`, **T002**, [T003](#t003)',
  '',
];

const text = fc
  .tuple(
    fc.constantFrom('\n', '\n', '\r\n'),
    fc.array(fc.constantFrom(...LINES), { minLength: 2, maxLength: 22 }),
  )
  .map(([end, lines]) => lines.join(end) + end);
const fresh = fc.constantFrom('T009', 'T099', 'P0-009', 'R-9', '9', '2.9', 'X-77', 'T002', 'hello');

/** What each task is, and what its dependencies lead to, ids aside. */
function told(index: TaskIndex): unknown[] {
  const tasks = index.tasks();
  return tasks.map((task) => ({
    kind: task.kind,
    line: task.line,
    status: task.status,
    path: task.document.path,
    waitsFor: index
      .dependencies(task)
      .flatMap(({ targets }) => targets.map((target) => tasks.indexOf(target)))
      .sort(),
  }));
}

describe('renaming any id', () => {
  it('gives one task the new id, and changes nothing of what waits for what', () => {
    let done = 0;
    let refused = 0;
    fc.assert(
      fc.property(text, text, fc.nat(), fresh, (one, two, which, newId) => {
        const index = indexTexts({ 'a/TODO.md': one, 'b/TODO.md': two });
        const named = index.tasks().filter((task) => task.id !== null);
        const task = named[which % Math.max(1, named.length)];
        if (!task) return;
        const plan = renameId(index, task, newId);
        if (plan.kind === 'refused') {
          refused++;
          assert.match(plan.reason, /^\S[^\n]{10,}[^.\s]$/);
          return;
        }
        done++;
        const after = new TaskIndex();
        for (const [path, content] of Object.entries(afterEdits(index, plan.edits)))
          after.set(uriOf(path), path, content);
        assert.deepEqual(told(after), told(index));
        const at = index.tasks().indexOf(task);
        after.tasks().forEach((now, place) => {
          const old = index.tasks()[place]?.id ?? null;
          const below = task.idKind === 'number' && old?.startsWith(`${task.id ?? ''}.`) === true;
          if (place === at) assert.equal(now.id, newId);
          else if (!below || now.document.path !== task.document.path) assert.equal(now.id, old);
        });
        // Whoever cited the task cites it still.
        const before = index.citations(task.id ?? '').filter(({ targets }) => targets.includes(task));
        const now = after.citations(newId).filter(({ targets }) => targets.includes(after.tasks()[at]!));
        const lines = (all: typeof before): string[] =>
          [...new Set(all.map(({ path, line }) => `${path}:${String(line)}`))].sort();
        assert.deepEqual(lines(now), lines(before));
      }),
      { numRuns: 800, seed: 20260105 },
    );
    assert.ok(done > 200 && refused > 100, `${String(done)} done, ${String(refused)} refused`);
  });
});
