import * as vscode from 'vscode';
import type { IndexReader } from '../../core';
import { REVEAL_COMMAND } from '../features/taskMarkdown';
import { chosenTask } from './chosenTask';
import { showTask } from './showTask';

/** Goes to the task with a key, or to that of a row of the tree. */
export function registerRevealTask(reader: IndexReader): vscode.Disposable {
  return vscode.commands.registerCommand(REVEAL_COMMAND, async (argument: unknown) => {
    const task = argument === undefined ? null : chosenTask(reader, argument);
    if (task) await showTask(task);
    else void vscode.window.showInformationMessage(vscode.l10n.t('This task is no longer there.'));
  });
}
