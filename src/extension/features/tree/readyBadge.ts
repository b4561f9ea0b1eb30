import * as vscode from 'vscode';
import { readyCount, type IndexReader } from '../../../core';
import { runInSteps } from '../../adapter/schedule';

/** The number of ready tasks on the view's icon. */
export class ReadyBadge {
  private counts = 0;

  constructor(
    private readonly reader: IndexReader,
    private readonly view: vscode.TreeView<unknown>,
  ) {}

  async update(isOn: boolean): Promise<void> {
    const count = ++this.counts;
    const ready = isOn ? await runInSteps(readyCount(this.reader), () => count !== this.counts) : 0;
    if (ready === null || count !== this.counts || (this.view.badge?.value ?? 0) === ready) return;
    this.view.badge = ready === 0 ? undefined : { value: ready, tooltip: tooltip(ready) };
  }
}

function tooltip(ready: number): string {
  return ready === 1 ? vscode.l10n.t('1 task is ready') : vscode.l10n.t('{0} tasks are ready', ready);
}
