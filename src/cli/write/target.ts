/** Whether a file may be written, before anything is. */
import { hasConflictMarkers } from '../../core';
import { isWithin } from '../discover';
import type { FileSystem } from './fileSystem';
import { writeReason } from './writeReason';

/** A file and what it is to become. */
export interface FileChange {
  /** Absolute; may be a symbolic link. */
  readonly file: string;
  /** As people know it. */
  readonly name: string;
  /** The text that the change was planned on. */
  readonly before: string;
  readonly after: string;
}

/** A file that may be written, as it was when it was looked at. */
export interface Target {
  readonly name: string;
  /** Without symbolic links. */
  readonly path: string;
  readonly before: Buffer;
  readonly after: Buffer;
  readonly mode: number;
  readonly user: number;
  readonly group: number;
}

/** An edit that is not made, and in one sentence why. */
export class WriteRefused extends Error {}

export const CHANGED = 'it was changed meanwhile; run the command again';

/**
 * Looks at the file that a change is for. Throws {@link WriteRefused} where it must not be written, or is no
 * longer what the change was planned on.
 *
 * @param top the folder that all files must lie in, without symbolic links
 * @param dry whether nothing is going to be written, so that it does not matter whether that is allowed
 */
export function inspect(
  { file, name, before, after }: FileChange,
  top: string,
  files: FileSystem,
  dry = false,
): Target {
  const refuse = (reason: string): never => {
    throw new WriteRefused(`${name} was not edited: ${reason}`);
  };
  try {
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
    const fresh = Buffer.from(after, 'utf8');
    if (fresh.toString('utf8') !== after) refuse('an edit would split a character');
    const { mode, uid: user, gid: group } = stat;
    return { name, path, before: bytes, after: fresh, mode: mode & 0o7777, user, group };
  } catch (error) {
    if (error instanceof WriteRefused) throw error;
    return refuse(`${writeReason(error)}`);
  }
}
