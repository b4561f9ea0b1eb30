import * as vscode from 'vscode';

export const MARKDOWN: vscode.DocumentSelector = { language: 'markdown' };

/**
 * Ids are cited in any text. A pattern weighs as much as a language does, so that what Wavemark has to offer
 * stands beside what the language's own extension has, and not behind it.
 */
export const ANY_TEXT: vscode.DocumentSelector = { pattern: '**' };

/** Files, what is not saved yet, files of commits, and the message of the next commit. */
const SCHEMES = new Set(['file', 'untitled', 'git', 'vscode-scm', 'vscode-notebook-cell']);

/** Output, logs and the like are documents of the editor too. */
export function isSomebodysText({ uri }: vscode.TextDocument): boolean {
  return SCHEMES.has(uri.scheme) || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}
