/**
 * Collapsing finished items of real files: those of `WAVEMARK_CORPUS`, or of the folder `../shared/corpus` beside the
 * repository, where there is one.
 */
import assert from 'node:assert/strict';
import { checkCollapsed } from '../support/collapsed';
import { corpusFiles } from '../support/corpusFiles';

/** Of a file; each that cannot be collapsed together with the others is tried by itself. */
const MOST = 40;

describe('collapsing items of real files', () => {
  it('keeps every word and comes back byte for byte', function () {
    const files = corpusFiles();
    if (files.length === 0) this.skip();
    this.timeout(120_000);
    let done = 0;
    for (const { path, text } of files) {
      try {
        const finished = new Set(['done', 'decided', 'dropped']);
        done += checkCollapsed(
          text,
          (tasks) => tasks.filter(({ status }) => finished.has(status)).slice(0, MOST),
          undefined,
          false,
        );
      } catch (error) {
        assert.fail(`${path}: ${String(error)}`);
      }
    }
    assert.ok(done >= files.length, `${String(done)} items of ${String(files.length)} files`);
  });
});
