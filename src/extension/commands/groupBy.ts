import * as vscode from 'vscode';
import { GROUPINGS, type Grouping } from '../../core';
import type { TaskView } from '../features/tree/taskView';

/** Asks how the tree is to be arranged; with a grouping as argument, arranges it so. */
export function registerGroupBy(view: TaskView): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.groupBy', async (argument: unknown) => {
    const asked = GROUPINGS.find((grouping) => grouping === argument) ?? (await ask(view.grouping));
    if (asked) await view.setGrouping(asked);
  });
}

async function ask(current: Grouping): Promise<Grouping | undefined> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly grouping: Grouping }>();
  pick.title = vscode.l10n.t('Group tasks by');
  pick.items = GROUPINGS.map((grouping) => ({
    grouping,
    label: label(grouping),
    ...(grouping === current ? { description: vscode.l10n.t('current') } : {}),
  }));
  pick.activeItems = pick.items.filter(({ grouping }) => grouping === current);
  pick.show();
  try {
    return await new Promise<Grouping | undefined>((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems[0]?.grouping));
      pick.onDidHide(() => resolve(undefined));
    });
  } finally {
    pick.dispose();
  }
}

function label(grouping: Grouping): string {
  switch (grouping) {
    case 'file':
      return vscode.l10n.t('File');
    case 'section':
      return vscode.l10n.t('Section');
    case 'wave':
      return vscode.l10n.t('Wave');
    case 'priority':
      return vscode.l10n.t('Priority');
    case 'status':
      return vscode.l10n.t('Status');
    case 'ready':
      return vscode.l10n.t('Ready now, best first');
  }
}
