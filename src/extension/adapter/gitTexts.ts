/**
 * What stands in git, for whoever compares or counts over several commits: the local branches of a repository,
 * its work trees, and the text that a file has in a commit. Get a repository from {@link GitRepositories}.
 */
import * as vscode from 'vscode';
import { GIT_REF, type GitRepository } from './gitApi';
import type { Settings } from './settings';
import { decodeText } from './text';

/** A file in a commit. */
export type CommittedFile =
  | { readonly kind: 'text'; readonly text: string; /** Hash of the content. */ readonly blob: string }
  /** The commit has no such file. */
  | { readonly kind: 'absent' }
  /** Why its text cannot be had, in one sentence. */
  | { readonly kind: 'unreadable'; readonly reason: string };

export interface Branch {
  readonly name: string;
  /** Full hash. */
  readonly commit: string;
}

export interface Worktree {
  readonly folder: vscode.Uri;
  /** Null where no branch is checked out. */
  readonly branch: string | null;
}

/** Characters of text that are kept; what was asked for longest ago goes first. */
const MAX_KEPT_CHARACTERS = 40_000_000;
const MAX_KEPT_PLACES = 20_000;
const REGULAR_FILE = '100';
/** Fewer files are asked for one by one. */
const WORTH_A_COMPARISON = 8;

/** Reads files of commits. A text is fetched once for each content, whatever commits and paths have it. */
export class GitTexts {
  /** Blob hashes by commit and path; null: no such file. Commits do not change. */
  private readonly blobs = new Map<string, { readonly blob: string; readonly size: number } | null>();
  private readonly texts = new Map<string, CommittedFile>();
  private keptCharacters = 0;

  constructor(private readonly settings: Settings) {}

  /** The local branches by name. */
  async branches(repository: GitRepository): Promise<readonly Branch[]> {
    const refs = await repository.getRefs({ pattern: 'refs/heads' });
    return refs.flatMap(({ type, name, commit }) =>
      type === GIT_REF.branch && name !== undefined && commit !== undefined ? [{ name, commit }] : [],
    );
  }

  /** All work trees, the repository's own among them; that one alone where the editor cannot say. */
  worktrees(repository: GitRepository): readonly Worktree[] {
    const { worktrees, HEAD } = repository.state;
    if (!worktrees || worktrees.length === 0)
      return [{ folder: repository.rootUri, branch: HEAD?.name ?? null }];
    return worktrees.map(({ path, ref, detached }) => ({
      folder: repository.rootUri.with({ path: vscode.Uri.file(path).path }),
      branch: detached ? null : ref.replace(/^refs\/heads\//, ''),
    }));
  }

  /**
   * The text of a file in a commit, without a byte order mark. Never throws.
   *
   * @param commit full hash, as {@link branches} gives it: what a name stands for would change
   * @param uri where the file lies, or would lie, in the repository's work tree
   */
  async read(repository: GitRepository, commit: string, uri: vscode.Uri): Promise<CommittedFile> {
    const place = `${commit}:${uri.toString()}`;
    try {
      let found = this.blobs.get(place);
      if (found === undefined) {
        found = await lookUp(repository, commit, uri.fsPath);
        this.blobs.set(place, found);
        this.forgetOldest(this.blobs, MAX_KEPT_PLACES);
      }
      if (found === null) return { kind: 'absent' };
      const known = this.texts.get(found.blob);
      if (known) return this.keep(found.blob, known);
      if (found.size > this.settings.maxFileSize()) {
        return unreadable(vscode.l10n.t('It was larger in that commit than the files that are read.'));
      }
      const bytes = await repository.buffer(commit, uri.fsPath);
      return this.keep(found.blob, toText(bytes, found));
    } catch (error) {
      return unreadable(vscode.l10n.t('Git could not read it ({0}).', firstLine(error)));
    }
  }

  /**
   * Takes what is known of files in one commit over to a later one, so that only those which differ are asked
   * for. Does nothing where the one does not lead to the other.
   */
  async carryOver(
    repository: GitRepository,
    from: string,
    to: string,
    uris: readonly string[],
  ): Promise<void> {
    if (uris.length < WORTH_A_COMPARISON) return;
    try {
      if ((await repository.getMergeBase(from, to)) !== from) return;
      const changes = await repository.diffBetween(from, to);
      const changed = new Set(changes.flatMap(({ uri, originalUri }) => [String(uri), String(originalUri)]));
      for (const uri of uris) {
        const known = this.blobs.get(`${from}:${uri}`);
        if (known !== undefined && !changed.has(uri)) this.blobs.set(`${to}:${uri}`, known);
      }
      this.forgetOldest(this.blobs, MAX_KEPT_PLACES);
    } catch {
      // Then each is asked for.
    }
  }

  private keep(blob: string, file: CommittedFile): CommittedFile {
    const length = file.kind === 'text' ? file.text.length : 0;
    if (!this.texts.delete(blob)) this.keptCharacters += length;
    this.texts.set(blob, file);
    for (const [other, old] of this.texts) {
      if (this.keptCharacters <= MAX_KEPT_CHARACTERS || other === blob) break;
      this.texts.delete(other);
      this.keptCharacters -= old.kind === 'text' ? old.text.length : 0;
    }
    return file;
  }

  private forgetOldest(map: Map<string, unknown>, most: number): void {
    for (const key of map.keys()) {
      if (map.size <= most) break;
      map.delete(key);
    }
  }
}

async function lookUp(
  repository: GitRepository,
  commit: string,
  path: string,
): Promise<{ readonly blob: string; readonly size: number } | null> {
  try {
    const { mode, object, size } = await repository.getObjectDetails(commit, path);
    // A link or a submodule has no text of its own.
    return mode.startsWith(REGULAR_FILE) ? { blob: object, size } : null;
  } catch (error) {
    if ((error as { readonly gitErrorCode?: unknown }).gitErrorCode === 'UnknownPath') return null;
    throw error;
  }
}

function toText(bytes: Uint8Array, { blob, size }: { blob: string; size: number }): CommittedFile {
  // A converter of the repository's has been at it.
  if (bytes.length !== size) return unreadable(vscode.l10n.t('Git does not show it as it is stored.'));
  const decoded = decodeText(bytes);
  if ('fault' in decoded) return unreadable(vscode.l10n.t('It was not valid UTF-8 in that commit.'));
  if (decoded.text.startsWith('version https://git-lfs.github.com/spec/')) {
    return unreadable(vscode.l10n.t('Its content is kept by Git LFS, outside the repository.'));
  }
  return { kind: 'text', text: decoded.text, blob };
}

/** What an error says, as far as it goes into a sentence. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? '';
}

function unreadable(reason: string): CommittedFile {
  return { kind: 'unreadable', reason };
}
