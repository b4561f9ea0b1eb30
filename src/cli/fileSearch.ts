/** Looking through many files for a pattern, on all processors: for `refs`, which may have 100,000 to look at. */
import * as nodeFs from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** What became of a file. */
export const enum Mark {
  Nothing = 0,
  Match = 1,
  TooLarge = 2,
}

interface Job {
  readonly folder: string;
  /** Paths relative to the folder, parted by NUL. */
  readonly paths: string;
  readonly first: string;
  readonly then: string;
  /** Larger files are not looked at; bytes. */
  readonly limit: number;
  /** How many files have been taken by somebody. */
  readonly taken: Int32Array;
  /** A {@link Mark} for each file. */
  readonly marks: Uint8Array;
}

/** Fewer files are read before another thread has started. */
const WORTH_A_THREAD = 3000;
const MOST_THREADS = 4;

/**
 * Gives the function that looks through the next piece of files, and returns false when there is none left. It
 * is handed to threads as its own source, so that the program can stay one file: it may use nothing but its
 * arguments.
 */
function searcher(fs: typeof nodeFs, job: Job): () => boolean {
  const { folder, limit, taken, marks } = job;
  const files = job.paths.split('\0');
  const first = new RegExp(job.first);
  const then = job.then === '' ? null : new RegExp(job.then);
  const buffer = Buffer.allocUnsafe(limit + 1);
  // A link leads to a file that has a place of its own, or out of the workspace; a pipe never ends.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
  const flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;

  const look = (file: string): number => {
    let descriptor = -1;
    try {
      descriptor = fs.openSync(file, flags);
      const length = fs.readSync(descriptor, buffer, 0, buffer.length, null);
      // What git and others go by, too: a text has no NUL.
      const isBinary = buffer.subarray(0, Math.min(length, 1024)).includes(0);
      if (isBinary) return Mark.Nothing;
      if (length > limit) return Mark.TooLarge;
      const text = buffer.toString('latin1', 0, length);
      return first.test(text) && (then === null || then.test(text)) && !text.includes('\0')
        ? Mark.Match
        : Mark.Nothing;
    } catch {
      // Gone, unreadable, a link or a folder: nothing is cited there.
      return Mark.Nothing;
    } finally {
      if (descriptor >= 0) fs.closeSync(descriptor);
    }
  };
  return () => {
    // Few enough files to share the work, many enough to do something.
    const piece = 64;
    const from = Atomics.add(taken, 0, piece);
    const to = Math.min(from + piece, files.length);
    for (let at = from; at < to; at++) marks[at] = look(`${folder}/${files[at] ?? ''}`);
    return to < files.length;
  };
}

export interface SearchResult {
  /** Paths whose files match, in the order given. */
  readonly matches: readonly string[];
  /** Paths of texts that are too large to be looked at. */
  readonly tooLarge: readonly string[];
}

/**
 * @param folder absolute
 * @param paths relative to it
 * @param breathe called now and then with how many files have been looked at
 */
export async function searchFiles(
  folder: string,
  paths: readonly string[],
  { first, then, limit }: { readonly first: string; readonly then: string; readonly limit: number },
  breathe: (done: number) => Promise<void>,
): Promise<SearchResult> {
  if (paths.length === 0) return { matches: [], tooLarge: [] };
  const taken = new Int32Array(new SharedArrayBuffer(4));
  const marks = new Uint8Array(new SharedArrayBuffer(paths.length));
  const job: Job = { folder, paths: paths.join('\0'), first, then, limit, taken, marks };
  const threads = paths.length < WORTH_A_THREAD ? 0 : Math.min(MOST_THREADS, availableParallelism()) - 1;
  const others = Array.from({ length: threads }, () => startThread(job));
  const next = searcher(nodeFs, job);
  let since = Date.now();
  while (next()) {
    if (Date.now() - since < 50) continue;
    await breathe(Math.min(paths.length, taken[0] ?? 0));
    since = Date.now();
  }
  // A thread that failed has left the piece it had taken undone.
  const ended = await Promise.all(others);
  if (ended.includes(false)) {
    taken[0] = 0;
    while (next());
  }
  const marked = (mark: Mark): string[] => paths.filter((_, at) => marks[at] === mark);
  return { matches: marked(Mark.Match), tooLarge: marked(Mark.TooLarge) };
}

/** Resolves when the thread has found nothing more to do; false if it failed. */
function startThread(job: Job): Promise<boolean> {
  const source = `const next = (${searcher.toString()})(require('node:fs'), require('node:worker_threads').workerData);
while (next());`;
  return new Promise((resolve) => {
    try {
      const thread = new Worker(source, { eval: true, workerData: job, stdout: false, stderr: false });
      thread.once('error', () => resolve(false));
      thread.once('exit', (code) => resolve(code === 0));
    } catch {
      resolve(false);
    }
  });
}
