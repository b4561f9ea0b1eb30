import * as vscode from 'vscode';
import { nextReady, taskLabel } from '../../core';
import type { LiveIndex } from '../adapter/workspaceIndex';
import { withoutIcons } from '../features/words';
import { taskAtCursor } from './chosenTask';
import { showTask } from './showTask';

/** Goes to the best task that is ready; called again, to the next best. */
export function registerNextReadyTask(index: LiveIndex): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.nextReadyTask', async () => {
    if (!index.isComplete) await index.whenIdle();
    const task = nextReady(index.reader, taskAtCursor(index.reader));
    if (!task) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No task is ready: each is finished, blocked, or waits for another.'),
      );
      return;
    }
    await showTask(task);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Ready: {0}', withoutIcons(taskLabel(task))), 4_000);
  });
}
