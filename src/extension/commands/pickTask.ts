import * as vscode from 'vscode';
import {
  isFinished,
  nextOfAllInSteps,
  searchInSteps,
  taskLabel,
  unfinishedDependencies,
  type IndexReader,
  type Task,
} from '../../core';
import { runInSteps } from '../adapter/schedule';
import { stateIcon } from '../features/icons';
import { statusWord, waitingWord, withoutIcons } from '../features/words';

/** More rows than anybody reads make the list slow. */
const MAX_ROWS = 500;

interface TaskItem extends vscode.QuickPickItem {
  readonly task?: Task;
}

/** Lets the user pick a task by id, title, status or path. Null where nothing was picked. */
export async function pickTask(
  reader: IndexReader,
  title = vscode.l10n.t('Go to Task'),
): Promise<Task | null> {
  const pick = vscode.window.createQuickPick<TaskItem>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Type a part of an id or a title');
  pick.matchOnDescription = true;
  const search = async (value: string): Promise<void> => {
    const isStale = (): boolean => pick.value !== value;
    const next = await runInSteps(nextOfAllInSteps(reader), isStale);
    const found = await runInSteps(searchInSteps(reader, value, MAX_ROWS), isStale);
    if (next && found) pick.items = rows(reader, value, found);
  };
  pick.onDidChangeValue((value) => {
    // Small sets are narrowed down by the list itself, which keeps the selection steady.
    if (reader.tasks().length > MAX_ROWS) void search(value);
  });
  void search('');
  pick.show();
  try {
    return await new Promise<Task | null>((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems[0]?.task ?? null));
      pick.onDidHide(() => resolve(null));
    });
  } finally {
    pick.dispose();
  }
}

function rows(reader: IndexReader, value: string, found: readonly Task[]): TaskItem[] {
  if (value.trim() !== '') return found.map((task) => row(reader, task));
  const ready = reader.ready().slice(0, MAX_ROWS);
  const isReady = new Set(ready);
  const rest = found.filter((task) => !isReady.has(task));
  const parts: [string, readonly Task[]][] = [
    [vscode.l10n.t('ready'), ready],
    [vscode.l10n.t('open'), rest.filter((task) => !isFinished(task))],
    [vscode.l10n.t('finished'), rest.filter(isFinished)],
  ];
  return parts
    .filter(([, tasks]) => tasks.length > 0)
    .flatMap(([label, tasks]) => [
      { label, kind: vscode.QuickPickItemKind.Separator },
      ...tasks.map((task) => row(reader, task)),
    ]);
}

function row(reader: IndexReader, task: Task): TaskItem {
  const waiting = task.status === 'todo' && unfinishedDependencies(reader, task).length > 0;
  const facts = [statusWord(task.status), waiting ? waitingWord(reader, task) : null, task.document.path];
  return {
    task,
    label: withoutIcons(taskLabel(task) || vscode.l10n.t('(no title)')),
    description: withoutIcons(facts.filter((fact) => fact !== null).join(' · ')),
    iconPath: stateIcon(waiting ? 'waiting' : task.status),
  };
}
