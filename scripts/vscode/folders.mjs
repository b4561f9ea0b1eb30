/** Throw-away copies of fixtures, as repositories of their own: tests may write to them and commit. */
import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { run } from '../lib/processes.mjs';
import { root } from '../lib/paths.mjs';
import { tempFolder } from '../lib/tempFolder.mjs';

const identity = [
  '-c',
  'user.name=Test',
  '-c',
  'user.email=test@example.invalid',
  '-c',
  'commit.gpgsign=false',
];

/** @param {string} folder @param {boolean} commit */
async function makeRepository(folder, commit) {
  const quiet = { cwd: folder, capture: true };
  await run('git', ['init', '--quiet', '--initial-branch=main'], quiet);
  if (!commit) return;
  await run('git', ['-c', 'core.autocrlf=false', 'add', '--all'], quiet);
  await run('git', [...identity, 'commit', '--quiet', '--allow-empty', '--message=Fixture'], quiet);
}

/**
 * @typedef {object} Workspace
 * @property {string} folder
 * @property {() => Promise<void>} remove
 */

/**
 * @param {string} [source] a folder, relative to the root or absolute; none: an empty folder
 * @param {{ git?: boolean, commit?: boolean }} [options] `commit: false` for a repository without a commit
 * @returns {Promise<Workspace>}
 */
export async function copyOf(source, { git = true, commit = true } = {}) {
  const { path, remove } = await tempFolder('workspace');
  const folder = join(path, source ? basename(source) : 'empty');
  const from = source && resolve(root, source);
  if (from && existsSync(from)) await cp(from, folder, { recursive: true });
  else await mkdir(folder);
  if (git) await makeRepository(folder, commit);
  return { folder, remove };
}

/**
 * A multi-root workspace beside its folders.
 * @param {string[]} sources
 * @returns {Promise<{ file: string, folders: string[], remove: () => Promise<void> }>}
 */
export async function multiRootOf(sources) {
  const copies = await Promise.all(sources.map((source) => copyOf(source)));
  const own = await tempFolder('workspace');
  const file = join(own.path, 'several.code-workspace');
  const folders = copies.map((copy) => copy.folder);
  await writeFile(
    file,
    JSON.stringify({ folders: folders.map((path) => ({ path })), settings: {} }, null, 2),
  );
  return {
    file,
    folders,
    remove: async () => {
      await Promise.all(copies.map((copy) => copy.remove()));
      await own.remove();
    },
  };
}
