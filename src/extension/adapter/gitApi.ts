/**
 * The part that is used of what VS Code's built-in git extension (`vscode.git`) offers to other extensions,
 * version 1. Written down here because the editor publishes it as a source file only: `extensions/git/src/api/git.d.ts`
 * of microsoft/vscode.
 */
import type * as vscode from 'vscode';

export interface GitExtension {
  /** False where the setting `git.enabled` is off; then `getAPI` throws, as it does where there is no git. */
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): GitApi;
}

export interface GitApi {
  /** `initialized` once the repositories of the workspace have been looked for. */
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<unknown>;
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  readonly onDidCloseRepository: vscode.Event<GitRepository>;
  /** The innermost open repository that a file belongs to. */
  getRepository(uri: vscode.Uri): GitRepository | null;
}

export interface GitRepository {
  /** The top of the work tree. */
  readonly rootUri: vscode.Uri;
  readonly state: GitRepositoryState;
  /** The bytes of a file in a commit; `path` is absolute, as `Uri.fsPath`. */
  buffer(ref: string, path: string): Promise<Uint8Array>;
  /** Throws an error with `gitErrorCode: 'UnknownPath'` where the commit has no such file. Size in bytes. */
  getObjectDetails(ref: string, path: string): Promise<{ mode: string; object: string; size: number }>;
  getCommit(ref: string): Promise<{ readonly hash: string }>;
  /** The empty string or undefined where there is none, or where git cannot say. */
  getMergeBase(one: string, other: string): Promise<string | undefined>;
  getRefs(query: { readonly pattern?: string; readonly sort?: GitSort }): Promise<readonly GitRef[]>;
  /** Throws where the key is not set. */
  getConfig(key: string): Promise<string>;
  /** Files that differ between the merge base of two commits and the second. */
  diffBetween(one: string, other: string): Promise<readonly GitChange[]>;
  /** Files that differ between a commit and the work tree; files that git does not track are left out. */
  diffWith(ref: string): Promise<readonly GitChange[]>;
}

type GitSort = 'alphabetically' | 'committerdate';

export interface GitRepositoryState {
  /** Without `commit` before the first commit of a branch; without `name` where no branch is checked out. */
  readonly HEAD: { readonly name?: string; readonly commit?: string } | undefined;
  /** Files whose merge left conflicts. */
  readonly mergeChanges: readonly GitChange[];
  /** All work trees of the repository; younger than the rest of the API. */
  readonly worktrees?: readonly { readonly path: string; readonly ref: string; readonly detached: boolean }[];
  /** After every look of the git extension at the work tree. */
  readonly onDidChange: vscode.Event<void>;
}

/** Of {@link GitRef.type}. */
export const GIT_REF = { branch: 0, remoteBranch: 1, tag: 2 } as const;

export interface GitRef {
  readonly type: number;
  /** Short: `main`, `origin/main`, `v1.0`. */
  readonly name?: string;
  /** Full hash. */
  readonly commit?: string;
}

/** Of {@link GitChange.status}: the file is in the commit and not in the work tree. */
export const DELETED = 6;

export interface GitChange {
  readonly status: number;
  /** Where the file was. */
  readonly originalUri: vscode.Uri;
  /** Where it is. */
  readonly uri: vscode.Uri;
}
