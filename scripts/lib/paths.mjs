/** Where things are. */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Clones share what was fetched by naming one folder in `WAVEMARK_CACHE`. */
export const cacheDir = process.env.WAVEMARK_CACHE
  ? resolve(process.env.WAVEMARK_CACHE)
  : join(root, '.cache');

export const resultsDir = join(root, 'test-results');
