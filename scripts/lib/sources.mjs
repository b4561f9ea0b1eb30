/** Which source files exist that a bundle or a test run begins with. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';

/**
 * @param {string} folder relative to the root
 * @returns {Promise<string[]>} relative to the root, with forward slashes, sorted
 */
async function filesUnder(folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/**
 * @param {readonly string[]} groups folders of `test/`
 * @param {string} [part] only paths that contain it
 */
export async function testFiles(groups, part = '') {
  const found = await Promise.all(groups.map((group) => filesUnder(`test/${group}`)));
  return found.flat().filter((path) => path.endsWith('.test.ts') && path.includes(part));
}

/**
 * Where the bundle of a test is.
 * @param {string} source
 */
export function bundled(source) {
  return join(root, 'dist', source.replace(/\.ts$/, source.startsWith('test/vscode/') ? '.js' : '.mjs'));
}

/** A web page is a folder of `webview/` that has a `main.ts`; the style sheets that it imports go beside it. */
export async function webviewEntries() {
  const entries = await readdir(join(root, 'webview'), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'webview', entry.name, 'main.ts')))
    .map((entry) => ({ in: `webview/${entry.name}/main.ts`, out: entry.name }));
}
