/** Putting a new version in the place of a file, unless somebody else has written it meanwhile. */
import { createHash, randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { FileSystem } from './fileSystem';
import { CHANGED, exists, WriteRefused, type Target } from './target';
import { writeReason } from './writeReason';

/** Milliseconds after which a temporary file was left behind by a process that was stopped. */
const STALE = 600_000;
const LONGEST_NAME = 200;

/** The new version of a file, written but not yet in its place. */
export interface Draft {
  readonly target: Target;
  readonly temporary: string;
}

/**
 * Where the new version is written first: in the same folder, so that it can be put in its place in one step.
 * The name is always the same: as nobody can create it twice, two processes cannot write one file at a time.
 */
export function temporaryOf(path: string): string {
  const name = basename(path);
  const short =
    Buffer.byteLength(name) <= LONGEST_NAME
      ? name
      : createHash('sha256').update(name).digest('hex').slice(0, 16);
  return join(dirname(path), `.${short}.wavemark-tmp`);
}

/** A second name of the version that is replaced, for as long as that takes; of this process alone. */
function formerOf(path: string): string {
  return temporaryOf(path).replace(/tmp$/, `${randomBytes(4).toString('hex')}-old`);
}

/** Writes the new version beside the file. Throws {@link WriteRefused}; then nothing is left behind. */
export function draft(target: Target, files: FileSystem): Draft {
  const temporary = temporaryOf(target.path);
  let descriptor = create(target, temporary, files);
  try {
    files.write(descriptor, target.after);
    try {
      files.setOwner(descriptor, target.user, target.group);
    } catch {
      // Only the superuser can give a file away: then it belongs to whoever writes it.
    }
    files.setMode(descriptor, target.mode);
    files.sync(descriptor);
    const open = descriptor;
    descriptor = -1;
    files.close(open);
    return { target, temporary };
  } catch (error) {
    if (descriptor >= 0) quietly(() => files.close(descriptor));
    discard(temporary, files);
    throw new WriteRefused(`${target.name} was not edited: ${writeReason(error)}`);
  }
}

function create(target: Target, temporary: string, files: FileSystem): number {
  for (let attempt = 0; ; attempt++) {
    try {
      if (target.before === null) files.makeFolder(dirname(temporary));
      return files.create(temporary);
    } catch (error) {
      const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
      if (exists && attempt === 0 && isStale(temporary, files)) {
        discard(temporary, files);
        continue;
      }
      throw new WriteRefused(
        exists
          ? `${target.name} was not edited: another wavemark is writing it; if none is running, delete ${temporary}`
          : `${target.name} was not edited: ${writeReason(error)}`,
      );
    }
  }
}

function isStale(temporary: string, files: FileSystem): boolean {
  try {
    return Date.now() - files.stat(temporary).mtimeMs > STALE;
  } catch {
    return false;
  }
}

/**
 * Puts a draft in its place. Throws {@link WriteRefused} where the file is no longer what it was: then it stays
 * what it has become, and the draft is gone. The version that is replaced keeps a second name until it is certain that no program
 * has written into it in the meantime; if one has, that version comes back. What is left is a program that
 * itself puts another file in the place, between two calls that follow each other: nothing that every
 * system has can tell.
 */
export function putInPlace({ target, temporary }: Draft, files: FileSystem): void {
  const { path, before, after, name } = target;
  if (before === null) {
    putNew({ target, temporary }, files);
    return;
  }
  const former = formerOf(path);
  const changed = new WriteRefused(`${name} was not edited: ${CHANGED}`);
  let linked = false;
  try {
    linked = secondName(path, former, files);
    if (!files.read(path).equals(before)) throw changed;
    files.rename(temporary, path);
  } catch (error) {
    if (linked) discard(former, files);
    discard(temporary, files);
    if (error instanceof WriteRefused) throw error;
    throw new WriteRefused(`${name} was not edited: ${writeReason(error)}`);
  }
  if (!linked) return;
  let untouched = true;
  try {
    untouched = files.read(former).equals(before);
  } catch {
    // It cannot be looked at any more, so nothing speaks against the new version.
  }
  if (untouched) {
    discard(former, files);
    return;
  }
  try {
    if (files.read(path).equals(after)) {
      files.rename(former, path);
      throw changed;
    }
  } catch (error) {
    if (error instanceof WriteRefused) throw error;
  }
  throw new WriteRefused(
    `${name} was edited while another program wrote it; what that program wrote is in ${former}`,
  );
}

/** Gives the draft its name, unless somebody else has made a file of that name meanwhile. */
function putNew({ target, temporary }: Draft, files: FileSystem): void {
  const { path, name } = target;
  const refused = (reason: string): WriteRefused => new WriteRefused(`${name} was not made: ${reason}`);
  try {
    if (secondName(temporary, path, files)) return;
    // Some file systems know only one name for a file.
    if (exists(path, files)) throw refused('another program has made it meanwhile; run the command again');
    files.rename(temporary, path);
  } catch (error) {
    if (error instanceof WriteRefused) throw error;
    throw refused(writeReason(error));
  } finally {
    discard(temporary, files);
  }
}

/** Whether the file has a second name now; some file systems know only one. */
function secondName(path: string, name: string, files: FileSystem): boolean {
  try {
    files.link(path, name);
    return true;
  } catch {
    return false;
  }
}

/** Removes what is of no more use; that it may stay behind is no reason to fail. */
export function discard(path: string, files: FileSystem): void {
  quietly(() => files.remove(path));
}

function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // Nothing depends on it.
  }
}
