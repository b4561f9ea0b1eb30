import * as vscode from 'vscode';
import type {
  GanttCommand,
  GanttFormat,
  GanttOptions,
  GanttScope,
  GanttToHost,
} from '../../../protocol/gantt';
import { isGanttToHost } from '../../../protocol/gantt';
import type { LivePlans } from '../../adapter/plans';
import { Debouncer } from '../../adapter/schedule';
import type { LiveIndex } from '../../adapter/workspaceIndex';
import type { TaskEdits } from '../taskEdits';
import { chooseScope } from './chooseScope';
import { exportPlan, openTable } from './exports';
import { createNonce, pageHtml } from './html';
import { LiveChart } from './liveChart';
import { MoveRequests } from './moveRequests';
import { openPlace, openTask } from './openTask';
import type { OptionMemory } from './optionMemory';
import { PageLink } from './pageLink';
import { scopeName, scopeTitle, type GanttWish } from './scope';
import { Spotlight } from './spotlight';
import { writeSuggestedWaves } from './writeWaves';

export const VIEW_TYPE = 'wavemark.gantt';

const QUIET_MS = 100;
/** A plan that takes longer than this is announced. */
const BUSY_AFTER_MS = 300;
const FOLLOW_QUIET_MS = 100;

/** What a page needs of the rest of the extension. */
export interface GanttContext {
  readonly index: LiveIndex;
  readonly plans: LivePlans;
  readonly edits: TaskEdits;
  readonly memory: OptionMemory;
  readonly log: vscode.LogOutputChannel;
  /** The extension's own folder. */
  readonly root: vscode.Uri;
}

/** One tab with a Gantt, for as long as it is open. */
export class GanttPanel implements vscode.Disposable {
  private readonly updateSoon = new Debouncer(() => void this.update(), QUIET_MS);
  private readonly followSoon = new Debouncer(() => this.spotlight.follow(this.chart), FOLLOW_QUIET_MS);
  private readonly busySoon = new Debouncer(() => this.tellBusy(), BUSY_AFTER_MS);
  private readonly subscriptions: readonly vscode.Disposable[];
  private readonly ended = new vscode.EventEmitter<void>();
  private readonly link: PageLink;
  private readonly spotlight: Spotlight;
  private readonly moves: MoveRequests;
  private chart: LiveChart;
  private work: vscode.CancellationTokenSource | null = null;
  private updating: Promise<void> = Promise.resolve();
  private busy = false;
  private complained = false;

  /** The tab was closed. */
  readonly onDidEnd = this.ended.event;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    scope: GanttScope,
    private readonly context: GanttContext,
  ) {
    const { index, plans } = context;
    this.link = new PageLink(panel.webview);
    this.spotlight = new Spotlight(index.reader, this.link);
    this.moves = new MoveRequests(context, this.link, () => this.update());
    this.chart = this.chartOf(scope);
    this.subscriptions = [
      this.updateSoon,
      this.followSoon,
      this.busySoon,
      this.ended,
      this.link,
      this.moves,
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      panel.onDidDispose(() => this.end()),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.pageIsGone();
      }),
      index.onDidChange((uris) => this.onChange(uris)),
      index.onDidChangeBusy(() => this.updateSoon.trigger()),
      plans.onDidChange(() => this.updateSoon.trigger()),
      vscode.window.onDidChangeTextEditorSelection(() => this.followSoon.trigger()),
      vscode.window.onDidChangeActiveTextEditor(() => this.followSoon.trigger()),
    ];
    this.build();
  }

  get scope(): GanttScope {
    return this.chart.scope;
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  reveal(wish: GanttWish): void {
    this.panel.reveal();
    this.show(wish);
  }

  /** Brings a wave or task into sight, as soon as the page is there. */
  show(wish: GanttWish): void {
    this.spotlight.want(wish);
    this.spotlight.tell(this.chart);
  }

  command(name: GanttCommand): void {
    this.link.post({ type: 'command', name });
  }

  setOptions(change: Partial<GanttOptions>): void {
    this.takeOptions({ ...this.chart.options, ...change });
  }

  async export(format: GanttFormat): Promise<void> {
    await exportPlan(format, () => this.chart.chart?.plan ?? null, this.context.index.reader, this.scope);
  }

  async openTable(): Promise<void> {
    await openTable(this.chart.chart?.plan ?? null, scopeName(this.scope));
  }

  dispose(): void {
    this.work?.cancel();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private end(): void {
    this.ended.fire();
    this.dispose();
  }

  private chartOf(scope: GanttScope): LiveChart {
    const { index, plans, memory } = this.context;
    return new LiveChart(index, plans, scope, memory.of(scope));
  }

  private build(): void {
    const { webview } = this.panel;
    const { root } = this.context;
    const assets = vscode.Uri.joinPath(root, 'dist', 'webview');
    const address = (file: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(assets, file)).toString();
    this.setTitle();
    this.panel.iconPath = vscode.Uri.joinPath(root, 'media', 'icon.png');
    webview.options = { enableScripts: true, localResourceRoots: [assets] };
    webview.html = pageHtml({
      script: address('gantt.js'),
      style: address('gantt.css'),
      nonce: createNonce(),
      language: vscode.env.language,
      title: this.panel.title,
    });
  }

  private setTitle(): void {
    if (this.link.isClosed) return;
    const title = scopeTitle(this.scope, this.context.index.reader);
    if (this.panel.title !== title) this.panel.title = title;
  }

  /** A page in the background is thrown away; it asks again when it is made anew. */
  private pageIsGone(): void {
    this.link.leave();
    this.work?.cancel();
    this.moves.cancel();
    this.updateSoon.cancel();
    this.busySoon.cancel();
  }

  private onChange(uris: readonly string[]): void {
    this.moves.noteChange(uris);
    this.chart.forget(uris);
    this.updateSoon.trigger();
  }

  /** Brings the page up to date; what is under way is given up for it. */
  private update(): Promise<void> {
    this.updateSoon.cancel();
    if (!this.link.isThere) return Promise.resolve();
    this.work?.cancel();
    const work = new vscode.CancellationTokenSource();
    this.work = work;
    const before = this.updating;
    const run = async (): Promise<void> => {
      await before;
      const { token } = work;
      if (token.isCancellationRequested) return;
      this.busySoon.trigger();
      const done = await this.chart.update(token);
      if (!done || token.isCancellationRequested) return;
      this.busySoon.cancel();
      this.busy = false;
      await this.send();
      // Nobody waits for the curve: it comes when it comes.
      this.tellCurve(token).catch((error: unknown) => this.complainOf(error));
    };
    this.updating = run().catch((error: unknown) => {
      this.busySoon.cancel();
      this.complainOf(error);
    });
    return this.updating;
  }

  private async tellCurve(token: vscode.CancellationToken): Promise<void> {
    if (await this.chart.updateCurve(token)) await this.send();
  }

  private tellBusy(): void {
    this.busy = true;
    this.send().catch((error: unknown) => this.complainOf(error));
  }

  private async send(): Promise<void> {
    const { chart, link } = this;
    if (!link.isThere) return;
    const plan = chart.plan({ busy: this.busy, undo: this.moves.undo });
    if (await link.send(plan, chart.version, chart.scope)) this.setTitle();
    if (this.chart === chart) this.spotlight.tell(chart);
  }

  private receive(message: unknown): void {
    if (!isGanttToHost(message)) {
      this.complain('The page of the Gantt sent a message that is not understood; it is ignored.');
      return;
    }
    this.handle(message).catch((error: unknown) => this.complainOf(error));
  }

  private async handle(message: GanttToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.link.open();
        this.spotlight.startAgain();
        if (message.options) this.keepOptions(message.options);
        return this.update();
      case 'options':
        this.takeOptions(message.options);
        return;
      case 'open':
        return this.open(message.key, message.preview);
      case 'openTrouble': {
        const trouble = this.chart.troubles[message.index];
        if (!trouble || trouble.uri === '') return;
        const place = new vscode.Range(trouble.line, 0, trouble.line, 0);
        return openPlace(vscode.Uri.parse(trouble.uri, true), place, this.panel, false);
      }
      case 'select':
        this.spotlight.select(message.key, this.chart);
        return;
      case 'askMoves':
        return this.moves.tell(message.request, message.key, () => this.chart);
      case 'cancelMoves':
        return this.moves.cancel(message.request);
      case 'move':
        return this.moves.move(message, () => this.chart);
      case 'undo':
        return this.moves.takeBack(message.request, () => this.chart);
      case 'export':
        return this.export(message.format);
      case 'table':
        return this.openTable();
      case 'writeWaves':
        return writeSuggestedWaves(this.scope, this.chart.documents);
      case 'chooseFile':
        return this.chooseFile();
      case 'rejected':
        this.complain('The page of the Gantt received a message that it does not understand.');
    }
  }

  private complain(text: string): void {
    if (!this.complained) this.context.log.warn(text);
    this.complained = true;
  }

  private complainOf(error: unknown): void {
    this.context.log.error(error instanceof Error ? error : String(error));
  }

  private keepOptions(options: GanttOptions): void {
    this.chart.options = options;
    this.context.memory.keep(this.scope, options);
  }

  private takeOptions(options: GanttOptions): void {
    this.keepOptions(options);
    this.spotlight.follow(this.chart);
    void this.update();
  }

  private async open(key: string, preserveFocus: boolean): Promise<void> {
    const task = this.chart.taskOf(key);
    if (task) await openTask(task, this.panel, preserveFocus);
    else void vscode.window.showInformationMessage(vscode.l10n.t('This task is no longer there.'));
  }

  private async chooseFile(): Promise<void> {
    const scope = await chooseScope(this.context.index.reader);
    if (!scope || this.link.isClosed) return;
    this.chart = this.chartOf(scope);
    this.setTitle();
    this.link.startAgain();
    await this.update();
  }
}
