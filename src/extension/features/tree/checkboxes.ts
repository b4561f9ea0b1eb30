import * as vscode from 'vscode';
import type { IndexReader, Task, TreeNode } from '../../../core';
import type { TaskEdits } from '../taskEdits';
import { findTask, findTasks, nameOf } from '../taskNames';

/** What is done or decided is ticked; what was dropped is not. */
export function isTicked({ status }: Task): boolean {
  return status === 'done' || status === 'decided';
}

/** The box of a task's row, told to a screen reader by what a click on it does. */
export function checkboxOf(task: Task): NonNullable<vscode.TreeItem['checkboxState']> {
  const ticked = isTicked(task);
  const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
  return {
    state: ticked ? Checked : Unchecked,
    tooltip: ticked ? vscode.l10n.t('Mark as to do') : vscode.l10n.t('Mark as done'),
  };
}

/** Makes the tasks whose boxes were clicked done, or to do again. False where any keeps its status. */
export async function onCheckboxes(
  items: readonly (readonly [TreeNode, vscode.TreeItemCheckboxState])[],
  reader: IndexReader,
  edits: TaskEdits,
): Promise<boolean> {
  const ticked: Task[] = [];
  const freed: Task[] = [];
  let isComplete = true;
  for (const [node, state] of items) {
    const task = node.type === 'task' ? findTask(reader, nameOf(node.task)) : null;
    if (!task) isComplete = false;
    else (state === vscode.TreeItemCheckboxState.Checked ? ticked : freed).push(task);
  }
  // The first edit may move what the second one is for.
  const names = freed.map(nameOf);
  if (!(await edits.setStatus(ticked, 'done'))) isComplete = false;
  if (!(await edits.setStatus(findTasks(reader, names), 'todo'))) isComplete = false;
  return isComplete;
}
