import * as vscode from 'vscode';
import { taskAtLine, type IndexReader, type Task } from '../../core';
import { findTask, isName, nameOf } from '../features/taskNames';

/**
 * The task that a command is for: the row of the tree it was called on, or the one at the cursor. Arguments
 * may come from anywhere, so nothing is taken on trust but a key that the index knows.
 */
export function chosenTask(reader: IndexReader, argument: unknown): Task | null {
  if (typeof argument === 'string') return reader.byKey(argument) ?? null;
  if (isName(argument)) return findTask(reader, argument);
  if (typeof argument === 'object' && argument !== null && 'task' in argument) {
    const { task } = argument;
    return isTask(task) ? findTask(reader, nameOf(task)) : null;
  }
  return argument === undefined ? taskAtCursor(reader) : null;
}

/** Whether it is what a row of the tree holds; rows may be older than the texts. */
function isTask(value: unknown): value is Task {
  return (
    typeof value === 'object' && value !== null && 'key' in value && 'title' in value && 'document' in value
  );
}

export function taskAtCursor(reader: IndexReader): Task | null {
  const editor = vscode.window.activeTextEditor;
  const document = editor && reader.document(editor.document.uri.toString());
  return document ? taskAtLine(document, editor.selection.active.line) : null;
}
