/**
 * Warns of the setting of another extension, Markdown All in One, that renumbers ordered lists while one types:
 * where the numbers are ids, it breaks every citation of them.
 */
import * as vscode from 'vscode';
import { Debouncer } from '../adapter/schedule';
import type { LiveIndex } from '../adapter/workspaceIndex';

const OWNER = 'yzhang.markdown-all-in-one';
const SECTION = 'markdown.extension.orderedList';
const NAME = 'autoRenumber';
const ASKED = 'wavemark.autoRenumber.asked';
const QUIET_MS = 1_000;

/** Asks once in each workspace; whatever the answer, it is remembered. */
export function registerAutoRenumberWarning(index: LiveIndex, memory: vscode.Memento): vscode.Disposable {
  let asked = memory.get<boolean>(ASKED, false);
  const look = (): void => {
    if (asked || !index.isComplete || !isOn() || !hasNumberIds(index)) return;
    asked = true;
    void memory.update(ASKED, true);
    void ask();
  };
  const soon = new Debouncer(look, QUIET_MS);
  const trigger = (): void => {
    if (!asked) soon.trigger();
  };
  return vscode.Disposable.from(
    soon,
    index.onDidChange(trigger),
    vscode.extensions.onDidChange(trigger),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.${NAME}`)) trigger();
    }),
  );
}

/** Whether lists are really renumbered: a default of an extension that is not there counts for nothing. */
function isOn(): boolean {
  const settings = vscode.workspace.getConfiguration(SECTION);
  if (settings.get<unknown>(NAME) !== true) return false;
  if (vscode.extensions.getExtension(OWNER)) return true;
  const { globalValue, workspaceValue, workspaceFolderValue } = settings.inspect<unknown>(NAME) ?? {};
  return [globalValue, workspaceValue, workspaceFolderValue].includes(true);
}

function hasNumberIds({ reader }: LiveIndex): boolean {
  return reader.documents().some(({ tasks }) => tasks.some(({ idKind }) => idKind === 'number'));
}

async function ask(): Promise<void> {
  const off = vscode.l10n.t('Turn off for this workspace');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Ordered lists are renumbered while you type (setting markdown.extension.orderedList.autoRenumber). Here the numbers are ids of tasks: citations of them would go wrong.',
    ),
    off,
    vscode.l10n.t('Not now'),
  );
  if (answer !== off) return;
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  try {
    await vscode.workspace.getConfiguration(SECTION).update(NAME, false, target);
  } catch {
    // The editor writes no setting whose extension it does not know.
    const open = vscode.l10n.t('Open Settings');
    const text = vscode.l10n.t(
      'The editor cannot write this setting while Markdown All in One is not installed.',
    );
    if ((await vscode.window.showWarningMessage(text, open)) === open) {
      await vscode.commands.executeCommand('workbench.action.openSettingsJson');
    }
  }
}
