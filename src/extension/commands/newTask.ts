import * as vscode from 'vscode';
import { newTaskAt, type IndexReader, type NewTask } from '../../core';
import { insertSnippet, tellRefusal } from '../adapter/applyEdits';
import type { TakenIds } from '../adapter/takenIds';
import { lookForTakenIds } from './freeId';

/** Writes a new task at the cursor, in the form of its neighbours and with the next free id of their series. */
export function registerNewTask(reader: IndexReader, taken: TakenIds): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.newTask', async () => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a task file first.'));
      return;
    }
    const first = formAt(reader, editor);
    if (typeof first === 'string') {
      void vscode.window.showInformationMessage(first);
      return;
    }
    const { uri } = editor.document;
    const id = first.series === null ? null : (await lookForTakenIds(taken, uri)).next(first.series, uri);
    // The text may have changed while branches were looked at.
    const form = formAt(reader, editor);
    if (typeof form === 'string' || form.series !== first.series) return;
    const what = vscode.l10n.t('New Task Here');
    const title = vscode.l10n.t('Title');
    const outcome = await insertSnippet(reader, editor, form.offset, form.pieces(id, title));
    if (typeof outcome === 'object') tellRefusal(what, outcome.refused);
  });
}

/** What a task at the cursor would look like, or why there can be none. */
function formAt(reader: IndexReader, { document, selection }: vscode.TextEditor): NewTask | string {
  const known = reader.document(document.uri.toString());
  if (!known || known.skipped !== null) return vscode.l10n.t('This file is no task file.');
  return (
    newTaskAt(known, selection.active.line) ??
    vscode.l10n.t('Here every task is a file of its own: make a new file for it.')
  );
}
