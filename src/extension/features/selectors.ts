import type * as vscode from 'vscode';

/** Ids of tasks are known in any Markdown file, be it a task file or not. */
export const MARKDOWN: vscode.DocumentSelector = { language: 'markdown' };
