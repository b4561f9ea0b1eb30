import * as vscode from 'vscode';
import type { IndexReader, Task } from '../../core';
import { chosenTask } from './chosenTask';

/**
 * The tasks that a command is for: the rows that are selected in the tree, if the row it was called on is one of
 * them; that row alone; or those of the selections in the editor. A part goes with the whole that is chosen.
 */
export function chosenTasks(reader: IndexReader, argument: unknown, selected: unknown): readonly Task[] {
  if (argument === undefined) return tasksOfSelections(reader);
  const task = chosenTask(reader, argument);
  if (!task) return [];
  if (!Array.isArray(selected)) return [task];
  const rows = selected.flatMap((row: unknown) => chosenTask(reader, row) ?? []);
  return rows.includes(task) ? [...new Set(rows)] : [task];
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
      const task = document.taskAt(document.offsetAt({ line: active.line, column: 0 }));
      if (task) found.add(task);
    }
  }
  return [...found];
}
