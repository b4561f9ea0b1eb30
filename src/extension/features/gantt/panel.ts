import * as vscode from 'vscode';
import { taskAtLine } from '../../../core';
import {
  GANTT_PROTOCOL,
  isGanttToHost,
  type GanttCommand,
  type GanttFormat,
  type GanttOptions,
  type GanttScope,
  type GanttToHost,
  type GanttToPage,
} from '../../../protocol/gantt';
import { changeBetween, isEmptyChange, NO_PLAN, type GanttPlan } from '../../../protocol/ganttPlan';
import type { LivePlans } from '../../adapter/plans';
import { Debouncer } from '../../adapter/schedule';
import type { LiveIndex } from '../../adapter/workspaceIndex';
import type { TaskEdits } from '../taskEdits';
import { chooseScope } from './chooseScope';
import { exportPlan, openTable } from './exports';
import { createNonce, pageHtml } from './html';
import { LiveChart } from './liveChart';
import { Moves, type MoveOutcome } from './moves';
import { openPlace, openTask } from './openTask';
import type { OptionMemory } from './optionMemory';
import { scopeName, scopeTitle, type GanttWish } from './scope';
import { ganttTexts } from './texts';
import { writeSuggestedWaves } from './writeWaves';

export const VIEW_TYPE = 'wavemark.gantt';

const QUIET_MS = 100;
/** A plan that takes longer than this is announced. */
const BUSY_AFTER_MS = 300;
const FOLLOW_QUIET_MS = 100;
/** An update may be given up for the next one so often before the page is told that its move is done. */
const TRIES = 10;
/** Revisions of which it is known what texts they were of. */
const REMEMBERED = 32;

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
  private readonly followSoon = new Debouncer(() => this.follow(), FOLLOW_QUIET_MS);
  private readonly busySoon = new Debouncer(() => this.tellBusy(), BUSY_AFTER_MS);
  private readonly subscriptions: readonly vscode.Disposable[];
  private readonly ended = new vscode.EventEmitter<void>();
  private readonly moves: Moves;
  private chart: LiveChart;
  /** What the page has; null while it has not asked, or is not there. */
  private sent: GanttPlan | null = null;
  private asked = false;
  private revision = 0;
  /** The version of the index that each of the last revisions was of. */
  private readonly versions = new Map<number, number>();
  /** The version of the index with which each document changed last. */
  private readonly changed = new Map<string, number>();
  private work: vscode.CancellationTokenSource | null = null;
  private updating: Promise<void> = Promise.resolve();
  private busy = false;
  private selected: string | null = null;
  private toldDetails = '';
  private toldCursor: string | null = null;
  /** What is to be brought into sight when the page is there: a wave by its name, or a task by its key. */
  private wanted: { readonly wave: string | null; readonly key: string | null } | null = null;
  private asking: { readonly request: number; readonly source: vscode.CancellationTokenSource } | null = null;
  private complained = false;

  /** The tab was closed. */
  readonly onDidEnd = this.ended.event;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    scope: GanttScope,
    private readonly context: GanttContext,
  ) {
    const { index, plans, edits } = context;
    this.moves = new Moves(index.reader, edits);
    this.chart = this.chartOf(scope);
    this.subscriptions = [
      this.updateSoon,
      this.followSoon,
      this.busySoon,
      this.ended,
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
  show({ wave, task }: GanttWish): void {
    this.wanted = wave === null && task === null ? null : { wave, key: task?.key ?? null };
    if (this.sent) this.tellWanted();
  }

  command(name: GanttCommand): void {
    this.post({ type: 'command', name });
  }

  setOptions(change: Partial<GanttOptions>): void {
    this.takeOptions({ ...this.chart.options, ...change });
  }

  async export(format: GanttFormat): Promise<void> {
    const plan = this.chart.chart?.plan;
    if (plan) await exportPlan(format, plan, this.context.index.reader, this.scope);
  }

  async openTable(): Promise<void> {
    const plan = this.chart.chart?.plan;
    if (plan) await openTable(plan, scopeName(this.scope));
  }

  dispose(): void {
    this.work?.cancel();
    this.asking?.source.cancel();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private end(): void {
    this.ended.fire();
    this.dispose();
  }

  private chartOf(scope: GanttScope, options = this.context.memory.of(scope)): LiveChart {
    return new LiveChart(this.context.index, this.context.plans, scope, options);
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
    const title = scopeTitle(this.scope, this.context.index.reader);
    if (this.panel.title !== title) this.panel.title = title;
  }

  /** A page in the background is thrown away; it asks again when it is made anew. */
  private pageIsGone(): void {
    this.sent = null;
    this.asked = false;
    this.work?.cancel();
    this.asking?.source.cancel();
    this.updateSoon.cancel();
    this.busySoon.cancel();
  }

  private onChange(uris: readonly string[]): void {
    const { version } = this.context.index.reader;
    for (const uri of uris) this.changed.set(uri, version);
    this.chart.forget(uris);
    this.updateSoon.trigger();
  }

  /** Brings the page up to date; what is under way is given up for it. */
  private update(): Promise<void> {
    this.updateSoon.cancel();
    if (!this.asked) return Promise.resolve();
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
      this.send();
      // Nobody waits for the curve: it comes when it comes.
      void this.chart.updateCurve(token).then((isNew) => isNew && this.send());
    };
    this.updating = run().catch((error: unknown) =>
      this.context.log.error(error instanceof Error ? error : String(error)),
    );
    return this.updating;
  }

  private tellBusy(): void {
    if (!this.asked) return;
    this.busy = true;
    this.send();
  }

  private send(): void {
    if (!this.asked) return;
    const plan = this.chart.plan({ busy: this.busy, undo: this.moves.undo, readOnly: this.readOnly });
    const before = this.sent;
    const change = changeBetween(before ?? NO_PLAN, plan);
    if (before && isEmptyChange(change)) {
      this.versions.set(this.revision, this.chart.version);
      return;
    }
    this.sent = plan;
    this.setTitle();
    const from = this.revision;
    const revision = ++this.revision;
    this.versions.set(revision, this.chart.version);
    this.versions.delete(revision - REMEMBERED);
    if (before) this.post({ type: 'delta', from, revision, change });
    else
      this.post({
        type: 'snapshot',
        version: GANTT_PROTOCOL,
        revision,
        scope: this.scope,
        language: vscode.env.language,
        title: scopeName(this.scope),
        texts: ganttTexts(),
        change,
      });
    this.tellDetails();
    this.tellWanted();
  }

  private get readOnly(): string | null {
    const { scope } = this;
    if (scope.type === 'workspace') return null;
    const { scheme } = vscode.Uri.parse(scope.uri, true);
    return vscode.workspace.fs.isWritableFileSystem(scheme) === false
      ? vscode.l10n.t('The file cannot be written.')
      : null;
  }

  private post(message: GanttToPage): void {
    void this.panel.webview.postMessage(message);
  }

  private receive(message: unknown): void {
    if (!isGanttToHost(message)) {
      this.complain('The page of the Gantt sent a message that is not understood; it is ignored.');
      return;
    }
    this.handle(message).catch((error: unknown) =>
      this.context.log.error(error instanceof Error ? error : String(error)),
    );
  }

  private async handle(message: GanttToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.sent = null;
        this.asked = true;
        this.toldDetails = '';
        this.toldCursor = null;
        if (message.options) this.takeOptions(message.options);
        // Whoever asked for a wave or a task is to see that one.
        if (this.wanted) await this.update();
        else await this.update().then(() => this.follow());
        return;
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
        this.selected = message.key;
        this.toldDetails = '';
        this.tellDetails();
        return;
      case 'askMoves':
        return this.tellMoves(message.request, message.key);
      case 'cancelMoves':
        if (this.asking?.request === message.request) this.asking.source.cancel();
        return;
      case 'move':
        return this.answer(message.request, await this.move(message));
      case 'undo':
        return this.answer(message.request, await this.moves.takeBack());
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

  private takeOptions(options: GanttOptions): void {
    this.chart.options = options;
    this.context.memory.keep(this.scope, options);
    void this.update();
    this.followSoon.trigger();
  }

  private async open(key: string, preserveFocus: boolean): Promise<void> {
    const task = this.chart.taskOf(key);
    if (task) await openTask(task, this.panel, preserveFocus);
    else void vscode.window.showInformationMessage(vscode.l10n.t('This task is no longer there.'));
  }

  private async chooseFile(): Promise<void> {
    const scope = await chooseScope(this.context.index.reader);
    if (!scope) return;
    this.chart = this.chartOf(scope);
    this.setTitle();
    this.sent = null;
    await this.update();
  }

  private tellDetails(): void {
    const details = this.selected === null ? null : this.chart.detailsOf(this.selected);
    const told = JSON.stringify(details);
    if (!details || told === this.toldDetails) return;
    this.toldDetails = told;
    this.post(details);
  }

  private tellWanted(): void {
    if (!this.wanted) return;
    const { wave, key: wanted } = this.wanted;
    const task = wanted === null ? undefined : this.context.index.reader.byKey(wanted);
    const key = task ? this.chart.rowKeyOf(task) : this.chart.firstOfWave(wave ?? '');
    if (key === null) return;
    this.wanted = null;
    this.post({ type: 'cursor', key });
  }

  /** The cursor of the editor, on the page. */
  private follow(): void {
    if (!this.sent || !this.chart.options.follow) return;
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const document = this.context.index.reader.document(editor.document.uri.toString());
    const task = document && taskAtLine(document, editor.selection.active.line);
    const key = task ? this.chart.rowKeyOf(task) : null;
    if (key === this.toldCursor) return;
    this.toldCursor = key;
    this.post({ type: 'cursor', key });
  }

  private async tellMoves(request: number, key: string): Promise<void> {
    this.asking?.source.cancel();
    const source = new vscode.CancellationTokenSource();
    this.asking = { request, source };
    const task = this.chart.taskOf(key);
    if (!task) {
      const refusal = vscode.l10n.t('This task is no longer there.');
      this.post({ type: 'moves', request, refusal, targets: [], complete: true });
      return;
    }
    await this.moves.tell(
      this.chart,
      task,
      (answer) => this.post({ type: 'moves', request, ...answer }),
      source.token,
    );
  }

  private async move({ key, wave, revision }: Extract<GanttToHost, { type: 'move' }>): Promise<MoveOutcome> {
    const task = this.chart.taskOf(key);
    const name = this.chart.declaredWaves.get(wave);
    if (!task || name === undefined)
      return { refused: vscode.l10n.t('This task or wave is no longer there.') };
    const version = this.versions.get(revision) ?? -1;
    if (version < (this.changed.get(task.document.uri) ?? 0))
      return { refused: vscode.l10n.t('The text has changed meanwhile.') };
    return this.moves.move(task, name);
  }

  /** The page is told that something is done when it has got what came of it. */
  private async answer(request: number, outcome: MoveOutcome): Promise<void> {
    if (outcome !== 'done') {
      this.post({ type: 'refused', request, reason: outcome.refused });
      return;
    }
    const { index } = this.context;
    await index.whenIdle();
    const { version } = index.reader;
    for (let tries = 0; tries < TRIES && this.asked; tries++) {
      await this.update();
      if (this.chart.version >= version) break;
    }
    this.post({ type: 'done', request });
  }
}
