import * as vscode from 'vscode';
import { anchorOf, type Task } from '../../../core';
import { toRange, toUri } from '../../adapter/places';

/** Shows a task in its file, not in the place of the page that asks. `preview`: the focus stays where it is. */
export async function openTask(
  task: Task,
  panel: vscode.WebviewPanel,
  preserveFocus: boolean,
): Promise<void> {
  await openPlace(toUri(task.document), toRange(task.document, anchorOf(task)), panel, preserveFocus);
}

export async function openPlace(
  uri: vscode.Uri,
  place: vscode.Range,
  panel: vscode.WebviewPanel,
  preserveFocus: boolean,
): Promise<void> {
  const editor = await vscode.window.showTextDocument(uri, {
    viewColumn: columnFor(uri, panel),
    selection: new vscode.Range(place.start, place.start),
    preserveFocus,
    preview: true,
  });
  editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where the file is already seen, else any group but that of the page, which is not to be covered. */
function columnFor(uri: vscode.Uri, panel: vscode.WebviewPanel): vscode.ViewColumn {
  const own = panel.viewColumn;
  const [shown] = vscode.window.visibleTextEditors
    .filter((editor) => editor.document.uri.toString() === uri.toString())
    .map(({ viewColumn }) => viewColumn)
    .filter((column) => column !== undefined && column !== own);
  if (shown !== undefined) return shown;
  const other = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn !== own);
  return other?.viewColumn ?? vscode.ViewColumn.Beside;
}
