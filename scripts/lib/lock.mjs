/** A lock between processes: a folder, because `mkdir` is atomic everywhere. */
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, say } from './report.mjs';

/** @param {number} pid */
function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {string} path */
async function abandoned(path) {
  const owner = Number(await readFile(join(path, 'pid'), 'utf8').catch(() => ''));
  if (owner > 0) return !alive(owner);
  // No pid yet: its owner is between two system calls, or died there.
  const since = await stat(path)
    .then((info) => Date.now() - info.mtimeMs)
    .catch(() => 0);
  return since > 10_000;
}

/**
 * @template T
 * @param {string} path
 * @param {string} what is said while waiting
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, what, work, limit = 15 * 60_000) {
  await mkdir(dirname(path), { recursive: true });
  const started = Date.now();
  for (let waited = false; ; waited = true) {
    const taken = await mkdir(path).then(
      () => true,
      (error) => {
        if (error.code !== 'EEXIST') throw new Failure(`cannot write to ${dirname(path)}: ${error.message}`);
        return false;
      },
    );
    if (taken) break;
    if (await abandoned(path)) await rm(path, { recursive: true, force: true });
    else if (Date.now() - started > limit)
      throw new Failure(`another run holds ${path}; delete it if none is going on.`);
    else {
      if (!waited) say(`Waiting for another run to finish ${what} …`);
      await sleep(500);
    }
  }
  const release = () => rm(path, { recursive: true, force: true });
  await writeFile(join(path, 'pid'), String(process.pid));
  return work().finally(release);
}
