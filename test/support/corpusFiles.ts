/** Real task files by other people: those of `WAVEMARK_CORPUS`, or of the folder `../shared/corpus` beside the repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const corpusFolder = resolve(process.env['WAVEMARK_CORPUS'] ?? '../shared/corpus');

export interface CorpusFile {
  /** Relative to the corpus, with `/` separators. */
  readonly path: string;
  readonly text: string;
}

/** Those with such names, in the order of their paths; none where there is no corpus. */
export function corpusFiles(names = /\.(?:md|markdown)$/i): readonly CorpusFile[] {
  if (!existsSync(corpusFolder)) return [];
  return readdirSync(corpusFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && names.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: file.slice(corpusFolder.length + 1).replaceAll('\\', '/'),
      text: readFileSync(file, 'utf8'),
    }));
}
