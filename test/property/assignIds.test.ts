import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkAssigned } from '../support/assigned';

/** Lines of tasks with and without ids, and of what stands between them. */
const LINES = [
  '# Tasks',
  '## Phase 1: Setup',
  '## Now',
  '### T-001: Build the core',
  '### A plain heading',
  '**Priority**: P1',
  '**Status**: todo',
  '**Dependencies**: T-001, T003',
  '- [ ] First step (2h)',
  '- [x] T003 [P] [US1] Second step depends on T-001',
  '- [ ] [P] Tagged step',
  '- [x] ✅ Done step',
  '- [ ] **Bold name** — and more',
  '- [ ] **B-07** bold id',
  '- [ ] ~~Struck~~',
  '- [ ] `code` first',
  '- [ ] [Link](http://example.org) first',
  '- [ ] (P1) With a priority',
  '- [ ] TODO: keyword',
  '- [ ] Label: value',
  '- [ ] 3 apples',
  '- [ ] #12 issue',
  '  - [ ] nested step',
  '    - [~] deeper step',
  '\t- [ ] tabbed step',
  '- plain bullet',
  '* starred bullet',
  '- T-004: Add core',
  '- ends with an id [API-7]',
  '1. **Numbered** item',
  '2. ~~Decided.~~ → ADR-001.',
  '   - [ ] box below a number',
  '| ID | Title | Status |',
  '|----|-------|--------|',
  '| R-1 | a row | ✅ |',
  '|  | no id | todo |',
  '| - | dashed | todo |',
  '```',
  '<!-- comment -->',
  '> - [ ] quoted',
  'Some text that goes on, see T-001.',
  '  continued line',
  '- [ ] 🎉 emoji 👩‍💻 title',
  '- [ ] عنوان المهمة',
  '- [ ] 創建結構',
  '',
  '',
];

const line = fc.constantFrom(...LINES);
const lineEnd = fc.constantFrom('\n', '\n', '\r\n', '\r');
const text = fc
  .tuple(
    fc.constantFrom('', '', '\ufeff'),
    lineEnd,
    fc.array(line, { minLength: 1, maxLength: 30 }),
    fc.boolean(),
  )
  .map(([mark, end, lines, last]) => mark + lines.join(end) + (last ? end : ''));
const path = fc.constantFrom('TODO.md', 'docs/BACKLOG.md', 'sprint-tasks.md', 'タスク.md', 'ADR-tasks.md');

describe('assigning ids to any file', () => {
  it('adds ids and changes nothing else, once', () => {
    let given = 0;
    fc.assert(
      fc.property(text, path, (content, name) => {
        given += checkAssigned(content, name) ?? 0;
      }),
      { numRuns: 1500, seed: 20260102 },
    );
    assert.ok(given > 1500, `${String(given)} ids were given`);
  });
});
