import * as vscode from 'vscode';
import type { LiveIndex } from '../adapter/workspaceIndex';
import { pickTask } from './pickTask';
import { showTask } from './showTask';

export function registerGoToTask(index: LiveIndex): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.goToTask', async () => {
    // Called right after the start, the list would lack what is still being read.
    if (!index.isComplete) await index.whenIdle();
    if (index.reader.tasks().length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There are no tasks in this workspace.'));
      return;
    }
    const task = await pickTask(index.reader);
    if (task) await showTask(task);
  });
}
