import * as vscode from 'vscode';
import { moveStep, moveTasks, placeAfterStep, type IndexReader, type TaskSection } from '../../core';
import type { TaskEdits } from '../features/taskEdits';
import { findTasks, nameOf } from '../features/taskNames';
import { chosenTask } from './chosenTask';
import { chosenTasks } from './chosenTasks';

/** Moves a task one place up or down among those that it stands beside. */
export function registerMoveUpAndDown(reader: IndexReader, edits: TaskEdits): vscode.Disposable {
  const move = (step: -1 | 1, what: string) => async (argument: unknown) => {
    const task = chosenTask(reader, argument);
    if (!task) return;
    const editor = vscode.window.activeTextEditor;
    const isHere = argument === undefined && editor?.document.uri.toString() === task.document.uri;
    const place = placeAfterStep(task, step);
    const { uri } = task.document;
    const made = await edits.make(moveStep(reader, task, step), what);
    if (!made || !isHere) return;
    // The cursor goes along, so that the task can be moved on.
    const now = reader.document(uri)?.tasks[place];
    if (!now) return;
    const cursor = new vscode.Position(now.line, editor.selection.active.character);
    editor.selection = new vscode.Selection(cursor, cursor);
    editor.revealRange(new vscode.Range(cursor, cursor));
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('wavemark.moveUp', move(-1, vscode.l10n.t('Move Up'))),
    vscode.commands.registerCommand('wavemark.moveDown', move(1, vscode.l10n.t('Move Down'))),
  );
}

/** Moves tasks to the end of a section of their file, which is asked for. */
export function registerMoveToSection(reader: IndexReader, edits: TaskEdits): vscode.Disposable {
  return vscode.commands.registerCommand(
    'wavemark.moveToSection',
    async (argument: unknown, selected: unknown) => {
      const what = vscode.l10n.t('Move to Section');
      const tasks = chosenTasks(reader, argument, selected);
      const [first] = tasks;
      if (!first) return;
      const { document } = first;
      const names = tasks.map(nameOf);
      const own = first.section.join('\n');
      const rows = document.sections().map((section) => ({
        section,
        label: section.path.at(-1) ?? '',
        description: section.path.slice(0, -1).join(' › '),
        ...(section.path.join('\n') === own ? { detail: vscode.l10n.t('current') } : {}),
      }));
      if (rows.length === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t('{0} has no sections.', document.path));
        return;
      }
      const title = vscode.l10n.t('Move to Section');
      const chosen = await vscode.window.showQuickPick(rows, { title, matchOnDescription: true });
      if (!chosen) return;
      // Looked up anew: the file may have changed meanwhile.
      const now = findTasks(reader, names);
      const section = now[0]?.document.sections().find((each) => isSame(each, chosen.section));
      if (section) await edits.make(moveTasks(reader, now, { kind: 'section', section }), what);
    },
  );
}

function isSame(a: TaskSection, b: TaskSection): boolean {
  return a.path.join('\n') === b.path.join('\n') && a.level === b.level;
}
