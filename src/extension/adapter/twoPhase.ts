import * as vscode from 'vscode';
import type { IndexReader, LedgerFile, NewFile, TwoPhasePlan } from '../../core';
import { prepareEdits, type Outcome } from './applyEdits';

export interface TwoPhaseOptions {
  /** The files that the edits were planned on, as they were then. */
  readonly files: ReadonlyMap<string, LedgerFile>;
  readonly preview: boolean;
  /** Whether the other files are saved afterwards, as far as they held nothing unsaved before. */
  readonly saveRest?: boolean;
}

/**
 * Makes edits that move text from one file to another. In the editor they are one edit, undone by one undo; the files
 * that the text moves to are saved at once, while the others wait for their user: on the disk no word is ever only
 * where it has just been taken away. Where the files cannot be saved, or only the taking away was agreed to in the
 * preview, the others become again what they were.
 */
export async function applyTwoPhase(
  reader: IndexReader,
  plan: TwoPhasePlan,
  { files, preview, saveRest = false }: TwoPhaseOptions,
): Promise<Outcome> {
  for (const file of plan.created) {
    const refused = await refusalToMake(file);
    if (refused !== null) return { refused };
  }
  const planned = new Map([...files.values()].map(({ uri, text }) => [uri, text ?? '']));
  const { title: label, created } = plan;
  const prepared = await prepareEdits(reader, plan.edits, { label, preview, created, planned });
  if ('refused' in prepared) return prepared;
  const before = new Map<string, string>();
  const dirty = new Set<string>();
  for (const key of prepared.after.keys()) {
    const document = await documentOf(key);
    before.set(key, document.getText());
    if (document.isDirty) dirty.add(key);
  }
  if (!(await vscode.workspace.applyEdit(prepared.edit))) {
    if (preview) return 'declined';
    return { refused: vscode.l10n.t('The text has changed meanwhile.') };
  }
  const after = new Map([
    ...prepared.after,
    ...plan.created.map(({ uri, text }): [string, string] => [uri, text]),
  ]);
  const safe = await saveFirst(plan, after);
  if (safe === null) {
    // Nobody looks at a ledger to save it.
    if (saveRest) for (const key of before.keys()) if (!dirty.has(key)) await (await documentOf(key)).save();
    return 'applied';
  }
  for (const [key, text] of before) if (!plan.first.has(key)) await putBack(key, text, after.get(key) ?? '');
  return { refused: safe };
}

/** Saves the files that have to be safe first; in one sentence why they are not, or null. */
async function saveFirst(
  { first }: TwoPhasePlan,
  after: ReadonlyMap<string, string>,
): Promise<string | null> {
  for (const key of first) {
    const uri = vscode.Uri.parse(key, true);
    const name = vscode.workspace.asRelativePath(uri);
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      if (withoutMark(document.getText()) !== withoutMark(after.get(key) ?? ''))
        return vscode.l10n.t('{0} did not get the text, so it stays where it was.', name);
      if (document.isDirty && !(await document.save()))
        return vscode.l10n.t('{0} could not be saved, so the text stays where it was.', name);
    } catch {
      return vscode.l10n.t('{0} could not be written, so the text stays where it was.', name);
    }
  }
  return null;
}

/** An editor's buffer has no byte order mark. */
function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** Only what we have made of it is taken back. */
async function putBack(key: string, before: string, after: string): Promise<void> {
  const document = await documentOf(key);
  if (document.getText() !== after) return;
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(after.length));
  edit.replace(document.uri, whole, before);
  await vscode.workspace.applyEdit(edit);
}

async function documentOf(key: string): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(vscode.Uri.parse(key, true));
}

async function refusalToMake({ uri: key }: NewFile): Promise<string | null> {
  const uri = vscode.Uri.parse(key, true);
  const name = vscode.workspace.asRelativePath(uri);
  if (!vscode.workspace.getWorkspaceFolder(uri))
    return vscode.l10n.t('{0} would lie outside of the workspace.', name);
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false)
    return vscode.l10n.t('{0} cannot be written.', name);
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    return null;
  }
  return vscode.l10n.t('{0} was made meanwhile.', name);
}
