import * as vscode from 'vscode';
import type { Taken, TakenIds } from '../adapter/takenIds';

/** Looks at branches and work trees, with a note of it that goes away by itself, and can be told to stop. */
export async function lookForTakenIds(taken: TakenIds, uri: vscode.Uri): Promise<Taken> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking for ids that are taken on other branches…'),
      cancellable: true,
    },
    (_, token) => taken.around(uri, token),
  );
}
