import * as vscode from 'vscode';

const COMMAND = 'wavemark.openRuleDoc';
const RULE = /^[a-z]+\/[a-z-]+$/;

/** A link that opens the page of a rule; it comes with the extension, so it needs no network. */
export function ruleDocUri(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme: 'command', path: COMMAND, query: JSON.stringify([rule]) });
}

export function registerOpenRuleDoc(
  extensionUri: vscode.Uri,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.commands.registerCommand(COMMAND, async (rule: unknown) => {
    if (typeof rule !== 'string' || !RULE.test(rule)) return;
    const page = vscode.Uri.joinPath(extensionUri, 'docs', 'rules', `${rule.replace('/', '-')}.md`);
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
