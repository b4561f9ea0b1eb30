import * as vscode from 'vscode';
import type { IndexReader, Task } from '../../core';
import { chosenTask } from './chosenTask';
import { withoutIcons } from '../features/words';
import { pickTask } from './pickTask';

/** Copies the id of a task: of the row, of the one at the cursor, or of one that is picked. */
export function registerCopyId(reader: IndexReader): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.copyId', (argument: unknown) =>
    copyOfTask(reader, argument, ({ id }) => id, vscode.l10n.t('This task has no id.')),
  );
}

export function registerCopyTitle(reader: IndexReader): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.copyTitle', (argument: unknown) =>
    copyOfTask(reader, argument, ({ title }) => title || null, vscode.l10n.t('This task has no title.')),
  );
}

export async function copyOfTask(
  reader: IndexReader,
  argument: unknown,
  textOf: (task: Task) => string | null,
  nothing: string,
): Promise<void> {
  const task = chosenTask(reader, argument) ?? (argument === undefined ? await pickTask(reader) : null);
  if (!task) return;
  const text = textOf(task);
  if (text === null) {
    void vscode.window.showInformationMessage(nothing);
    return;
  }
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', withoutIcons(text)), 3_000);
}
