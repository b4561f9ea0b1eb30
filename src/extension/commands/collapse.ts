import * as vscode from 'vscode';
import {
  collapseItems,
  expandItems,
  filesOfCollapse,
  filesOfExpand,
  type LeftItem,
  type Refusal,
  type Task,
  type TwoPhasePlan,
} from '../../core';
import { tellRefusal } from '../adapter/applyEdits';
import type { Ledgers } from '../adapter/ledgers';
import { applyTwoPhase } from '../adapter/twoPhase';
import type { LiveIndex } from '../adapter/workspaceIndex';
import { sentence } from '../features/rename';
import { chosenTasks } from './chosenTasks';

export const COLLAPSE = 'wavemark.collapse';
export const EXPAND = 'wavemark.expand';
export const COLLAPSE_FILE = 'wavemark.collapseFile';

/**
 * The commands that leave of decided items a pointer, and bring their texts back. What touches two files, or several
 * items, is shown before it is done.
 */
export function registerCollapse(index: LiveIndex, ledgers: Ledgers): vscode.Disposable {
  const { reader } = index;
  const collapse = new Change(index, ledgers);
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COLLAPSE, async (argument: unknown, selected: unknown) => {
      const what = vscode.l10n.t('Collapse Decided Item');
      const choose = (): readonly Task[] => chosenTasks(reader, argument, selected);
      await collapse.run(what, choose, { back: false, wanted: true });
    }),
    vscode.commands.registerCommand(EXPAND, async (argument: unknown, selected: unknown) => {
      const what = vscode.l10n.t('Expand Collapsed Item');
      const choose = (): readonly Task[] => chosenTasks(reader, argument, selected);
      await collapse.run(what, choose, { back: true, wanted: true });
    }),
    vscode.commands.registerCommand(COLLAPSE_FILE, async () => {
      const uri = vscode.window.activeTextEditor?.document.uri.toString() ?? '';
      if (!reader.document(uri)) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Open a task file first.'));
        return;
      }
      const what = vscode.l10n.t('Collapse All Decided Items in File');
      await collapse.run(what, () => reader.document(uri)?.tasks ?? [], { back: false, wanted: false });
    }),
    vscode.commands.registerCommand('wavemark.collapseWorkspace', async () => {
      const what = vscode.l10n.t('Collapse All Decided Items in Workspace');
      await collapse.run(what, () => reader.tasks(), { back: false, wanted: false });
    }),
  );
}

type Planned = (TwoPhasePlan & { readonly left: readonly LeftItem[] }) | Refusal;

class Change {
  constructor(
    private readonly index: LiveIndex,
    private readonly ledgers: Ledgers,
  ) {}

  /** @param choose asked again whenever time has passed, as the texts may have changed */
  async run(
    what: string,
    choose: () => readonly Task[],
    { back, wanted }: { readonly back: boolean; readonly wanted: boolean },
  ): Promise<void> {
    await this.index.whenFilesKnown();
    const { reader } = this.index;
    const { setting: ledger } = this.ledgers;
    if (choose().length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no task here.'));
      return;
    }
    const paths = back
      ? filesOfExpand(reader, choose(), ledger)
      : filesOfCollapse(reader, choose(), ledger, wanted);
    const files = await this.ledgers.read(paths);
    const tasks = choose();
    const plan: Planned = back
      ? expandItems(reader, tasks, { ledger, files })
      : collapseItems(reader, tasks, { ledger, files, wanted });
    if (plan.kind === 'refused') {
      tellRefusal(what, sentence(plan.reason));
      return;
    }
    if (plan.edits.length === 0) {
      tellNothing(plan, wanted, tasks.length);
      return;
    }
    const count = new Set([...plan.edits, ...plan.created].map(({ uri }) => uri)).size;
    const outcome = await applyTwoPhase(reader, plan, {
      files,
      preview: count > 1 || tasks.length > 1,
      saveRest: back,
    });
    if (typeof outcome === 'object') tellRefusal(what, outcome.refused);
    else if (outcome === 'applied') tellLeft(plan.left);
    await this.ledgers.tell();
  }
}

function tellNothing({ left }: { readonly left: readonly LeftItem[] }, wanted: boolean, count: number): void {
  if (left.length > 0) return tellLeft(left);
  const already =
    count === 1 ? vscode.l10n.t('It is collapsed already.') : vscode.l10n.t('They are collapsed already.');
  void vscode.window.showInformationMessage(
    wanted ? already : vscode.l10n.t('Nothing that is decided still carries its text.'),
  );
}

function tellLeft(left: readonly LeftItem[]): void {
  const [first] = left;
  if (!first) return;
  const reason = sentence(first.reason);
  void vscode.window.showInformationMessage(
    left.length === 1
      ? vscode.l10n.t('1 item stays as it is: {0}', reason)
      : vscode.l10n.t('{0} items stay as they are; the first: {1}', left.length, reason),
  );
}

/** Offers once to end what was interrupted: items that are whole although their texts are kept elsewhere. */
export function offerToFinish(index: LiveIndex, ledgers: Ledgers): vscode.Disposable {
  let offered = false;
  const look = (): void => {
    if (offered || !index.isComplete) return;
    const { reader } = index;
    const tasks = reader.documents().flatMap((document) => [...reader.keptTwice(document).keys()]);
    if (tasks.length === 0) return;
    offered = true;
    void offer(tasks);
  };
  return ledgers.onDidChange(look);
}

async function offer(tasks: readonly Task[]): Promise<void> {
  const keys = tasks.map(({ key }) => key);
  const finish = vscode.l10n.t('Finish');
  const show = vscode.l10n.t('Show');
  const [first] = tasks;
  const message =
    tasks.length === 1
      ? vscode.l10n.t(
          'Collapsing {0} was interrupted: its text is in two files.',
          first?.id ?? first?.title ?? '',
        )
      : vscode.l10n.t('Collapsing {0} items was interrupted: their texts are in two files.', tasks.length);
  const answer = await vscode.window.showInformationMessage(message, finish, show);
  if (answer === finish) await vscode.commands.executeCommand(COLLAPSE, keys);
  if (answer === show) await vscode.commands.executeCommand('wavemark.revealTask', keys[0]);
}
