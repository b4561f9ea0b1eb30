/** From the paths of a command line to an index: finds the task files, reads them, says what went wrong. */
import { statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TaskIndex } from '../core';
import { findTaskFiles, isWithin, realPathOf } from './discover';
import { complain, UsageError, type CliIo } from './io';
import { Progress } from './progress';
import { readTaskFile, systemReason } from './readText';
import { slashes } from './walk';

/** The event loop is let run after this many milliseconds of reading. */
const BREATH = 50;
const MAX_NOTES = 10;

export interface Workspace {
  readonly index: TaskIndex;
  /** The folder that paths are relative to; absolute, `/` separators. */
  readonly root: string;
  /** Bytes on disk, by uri. */
  readonly bytes: ReadonlyMap<string, number>;
  /** Every file of the index without symbolic links, by uri. */
  readonly real: ReadonlyMap<string, string>;
  /** What the command line named. */
  readonly named: readonly Named[];
  /** Whether something that was named could not be read. */
  readonly failed: boolean;
  /** Whether a tracker that the settings name could not be read, so that nothing was compared with it. */
  readonly trackerFailed: boolean;
}

interface Candidate {
  /** Absolute. */
  readonly file: string;
  /** The same file without symbolic links. */
  readonly real: string;
  /** Named on the command line: read whatever its name and front matter. */
  readonly named: boolean;
}

/**
 * Reads what the paths name; no path means the current folder. What can be read is read, the rest is said on
 * stderr; throws UsageError for a path that leads nowhere.
 *
 * @param begin called with what was named before anything is read: what it starts goes on meanwhile
 */
export async function loadWorkspace(
  paths: readonly string[],
  io: CliIo,
  begin?: (named: readonly Named[]) => void,
): Promise<Workspace> {
  const named = (paths.length === 0 ? ['.'] : paths).map((path) => lookUp(path, io));
  begin?.(named);
  const root = chooseRoot(named, io.cwd);
  const notes = new Set<string>();
  const progress = new Progress(io);
  try {
    const candidates = await gather(named, io, notes);
    const core = await import('../core');
    const { TrackerFiles } = await import('./trackers');
    const index = new core.TaskIndex();
    const bytes = new Map<string, number>();
    const real = new Map<string, string>();
    const { frontMatterSwitch } = core;
    const into = { index, frontMatterSwitch, bytes, real, notes, progress };
    const failed = await readAll(candidates, root, into);
    const trackers = new TrackerFiles(index, root, core, (note) => notes.add(note));
    for (const { file } of candidates) trackers.serve(file);
    const trackerFailed = !trackers.isComplete;
    return { index, root: slashes(root), bytes, real, named, failed, trackerFailed };
  } finally {
    progress.stop();
    tell([...notes], io);
  }
}

/** One line each, as many as a reader will bear. */
export function tell(notes: readonly string[], io: CliIo): void {
  const shown = notes.length > MAX_NOTES ? notes.slice(0, MAX_NOTES - 1) : notes;
  for (const note of shown) complain(io, note);
  if (shown.length < notes.length) complain(io, `${String(notes.length - shown.length)} more were left out`);
}

export interface Named {
  /** A file or a folder; absolute. */
  readonly file: string;
  readonly isFolder: boolean;
}

function lookUp(path: string, io: CliIo): Named {
  if (path === '') throw new UsageError('an empty path was given; name a file or a folder');
  const file = resolve(io.cwd, path);
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) return { file, isFolder: true };
    if (stat.isFile()) return { file, isFolder: false };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      const where = isAbsolute(path) ? '' : ` in ${io.cwd}`;
      throw new UsageError(`there is no file or folder "${path}"${where}; check the spelling`);
    }
    throw new UsageError(`cannot read "${path}": ${systemReason(error)}`);
  }
  throw new UsageError(`"${path}" is neither a file nor a folder; name a Markdown file or a folder`);
}

/** One folder is its own root; else the current folder where it holds everything; else what is above all. */
function chooseRoot(named: readonly Named[], cwd: string): string {
  const [first] = named;
  if (first && named.length === 1 && first.isFolder) return first.file;
  const folders = named.map(({ file, isFolder }) => (isFolder ? file : dirname(file)));
  if (folders.every((folder) => isWithin(folder, cwd))) return cwd;
  let root = folders[0] ?? cwd;
  while (!folders.every((folder) => isWithin(folder, root)) && dirname(root) !== root) root = dirname(root);
  return root;
}

/** Every file once, whatever links lead to it; what is named comes before what is found. */
async function gather(named: readonly Named[], io: CliIo, notes: Set<string>): Promise<Candidate[]> {
  const candidates = new Map<string, Candidate>();
  for (const { file, isFolder } of named) {
    const real = realPathOf(file);
    if (!isFolder) candidates.set(real, { file, real, named: true });
  }
  for (const { file: folder, isFolder } of named) {
    if (!isFolder) continue;
    for (const { file, real } of await findTaskFiles(folder, io, (note) => notes.add(note))) {
      if (!candidates.has(real)) candidates.set(real, { file, real, named: false });
    }
  }
  return [...candidates.values()];
}

interface Reading {
  readonly index: TaskIndex;
  readonly frontMatterSwitch: (text: string) => boolean | null;
  readonly bytes: Map<string, number>;
  readonly real: Map<string, string>;
  readonly notes: Set<string>;
  readonly progress: Progress;
}

/** Returns whether a named file could not be read. */
async function readAll(candidates: readonly Candidate[], root: string, into: Reading): Promise<boolean> {
  const { index, frontMatterSwitch, notes, progress } = into;
  let failed = false;
  let breath = Date.now();
  for (const [at, { file, real, named }] of candidates.entries()) {
    if (Date.now() - breath > BREATH) {
      await progress.update(at, candidates.length);
      breath = Date.now();
    }
    const path = slashes(relative(root, file));
    const uri = pathToFileURL(file).href;
    const result = readTaskFile(file);
    if (result.kind === 'missing') continue;
    into.real.set(uri, real);
    if (result.kind === 'unreadable') {
      failed ||= named;
      if (named) notes.add(`cannot read "${path}": ${result.reason}; the rest was read`);
      index.skip(uri, path, `The file cannot be read (${result.reason}); it was left out`);
      continue;
    }
    into.bytes.set(uri, result.bytes);
    if (result.kind === 'skip') index.skip(uri, path, result.reason);
    else if (named || frontMatterSwitch(result.text) !== false) index.set(uri, path, result.text);
  }
  return failed;
}
