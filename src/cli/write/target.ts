/** Whether a file may be written, before anything is. */
import { hasConflictMarkers } from '../../core';
import { basename, dirname, join } from 'node:path';
import { isWithin } from '../discover';
import type { FileSystem } from './fileSystem';
import { writeReason } from './writeReason';

/** A file and what it is to become. */
export interface FileChange {
  /** Absolute; may be a symbolic link. */
  readonly file: string;
  /** As people know it. */
  readonly name: string;
  /** The text that the change was planned on; null for a file that is to be made. */
  readonly before: string | null;
  readonly after: string;
  /** Whether it has to be safe on the disk before any other file is touched. */
  readonly first?: boolean;
}

/** A file that may be written, as it was when it was looked at. */
export interface Target {
  readonly name: string;
  /** Without symbolic links. */
  readonly path: string;
  /** Null of a file that is to be made. */
  readonly before: Buffer | null;
  readonly after: Buffer;
  readonly mode: number;
  readonly user: number;
  readonly group: number;
  readonly first: boolean;
}

/** An edit that is not made, and in one sentence why. */
export class WriteRefused extends Error {}

export const CHANGED = 'it was changed meanwhile; run the command again';

/** The system's own choice of an owner. */
const ANYBODY = -1;

/**
 * Looks at the file that a change is for. Throws {@link WriteRefused} where it must not be written, or is no
 * longer what the change was planned on.
 *
 * @param top the folder that all files must lie in, without symbolic links
 * @param dry whether nothing is going to be written, so that it does not matter whether that is allowed
 */
export function inspect(
  { file, name, before, after, first = false }: FileChange,
  top: string,
  files: FileSystem,
  dry = false,
): Target {
  const refuse = (reason: string): never => {
    throw new WriteRefused(`${name} was not edited: ${reason}`);
  };
  try {
    const fresh = Buffer.from(after, 'utf8');
    if (fresh.toString('utf8') !== after) refuse('an edit would split a character');
    if (before === null) {
      const path = newPath(file, files);
      if (!isWithin(path, top)) refuse('it would lie outside of the workspace');
      const owner = { user: ANYBODY, group: ANYBODY };
      return { name, path, before, after: fresh, mode: 0o666 & ~process.umask(), ...owner, first };
    }
    const path = files.realPath(file);
    if (!isWithin(path, top)) refuse('it is a link to a file out of the workspace; edit that file itself');
    const stat = files.stat(path);
    if (!stat.isFile()) refuse('it is no ordinary file');
    // The superuser may write everything: what counts is what the file says of itself.
    if (!dry && (stat.mode & 0o222) === 0) refuse('it is read-only; make it writable first');
    if (!dry) files.checkWritable(path);
    if (hasConflictMarkers(before)) refuse('it has conflict markers; settle the merge first');
    const bytes = Buffer.from(before, 'utf8');
    if (!files.read(path).equals(bytes)) refuse(CHANGED);
    const { mode, uid: user, gid: group } = stat;
    return { name, path, before: bytes, after: fresh, mode: mode & 0o7777, user, group, first };
  } catch (error) {
    if (error instanceof WriteRefused) throw error;
    return refuse(`${writeReason(error)}`);
  }
}

/** Where a new file will be, without symbolic links. Throws {@link WriteRefused} where there is one already. */
function newPath(file: string, files: FileSystem): string {
  if (exists(file, files)) throw new WriteRefused(`${file} was made meanwhile; run the command again`);
  const missing = [basename(file)];
  let folder = dirname(file);
  while (!exists(folder, files) && dirname(folder) !== folder) {
    missing.unshift(basename(folder));
    folder = dirname(folder);
  }
  return join(files.realPath(folder), ...missing);
}

export function exists(path: string, files: FileSystem): boolean {
  try {
    files.stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
