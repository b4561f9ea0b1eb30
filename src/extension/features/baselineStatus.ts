import * as vscode from 'vscode';
import type { Baselines } from '../adapter/baselines';
import type { BaselineState } from '../adapter/baselineState';
import type { LiveIndex } from '../adapter/workspaceIndex';
import { MARKDOWN } from './selectors';

/** Characters of a hash that people read. */
const SHORT = 7;

/** Says, beside the language of a task file, what its ids are compared with, or why they are not. */
export function registerBaselineStatus(baselines: Baselines, index: LiveIndex): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('wavemark.baseline', []);
  item.name = vscode.l10n.t('Wavemark Baseline');
  item.command = { command: 'wavemark.chooseBaseline', title: vscode.l10n.t('Choose…') };
  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const isTaskFile = document !== undefined && index.reader.document(document.uri.toString()) !== undefined;
    item.selector = isTaskFile ? MARKDOWN : [];
    if (!isTaskFile) return;
    const state = baselines.stateOf(document.uri);
    item.text = textOf(state);
    item.detail = detailOf(state, index.reader.baseline(document.uri.toString()));
    item.busy = baselines.isBusy && state.kind === 'pending';
  };
  update();
  return vscode.Disposable.from(
    item,
    baselines.onDidChange(update),
    index.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('wavemark.baseline')) update();
    }),
  );
}

function textOf(state: BaselineState): string {
  switch (state.kind) {
    case 'off':
      return vscode.l10n.t('Baseline: none');
    case 'pending':
      return vscode.l10n.t('Baseline…');
    case 'unknown':
      return vscode.l10n.t('Baseline unknown');
    case 'known':
      return vscode.l10n.t('Baseline: {0} ({1})', state.ref, state.commit.slice(0, SHORT));
  }
}

function detailOf(state: BaselineState, file: ReturnType<LiveIndex['reader']['baseline']>): string {
  if (state.kind === 'unknown') return state.reason;
  if (state.kind === 'off') return vscode.l10n.t('Ids are not compared with a commit.');
  if (state.kind === 'pending') return vscode.l10n.t('Git is being asked.');
  if (file?.kind === 'unknown') return vscode.l10n.t('Unknown for this file: {0}', file.reason);
  if (file?.kind === 'absent') return vscode.l10n.t('This file is new since then.');
  return vscode.l10n.t('Ids are compared with this commit.');
}
