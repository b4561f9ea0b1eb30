import * as vscode from 'vscode';
import type { GanttToHost } from '../../../protocol/gantt';
import type { LiveIndex } from '../../adapter/workspaceIndex';
import type { TaskEdits } from '../taskEdits';
import type { LiveChart } from './liveChart';
import { Moves, type MoveOutcome } from './moves';
import type { PageLink } from './pageLink';
import { told } from './tables';

/** An update may be given up for the next one so often before the page is told that its move is done. */
const TRIES = 10;

/** What a page asks of moves, and is answered: on the text that it has seen, or not at all. */
export class MoveRequests implements vscode.Disposable {
  private readonly index: LiveIndex;
  private readonly moves: Moves;
  /** The version of the index with which each document changed last. */
  private readonly changed = new Map<string, number>();
  private asking: { readonly request: number; readonly source: vscode.CancellationTokenSource } | null = null;

  /** @param update brings the chart and the page up to date */
  constructor(
    { index, edits }: { readonly index: LiveIndex; readonly edits: TaskEdits },
    private readonly link: Pick<PageLink, 'isThere' | 'post' | 'versionOf'>,
    private readonly update: () => Promise<void>,
  ) {
    this.index = index;
    this.moves = new Moves(index.reader, edits);
  }

  dispose(): void {
    this.cancel();
  }

  /** What undo would take back, or null. */
  get undo(): string | null {
    return this.moves.undo;
  }

  /** These documents have changed. */
  noteChange(uris: readonly string[]): void {
    const { version } = this.index.reader;
    for (const uri of uris) this.changed.set(uri, version);
  }

  /** Nobody waits any more for the answer to this request, or to any. */
  cancel(request?: number): void {
    if (request === undefined || this.asking?.request === request) this.asking?.source.cancel();
  }

  /** Tells where a task can go, anew whenever texts have changed before it was all told. */
  async tell(request: number, key: string, chartNow: () => LiveChart): Promise<void> {
    this.cancel();
    const source = new vscode.CancellationTokenSource();
    this.asking = { request, source };
    while (!source.token.isCancellationRequested && this.link.isThere) {
      const chart = chartNow();
      const task = chart.taskOf(key);
      const refusal = task ? chart.readOnly : vscode.l10n.t('This task is no longer there.');
      if (!task || refusal !== null) {
        this.link.post({ type: 'moves', request, refusal: refusal ?? '', targets: [], complete: true });
        return;
      }
      const isTold = await this.moves.tell(
        chart,
        task,
        (answer) => this.link.post({ type: 'moves', request, ...answer }),
        source.token,
      );
      if (isTold) return;
      await this.update();
    }
  }

  async move(
    { request, key, wave, revision }: Extract<GanttToHost, { type: 'move' }>,
    chartNow: () => LiveChart,
  ): Promise<void> {
    const chart = chartNow();
    const task = chart.taskOf(key);
    const name = chart.declaredWaves.get(wave);
    if (!task || name === undefined)
      return this.refuse(request, vscode.l10n.t('This task or wave is no longer there.'));
    if (chart.readOnly !== null) return this.refuse(request, chart.readOnly);
    if (this.link.versionOf(revision) < (this.changed.get(task.document.uri) ?? 0))
      return this.refuse(request, vscode.l10n.t('The text has changed meanwhile.'));
    return this.answer(request, await this.moves.move(task, name), chartNow);
  }

  async takeBack(request: number, chartNow: () => LiveChart): Promise<void> {
    return this.answer(request, await this.moves.takeBack(), chartNow);
  }

  private refuse(request: number, reason: string): void {
    this.link.post({ type: 'refused', request, reason: told(reason) });
  }

  /** The page is told that something is done when it has got what came of it. */
  private async answer(request: number, outcome: MoveOutcome, chartNow: () => LiveChart): Promise<void> {
    if (outcome !== 'done') return this.refuse(request, outcome.refused);
    await this.index.whenIdle();
    const { version } = this.index.reader;
    for (let tries = 0; tries < TRIES && this.link.isThere; tries++) {
      await this.update();
      if (chartNow().version >= version) break;
    }
    this.link.post({ type: 'done', request });
  }
}
