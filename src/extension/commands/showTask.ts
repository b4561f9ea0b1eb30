import * as vscode from 'vscode';
import { anchorOf, type Task } from '../../core';
import { toRange, toUri } from '../adapter/places';

/** Opens a task's document with the cursor at the task. */
export async function showTask(task: Task): Promise<void> {
  const uri = toUri(task.document);
  const place = toRange(task.document, anchorOf(task));
  const editor = await vscode.window.showTextDocument(uri, {
    selection: new vscode.Range(place.start, place.start),
  });
  editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
