/** Tells the index which files the workspace has: what records and links are held against. */
import { existsSync, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { TaskIndex } from '../core';
import { foldersUpTo, isWithin, listAllFiles, realPathOf } from './discover';
import { workTreeTop } from './git';
import { complain, type CliIo } from './io';
import { readFileSettings } from './settings';
import { slashes } from './walk';

/**
 * Lists the files of the work tree around `root`, or of `root` itself outside git, provided that anything in the
 * index points to a file, or that they are wanted anyway. What git ignores is looked at where something leads to it.
 *
 * @returns the folder that the paths of the index's files begin at; absolute
 */
export async function tellFiles(index: TaskIndex, root: string, io: CliIo, anyway = false): Promise<string> {
  const { pathsToLookFor, pointersOf } = await import('../core');
  if (!anyway && !index.documents().some((document) => pointersOf(document).length > 0)) return root;
  const top = workTreeTop(root) ?? root;
  index.files.set(await listAllFiles(top, io), { way: slashes(relative(top, root)) });
  index.files.setGlobs(recordGlobs(root, top, io));
  const inside = realPathOf(top);
  for (const path of pathsToLookFor(index)) {
    const file = join(top, path);
    if (!existsSync(file)) index.files.markAbsent(path);
    // What a symbolic link shows of places outside is nobody's business.
    else if (isWithin(realpathSync.native(file), inside)) index.files.add(path);
  }
  return top;
}

/** Counted from the top, as the paths are. */
function recordGlobs(root: string, top: string, io: CliIo): readonly string[] {
  const settings = readFileSettings(
    foldersUpTo(root, top),
    (sentence) => complain(io, sentence),
    'wavemark.records',
  );
  if (!settings) return [];
  const way = slashes(relative(top, settings.folder));
  return settings.globs.map((glob) => (way !== '' && glob.includes('/') ? `${way}/${glob}` : glob));
}
