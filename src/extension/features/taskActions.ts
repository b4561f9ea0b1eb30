import * as vscode from 'vscode';
import {
  isFinished,
  taskAtLine,
  type IndexReader,
  type SettableStatus,
  type Task,
  type TaskDocument,
} from '../../core';
import { toRange } from '../adapter/places';
import { MARKDOWN } from './selectors';
import { nameOf } from './taskNames';
import { statusWord } from './words';

const STATUS = vscode.CodeActionKind.RefactorRewrite.append('status');
const FIX = vscode.CodeActionKind.QuickFix;
/** Rules whose problems may end with the dependency. */
const MENDED = new Set(['dependency/unknown', 'dependency/self']);

/**
 * Statuses for the task at the cursor, among the refactorings: only when the user asks for them, for the light bulb is
 * for problems. And the end of a dependency that cannot be met, among the quick fixes.
 */
export function registerTaskActions(reader: IndexReader): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: (document, range, { triggerKind, only }) => {
      const known = reader.document(document.uri.toString());
      if (!known) return [];
      const wants = (kind: vscode.CodeActionKind): boolean => only?.contains(kind) ?? true;
      const isAsked = triggerKind === vscode.CodeActionTriggerKind.Invoke;
      const task = isAsked && wants(STATUS) ? taskAtLine(known, range.start.line) : null;
      return [...(wants(FIX) ? removals(reader, known, range) : []), ...(task ? statuses(task) : [])];
    },
  };
  return vscode.languages.registerCodeActionsProvider(MARKDOWN, provider, {
    providedCodeActionKinds: [FIX, STATUS],
  });
}

function statuses(task: Task): vscode.CodeAction[] {
  const next: readonly SettableStatus[] = isFinished(task) ? ['todo'] : ['done', 'doing'];
  const actions = next
    .filter((status) => status !== task.status)
    .map((status) =>
      action(STATUS, vscode.l10n.t('Mark as {0}', statusWord(status)), 'wavemark.setStatus', task, status),
    );
  return [...actions, action(STATUS, vscode.l10n.t('Set Status…'), 'wavemark.setStatus', task)];
}

function removals(reader: IndexReader, document: TaskDocument, range: vscode.Range): vscode.CodeAction[] {
  return reader
    .problems(document.uri)
    .filter((problem) => MENDED.has(problem.rule) && range.intersection(toRange(document, problem.range)))
    .flatMap((problem) => {
      const task = document.taskAt(problem.range.start);
      const found = task?.dependsOn.find((each) => each.range.start === problem.range.start);
      if (!task || !found) return [];
      const title = vscode.l10n.t('Remove the dependency on {0}', found.id);
      return [action(FIX, title, 'wavemark.removeDependency', task, found.id)];
    });
}

function action(
  kind: vscode.CodeActionKind,
  title: string,
  command: string,
  task: Task,
  ...more: readonly string[]
): vscode.CodeAction {
  const made = new vscode.CodeAction(title, kind);
  made.command = { command, title, arguments: [nameOf(task), ...more] };
  return made;
}
