import * as vscode from 'vscode';
import { isFinished, taskAtLine, type IndexReader, type SettableStatus, type Task } from '../../core';
import { MARKDOWN } from './selectors';
import { statusWord } from './words';

const KIND = vscode.CodeActionKind.RefactorRewrite.append('status');

/**
 * Statuses for the task at the cursor, among the refactorings. Only when the user asks for them: the light bulb is for
 * problems.
 */
export function registerTaskActions(reader: IndexReader): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: (document, range, context) => {
      const isAsked = context.triggerKind === vscode.CodeActionTriggerKind.Invoke;
      if (!isAsked || (context.only && !context.only.contains(KIND))) return [];
      const known = reader.document(document.uri.toString());
      const task = known && taskAtLine(known, range.start.line);
      return task ? actionsFor(task) : [];
    },
  };
  return vscode.languages.registerCodeActionsProvider(MARKDOWN, provider, {
    providedCodeActionKinds: [KIND],
  });
}

function actionsFor(task: Task): vscode.CodeAction[] {
  const next: readonly SettableStatus[] = isFinished(task) ? ['todo'] : ['done', 'doing'];
  const actions = next
    .filter((status) => status !== task.status)
    .map((status) => action(vscode.l10n.t('Mark as {0}', statusWord(status)), task, status));
  return [...actions, action(vscode.l10n.t('Set Status…'), task)];
}

function action(title: string, { key }: Task, status?: SettableStatus): vscode.CodeAction {
  const made = new vscode.CodeAction(title, KIND);
  made.command = { command: 'wavemark.setStatus', title, arguments: status ? [key, status] : [key] };
  return made;
}
