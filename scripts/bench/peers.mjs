/** The programs that Wavemark is held against, from the npm registry, kept in the cache folder. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { cached } from '../lib/cached.mjs';
import { npm } from '../lib/npm.mjs';
import { cacheDir } from '../lib/paths.mjs';
import { describe, say } from '../lib/report.mjs';

const exe = process.platform === 'win32' ? '.exe' : '';
const platform = `${process.platform}-${process.arch}`;

/**
 * Installs a package of one binary unless that is there; null where it cannot be had.
 * @param {string} name
 * @param {string} version
 * @param {string} file inside the package
 */
async function binary(name, version, file) {
  const folder = join(cacheDir, 'bench', 'peers', `${name.replace('/', '-')}-${version}`);
  const path = join(folder, 'node_modules', name, file);
  if (existsSync(path)) return path;
  await mkdir(dirname(folder), { recursive: true });
  try {
    await cached({
      folder,
      version,
      what: `${name} ${version}`,
      about: 'to compare with',
      fill: (cwd) => npm(name, ['install', '--no-save', `${name}@${version}`], { cwd }),
    });
  } catch (error) {
    say(`${name} cannot be had: ${describe(error)}`);
  }
  return existsSync(path) ? path : null;
}

/** A ripgrep of a known version; else one that is installed. */
export async function ripgrepBinary() {
  const fetched = await binary(`@vscode/ripgrep-${platform}`, '1.18.0', `bin/rg${exe}`);
  if (fetched !== null) return fetched;
  const installed = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, `rg${exe}`));
  return installed.find((path) => existsSync(path)) ?? null;
}

export async function backlogBinary() {
  const name = `backlog.md-${platform.replace('win32', 'windows')}`;
  return binary(name, '1.52.0', `backlog${exe}`);
}
