import * as vscode from 'vscode';
import { highestNumber, isTaskFileName, nextFreeId, TaskIndex, type IndexReader } from '../../core';
import type { GitRepository } from './gitApi';
import type { GitRepositories } from './gitRepositories';
import type { GitTexts } from './gitTexts';
import { runInSteps } from './schedule';
import { decodeText } from './text';

/** What is taken in the workspace, on other branches and in other work trees. */
export interface Taken {
  /** The next id of the series of `id`, for a task of the file `uri`. Null where none can be counted. */
  next(id: string, uri: vscode.Uri): string | null;
  /** The highest number behind a prefix on other branches and in other work trees; 0 where there is none. */
  highest(prefix: string): number;
  /** Why branches and work trees were not looked at, or not all of them; null where they were. */
  readonly unknown: string | null;
}

/** More branches than anybody works on; the rest is told of. */
const MAX_BRANCHES = 100;
const MAX_FILES = 2_000;
const MAX_KEPT = 5_000;
const NUMBER = /^\d+(?:\.\d+)*$/;

/**
 * Which ids are taken, also where the index does not see it: an id that somebody has given away on another
 * branch is not free. Asked for only when an id is to be given; what a content declares is kept by its hash.
 */
export class TakenIds {
  private readonly idsOf = new Map<string, readonly string[]>();

  constructor(
    private readonly reader: IndexReader,
    private readonly git: GitRepositories,
    private readonly texts: GitTexts,
  ) {}

  /** Everything taken that a task of the file `uri` could clash with. Never throws. */
  async around(uri: vscode.Uri, token: vscode.CancellationToken): Promise<Taken> {
    const elsewhere = new Map<string, Set<string>>();
    let unknown: string | null;
    try {
      await this.git.start();
      const repository = this.git.of(uri);
      unknown = repository ? await this.look(repository, elsewhere, token) : this.git.whyNone();
    } catch (error) {
      unknown = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    }
    return {
      unknown,
      next: (id, at) => nextFreeId(id, this.taken(id, at, elsewhere)),
      highest: (prefix) => highestIn(elsewhere.values(), prefix),
    };
  }

  /** Numbers are those of one file; other ids are taken wherever they are. */
  private *taken(
    id: string,
    uri: vscode.Uri,
    elsewhere: ReadonlyMap<string, ReadonlySet<string>>,
  ): Generator<string> {
    const key = uri.toString();
    const own = NUMBER.test(id);
    for (const document of this.reader.documents()) {
      if (own && document.uri !== key) continue;
      for (const task of document.tasks) if (task.id !== null) yield task.id;
    }
    if (!own) {
      // What is cited was an id once, even if its task is gone.
      const prefix = id.replace(/\d+$/, '');
      yield `${prefix}${highestNumber(this.reader, prefix)}`;
    }
    for (const [place, ids] of elsewhere) if (!own || place === key) yield* ids;
  }

  private async look(
    repository: GitRepository,
    found: Map<string, Set<string>>,
    token: vscode.CancellationToken,
  ): Promise<string | null> {
    const add = (place: vscode.Uri, ids: readonly string[]): void => {
      const key = place.toString();
      const known = found.get(key) ?? new Set<string>();
      for (const id of ids) known.add(id);
      found.set(key, known);
    };
    const all = await this.texts.branches(repository);
    const commits = new Set(all.slice(0, MAX_BRANCHES).map(({ commit }) => commit));
    for (const commit of commits) {
      // What does not differ is in the index.
      for (const { originalUri } of await repository.diffWith(commit)) {
        if (token.isCancellationRequested) return vscode.l10n.t('Not all branches were looked at.');
        if (!this.isTaskFile(originalUri)) continue;
        const file = await this.texts.read(repository, commit, originalUri);
        if (file.kind === 'text')
          add(originalUri, await this.idsIn(file.blob, originalUri, file.text, token));
      }
    }
    for (const { folder } of this.texts.worktrees(repository)) {
      if (folder.toString() === repository.rootUri.toString()) continue;
      await this.lookIn(folder, repository.rootUri, add, token);
    }
    const isCut = all.length > MAX_BRANCHES || token.isCancellationRequested;
    return isCut ? vscode.l10n.t('Not all branches were looked at.') : null;
  }

  /** What another work tree holds that may not be committed yet. */
  private async lookIn(
    folder: vscode.Uri,
    root: vscode.Uri,
    add: (place: vscode.Uri, ids: readonly string[]) => void,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const pattern = new vscode.RelativePattern(folder, '**/*.{md,markdown}');
    const files = await vscode.workspace.findFiles(pattern, '**/{node_modules,.git}/**', MAX_FILES, token);
    for (const file of files) {
      const path = file.path.slice(folder.path.length);
      const here = root.with({ path: root.path + path });
      if (token.isCancellationRequested || !this.isTaskFile(here)) continue;
      const decoded = decodeText(await vscode.workspace.fs.readFile(file));
      if ('fault' in decoded) continue;
      const { mtime, size } = await vscode.workspace.fs.stat(file);
      add(here, await this.idsIn(`${file.toString()} ${mtime} ${size}`, here, decoded.text, token));
    }
  }

  private isTaskFile(uri: vscode.Uri): boolean {
    return isTaskFileName(uri.path) || this.reader.document(uri.toString()) !== undefined;
  }

  /** @param content a name of the content: nothing else has it */
  private async idsIn(
    content: string,
    uri: vscode.Uri,
    text: string,
    token: vscode.CancellationToken,
  ): Promise<readonly string[]> {
    const known = this.idsOf.get(content);
    if (known) return known;
    const steps = new TaskIndex().setInSteps(uri.toString(), uri.path, text);
    const document = await runInSteps(steps, () => token.isCancellationRequested);
    if (!document) return [];
    const ids = document.tasks.flatMap(({ id }) => (id === null ? [] : [id]));
    this.idsOf.set(content, ids);
    const [oldest] = this.idsOf.keys();
    if (this.idsOf.size > MAX_KEPT && oldest !== undefined) this.idsOf.delete(oldest);
    return ids;
  }
}

function highestIn(sets: Iterable<ReadonlySet<string>>, prefix: string): number {
  let highest = 0;
  for (const ids of sets) {
    for (const id of ids) {
      const rest = id.startsWith(prefix) ? id.slice(prefix.length) : '';
      if (/^\d{1,9}$/.test(rest)) highest = Math.max(highest, Number(rest));
    }
  }
  return highest;
}
