import * as vscode from 'vscode';
import {
  dayOf,
  setStatus,
  type EditPlan,
  type IndexReader,
  type Refusal,
  type SettableStatus,
  type Task,
  withFigures,
} from '../../core';
import { applyEdits, tellRefusal } from '../adapter/applyEdits';
import type { Settings } from '../adapter/settings';
import { sentence } from './rename';

/** More tasks than these are named by how many they are. */
const MOST_NAMED = 3;

/** Makes the edits of tasks that the user asks for, each undone by one undo, and says what could not be done. */
export class TaskEdits {
  constructor(
    private readonly reader: IndexReader,
    private readonly settings: Settings,
  ) {}

  /** Gives tasks a status. False where any of them keeps its own. */
  async setStatus(tasks: readonly Task[], status: SettableStatus): Promise<boolean> {
    if (tasks.length === 0) return true;
    const what = vscode.l10n.t('Set Status');
    const plan = setStatus(this.reader, tasks, status, { today: dayOf(new Date()) });
    const done = await this.make(plan, what);
    if (!done || plan.kind === 'refused' || plan.left.length === 0) return done;
    const named = plan.left
      .slice(0, MOST_NAMED)
      .map(({ task, reason }) => vscode.l10n.t('“{0}” because {1}', task.id ?? task.title, reason));
    const count = plan.left.length;
    void vscode.window.showWarningMessage(
      count === 1
        ? vscode.l10n.t('1 task keeps its status: {0}.', named.join('; '))
        : vscode.l10n.t('{0} tasks keep their status: {1}.', count, named.join('; ')),
    );
    return false;
  }

  /** The plan with the figures of its files that would no longer be true, where the settings want that. */
  withFigures<Plan extends EditPlan>(plan: Plan): Plan {
    return this.settings.isOn('edits.summaries') ? withFigures(this.reader, plan) : plan;
  }

  /** Makes what was planned. False, and said why, where it is not. */
  async make(plan: EditPlan | Refusal, what: string): Promise<boolean> {
    if (plan.kind === 'refused') {
      tellRefusal(what, sentence(plan.reason));
      return false;
    }
    if (plan.edits.length === 0) return true;
    const outcome = await applyEdits(this.reader, this.withFigures(plan).edits, { label: plan.title });
    if (typeof outcome !== 'object') return outcome === 'applied';
    tellRefusal(what, outcome.refused);
    return false;
  }
}
