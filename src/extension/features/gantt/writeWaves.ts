import * as vscode from 'vscode';
import type { TaskDocument } from '../../../core';
import type { GanttScope } from '../../../protocol/gantt';
import { WRITE_WAVES } from '../../commands/writeWaves';

/** Writes the suggested waves into the file that the page is about, or one of them, after a preview. */
export async function writeSuggestedWaves(
  scope: GanttScope,
  documents: readonly TaskDocument[],
): Promise<void> {
  const withTasks = documents.filter(({ tasks }) => tasks.length > 0);
  const [first, second] = withTasks;
  if (!first) return;
  const uri = scope.type === 'document' || !second ? first.uri : await chosen(withTasks);
  if (uri !== null) await vscode.commands.executeCommand(WRITE_WAVES, vscode.Uri.parse(uri, true));
}

async function chosen(documents: readonly TaskDocument[]): Promise<string | null> {
  const items = documents.map(({ path, uri }) => ({ label: path, uri }));
  const title = vscode.l10n.t('Write the Suggested Waves Into');
  return (await vscode.window.showQuickPick(items, { title }))?.uri ?? null;
}
