/** The packages in `node_modules`: installed when missing or when the lock file has moved on. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { npm } from './npm.mjs';
import { root } from './paths.mjs';
import { beat, elapsed, say } from './report.mjs';

const modules = join(root, 'node_modules');
const stamp = join(modules, '.wavemark-lock');

async function lockHash() {
  return createHash('sha256')
    .update(await readFile(join(root, 'package-lock.json')))
    .digest('hex');
}

/** npm writes its own copy of the lock file at the end of every install, so its age tells about installs by hand. */
async function installedByHandSince() {
  const [own, ours] = await Promise.all(
    [join(modules, '.package-lock.json'), join(root, 'package-lock.json')].map((path) =>
      stat(path).catch(() => null),
    ),
  );
  return own !== null && ours !== null && own.mtimeMs >= ours.mtimeMs;
}

async function upToDate() {
  if (!existsSync(modules)) return false;
  const seen = await readFile(stamp, 'utf8').catch(() => '');
  return seen === (await lockHash()) || installedByHandSince();
}

export async function ensureDependencies() {
  if (await upToDate()) return;
  await withLock(join(root, '.cache', 'dependencies.lock'), 'installing packages', async () => {
    if (await upToDate()) return;
    const started = Date.now();
    const done = beat('Installing the packages of package-lock.json into node_modules');
    // `ci` begins by deleting node_modules, which whoever works beside us may be using.
    const command = existsSync(modules) ? 'install' : 'ci';
    await npm('the packages of package-lock.json', [command], { cwd: root }).finally(done);
    await mkdir(modules, { recursive: true });
    await writeFile(stamp, await lockHash());
    say(`Installed in ${elapsed(started)}.`);
  });
}
