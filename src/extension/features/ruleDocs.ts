import * as vscode from 'vscode';

/** The page of a rule. It comes with the extension, so it needs no network. */
export function ruleDoc(extensionUri: vscode.Uri, rule: string): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'docs', 'rules', `${rule.replace('/', '-')}.md`);
}
