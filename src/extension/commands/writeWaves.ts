import * as vscode from 'vscode';
import { writeWavesInSteps, type EditPlan, type IndexReader, type Refusal } from '../../core';
import { applyEdits, tellRefusal } from '../adapter/applyEdits';
import type { LivePlans } from '../adapter/plans';
import { runInSteps } from '../adapter/schedule';
import type { LiveIndex } from '../adapter/workspaceIndex';
import { sentence } from '../features/rename';
import type { TaskEdits } from '../features/taskEdits';

export const WRITE_WAVES = 'wavemark.writeWaves';

/**
 * Writes the waves that the dependencies ask for into the file at hand, or into that of a row of the tree. Every
 * change is shown before it is made.
 */
export function registerWriteWaves(
  index: LiveIndex,
  plans: LivePlans,
  taskEdits: TaskEdits,
): vscode.Disposable {
  return vscode.commands.registerCommand(WRITE_WAVES, async (argument: unknown) => {
    const what = vscode.l10n.t('Write Computed Waves into File');
    const uri = uriOf(argument) ?? vscode.window.activeTextEditor?.document.uri;
    if (!index.isComplete) await index.whenIdle();
    const key = uri?.toString();
    if (key === undefined || !index.reader.document(key)) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a task file first.'));
      return;
    }
    const plan = await planned(index.reader, plans, key);
    if (plan === null) return;
    if (plan.kind === 'refused') {
      tellRefusal(what, sentence(plan.reason));
      return;
    }
    if (plan.edits.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The waves of this file are those that are computed.'),
      );
      return;
    }
    const { edits, title } = taskEdits.withFigures(plan);
    const outcome = await applyEdits(index.reader, edits, { label: title, preview: true });
    if (typeof outcome === 'object') tellRefusal(what, outcome.refused);
  });
}

/** Made of the text as it is when it is ready; null where the file has gone. */
async function planned(
  reader: IndexReader,
  plans: LivePlans,
  key: string,
): Promise<EditPlan | Refusal | null> {
  for (;;) {
    const document = reader.document(key);
    if (!document) return null;
    const { version } = reader;
    const agents = plans.agents({ file: key }) ?? undefined;
    const steps = writeWavesInSteps(reader, document, agents);
    const plan = await runInSteps(steps, () => reader.version !== version);
    if (plan !== null && reader.version === version) return plan;
  }
}

/** Of a file in the explorer, or of a row of the tree. */
function uriOf(argument: unknown): vscode.Uri | null {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument !== 'object' || argument === null || !('document' in argument)) return null;
  const { document } = argument;
  if (typeof document !== 'object' || document === null || !('uri' in document)) return null;
  return typeof document.uri === 'string' ? vscode.Uri.parse(document.uri, true) : null;
}
