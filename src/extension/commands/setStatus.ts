import * as vscode from 'vscode';
import { isFinished, SETTABLE, type IndexReader, type SettableStatus, type Task } from '../../core';
import { stateIcon } from '../features/icons';
import type { TaskEdits } from '../features/taskEdits';
import { capitalised, statusWord } from '../features/words';
import { findTasks, nameOf } from '../features/taskNames';
import { chosenTasks } from './chosenTasks';
import { pickTask } from './pickTask';

/**
 * Sets the status of the tasks of the tree's rows or at the cursor; asks for it where none is given as the second
 * argument, and for a task where none is chosen.
 */
export function registerSetStatus(reader: IndexReader, edits: TaskEdits): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.setStatus', async (argument: unknown, more: unknown) => {
    const tasks = await tasksOrPicked(reader, argument, more);
    if (tasks.length === 0) return;
    const names = tasks.map(nameOf);
    const status = SETTABLE.find((each) => each === more) ?? (await askStatus(tasks));
    if (!status) return;
    // Looked up anew: they may have changed meanwhile.
    await edits.setStatus(findTasks(reader, names), status);
  });
}

/** Makes tasks done that are not finished, and to do again where all of them are. */
export function registerToggleDone(reader: IndexReader, edits: TaskEdits): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.toggleDone', async (argument: unknown, more: unknown) => {
    const tasks = await tasksOrPicked(reader, argument, more);
    const open = tasks.filter((task) => !isFinished(task));
    if (open.length > 0) await edits.setStatus(open, 'done');
    else if (tasks.length > 0) await edits.setStatus(tasks, 'todo');
  });
}

async function tasksOrPicked(
  reader: IndexReader,
  argument: unknown,
  more: unknown,
): Promise<readonly Task[]> {
  const tasks = chosenTasks(reader, argument, more);
  if (tasks.length > 0 || argument !== undefined) return tasks;
  const picked = await pickTask(reader);
  return picked ? [picked] : [];
}

async function askStatus(tasks: readonly Task[]): Promise<SettableStatus | undefined> {
  const [first] = tasks;
  const all = new Set(tasks.map(({ status }) => status));
  const title =
    tasks.length === 1
      ? vscode.l10n.t('Status of {0}', first?.id ?? first?.title ?? '')
      : vscode.l10n.t('Status of {0} tasks', tasks.length);
  const rows = SETTABLE.map((status) => ({
    status,
    label: capitalised(statusWord(status)),
    iconPath: stateIcon(status),
    ...(all.size === 1 && all.has(status) ? { description: vscode.l10n.t('current') } : {}),
  }));
  return (await vscode.window.showQuickPick(rows, { title }))?.status;
}
