import * as vscode from 'vscode';
import type { LiveIndex } from '../adapter/workspaceIndex';

export function registerRefresh(index: LiveIndex): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.refresh', () => index.refresh());
}
