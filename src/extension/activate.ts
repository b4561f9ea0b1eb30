import * as vscode from 'vscode';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Wavemark', { log: true });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand('wavemark.showLog', () => log.show()),
  );
}
