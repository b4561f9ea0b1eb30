import * as vscode from 'vscode';
import {
  moveTasks,
  moveToWave,
  SETTABLE,
  type GroupNode,
  type IndexReader,
  type MoveTarget,
  type Task,
  type TreeNode,
} from '../../../core';
import { tellRefusal } from '../../adapter/applyEdits';
import { sentence } from '../rename';
import type { TaskEdits } from '../taskEdits';
import { findTask, findTasks, nameOf, namesIn, type TaskName } from '../taskNames';

/** What VS Code calls what is dragged from the view. */
export const DRAGGED = 'application/vnd.code.tree.wavemark.tasks';

/**
 * Tasks dragged within the tree: onto a task (they take its place), a section, a wave or a status. What is dragged is
 * named, and looked up anew when it is dropped.
 */
export class TaskDragAndDrop implements vscode.TreeDragAndDropController<TreeNode> {
  readonly dragMimeTypes = [DRAGGED];
  readonly dropMimeTypes = [DRAGGED];

  constructor(
    private readonly reader: IndexReader,
    private readonly edits: TaskEdits,
  ) {}

  handleDrag(source: readonly TreeNode[], data: vscode.DataTransfer): void {
    const names = source.flatMap((node) => (node.type === 'task' ? [nameOf(node.task)] : []));
    if (names.length > 0) data.set(DRAGGED, new vscode.DataTransferItem(JSON.stringify(names)));
  }

  async handleDrop(target: TreeNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const item = data.get(DRAGGED);
    const tasks = findTasks(this.reader, namesFrom(await item?.asString()));
    if (!target || tasks.length === 0) return;
    const group = groupOf(target);
    if (group) await this.toGroup(tasks, group);
    else await this.toPlace(tasks, target);
  }

  private async toGroup(tasks: readonly Task[], { by, value }: GroupNode): Promise<void> {
    const what = vscode.l10n.t('Move Task');
    if (by === 'status') {
      const status = SETTABLE.find((each) => each === value);
      if (status) await this.edits.setStatus(tasks, status);
      else tellRefusal(what, vscode.l10n.t('An unknown status cannot be set.'));
    } else if (by === 'wave' && value !== null) {
      // Each by its own edit: the next one is planned on what the file is then.
      for (const name of tasks.map(nameOf)) {
        const task = findTask(this.reader, name);
        if (task && !(await this.toWave(task, value, what))) return;
      }
    } else
      tellRefusal(
        what,
        by === 'wave'
          ? vscode.l10n.t('Drop it on the wave that it is to be planned for.')
          : vscode.l10n.t('A priority is not changed by dragging; edit it in the file.'),
      );
  }

  /** What stands in the way may be put up with: then the user is asked. */
  private async toWave(task: Task, wave: string, what: string): Promise<boolean> {
    const plan = moveToWave(this.reader, task, wave);
    if (plan.kind === 'edits' || !plan.confirmable) return this.edits.make(plan, what);
    const name = nameOf(task);
    const anyway = vscode.l10n.t('Move It All the Same');
    if ((await vscode.window.showWarningMessage(sentence(plan.reason), anyway)) !== anyway) return false;
    // Planned anew: the text may have changed meanwhile.
    const now = findTask(this.reader, name);
    return now !== null && this.edits.make(moveToWave(this.reader, now, wave, { force: true }), what);
  }

  private async toPlace(tasks: readonly Task[], target: TreeNode): Promise<void> {
    const what = vscode.l10n.t('Move Task');
    const place = this.placeOf(tasks, target);
    if (place === null) tellRefusal(what, vscode.l10n.t('Drop it on a task or a section of its own file.'));
    else await this.edits.make(moveTasks(this.reader, tasks, place), what);
  }

  private placeOf(tasks: readonly Task[], target: TreeNode): MoveTarget | null {
    const [first] = tasks;
    if (target.type === 'section') {
      const path = target.path.join('\n');
      const document = this.reader.document(target.document.uri);
      const section = document?.sections().find((each) => each.path.join('\n') === path);
      if (section && first?.document === document) return { kind: 'section', section };
      // A label above a list is no heading: what stands below it is what it is known by.
      const last = document?.tasks.findLast((task) => task.section.join('\n') === path);
      return last && first?.document === document ? { kind: 'after', task: last } : null;
    }
    if (target.type !== 'task') return null;
    const task = findTask(this.reader, nameOf(target.task));
    if (!task || !first || tasks.includes(task)) return null;
    return { kind: first.document === task.document && first.line > task.line ? 'before' : 'after', task };
  }
}

function namesFrom(text: string | undefined): readonly TaskName[] {
  if (text === undefined) return [];
  try {
    return namesIn(JSON.parse(text));
  } catch {
    return [];
  }
}

/** The wave, priority or status that a row stands under, or is. */
function groupOf(node: TreeNode): GroupNode | null {
  for (let at: TreeNode | null = node; at; at = at.parent) if (at.type === 'group') return at;
  return null;
}
