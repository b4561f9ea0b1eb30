/** The package of the extension. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';
import { Failure, say } from '../lib/report.mjs';

const limit = 1_000_000;

/** @returns {Promise<string>} the path of the .vsix */
export async function packageExtension() {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const path = join(root, `wavemark-${version}.vsix`);
  // `vsce` runs `vscode:prepublish`, which builds for production.
  const { code, output } = await run(
    process.execPath,
    [
      join(root, 'node_modules/@vscode/vsce/vsce'),
      'package',
      '--no-dependencies',
      // The project names no home on the web yet that links could be completed with.
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--out',
      path,
    ],
    { cwd: root, capture: true },
  );
  if (code !== 0) throw new Failure(`the extension could not be packaged:\n${output.trim()}`);
  const { size } = await stat(path);
  say(`${path}: ${Math.round(size / 1000)} kB`);
  if (size > limit) throw new Failure(`the package has ${size} bytes, the limit is ${limit}.`);
  return path;
}
