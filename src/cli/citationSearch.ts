/** Finding what cites some ids in all text files, by a look at each: the command line keeps no index of them. */
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TaskIndex } from '../core';
import { foldersUpTo, listAllFiles, realPathOf } from './discover';
import { searchFiles } from './fileSearch';
import { workTreeTop } from './git';
import { complain, type CliIo } from './io';
import type { Named } from './nodeWorkspace';
import { Progress } from './progress';
import { readSettingsFile } from './settings';
import { slashes } from './walk';

const MEGABYTE = 1024 * 1024;
const MAX_FILE_SIZE_MB = { default: 1, least: 0.1, most: 50 };

/** The text files of what a command line named, and what is to be known to search them. */
export class CitationSearch {
  /** Relative to their folder, by folder. */
  private readonly listings: Promise<readonly (readonly [folder: string, paths: readonly string[]])[]>;
  private readonly files: readonly string[];

  /** Begins to list the files; other work can go on meanwhile. */
  constructor(
    named: readonly Named[],
    private readonly io: CliIo,
  ) {
    const folders = named.filter(({ isFolder }) => isFolder).map(({ file }) => file);
    this.files = named.filter(({ isFolder }) => !isFolder).map(({ file }) => file);
    this.listings = Promise.all(
      folders.map(async (folder) => [folder, await listAllFiles(folder, io)] as const),
    );
    // Whoever never searches need not be told.
    this.listings.catch(() => undefined);
  }

  /**
   * Enters into the index what cites one of the ids in the text files that are no task files.
   *
   * @param root that the paths of the index are relative to; absolute
   * @returns how many files were too large to be looked at
   */
  async enter(index: TaskIndex, root: string, ids: readonly string[]): Promise<number> {
    const { CitingWords, mentionPattern } = await import('../core');
    const { words, limit } = readSettings(root, this.io);
    if (words.length > 0) index.setCitingWords(new CitingWords(words));
    const pattern = mentionPattern(ids, index.texts.words);
    if (pattern === null) return 0;
    const known = new Set(index.documents().map(({ uri }) => uri));
    const seen = new Set<string>();
    const progress = new Progress(this.io, 'Looking through files');
    let tooLarge = 0;
    try {
      for (const [folder, paths] of [...(await this.listings), ...this.files.map(alone)]) {
        const total = paths.length;
        const found = await searchFiles(folder, paths, { ...pattern, limit }, (done) =>
          progress.update(done, total),
        );
        tooLarge += found.tooLarge.length;
        for (const path of found.matches) {
          const file = join(folder, path);
          const uri = pathToFileURL(file).href;
          if (known.has(uri) || seen.has(uri)) continue;
          seen.add(uri);
          const text = readText(file);
          if (text !== null) index.texts.set(uri, slashes(relative(root, file)), text);
        }
      }
    } finally {
      progress.stop();
    }
    return tooLarge;
  }
}

/** A file as a folder with one file in it. */
function alone(file: string): readonly [string, readonly string[]] {
  const real = realPathOf(file);
  const at = real.lastIndexOf(sep);
  return [real.slice(0, at), [real.slice(at + 1)]];
}

function readText(file: string): string | null {
  try {
    // What is no UTF-8 shows as U+FFFD, as in an editor; ids are ASCII nearly always.
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

interface SearchSettings {
  readonly words: readonly string[];
  /** Bytes. */
  readonly limit: number;
}

function readSettings(root: string, io: CliIo): SearchSettings {
  const note = (sentence: string): void => complain(io, sentence);
  for (const folder of foldersUpTo(root, workTreeTop(root) ?? root)) {
    const settings = readSettingsFile(folder, () => undefined);
    if (settings === 'unusable') break;
    if (settings === 'none') continue;
    const words = settings.get('wavemark.citationWords') ?? [];
    const size = settings.get('wavemark.citations.maxFileSize') ?? MAX_FILE_SIZE_MB.default;
    const areWords = Array.isArray(words) && words.every((word) => typeof word === 'string');
    if (!areWords) note(`${settings.file}: "wavemark.citationWords" must be a list of words; it is not used`);
    const isSize = typeof size === 'number' && Number.isFinite(size);
    if (!isSize)
      note(
        `${settings.file}: "wavemark.citations.maxFileSize" must be a number of megabytes; it is not used`,
      );
    const { least, most } = MAX_FILE_SIZE_MB;
    const megabytes = isSize ? Math.min(most, Math.max(least, size)) : MAX_FILE_SIZE_MB.default;
    return { words: areWords ? words : [], limit: Math.round(megabytes * MEGABYTE) };
  }
  return { words: [], limit: MAX_FILE_SIZE_MB.default * MEGABYTE };
}
