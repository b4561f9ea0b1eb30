import * as vscode from 'vscode';
import { filesCiting, renameId, type EditPlan, type IndexReader, type Refusal, type Task } from '../../core';
import { prepareEdits } from '../adapter/applyEdits';
import type { LiveTexts } from '../adapter/workspaceTexts';
import { mentionAt, type Mention } from './mentions';
import { ANY_TEXT } from './selectors';

/** F2 on an id, where it is declared or cited: in all files at once, shown before it is done. */
export function registerRename(reader: IndexReader, texts: LiveTexts): vscode.Disposable {
  return vscode.languages.registerRenameProvider(ANY_TEXT, new IdRename(reader, texts));
}

class IdRename implements vscode.RenameProvider {
  constructor(
    private readonly reader: IndexReader,
    private readonly texts: LiveTexts,
  ) {}

  /** Throws the reason where an id cannot be renamed at all; null where there is none. */
  async prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<{ readonly range: vscode.Range; readonly placeholder: string } | null> {
    const mention = mentionAt(this.reader, document, position);
    if (!mention) return null;
    const task = onlyTask(mention);
    const free = this.reader.nextFreeId(mention.id);
    const trial = free === null ? null : await this.tryOut(task, free, true);
    if (trial?.kind === 'refused') throw new Error(sentence(trial.reason));
    return { range: mention.range, placeholder: task.id ?? mention.id };
  }

  async provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    newName: string,
    token: vscode.CancellationToken,
  ): Promise<vscode.WorkspaceEdit | null> {
    const mention = mentionAt(this.reader, document, position);
    if (!mention) return null;
    // What cites it is to be known in all files.
    await this.texts.whenIdle();
    const plan = await this.plan(onlyTask(mention), newName);
    if (!plan || token.isCancellationRequested) return new vscode.WorkspaceEdit();
    const files = new Set(plan.edits.map(({ uri }) => uri));
    const prepared = await prepareEdits(this.reader, plan.edits, {
      label: plan.title,
      preview: files.size > 1,
    });
    if ('refused' in prepared) throw new Error(prepared.refused);
    return prepared.edit;
  }

  private async tryOut(task: Task, newName: string, confirmed: boolean): Promise<EditPlan | Refusal> {
    const texts = await textsOf(filesCiting(this.reader, task));
    // Looked up anew, as time has passed.
    return renameId(this.reader, this.reader.byKey(task.key) ?? task, newName, { confirmed, texts });
  }

  /** The edits; null where somebody who was told what speaks against it does not want it any more. */
  private async plan(task: Task, newName: string): Promise<EditPlan | null> {
    const plan = await this.tryOut(task, newName, false);
    if (plan.kind === 'refused' && !plan.confirmable) throw new Error(sentence(plan.reason));
    const { limit } = this.texts;
    const doubts = plan.kind === 'refused' ? [sentence(plan.reason)] : [];
    if (limit !== null)
      doubts.push(vscode.l10n.t('Only {0} files are looked through: what cites it elsewhere stays.', limit));
    if (plan.kind === 'edits' && doubts.length === 0) return plan;
    const anyway = vscode.l10n.t('Rename Anyway');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Rename {0}?', task.id ?? ''),
      { modal: true, detail: doubts.join(' ') },
      anyway,
    );
    if (answer !== anyway) return null;
    // The texts may have changed while it was asked.
    const again = this.reader.byKey(task.key);
    const confirmed = again ? await this.tryOut(again, newName, true) : null;
    if (confirmed?.kind === 'edits') return confirmed;
    throw new Error(
      confirmed ? sentence(confirmed.reason) : vscode.l10n.t('The text has changed meanwhile.'),
    );
  }
}

/** The texts of files as the editor has them; a file that cannot be read is left out, and the edit refused. */
async function textsOf(uris: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const uri of uris) {
    try {
      texts.set(uri, (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true))).getText());
    } catch {
      // Gone meanwhile.
    }
  }
  return texts;
}

function onlyTask({ id, tasks }: Mention): Task {
  const [task, second] = tasks;
  if (task && !second) return task;
  throw new Error(
    vscode.l10n.t('{0} is the id of {1} tasks: give them different ids first.', id, tasks.length),
  );
}

/** The core's reasons begin small and end without a full stop. */
export function sentence(reason: string): string {
  const text = /^\p{Ll}+ /u.test(reason) ? reason.charAt(0).toUpperCase() + reason.slice(1) : reason;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
