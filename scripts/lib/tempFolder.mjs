import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './processes.mjs';

const removal = { recursive: true, force: true, maxRetries: 5 };

/**
 * A folder that is gone in the end, even if the end is Ctrl+C.
 * @param {string} name
 * @returns {Promise<{ path: string, remove: () => Promise<void> }>}
 */
export async function tempFolder(name) {
  const path = await realpath(await mkdtemp(join(tmpdir(), `wavemark-${name}-`)));
  const forget = atExit(() => rmSync(path, removal));
  return {
    path,
    remove: async () => {
      await rm(path, removal);
      forget();
    },
  };
}
