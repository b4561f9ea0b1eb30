import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TaskIndex } from '../../src/core/index';
import { snapshot } from '../support/snapshot';

/** Lines that matter to the forms of tasks, to be put together at random. */
const LINES = [
  '# Tasks',
  '## Phase 1: Setup',
  '### T-001: Build the core',
  '### T-002: Ship it ✅ DONE',
  '#### 2. Write the docs',
  '## Notes',
  '## Legend',
  '## Done',
  '### Wave 1: Foundation (Day 1) — 3 hours with 4 agents',
  '- [ ] 1.1 First step (2h)',
  '- [x] T003 [P] [US1] Second step depends on T-001',
  '  - [~] nested step',
  '- plain bullet',
  '- T-001: Add core',
  '- B-07: other',
  '1. **Numbered** item',
  '2. ~~Decided.~~ → ADR-001.',
  '1. restarts here',
  '**Priority**: P1',
  '**Dependencies**: T-001, T-002',
  '**Acceptance Criteria**:',
  '**Task 1.1: Bold heading** (2 days)',
  'UI Coherence',
  '| ID | Title | Status |',
  '|----|-------|--------|',
  '| R-1 | a row | ✅ |',
  '| R-2 | another | todo |',
  '```',
  '```bash',
  '~~~',
  '<!-- comment',
  '-->',
  '---',
  'id: 7',
  'status: done',
  'Title',
  '=====',
  '    indented code',
  '> - [ ] quoted',
  '☐ glyph line',
  '',
  '',
  'Some text that goes on.',
  '\ttab',
  '[a]: http://example.org',
  '“DONE” — x',
];

const lineEnd = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r');
const line = fc.constantFrom(...LINES);
const text = fc
  .array(fc.tuple(line, lineEnd), { maxLength: 60 })
  .map((lines) => lines.map(([content, end]) => content + end).join(''));

interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(80)),
  inserted: fc.oneof(
    fc.constant(''),
    line,
    line.map((content) => `\n${content}\n`),
    fc.string({ maxLength: 4 }),
  ),
});

describe('incremental index', () => {
  it('equals a fresh one after any sequence of edits', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 0, max: 3 }),
        fc.array(edit, { minLength: 1, maxLength: 8 }),
        (start, copies, edits) => {
          // Several copies make documents of more than one stretch.
          const initial = Array.from({ length: 1 + copies * 3 }, () => start).join('\n');
          const index = new TaskIndex();
          index.set('file:///TODO.md', 'TODO.md', initial);
          let current = initial;
          for (const { at, removed, inserted } of edits) {
            const from = Math.floor(at * current.length);
            const to = Math.min(current.length, from + removed);
            index.update('file:///TODO.md', [{ start: from, end: to, text: inserted }]);
            current = current.slice(0, from) + inserted + current.slice(to);
            const fresh = new TaskIndex();
            fresh.set('file:///TODO.md', 'TODO.md', current);
            assert.equal(index.document('file:///TODO.md')?.text, current);
            assert.deepEqual(snapshot(index), snapshot(fresh));
          }
        },
      ),
      { numRuns: 400, seed: 20260101 },
    );
  });

  it('tries texts out as a fresh one reads them, one after the other, and stays what it is', function () {
    this.timeout(60_000);
    const uri = 'file:///TODO.md';
    const freshly = (content: string): TaskIndex => {
      const fresh = new TaskIndex();
      fresh.set(uri, 'TODO.md', content);
      return fresh;
    };
    fc.assert(
      fc.property(
        text,
        fc.nat(3),
        fc.array(fc.array(edit, { maxLength: 3 }), { maxLength: 6 }),
        (start, copies, tries) => {
          let current = Array.from({ length: 1 + copies * 3 }, () => start).join('\n');
          const index = freshly(current);
          for (const [at, edits] of tries.entries()) {
            const own = snapshot(index);
            let wanted = current;
            for (const { at, removed, inserted } of edits) {
              const from = Math.floor(at * wanted.length);
              wanted = wanted.slice(0, from) + inserted + wanted.slice(from + removed);
            }
            const other = `${wanted}- [ ] another\n`;
            const expected = snapshot(freshly(wanted));
            const told = index.tryTexts(new Map([[uri, wanted]]), (after) => {
              // Who looks may try out more.
              const inner = index.tryTexts(new Map([[uri, other]]), snapshot);
              assert.deepEqual(inner, snapshot(freshly(other)));
              return snapshot(after);
            });
            assert.deepEqual(told, expected);
            assert.deepEqual(snapshot(index), own);
            // Now and then what was tried out is done.
            if (at % 2 === 0) continue;
            index.set(uri, 'TODO.md', wanted);
            current = wanted;
          }
        },
      ),
      { numRuns: 150, seed: 20260103 },
    );
  });

  it('equals a fresh one after blocks without an end were opened and closed', function () {
    this.timeout(60_000);
    const opener = fc.constantFrom('```\n', '~~~~\n', '<!--\n', '---\n', '-->\n', '## T-9: A\n', '\n');
    const toggles = fc.array(
      fc.record({
        opened: opener,
        place: fc.double({ min: 0, max: 1, noNaN: true }),
        typed: fc.constantFrom('', '- [ ] T-77 typed\n', '### T-001: again\n\n'),
        closed: fc.constantFrom('taken back', '-->\n', '```\n'),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(text, toggles, (start, some) => {
        // Long enough to be cut into several stretches, most of which are kept.
        const section = `\n## Part\n\n${start}\n`;
        const initial = section.repeat(Math.ceil(12_000 / section.length));
        const index = new TaskIndex();
        index.set('file:///TODO.md', 'TODO.md', initial);
        const same = (current: string): void => {
          const fresh = new TaskIndex();
          fresh.set('file:///TODO.md', 'TODO.md', current);
          assert.equal(index.document('file:///TODO.md')?.text, current);
          assert.deepEqual(snapshot(index), snapshot(fresh));
        };
        for (const { opened, place, typed, closed } of some) {
          const wanted = Math.floor(place * initial.length);
          const at = initial.lastIndexOf('\n', wanted) + 1;
          let text = initial;
          const change = (start: number, end: number, by: string): void => {
            index.update('file:///TODO.md', [{ start, end, text: by }]);
            text = text.slice(0, start) + by + text.slice(end);
            same(text);
          };
          change(at, at, opened);
          const last = text.lastIndexOf('\n', (at + text.length) / 2) + 1;
          if (typed !== '') change(last, last, typed);
          if (closed === 'taken back') change(at, at + opened.length, '');
          else change(last, last, closed);
          // What a program does that writes the whole file anew.
          index.set('file:///TODO.md', 'TODO.md', initial);
          same(initial);
        }
      }),
      { numRuns: 40, seed: 20260102 },
    );
  });

  it('indexes every prefix of a document', function () {
    this.timeout(60_000);
    const whole = LINES.join('\n');
    const index = new TaskIndex();
    for (let end = 0; end <= whole.length; end++) {
      index.set('file:///TODO.md', 'TODO.md', whole.slice(0, end));
      snapshot(index);
    }
  });
});
