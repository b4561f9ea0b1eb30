import * as vscode from 'vscode';
import { collapsible, decidedItems, isCollapsed, taskAtLine, type IndexReader, type Task } from '../../core';
import { COLLAPSE, COLLAPSE_FILE, EXPAND } from '../commands/collapse';
import { MARKDOWN } from './selectors';

const KIND = vscode.CodeActionKind.RefactorRewrite;

/** On a decided item: collapse it, or all of the file; on a collapsed one: bring its text back. */
export function registerCollapseActions(reader: IndexReader): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(MARKDOWN, new CollapseActions(reader), {
    providedCodeActionKinds: [KIND],
  });
}

class CollapseActions implements vscode.CodeActionProvider {
  constructor(private readonly reader: IndexReader) {}

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (context.only && !context.only.contains(KIND) && !KIND.contains(context.only)) return [];
    const known = this.reader.document(document.uri.toString());
    const task = known && taskAtLine(known, range.start.line);
    if (!known || !task) return [];
    const name = task.id ?? `“${task.title}”`;
    if (isCollapsed(task)) return [action(vscode.l10n.t('Expand {0}', name), EXPAND, task)];
    if (collapsible(task, false).kind !== 'collapsible') return [];
    const actions = [action(vscode.l10n.t('Collapse {0} to its pointer', name), COLLAPSE, task)];
    const count = decidedItems(this.reader, known).length;
    if (count > 1)
      actions.push(action(vscode.l10n.t('Collapse all {0} decided items of the file', count), COLLAPSE_FILE));
    return actions;
  }
}

function action(title: string, command: string, task?: Task): vscode.CodeAction {
  const result = new vscode.CodeAction(title, KIND);
  result.command = { command, title, arguments: task ? [task.key] : [] };
  return result;
}
