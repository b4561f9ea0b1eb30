import * as vscode from 'vscode';
import type { IndexReader } from '../../../core';
import type { GanttScope } from '../../../protocol/gantt';

/** Asks which file the Gantt is to be of. Null where none was chosen. */
export async function chooseScope(reader: IndexReader): Promise<GanttScope | null> {
  const documents = reader.documents().filter(({ tasks }) => tasks.length > 0);
  const settings = { label: vscode.l10n.t('Other files…'), scope: null };
  const whole = { label: vscode.l10n.t('All task files'), scope: { type: 'workspace' } as const };
  const items = documents.map(({ uri, path, tasks }) => ({
    label: path,
    description: vscode.l10n.t('tasks: {0}', tasks.length),
    scope: { type: 'document', uri } as const,
  }));
  const choice = await vscode.window.showQuickPick<{ label: string; scope: GanttScope | null }>(
    [...items, ...(items.length > 1 ? [whole] : []), settings],
    { title: vscode.l10n.t('Show the Gantt of') },
  );
  if (choice === settings)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'wavemark.files');
  return choice?.scope ?? null;
}
