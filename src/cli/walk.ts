/** The files under a folder where git cannot say: every folder is read, `.gitignore` files are obeyed. */
import { readdir, readFileSync, type Dirent } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Ignore } from 'ignore';
import { createIgnore, glob } from './glob.lazy';

/** Never looked into. */
export const CLOSED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn', '.jj']);

export interface Walked {
  /** Relative to the folder, `/` separators. */
  readonly paths: readonly string[];
  /** Folders that could not be read, relative likewise. */
  readonly unreadable: readonly string[];
}

interface Rules {
  readonly folder: string;
  readonly ignore: Ignore;
}

type Dirents = (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void;

/**
 * Symbolic links to folders are not followed, so a loop has no start.
 *
 * @param folder absolute
 * @param top the top of the work tree around it, whose `.gitignore` files count as well; null for none
 */
export async function walk(
  folder: string,
  top: string | null,
  markdownOnly: boolean,
  platform: string,
): Promise<Walked> {
  const ignoreCase = platform === 'win32' || platform === 'darwin';
  const unreadable: string[] = [];
  const rulesOf = new Map<string, readonly Rules[]>();

  const readRules = (at: string, name: string): Rules[] => {
    try {
      return [{ folder: at, ignore: createIgnore({ ignoreCase }).add(readFileSync(join(at, name), 'utf8')) }];
    } catch {
      return [];
    }
  };
  const rulesAbove: Rules[] = [];
  if (top !== null) {
    for (const at of foldersBetween(top, folder)) rulesAbove.push(...readRules(at, '.gitignore'));
    rulesAbove.push(...readRules(top, join('.git', 'info', 'exclude')));
  }

  /** As fs.readdir, but ignored entries are left out, so that ignored folders are never entered. */
  const readFolder = (asked: string, _options: unknown, callback: Dirents): void => {
    const path = resolve(asked);
    readdir(path, { withFileTypes: true }, (error, entries) => {
      if (error) {
        if (error.code !== 'ENOENT') unreadable.push(slashes(relative(folder, path)) || '.');
        callback(null, []);
        return;
      }
      const inherited = rulesOf.get(dirname(path)) ?? rulesAbove;
      const own = entries.some(({ name }) => name === '.gitignore') ? readRules(path, '.gitignore') : [];
      const rules = [...own, ...inherited];
      rulesOf.set(path, rules);
      const open = entries.filter((entry) => {
        if (CLOSED_FOLDERS.has(entry.name)) return false;
        return !isIgnored(join(path, entry.name), entry.isDirectory(), rules);
      });
      callback(null, open);
    });
  };

  const paths = await glob(markdownOnly ? '**/*.{md,markdown}' : '**', {
    cwd: folder,
    dot: true,
    caseSensitiveMatch: false,
    followSymbolicLinks: false,
    onlyFiles: false,
    objectMode: true,
    suppressErrors: true,
    fs: { readdir: readFolder as never },
  });
  return {
    paths: paths.filter(({ dirent }) => !dirent.isDirectory()).map(({ path }) => path),
    unreadable,
  };
}

/** The folders from `top` down to, and without, `folder`, the deepest first. */
function foldersBetween(top: string, folder: string): string[] {
  const list: string[] = [];
  for (let at = folder; at !== top && dirname(at) !== at;) {
    at = dirname(at);
    list.push(at);
  }
  return list;
}

/** The deepest `.gitignore` that speaks of an entry decides. */
function isIgnored(path: string, isFolder: boolean, rules: readonly Rules[]): boolean {
  for (const { folder, ignore } of rules) {
    const answer = ignore.test(slashes(relative(folder, path)) + (isFolder ? '/' : ''));
    if (answer.ignored) return true;
    if (answer.unignored) return false;
  }
  return false;
}

/** A path with `/` separators. */
export function slashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
