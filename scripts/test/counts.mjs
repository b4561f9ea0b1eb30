/** The counts of all mocha runs: each run leaves a file, the end adds them up. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempFolder } from '../lib/tempFolder.mjs';

export async function createCounts() {
  const { path: folder, remove } = await tempFolder('counts');
  const sum = async () => {
    const total = { passed: 0, failed: 0, skipped: 0 };
    for (const name of await readdir(folder)) {
      const one = JSON.parse(await readFile(join(folder, name), 'utf8'));
      total.passed += one.passed;
      total.failed += one.failed;
      total.skipped += one.skipped;
    }
    return total;
  };
  return { folder, sum, remove };
}
