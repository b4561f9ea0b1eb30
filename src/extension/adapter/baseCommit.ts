/** Which commit the files of a repository are compared with. */
import * as vscode from 'vscode';
import type { GitRepository } from './gitApi';
import { decodeText } from './text';

export const HEAD = 'HEAD';

export type BaseCommit =
  | { readonly kind: 'known'; /** Full hash. */ readonly commit: string }
  | { readonly kind: 'unknown'; /** In one sentence. */ readonly reason: string };

/**
 * The commit that HEAD stands for, or the merge base of HEAD and another ref: where the two parted. Never throws.
 *
 * @param ref as in the setting `wavemark.baseline`
 */
export async function findBaseCommit(repository: GitRepository, ref: string): Promise<BaseCommit> {
  // It would be an option of git's, not a commit.
  if (ref.startsWith('-') || ref.trim() === '') {
    return unknown(vscode.l10n.t('“{0}” cannot be a commit (setting wavemark.baseline).', ref));
  }
  const folder = await gitFolder(repository.rootUri);
  const what = folder && (await underWay(folder));
  if (what) return unknown(what);
  const head = repository.state.HEAD?.commit;
  if (head === undefined) return unknown(vscode.l10n.t('There is no commit yet.'));
  if (ref === HEAD) return { kind: 'known', commit: head };
  if (await isPartial(repository)) {
    return unknown(
      vscode.l10n.t('This is a partial clone: reading “{0}” could need the network. HEAD works.', ref),
    );
  }
  const base = await repository.getMergeBase(ref, head).catch(() => undefined);
  if (base !== undefined && base !== '') return { kind: 'known', commit: base };
  const exists = await repository.getCommit(ref).then(
    () => true,
    () => false,
  );
  if (!exists) {
    return unknown(
      vscode.l10n.t('There is no commit “{0}” in this repository: fetch it, or choose another.', ref),
    );
  }
  if (folder && (await isShallow(folder))) {
    return unknown(
      vscode.l10n.t(
        'This shallow clone does not reach back to where HEAD and “{0}” parted: fetch more history.',
        ref,
      ),
    );
  }
  return unknown(vscode.l10n.t('HEAD and “{0}” have no commit in common.', ref));
}

function unknown(reason: string): BaseCommit {
  return { kind: 'unknown', reason };
}

/** Where git keeps what belongs to this work tree: `.git`, or what the file of that name points to. */
async function gitFolder(top: vscode.Uri): Promise<vscode.Uri | null> {
  const at = vscode.Uri.joinPath(top, '.git');
  try {
    const { type } = await vscode.workspace.fs.stat(at);
    if ((type & vscode.FileType.Directory) !== 0) return at;
  } catch {
    return null;
  }
  const target = /^gitdir: (.+)$/m.exec((await readSmall(at)) ?? '')?.[1];
  return target === undefined ? null : resolve(top, target.trim());
}

/** What is in progress in a repository, as a sentence; null for nothing. */
async function underWay(folder: vscode.Uri): Promise<string | null> {
  const has = (name: string): Promise<boolean> => exists(vscode.Uri.joinPath(folder, name));
  if ((await has('rebase-merge')) || (await has('rebase-apply'))) {
    return vscode.l10n.t('A rebase is in progress.');
  }
  if (await has('MERGE_HEAD')) return vscode.l10n.t('A merge is in progress.');
  if (await has('CHERRY_PICK_HEAD')) return vscode.l10n.t('A cherry-pick is in progress.');
  if (await has('REVERT_HEAD')) return vscode.l10n.t('A revert is in progress.');
  return null;
}

async function isShallow(folder: vscode.Uri): Promise<boolean> {
  const common = await readSmall(vscode.Uri.joinPath(folder, 'commondir'));
  return exists(vscode.Uri.joinPath(common === null ? folder : resolve(folder, common.trim()), 'shallow'));
}

async function isPartial(repository: GitRepository): Promise<boolean> {
  try {
    return (await repository.getConfig('extensions.partialClone')) !== '';
  } catch {
    return false;
  }
}

function resolve(folder: vscode.Uri, path: string): vscode.Uri {
  const isAbsolute = /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path);
  return isAbsolute ? folder.with({ path: vscode.Uri.file(path).path }) : vscode.Uri.joinPath(folder, path);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

const SMALL = 10_000;

async function readSmall(uri: vscode.Uri): Promise<string | null> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > SMALL) return null;
    const decoded = decodeText(await vscode.workspace.fs.readFile(uri));
    return 'text' in decoded ? decoded.text : null;
  } catch {
    return null;
  }
}
