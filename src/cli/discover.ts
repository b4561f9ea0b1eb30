/** Finding the task files under a folder: by name, by front matter, by the setting `wavemark.files`. */
import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type * as Core from '../core';
import { isIgnoredByGit, listWithGit, workTreeTop } from './git';
import type { CliIo } from './io';
import { asksToBeRead } from './readText';
import { readFileSettings, type FileSettings } from './settings';
import { CLOSED_FOLDERS, slashes, walk } from './walk';

const MAX_NESTING = 8;

export interface FoundFile {
  /** Absolute, by way of the folder that was asked for. */
  readonly file: string;
  /** The same file without symbolic links: its identity. */
  readonly real: string;
}

type Note = (sentence: string) => void;

/**
 * The task files under a folder, links to files after the files themselves.
 *
 * @param folder absolute
 * @param note told in one sentence of each thing that had to be left out
 */
export async function findTaskFiles(folder: string, io: CliIo, note: Note): Promise<FoundFile[]> {
  const top = workTreeTop(folder);
  const settings = readFileSettings(foldersUpTo(folder, top ?? folder), note);
  // Git works while the core is loaded.
  const [paths, core] = await Promise.all([
    listFiles({ folder, markdownOnly: settings === null, io, note }, top, 0),
    import('../core'),
  ]);
  const byName = namesOf(folder, settings, core);
  const isTaskFile = (path: string): boolean =>
    byName(path) ?? asksToBeRead(join(folder, path), core.frontMatterSwitch);
  const files: FoundFile[] = [];
  const links: FoundFile[] = [];
  const inside = realPathOf(folder);
  for (const path of paths.filter(isTaskFile)) {
    const file = join(folder, path);
    const kind = kindOf(file);
    if (kind === 'link') {
      const real = followLink(file, path, inside, note);
      if (real !== null) links.push({ file, real });
    } else if (kind === 'file') files.push({ file, real: join(inside, path) });
  }
  return [...files, ...links];
}

/** Every file under a folder, ignored ones left out; relative to it, `/` separators. */
export async function listAllFiles(folder: string, io: CliIo): Promise<string[]> {
  const note = (): void => undefined;
  return listFiles({ folder, markdownOnly: false, io, note }, workTreeTop(folder), 0);
}

/** Whether a path is that of a task file, as far as names and settings tell; null: its front matter decides. */
export type TaskFileNames = (path: string) => boolean | null;

/** The same test that {@link findTaskFiles} makes, for paths relative to the folder that need not exist. */
export function taskFileNames(folder: string, core: typeof Core): TaskFileNames {
  const top = workTreeTop(folder);
  return namesOf(
    folder,
    readFileSettings(foldersUpTo(folder, top ?? folder), () => undefined),
    core,
  );
}

function namesOf(folder: string, settings: FileSettings | null, core: typeof Core): TaskFileNames {
  const answer = core.taskFileGlobs(settings?.globs ?? []);
  const toSettings = settings ? slashes(relative(settings.folder, folder)) : '';
  return (path) => {
    const said = answer(toSettings === '' ? path : `${toSettings}/${path}`);
    if (said !== null) return said;
    if (core.isTaskFileName(path)) return true;
    return core.isMarkdownPath(path) ? null : false;
  };
}

interface Listing {
  readonly folder: string;
  readonly markdownOnly: boolean;
  readonly io: CliIo;
  readonly note: Note;
}

/** @param top of the work tree that the folder lies in, or null */
async function listFiles(listing: Listing, top: string | null, depth: number): Promise<string[]> {
  const { folder, markdownOnly, io, note } = listing;
  const listed = top === null ? null : await listWithGit(folder, markdownOnly, io);
  // A folder that is itself ignored was asked for by name: then the rules above it do not count.
  const ignored = listed?.paths.length === 0 && folder !== top && (await isIgnoredByGit(folder, io));
  if (!listed || ignored) {
    const walked = await walk(folder, ignored ? null : top, markdownOnly, io.platform);
    for (const path of walked.unreadable) note(unreadableFolder(path));
    return [...walked.paths];
  }
  for (const path of listed.unreadable) note(unreadableFolder(path));
  const paths: string[] = [];
  const nested = submodules(folder, top ?? folder);
  for (const path of listed.paths) {
    if (path.split('/').some((part) => CLOSED_FOLDERS.has(part))) continue;
    if (path.endsWith('/')) nested.push(path.slice(0, -1));
    else paths.push(path);
  }
  for (const path of depth < MAX_NESTING ? nested : []) {
    const below = join(folder, path);
    const inner = await listFiles({ ...listing, folder: below }, below, depth + 1);
    for (const each of inner) paths.push(`${path}/${each}`);
  }
  return paths;
}

/** The submodules under a folder that are checked out, relative to it. */
function submodules(folder: string, top: string): string[] {
  let text: string;
  try {
    text = readFileSync(join(top, '.gitmodules'), 'utf8');
  } catch {
    return [];
  }
  const list: string[] = [];
  for (const [, path] of text.matchAll(/^[ \t]*path[ \t]*=[ \t]*"?(.+?)"?[ \t]*$/gm)) {
    const full = join(top, path ?? '');
    if (full === folder || !isWithin(full, folder)) continue;
    if (existsSync(join(full, '.git'))) list.push(slashes(relative(folder, full)));
  }
  return list;
}

function unreadableFolder(path: string): string {
  const name = path.replace(/\/$/, '');
  return `the folder ${name} cannot be read, so its task files are left out; check its permissions`;
}

/** The folder and those above it up to `top`, the nearest first. */
export function foldersUpTo(folder: string, top: string): string[] {
  const list = [folder];
  for (let at = folder; at !== top && dirname(at) !== at;) {
    at = dirname(at);
    list.push(at);
  }
  return list;
}

export function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** Whether `path` is `folder` or lies in it; both absolute. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!isAbsolute(way) && way.split(/[\\/]/, 1)[0] !== '..');
}

function kindOf(file: string): 'file' | 'link' | 'other' {
  try {
    const stat = lstatSync(file);
    if (stat.isSymbolicLink()) return 'link';
    return stat.isFile() ? 'file' : 'other';
  } catch (error) {
    // A file that is tracked but deleted is none; one that cannot be looked at is reported when it is read.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'other' : 'file';
  }
}

/** The real path of the file that a link leads to; null, with a note, where it does not lead to one of ours. */
function followLink(file: string, path: string, inside: string, note: Note): string | null {
  let real: string;
  try {
    real = realpathSync.native(file);
    if (!statSync(real).isFile()) return null;
  } catch (error) {
    const circle = (error as NodeJS.ErrnoException).code === 'ELOOP';
    note(
      `the link ${path} leads ${circle ? 'in a circle' : 'nowhere'}, so it is left out; mend or remove it`,
    );
    return null;
  }
  if (isWithin(real, inside)) return real;
  note(`the link ${path} leads out of the folder, so it is left out; name the file to have it read`);
  return null;
}
