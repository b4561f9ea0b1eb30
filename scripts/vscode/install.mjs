/** A real VS Code from the npm registry alone, kept in the cache folder. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from '../lib/cached.mjs';
import { npm } from '../lib/npm.mjs';
import { cacheDir } from '../lib/paths.mjs';
import { Failure } from '../lib/report.mjs';
import { codeServer, nodePackage } from './versions.mjs';

const roomNeeded = 1.5e9;

/**
 * @typedef {object} VscodeInstall
 * @property {string} node the Node that runs the server
 * @property {string} server the script of the server
 * @property {string} version
 */

/** @param {string} folder */
function layout(folder) {
  const { name } = nodePackage();
  const bin = process.platform === 'win32' ? 'node.exe' : 'node';
  const ownIsRight = process.versions.node.startsWith('24.');
  return {
    node: ownIsRight ? process.execPath : join(folder, 'node_modules', name, 'bin', bin),
    server: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
    version: codeServer.replace(/^4/, '1'),
  };
}

/** @param {string} folder in bytes, everything under it */
async function sizeOf(folder) {
  let total = 0;
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    total += await stat(join(entry.parentPath ?? entry.path, entry.name)).then(
      (info) => info.size,
      () => 0,
    );
  }
  return total;
}

/** @param {string} folder */
async function size(folder) {
  return `${Math.round((await sizeOf(folder)) / 1e6)} MB`;
}

async function checkRoom() {
  await mkdir(cacheDir, { recursive: true });
  const { bavail, bsize } = await statfs(cacheDir);
  if (bavail * bsize < roomNeeded) {
    throw new Failure(
      `VS Code needs 1.5 GB in ${cacheDir}, and less is free; WAVEMARK_CACHE can name another folder.`,
    );
  }
}

/** @param {string} folder a fresh one */
async function fetchInto(folder) {
  const node = nodePackage();
  await checkRoom();
  await npm(
    `${node.name} and code-server`,
    ['install', '--no-save', '--force', `${node.name}@${node.version}`, `code-server@${codeServer}`],
    {
      cwd: folder,
    },
  );
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  // The native modules that stay unbuilt (kerberos, sqlite, spdlog) are not needed; search and watching come built.
  const options = { node: layout(folder).node };
  await npm("VS Code's own packages", ['install', '--omit=dev'], { ...options, cwd: vscode });
  await npm("VS Code's own packages", ['install', '--omit=dev'], {
    ...options,
    cwd: join(vscode, 'extensions'),
  });
}

/**
 * @returns {Promise<VscodeInstall>}
 */
export async function ensureVscode() {
  const folder = join(cacheDir, `vscode-${codeServer.replace(/^4/, '1')}`);
  await cached({
    folder,
    version: JSON.stringify({ codeServer, node: nodePackage() }),
    what: `VS Code ${layout(folder).version}`,
    about: 'about 300 MB, 800 MB unpacked',
    fill: fetchInto,
    progress: size,
  });
  if (!existsSync(layout(folder).node)) {
    throw new Failure(`no Node 24 for ${process.platform}-${process.arch} was found on npm.`);
  }
  return layout(folder);
}
