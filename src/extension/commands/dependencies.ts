import * as vscode from 'vscode';
import { addDependency, removeDependency, taskLabel, type IndexReader } from '../../core';
import { findTask, nameOf } from '../features/taskNames';
import type { TaskEdits } from '../features/taskEdits';
import { withoutIcons } from '../features/words';
import { chosenTask } from './chosenTask';
import { pickTask } from './pickTask';

/** Makes the task of a row or at the cursor depend on another, which is picked. */
export function registerAddDependency(reader: IndexReader, edits: TaskEdits): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.addDependency', async (argument: unknown, on: unknown) => {
    const task = chosenTask(reader, argument);
    if (!task) return;
    const name = nameOf(task);
    const title = vscode.l10n.t('{0} is to depend on', withoutIcons(taskLabel(task)));
    const other = typeof on === 'string' ? (reader.byKey(on) ?? null) : await pickTask(reader, title);
    // Looked up anew: it may have changed meanwhile.
    const now = findTask(reader, name);
    if (now && other) await edits.make(addDependency(reader, now, other), vscode.l10n.t('Add Dependency'));
  });
}

/** Takes a dependency of the task of a row or at the cursor back: the one that is named, or picked. */
export function registerRemoveDependency(reader: IndexReader, edits: TaskEdits): vscode.Disposable {
  return vscode.commands.registerCommand(
    'wavemark.removeDependency',
    async (argument: unknown, id: unknown) => {
      const task = chosenTask(reader, argument);
      if (!task) return;
      const name = nameOf(task);
      if (task.dependsOn.length === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t('This task depends on nothing.'));
        return;
      }
      const rows = reader.dependencies(task).map(({ id: each, targets }) => ({
        label: withoutIcons(each),
        id: each,
        description: withoutIcons(targets.map(({ title }) => title).join(', ')),
      }));
      const title = vscode.l10n.t('{0} is no longer to depend on', withoutIcons(taskLabel(task)));
      const chosen = typeof id === 'string' ? id : (await vscode.window.showQuickPick(rows, { title }))?.id;
      const now = findTask(reader, name);
      if (now && chosen !== undefined)
        await edits.make(removeDependency(reader, now, chosen), vscode.l10n.t('Remove Dependency'));
    },
  );
}
