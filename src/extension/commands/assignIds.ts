import * as vscode from 'vscode';
import { assignIds, type IndexReader, type TaskDocument } from '../../core';
import { applyEdits, tellRefusal } from '../adapter/applyEdits';
import { sentence } from '../features/rename';
import type { TakenIds } from '../adapter/takenIds';
import { lookForTakenIds } from './freeId';

/**
 * Gives ids to the tasks of the file at hand that have none, or to those of the selected lines. Every one is shown
 * before it is written, and nothing else of the file changes.
 */
export function registerAssignIds(reader: IndexReader, taken: TakenIds): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.assignIds', async () => {
    const what = vscode.l10n.t('Assign Stable Ids');
    const editor = vscode.window.activeTextEditor;
    const uri = editor?.document.uri;
    const known = uri && reader.document(uri.toString());
    if (!uri || !known) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a task file first.'));
      return;
    }
    if (!tasksOf(known, editor.selection).some(({ id }) => id === null)) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Every task here has an id.'));
      return;
    }
    const around = await lookForTakenIds(taken, uri);
    // Looked up anew: it may have changed meanwhile.
    const document = reader.document(uri.toString());
    if (!document) return;
    const tasks = tasksOf(document, editor.selection);
    const plan = assignIds(reader, document, { tasks, highestElsewhere: (prefix) => around.highest(prefix) });
    if (plan.kind === 'refused') {
      tellRefusal(what, sentence(plan.reason));
      return;
    }
    const outcome = await applyEdits(reader, plan.edits, { label: plan.title, preview: true });
    if (typeof outcome === 'object') tellRefusal(what, outcome.refused);
    else if (outcome === 'applied' && plan.left.length > 0) {
      const [first] = plan.left;
      const count = plan.left.length;
      const title = first?.task.title ?? '';
      const reason = first?.reason ?? '';
      void vscode.window.showInformationMessage(
        count === 1
          ? vscode.l10n.t('1 task stays without an id: “{0}” because {1}.', title, reason)
          : vscode.l10n.t('{0} tasks stay without an id: “{1}” because {2}.', count, title, reason),
      );
    }
  });
}

/** Those in the selected lines; all where nothing is selected. */
function tasksOf(document: TaskDocument, { start, end, isEmpty }: vscode.Selection): TaskDocument['tasks'] {
  if (isEmpty) return document.tasks;
  return document.tasks.filter(({ line }) => line >= start.line && line <= end.line);
}
