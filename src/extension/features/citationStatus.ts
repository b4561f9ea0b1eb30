import * as vscode from 'vscode';
import type { LiveTexts } from '../adapter/workspaceTexts';
import { MARKDOWN } from './selectors';

/** Says in the status of Markdown files when not every file is looked through for citations. */
export function registerCitationStatus(texts: LiveTexts): vscode.Disposable {
  let item: vscode.LanguageStatusItem | null = null;
  const show = (): void => {
    if (texts.limit === null) {
      item?.dispose();
      item = null;
      return;
    }
    item ??= vscode.languages.createLanguageStatusItem('wavemark.citations', MARKDOWN);
    item.name = vscode.l10n.t('Citations');
    item.severity = vscode.LanguageStatusSeverity.Warning;
    item.text = vscode.l10n.t('Citations: only {0} files are looked through', texts.limit);
    item.detail = vscode.l10n.t('There are more, so citations of ids may be missing.');
    item.command = {
      title: vscode.l10n.t('Change the Limit'),
      command: 'workbench.action.openSettings',
      arguments: ['wavemark.citations'],
    };
  };
  return vscode.Disposable.from(texts.onDidChange(show), { dispose: () => item?.dispose() });
}
