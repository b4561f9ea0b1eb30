import * as vscode from 'vscode';
import {
  hoursOf,
  moveToWave,
  moveTotalsInSteps,
  taskLabel,
  waveChoices,
  type IndexReader,
  type MoveTotals,
  type PlanTotals,
  type Task,
  type WaveChoice,
} from '../../core';
import { tellRefusal } from '../adapter/applyEdits';
import type { LivePlans } from '../adapter/plans';
import { runInSteps } from '../adapter/schedule';
import type { LiveIndex } from '../adapter/workspaceIndex';
import { sentence } from '../features/rename';
import type { TaskEdits } from '../features/taskEdits';
import { withoutIcons } from '../features/words';
import { chosenTask } from './chosenTask';

interface WaveItem extends vscode.QuickPickItem {
  readonly choice: WaveChoice;
}

/** Plans the task at hand for another wave of its file: which ones it may be, and what the plan would be then, is shown. */
export function registerMoveToWave(index: LiveIndex, plans: LivePlans, edits: TaskEdits): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.moveToWave', async (argument: unknown) => {
    const { reader } = index;
    if (!index.isComplete) await index.whenIdle();
    const task = listedAtCursor(reader, argument) ?? chosenTask(reader, argument);
    if (!task) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor on a task first.'));
      return;
    }
    const name = task.id ?? taskLabel(task);
    const what = vscode.l10n.t('Move {0} to a wave', name);
    const choices = waveChoices(reader, task);
    if ('kind' in choices) {
      tellRefusal(what, sentence(choices.reason));
      return;
    }
    const { key } = task;
    const choice = await pickWave(reader, plans, task, choices);
    if (!choice || (choice.reason !== null && !(await isMeant(name, choice)))) return;
    // Looked up anew: it may have changed meanwhile.
    const now = reader.byKey(key);
    if (!now) {
      void vscode.window.showInformationMessage(vscode.l10n.t('This task is no longer there.'));
      return;
    }
    const plan = moveToWave(reader, now, choice.wave, { force: choice.reason !== null });
    if (await edits.make(plan, what))
      vscode.window.setStatusBarMessage(vscode.l10n.t('{0} is planned for {1}', name, choice.short), 4_000);
  });
}

/** The task that the line of the cursor lists for a wave. */
function listedAtCursor(reader: IndexReader, argument: unknown): Task | null {
  const editor = vscode.window.activeTextEditor;
  const document = editor && reader.document(editor.document.uri.toString());
  if (argument !== undefined || !document) return null;
  const { line, character: column } = editor.selection.active;
  const at = document.offsetAt({ line, column });
  const members = document.waves.flatMap((wave) => wave.members);
  const onLine = members.filter(({ range }) => document.positionAt(range.start).line === line);
  const member = onLine.find(({ range }) => at >= range.start && at <= range.end) ?? onLine[0];
  return document.tasks.find(({ id }) => member !== undefined && id === member.id) ?? null;
}

async function pickWave(
  reader: IndexReader,
  plans: LivePlans,
  task: Task,
  choices: readonly WaveChoice[],
): Promise<WaveChoice | null> {
  const pick = vscode.window.createQuickPick<WaveItem>();
  pick.title = vscode.l10n.t('Move {0} to Wave', withoutIcons(taskLabel(task)));
  pick.placeholder = vscode.l10n.t('Working out what each wave would mean…');
  pick.busy = true;
  const show = (totals: MoveTotals | null): void => {
    const active =
      pick.activeItems[0]?.choice ?? choices.find(({ isOwn, reason }) => !isOwn && reason === null);
    pick.items = choices.map((choice) => item(choice, totals));
    pick.activeItems = pick.items.filter(({ choice }) => choice === active);
  };
  show(null);
  const { version } = reader;
  let isOpen = true;
  const options = { agents: plans.agents({ file: task.document.uri }) ?? undefined };
  const steps = moveTotalsInSteps(
    reader,
    task,
    choices.map(({ wave }) => wave),
    options,
  );
  const told = runInSteps(steps, () => !isOpen || reader.version !== version).then((totals) => {
    if (!isOpen) return;
    pick.busy = false;
    pick.placeholder = vscode.l10n.t('Choose a wave');
    if (totals) show(totals);
  });
  pick.show();
  try {
    return await new Promise<WaveChoice | null>((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems[0]?.choice ?? null));
      pick.onDidHide(() => resolve(null));
    });
  } finally {
    isOpen = false;
    pick.dispose();
    await told;
  }
}

function item(choice: WaveChoice, totals: MoveTotals | null): WaveItem {
  const { wave, isOwn, reason } = choice;
  const icon = isOwn ? 'pass-filled' : reason === null ? 'circle-large-outline' : 'circle-slash';
  const then = totals?.then.get(wave);
  const facts = [
    isOwn ? vscode.l10n.t('now') : null,
    totals && then ? totalsWord(totals.now, then, isOwn) : null,
  ].filter((fact) => fact !== null);
  return {
    choice,
    label: `$(${icon}) ${withoutIcons(wave)}`,
    description: facts.join(' · '),
    ...(reason === null || isOwn ? {} : { detail: withoutIcons(reason) }),
  };
}

/** What the waves take one after the other, and what all would take without them. */
function totalsWord(now: PlanTotals, then: PlanTotals, isOwn: boolean): string {
  const hours = hoursOf(then.barriers);
  const waves =
    isOwn || then.barriers === now.barriers
      ? vscode.l10n.t('all waves {0} h', hours)
      : vscode.l10n.t('all waves {0} h, now {1} h', hours, hoursOf(now.barriers));
  return then.declared === null || then.declared === now.declared
    ? waves
    : vscode.l10n.t('{0}, declared {1} h', waves, hoursOf(then.declared));
}

async function isMeant(name: string, { short, reason }: WaveChoice): Promise<boolean> {
  const move = vscode.l10n.t('Move It All the Same');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} in {1} breaks the order of the waves.', name, short),
    { modal: true, detail: reason ?? '' },
    move,
  );
  return answer === move;
}
