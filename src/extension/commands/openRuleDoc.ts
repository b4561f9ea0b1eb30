import * as vscode from 'vscode';
import { ruleDoc } from '../features/ruleDocs';

export const OPEN_RULE_DOC = 'wavemark.openRuleDoc';
const RULE = /^[a-z]+\/[a-z-]+$/;

/** Shows the page of a rule as it is meant to be read; links in problems lead to its source. */
export function registerOpenRuleDoc(
  extensionUri: vscode.Uri,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.commands.registerCommand(OPEN_RULE_DOC, async (rule: unknown) => {
    if (typeof rule !== 'string' || !RULE.test(rule)) return;
    const page = ruleDoc(extensionUri, rule);
    try {
      await vscode.workspace.fs.stat(page);
    } catch {
      log.warn(`There is no page for the rule ${rule}.`);
      return;
    }
    try {
      await vscode.commands.executeCommand('markdown.showPreview', page);
    } catch {
      // The built-in Markdown extension may be switched off.
      await vscode.window.showTextDocument(page, { preview: true });
    }
  });
}
