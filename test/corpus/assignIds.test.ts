/**
 * Assigning ids to real files: those of `WAVEMARK_CORPUS`, or of the folder `../shared/corpus` beside the
 * repository, where there is one.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkAssigned } from '../support/assigned';

const folder = resolve(process.env['WAVEMARK_CORPUS'] ?? '../shared/corpus');

describe('assigning ids to real files', () => {
  it('adds ids and changes nothing else, once', function () {
    if (!existsSync(folder)) this.skip();
    this.timeout(120_000);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    let done = 0;
    for (const file of files) {
      const path = file.slice(folder.length + 1).replaceAll('\\', '/');
      try {
        if (checkAssigned(readFileSync(file, 'utf8'), path) !== null) done++;
      } catch (error) {
        assert.fail(`${path}: ${String(error)}`);
      }
    }
    // A refusal is right where a file shows no habit to go by; it is not the rule.
    assert.ok(done * 4 >= files.length * 3, `${String(done)} of ${String(files.length)} files`);
  });
});
