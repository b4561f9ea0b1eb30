/** From new texts to files on disk, or to a diff that shows them. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { realPathOf } from '../discover';
import { repositoryPaths } from '../reports/repositoryPaths';
import { workTreeTop } from '../git';
import { complain, type CliIo } from '../io';
import { slashes } from '../walk';
import type { FileChange } from './target';
import { unifiedDiff } from './unifiedDiff';
import { previewFiles, writeFiles, type Written } from './writeFiles';

/** A file of the index and what is to become of it. */
export interface NewText {
  readonly uri: string;
  /** Null for a file that is to be made. */
  readonly before: string | null;
  readonly after: string;
  /** Whether it has to be safe on the disk before any other file is touched. */
  readonly first?: boolean;
}

/**
 * What edits lead to: files that are written, or with `dryRun` a diff.
 *
 * @param root what paths of the index are relative to; absolute
 */
export class Edits {
  private readonly top: string;

  constructor(
    private readonly root: string,
    private readonly io: CliIo,
  ) {
    this.top = realPathOf(workTreeTop(root) ?? root);
  }

  /** Writes all of them, or says why not. */
  write(texts: readonly NewText[]): Written {
    return writeFiles(this.changes(texts), this.top);
  }

  /** The diff, or why there can be none; what would keep it from being written is told all the same. */
  preview(texts: readonly NewText[]): { readonly diff: string; readonly refused: string | null } {
    const { refused, note } = previewFiles(this.changes(texts), this.top);
    if (refused !== null) return { diff: '', refused };
    if (note !== null) complain(this.io, note.replace(/ was not edited: /, ' cannot be edited yet: '));
    const paths = repositoryPaths(this.root, this.io.cwd);
    const inRepository = workTreeTop(this.root) !== null;
    const diffs = texts.map(({ uri, before, after }): [path: string, diff: string] => {
      const path = paths.of(slashes(relative(this.root, fileURLToPath(uri))));
      return [path, unifiedDiff(before ?? '', after, { path, inRepository, isNew: before === null })];
    });
    const sorted = diffs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const diff = sorted.map(([, each]) => each).join('');
    return { diff, refused: null };
  }

  private changes(texts: readonly NewText[]): FileChange[] {
    return texts
      .filter(({ before, after }) => before !== after)
      .map(({ uri, before, after, first = false }) => {
        const file = fileURLToPath(uri);
        return { file, name: slashes(relative(this.io.cwd, file)), before, after, first };
      });
  }
}
