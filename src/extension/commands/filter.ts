import * as vscode from 'vscode';
import { Debouncer } from '../adapter/schedule';
import type { TaskView } from '../features/tree/taskView';

const TYPING_QUIET_MS = 120;

/** Asks for a filter, and shows what it leaves while it is typed; with a text as argument, uses that. */
export function registerFilter(view: TaskView): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.filter', async (argument: unknown) => {
    if (typeof argument === 'string') await view.setFilter(argument);
    else await ask(view);
  });
}

export function registerClearFilter(view: TaskView): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.clearFilter', () => view.setFilter(''));
}

async function ask(view: TaskView): Promise<void> {
  const before = view.filter;
  const input = vscode.window.createInputBox();
  const show = new Debouncer(() => void view.setFilter(input.value), TYPING_QUIET_MS);
  input.title = vscode.l10n.t('Filter Tasks');
  input.prompt = vscode.l10n.t('Words that occur in the id, title, section, wave, priority or status');
  input.value = before;
  input.onDidChangeValue(() => show.trigger());
  input.show();
  try {
    const accepted = await new Promise<boolean>((resolve) => {
      input.onDidAccept(() => resolve(true));
      input.onDidHide(() => resolve(false));
    });
    show.cancel();
    await view.setFilter(accepted ? input.value.trim() : before);
  } finally {
    show.dispose();
    input.dispose();
  }
}
