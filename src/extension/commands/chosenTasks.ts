import * as vscode from 'vscode';
import { taskAtLine, type IndexReader, type Task } from '../../core';
import { chosenTask } from './chosenTask';

/**
 * The tasks that a command is for: those of a list of keys; the rows that are selected in the tree, if the row it was
 * called on is one of them; that row alone; or those of the selections in the editor. A part goes with the whole that
 * is chosen.
 */
export function chosenTasks(reader: IndexReader, argument: unknown, selected: unknown): readonly Task[] {
  if (argument === undefined) return tasksOfSelections(reader);
  if (Array.isArray(argument)) return tasksOf(reader, argument);
  const task = chosenTask(reader, argument);
  if (!task) return [];
  if (!Array.isArray(selected)) return [task];
  const rows = tasksOf(reader, selected);
  return rows.includes(task) ? rows : [task];
}

function tasksOf(reader: IndexReader, chosen: readonly unknown[]): readonly Task[] {
  const found = chosen.flatMap((each) => (each === undefined ? [] : (chosenTask(reader, each) ?? [])));
  return [...new Set(found)];
}

/** The task at each cursor, or those that begin in the selected lines. */
function tasksOfSelections(reader: IndexReader): readonly Task[] {
  const editor = vscode.window.activeTextEditor;
  const document = editor && reader.document(editor.document.uri.toString());
  if (!document) return [];
  const found = new Set<Task>();
  for (const { start, end, active, isEmpty } of editor.selections) {
    const inside = isEmpty
      ? []
      : document.tasks.filter(
          ({ line }) => line >= start.line && line <= (end.character > 0 ? end.line : end.line - 1),
        );
    if (inside.length > 0) for (const task of inside) found.add(task);
    else {
      const task = taskAtLine(document, active.line);
      if (task) found.add(task);
    }
  }
  return [...found];
}
