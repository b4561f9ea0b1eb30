/**
 * Assigning ids to real files: those of `WAVEMARK_CORPUS`, or of the folder `../shared/corpus` beside the
 * repository, where there is one.
 */
import assert from 'node:assert/strict';
import { checkAssigned } from '../support/assigned';
import { corpusFiles } from '../support/corpusFiles';

describe('assigning ids to real files', () => {
  it('adds ids and changes nothing else, once', function () {
    const files = corpusFiles();
    if (files.length === 0) this.skip();
    this.timeout(120_000);
    let done = 0;
    for (const { path, text } of files) {
      try {
        if (checkAssigned(text, path) !== null) done++;
      } catch (error) {
        assert.fail(`${path}: ${String(error)}`);
      }
    }
    // A refusal is right where a file shows no habit to go by; it is not the rule.
    assert.ok(done * 4 >= files.length * 3, `${String(done)} of ${String(files.length)} files`);
  });
});
