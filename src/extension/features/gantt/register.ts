import * as vscode from 'vscode';
import {
  GANTT_COMMANDS,
  GANTT_FORMATS,
  GANTT_MODES,
  isGanttState,
  type GanttMode,
  type GanttScope,
} from '../../../protocol/gantt';
import { GANTT_TEXTS } from '../../../protocol/ganttTexts';
import type { LivePlans } from '../../adapter/plans';
import type { LiveIndex } from '../../adapter/workspaceIndex';
import type { TaskEdits } from '../taskEdits';
import { formatName } from './exports';
import { OptionMemory } from './optionMemory';
import { GanttPanel, VIEW_TYPE, type GanttContext } from './panel';
import { isSameScope, scopeTitle, wishOf, wishOfRow, type GanttWish } from './scope';

export const SHOW_GANTT = 'wavemark.showGantt';

/** The commands of the Gantt, and its tabs, which are brought back after a reload. */
export function registerGantt(
  index: LiveIndex,
  plans: LivePlans,
  edits: TaskEdits,
  extension: Pick<vscode.ExtensionContext, 'extensionUri' | 'workspaceState'>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const panels = new Set<GanttPanel>();
  const memory = new OptionMemory(extension.workspaceState);
  const context: GanttContext = { index, plans, edits, memory, log, root: extension.extensionUri };

  const adopt = (panel: vscode.WebviewPanel, scope: GanttScope): GanttPanel => {
    const page = new GanttPanel(panel, scope, context);
    panels.add(page);
    page.onDidEnd(() => panels.delete(page));
    return page;
  };

  const show = (wish: GanttWish): void => {
    const { scope } = wish;
    const open = [...panels].find((panel) => isSameScope(panel.scope, scope));
    if (open) {
      open.reveal(wish);
      return;
    }
    // Beside the file that it is about, so that both are seen.
    const column = scope.type === 'document' ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    adopt(
      vscode.window.createWebviewPanel(VIEW_TYPE, scopeTitle(scope, index.reader), column, {}),
      scope,
    ).show(wish);
  };

  /** For the page in front; commands can be called without one. */
  const onActive = (run: (panel: GanttPanel) => unknown): unknown => {
    const active = [...panels].find(({ isActive }) => isActive);
    if (active) return run(active);
    return vscode.window.showInformationMessage(vscode.l10n.t('Go to a Gantt first.'));
  };
  const register = (name: string, run: (panel: GanttPanel) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`wavemark.gantt.${name}`, () => onActive(run));

  return vscode.Disposable.from(
    vscode.commands.registerCommand(SHOW_GANTT, (...args: unknown[]) => show(wishOf(index, args))),
    vscode.commands.registerCommand('wavemark.showInGantt', (row: unknown) => show(wishOfRow(index, row))),
    ...GANTT_COMMANDS.map((name) => register(name, (panel) => panel.command(name))),
    register('openTable', (panel) => panel.openTable()),
    register('export', async (panel) => {
      const items = GANTT_FORMATS.map((format) => ({ label: formatName(format), format }));
      const choice = await vscode.window.showQuickPick(items, {
        title: vscode.l10n.t('Export the Schedule'),
      });
      if (choice) await panel.export(choice.format);
    }),
    register('chooseMode', async (panel) => {
      const title = vscode.l10n.t(GANTT_TEXTS.mode);
      const choice = await vscode.window.showQuickPick(GANTT_MODES.map(modeItem), { title });
      if (choice) panel.setOptions({ mode: choice.mode });
    }),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        adopt(panel, isGanttState(state) && isScope(state.scope) ? state.scope : { type: 'workspace' });
        return Promise.resolve();
      },
    }),
    { dispose: () => panels.forEach((panel) => panel.dispose()) },
  );
}

function modeItem(mode: GanttMode): vscode.QuickPickItem & { readonly mode: GanttMode } {
  switch (mode) {
    case 'declared':
      return {
        mode,
        label: vscode.l10n.t(GANTT_TEXTS.modeDeclared),
        detail: vscode.l10n.t(GANTT_TEXTS.modeDeclaredHint),
      };
    case 'barriers':
      return {
        mode,
        label: vscode.l10n.t(GANTT_TEXTS.modeBarriers),
        detail: vscode.l10n.t(GANTT_TEXTS.modeBarriersHint),
      };
    case 'pipelined':
      return {
        mode,
        label: vscode.l10n.t(GANTT_TEXTS.modePipelined),
        detail: vscode.l10n.t(GANTT_TEXTS.modePipelinedHint),
      };
  }
}

/** What a page has kept may be of any age. */
function isScope(scope: GanttScope): boolean {
  if (scope.type === 'workspace') return true;
  try {
    vscode.Uri.parse(scope.uri, true);
    return true;
  } catch {
    return false;
  }
}
