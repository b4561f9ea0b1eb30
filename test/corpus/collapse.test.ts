/**
 * Collapsing finished items of real files: those of `WAVEMARK_CORPUS`, or of the folder `../shared/corpus` beside the
 * repository, where there is one.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkCollapsed } from '../support/collapsed';

const folder = resolve(process.env['WAVEMARK_CORPUS'] ?? '../shared/corpus');
/** Of a file; each that cannot be collapsed together with the others is tried by itself. */
const MOST = 40;

describe('collapsing items of real files', () => {
  it('keeps every word and comes back byte for byte', function () {
    if (!existsSync(folder)) this.skip();
    this.timeout(120_000);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    let done = 0;
    for (const file of files) {
      try {
        const text = readFileSync(file, 'utf8');
        const finished = new Set(['done', 'decided', 'dropped']);
        done += checkCollapsed(
          text,
          (tasks) => tasks.filter(({ status }) => finished.has(status)).slice(0, MOST),
          undefined,
          false,
        );
      } catch (error) {
        assert.fail(`${file.slice(folder.length + 1)}: ${String(error)}`);
      }
    }
    assert.ok(done >= files.length, `${String(done)} items of ${String(files.length)} files`);
  });
});
