import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkCollapsed } from '../support/collapsed';

/** Pieces of items; a whole that nobody would write is as good. */
const LINES = [
  '1. ~~**Logs.**~~ Loki, since it is small.',
  '2. ~~Metrics.~~ Prometheus. It is known. It is free, and all of it is `open`.',
  '3. **Alerts** — DECIDED: by mail, since it is there.',
  '4. ~~Old.~~ → ADR-001.',
  '5. Open, see item 1.',
  '6. ~~**Whole.** It was struck as a whole, with all of the reasons, which are many, and go on and on and on.~~',
  '- [x] **T001** Database. We take SQLite.',
  '- [x] T002: ~~Queue~~ None at all, and that is that.',
  '- [ ] T003 Open',
  '- ~~Bullet~~ with words that say why it was, and for whom. Nobody knows more.',
  '  - [x] part of it',
  '  - [ ] open part of it',
  '   1. ~~Sub.~~ Decided, since it was so. At length, too, and with a reason.',
  '   2. Sub, open',
  '   More of it, `with code` and **bold**.',
  '   The rest remains open.',
  '   ```sh',
  '   ls',
  '   ```',
  '  We know it. 🎉',
  'Lazy words.',
  '## Section',
  '| ID | Title |',
  '|----|-------|',
  '| R-1 | ~~a row~~ done |',
  '> 1. ~~Quoted.~~ Because of that, and of this. And more of it.',
  '',
  '',
];

const text = fc
  .tuple(
    fc.constantFrom('\n', '\n', '\r\n', '\r'),
    fc.constantFrom('', '', '\ufeff'),
    fc.constantFrom('# Decision backlog', '# Tasks', '# Never renumber'),
    fc.array(fc.constantFrom(...LINES), { minLength: 2, maxLength: 24 }),
    fc.boolean(),
  )
  .map(([end, mark, title, lines, ends]) => mark + [title, '', ...lines].join(end) + (ends ? end : ''));
const ledger = fc.constantFrom(
  undefined,
  undefined,
  '# Log\n',
  '\ufeff# Log\r\n\r\nWords',
  '',
  '# Log\n\n\n',
);

describe('collapsing any items', () => {
  it('keeps every word, changes nothing else, and is undone byte for byte by expanding', function () {
    this.timeout(120_000);
    let done = 0;
    fc.assert(
      fc.property(text, ledger, fc.nat(), fc.boolean(), (content, log, which, all) => {
        done += checkCollapsed(
          content,
          (tasks) => (all ? tasks : tasks.slice(which % Math.max(1, tasks.length)).slice(0, 1)),
          log,
        );
      }),
      { numRuns: 1_500, seed: 20261120 },
    );
    assert.ok(done > 300, `${String(done)} items`);
  });
});
