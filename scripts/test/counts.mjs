/** The counts of all mocha runs: each run leaves a file, the end adds them up. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../lib/report.mjs';
import { tempFolder } from '../lib/tempFolder.mjs';

/**
 * A run that leaves no counts did not end properly, whatever its exit code says: a killed extension host reports 0.
 * @param {string} folder
 * @param {() => Promise<boolean>} run
 */
export async function leavingCounts(folder, run) {
  const before = (await readdir(folder)).length;
  const well = await run();
  if ((await readdir(folder)).length > before) return well;
  say('The tests ended before their result.');
  return false;
}

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
