/** Writing several files: all of them, or as far as the system lets us, and then it is said how far. */
import { dirname } from 'node:path';
import { NODE_FILE_SYSTEM, type FileSystem } from './fileSystem';
import { discard, draft, putInPlace, type Draft } from './replaceFile';
import { inspect, WriteRefused, type FileChange, type Target } from './target';

export interface Written {
  /** Names of the files that were written. */
  readonly written: readonly string[];
  /** Why not all were, in one sentence; null where all were. */
  readonly refused: string | null;
}

export interface Previewed {
  /** Why the texts are not those that the changes were planned on, or must not be changed; or null. */
  readonly refused: string | null;
  /** Why they could not be written as things are; or null. */
  readonly note: string | null;
}

/** What would come of {@link writeFiles}, in one sentence each. Nothing is written. */
export function previewFiles(
  changes: readonly FileChange[],
  top: string,
  files: FileSystem = NODE_FILE_SYSTEM,
): Previewed {
  const reason = (dry: boolean): string | null => {
    try {
      inspectAll(changes, top, files, dry);
      return null;
    } catch (error) {
      return reasonOf(error);
    }
  };
  const refused = reason(true);
  return { refused, note: refused === null ? reason(false) : null };
}

/**
 * Writes the new versions of files: all are looked at first, then all are written beside them, and only then
 * is each put in its place, those that have to be safe first before the others. A file that is no longer what the change was planned on is left alone.
 *
 * @param top the folder that all files must lie in, without symbolic links
 */
export function writeFiles(
  changes: readonly FileChange[],
  top: string,
  files: FileSystem = NODE_FILE_SYSTEM,
): Written {
  const drafts: Draft[] = [];
  const written: string[] = [];
  let placed = 0;
  try {
    for (const target of inspectAll(changes, top, files, false)) drafts.push(draft(target, files));
    drafts.sort((a, b) => Number(b.target.first) - Number(a.target.first));
    for (const each of drafts) {
      // What was written first must be on the disk for good before the others follow.
      if (!each.target.first)
        syncFolders(
          drafts.slice(0, placed).filter(({ target }) => target.first),
          files,
        );
      placed++;
      putInPlace(each, files);
      written.push(each.target.name);
    }
    return { written, refused: null };
  } catch (error) {
    for (const { temporary } of drafts.slice(placed)) discard(temporary, files);
    return { written, refused: withRest(reasonOf(error), written, drafts.slice(placed)) };
  } finally {
    syncFolders(drafts.slice(0, placed), files);
  }
}

function syncFolders(drafts: readonly Draft[], files: FileSystem): void {
  for (const folder of new Set(drafts.map(({ target }) => dirname(target.path)))) {
    try {
      files.syncFolder(folder);
    } catch {
      // Not every system can be asked to.
    }
  }
}

function inspectAll(changes: readonly FileChange[], top: string, files: FileSystem, dry: boolean): Target[] {
  const targets = changes.map((change) => inspect(change, top, files, dry));
  const names = new Map<string, string>();
  for (const { path, name } of targets) {
    const other = names.get(path);
    if (other !== undefined)
      throw new WriteRefused(`${other} and ${name} are one file, and were not edited; name it once`);
    names.set(path, name);
  }
  return targets;
}

function reasonOf(error: unknown): string {
  if (error instanceof WriteRefused) return error.message;
  throw error;
}

/** What was and what was not written, where that is not all or nothing. */
function withRest(reason: string, written: readonly string[], rest: readonly Draft[]): string {
  if (written.length === 0) return reason;
  const names = rest.map(({ target }) => target.name);
  const others = names.length === 0 ? '' : `, and ${list(names)} not either`;
  return `${reason}${others}; ${list(written)} had been written before`;
}

function list(names: readonly string[]): string {
  if (names.length < 3) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
