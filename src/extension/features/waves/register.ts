import * as vscode from 'vscode';
import { isWavesState } from '../../../protocol/waves';
import type { LiveIndex } from '../../adapter/workspaceIndex';
import { VIEW_TYPE, WavesPanel } from './panel';

/** The command that shows the declared waves, and the tabs that are brought back after a reload. */
export function registerWaves(
  index: LiveIndex,
  root: vscode.Uri,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const panels = new Set<WavesPanel>();

  const adopt = (panel: vscode.WebviewPanel, scope: string | null): void => {
    const page = new WavesPanel(panel, index, scope, root, log);
    panels.add(page);
    page.onDidEnd(() => panels.delete(page));
  };

  const show = (scope: string | null): void => {
    const open = [...panels].find((panel) => panel.scope === scope);
    if (open) {
      open.reveal();
      return;
    }
    // Beside the file that it is about, so that both are seen.
    const column = scope === null ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
    adopt(vscode.window.createWebviewPanel(VIEW_TYPE, vscode.l10n.t('Waves'), column, {}), scope);
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand('wavemark.showWaves', (...args: unknown[]) => show(scopeOf(index, args))),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        adopt(panel, isWavesState(state) ? state.scope : null);
        return Promise.resolve();
      },
    }),
    { dispose: () => panels.forEach((panel) => panel.dispose()) },
  );
}

/**
 * A file that the command was called on, or, from the palette or a key, the task file in the active editor.
 * The tree of tasks hands over a row or nothing: it is about the whole workspace.
 */
function scopeOf({ reader }: LiveIndex, args: readonly unknown[]): string | null {
  const [argument] = args;
  const uri = args.length === 0 ? vscode.window.activeTextEditor?.document.uri : argument;
  if (!(uri instanceof vscode.Uri)) return null;
  return reader.document(uri.toString())?.uri ?? null;
}
