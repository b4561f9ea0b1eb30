import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkOperations, OPERATIONS, type Operation, type Outcomes } from '../support/taskEdits';

/** Lines of tasks in all forms, with what says their statuses, and what stands between them. */
const LINES = [
  '# Tasks',
  '## To do',
  '## In progress',
  '## Done',
  '## Phase 1: Setup',
  '### T-001: Build the core',
  '### T-002: Paint it — ✅ DONE',
  '### ✅ T-003: Ship it',
  '**Priority**: P1',
  '**Status**: todo',
  '**Status**: ✅ Done (2025-01-03)',
  '- **Status:** In Progress',
  '**Dependencies**: T-001, T003',
  'Progress: 1/3 (33%)',
  '**Total**: 4 tasks, 2 done',
  '**Legend:** `[ ]` open | `[>]` in progress | `[x]` done',
  '- [ ] First step (2h)',
  '- [ ] T005 Fifth step (needs T003)',
  '- [ ] T006 Sixth step',
  '**Depends on**: None',
  '- [x] T003 [P] Second step depends on T-001',
  '- [X] Done step ✅',
  '- [x] Dated step ✅ 2025-01-03',
  '- [x] Another dated step ✅ 2025-01-04',
  '- [/] **Bold name** — and more',
  '- [ ] ~~Struck~~',
  '- [ ] TODO: keyword',
  '- [ ] 📅 2025-02-01 with a date ⏫',
  '  - [ ] nested step',
  '    - [~] deeper step',
  '\t- [ ] tabbed step',
  '- plain bullet',
  '- plain bullet (done)',
  '- T-004: Add core [DONE]',
  '* ends with an id [API-7] ✅',
  '1. **Numbered** item',
  '2. ~~Decided.~~ → ADR-001.',
  '3. Another one, to be decided.',
  '   - [ ] box below a number',
  '| ID  | Title | Status   |',
  '|-----|-------|----------|',
  '| R-1 | a row, needs R-2 | ✅ Done  |',
  '| R-2 | a row | todo     |',
  '| R-3 | a row |          |',
  '```',
  '<!-- comment -->',
  '> - [ ] quoted',
  'Some text that goes on, see T-001.',
  '  continued line',
  '- [ ] 🎉 emoji 👩‍💻 title',
  '- [ ] عنوان المهمة',
  '- [ ] 創建結構',
  '---',
  '',
  '',
];

const text = fc
  .tuple(
    fc.constantFrom('', '', '\ufeff'),
    fc.constantFrom('', '', '', '---\nid: F-1\ntitle: A file\nstatus: To Do\n---\n'),
    fc.array(fc.tuple(fc.constantFrom(...LINES), fc.nat(9)), { minLength: 1, maxLength: 30 }),
    fc.constantFrom('\n', '\n', '\r\n', '\r', 'mixed'),
    fc.boolean(),
  )
  .map(([mark, front, lines, end, last]) => {
    const ends = lines.map(([, kind]) => (end === 'mixed' ? (kind < 5 ? '\n' : '\r\n') : end));
    const body = lines.map(([line], at) => line + (at < lines.length - 1 || last ? (ends[at] ?? '\n') : ''));
    return mark + (end === 'mixed' ? front : front.replaceAll('\n', end)) + body.join('');
  });

/** What has the most ways of being done. */
const OFTEN: readonly Operation['kind'][] = ['status', 'beside', 'section', 'depend', 'undepend'];

const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom(...OPERATIONS, ...OFTEN),
  a: fc.nat(1000),
  b: fc.nat(1000),
});

describe('edits of tasks in any file', () => {
  it('do what they foretell and nothing else, once, and can be undone', () => {
    const outcomes: Outcomes = new Map();
    const sequence = fc.array(operation, { minLength: 1, maxLength: 6 });
    const path = fc.constantFrom('TODO.md', 'docs/BACKLOG.md');
    fc.assert(
      fc.property(text, path, sequence, (content, name, operations) =>
        checkOperations(content, name, operations, outcomes),
      ),
      { numRuns: 700, seed: 20260203 },
    );
    for (const kind of OPERATIONS) {
      const made = outcomes.get(kind)?.made ?? 0;
      assert.ok(made > 15, `${kind}: ${String(made)}`);
    }
  });
});
