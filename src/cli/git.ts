/** Asking git which files there are. */
import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runGit } from './gitProcess';
import type { CliIo } from './io';

export interface GitListing {
  /** Relative to the folder, `/` separators; nested repositories end in `/`. */
  readonly paths: readonly string[];
  /** Folders that git could not look into. */
  readonly unreadable: readonly string[];
}

/** The top of the work tree that a folder lies in: the nearest folder that holds `.git`; null outside git. */
export function workTreeTop(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    try {
      lstatSync(join(at, '.git'));
      return at;
    } catch {
      if (dirname(at) === at) return null;
    }
  }
}

/**
 * The files under a folder that git tracks or would offer to track, or null where git cannot say.
 *
 * @param markdownOnly leaves out what does not end in `.md` or `.markdown`
 */
export async function listWithGit(
  folder: string,
  markdownOnly: boolean,
  io: CliIo,
): Promise<GitListing | null> {
  const pathspecs = markdownOnly ? ['--', ':(icase)*.md', ':(icase)*.markdown', ':(glob)**/'] : [];
  const args = ['ls-files', '-co', '--exclude-standard', '-z', ...pathspecs];
  const result = await runGit(args, folder, io);
  if (result.code !== 0) return null;
  const unreadable = Array.from(
    result.stderr.matchAll(/^warning: could not open directory '(.*)': /gm),
    (match) => match[1] ?? '',
  );
  return {
    paths: result.stdout
      .toString('utf8')
      .split('\0')
      .filter((path) => path !== ''),
    unreadable,
  };
}

/** Whether a folder inside a work tree is ignored as a whole; false where git cannot say. */
export async function isIgnoredByGit(folder: string, io: CliIo): Promise<boolean> {
  return (await runGit(['check-ignore', '-q', '.'], folder, io)).code === 0;
}
