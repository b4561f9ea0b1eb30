/**
 * The oracle over real files: those of `WAVEMARK_CORPUS`, or of the folder `../shared/corpus` beside the
 * repository, where there is one.
 */
import assert from 'node:assert/strict';
import { knownDifference } from '../core/parse/differences';
import { Oracle } from '../core/parse/oracle';
import { render, scanStretches } from '../core/parse/shape';
import type { Shape, Stretch } from '../core/parse/shape';
import { corpusFiles, corpusFolder } from '../support/corpusFiles';

/** UTF-16 units that remark is given at once: beyond, it takes time that grows faster than the text. */
const GROUP = 60_000;

/** Documents that the scanner and remark must agree on. */
const EXTENSIONS = /\.(?:md|markdown|mdx|todo|txt)$/i;

/** Neighbouring stretches, together no longer than {@link GROUP} unless one alone is. */
function groupsOf(stretches: readonly Stretch[]): Stretch[] {
  const groups: Stretch[] = [];
  for (const stretch of stretches) {
    const last = groups.at(-1);
    if (last && last.length + stretch.length <= GROUP) {
      groups[groups.length - 1] = {
        ...last,
        length: last.length + stretch.length,
        shapes: [...last.shapes, ...stretch.shapes],
      };
    } else {
      groups.push(stretch);
    }
  }
  return groups;
}

/** Compares scanner and oracle on one file; returns the names of the differences that kept it from parts of it. */
function compare(oracle: Oracle, text: string): string[] {
  const known: string[] = [];
  for (const { from, line, length, shapes } of groupsOf(scanStretches(text, true))) {
    const difference = knownDifference(text, shapes);
    if (difference !== null) {
      known.push(difference);
      continue;
    }
    const matter: Shape | undefined = shapes[0]?.label.startsWith('front matter') ? shapes[0] : undefined;
    let start = from;
    if (matter) {
      for (let skipped = 0; skipped <= matter.endLine; skipped++) start += lineLength(text, start);
    }
    const expected = oracle.shapes(
      text.slice(start, from + length),
      start,
      matter ? matter.endLine + 1 : line,
    );
    assert.equal(render(matter ? shapes.slice(1) : shapes), render(expected));
  }
  return known;
}

/** Length of the line at `start`, its line end included. */
function lineLength(text: string, start: number): number {
  return /[^\r\n]*(?:\r\n|\r|\n|$)/y.exec(text.slice(start))?.[0].length ?? 0;
}

describe('the scanner and remark-parse + remark-gfm on real files', () => {
  const files = corpusFiles(EXTENSIONS);
  if (files.length === 0) {
    it(`agree (no corpus at ${corpusFolder})`, function () {
      this.skip();
    });
    return;
  }
  const oracle = new Oracle();
  for (const { path, text } of files) {
    it(`agree on ${path}`, function () {
      this.timeout(120_000);
      const known = compare(oracle, text);
      // The rest of the file was compared; the count of skipped tests tells of what was not.
      if (known.length > 0) this.skip();
    });
  }
});
