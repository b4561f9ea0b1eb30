/** Folders of the cache: filled once, by one run, and never seen half-filled. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { beat, elapsed, say } from './report.mjs';

/**
 * @param {object} options
 * @param {string} options.folder its final place
 * @param {string} options.version what must be in it; another one is replaced
 * @param {string} options.what for the messages
 * @param {string} options.about size and purpose, in a few words
 * @param {(folder: string) => Promise<void>} options.fill fills a fresh folder, which is then renamed
 * @param {(folder: string) => Promise<string>} [options.progress]
 */
export async function cached({ folder, version, what, about, fill, progress }) {
  const complete = async () => (await readFile(join(folder, 'complete'), 'utf8').catch(() => '')) === version;
  if (await complete()) return;
  await withLock(`${folder}.lock`, `fetching ${what}`, async () => {
    if (await complete()) return;
    const started = Date.now();
    await removeLeftovers(folder);
    // The name is ours alone: a run that was killed may have left an npm behind that still writes.
    const partial = `${folder}.partial-${process.pid}`;
    await mkdir(partial, { recursive: true });
    await writeFile(join(partial, 'package.json'), '{ "private": true }\n');
    const done = beat(
      `Fetching ${what} from the npm registry (${about}; kept in ${folder})`,
      progress && (() => progress(partial)),
    );
    await fill(partial).finally(done);
    await writeFile(join(partial, 'complete'), version);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
    say(`Fetched ${what} in ${elapsed(started)}; the next run starts from the cache.`);
  });
}

/** @param {string} folder */
async function removeLeftovers(folder) {
  const parent = dirname(folder);
  const names = await readdir(parent);
  const leftovers = names.filter((name) => name.startsWith(`${basename(folder)}.partial`));
  await Promise.all(
    leftovers.map((name) => rm(join(parent, name), { recursive: true, force: true }).catch(() => {})),
  );
}
