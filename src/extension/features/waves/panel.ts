import * as vscode from 'vscode';
import { anchorOf } from '../../../core';
import { isWavesToHost, type WavesToHost } from '../../../protocol/waves';
import { Debouncer } from '../../adapter/schedule';
import { pathLabel, toRange, toUri } from '../../adapter/places';
import type { LiveIndex } from '../../adapter/workspaceIndex';
import { createNonce, wavesHtml } from './html';
import { wavesSnapshot } from './snapshot';

export const VIEW_TYPE = 'wavemark.waves';
const REFRESH_QUIET_MS = 150;

/** One tab of waves, for as long as it is open. */
export class WavesPanel implements vscode.Disposable {
  private readonly sendSoon = new Debouncer(() => this.send(false), REFRESH_QUIET_MS);
  private readonly subscriptions: readonly vscode.Disposable[];
  private readonly ended = new vscode.EventEmitter<void>();
  /** The last snapshot; null until the page has asked for one. */
  private sent: string | null = null;
  private complained = false;

  /** The tab was closed. */
  readonly onDidEnd = this.ended.event;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly index: LiveIndex,
    /** Uri of the one document that it shows, or null for all. */
    readonly scope: string | null,
    private readonly root: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = [
      this.sendSoon,
      this.ended,
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      panel.onDidDispose(() => this.end()),
      panel.onDidChangeViewState(() => {
        // A page in the background is thrown away; it asks again when it is made anew.
        if (!panel.visible) this.sent = null;
      }),
      index.onDidChange(() => this.sendSoon.trigger()),
      index.onDidChangeBusy(() => this.sendSoon.trigger()),
    ];
    this.build();
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private end(): void {
    this.ended.fire();
    this.dispose();
  }

  private build(): void {
    const { webview } = this.panel;
    const assets = vscode.Uri.joinPath(this.root, 'dist', 'webview');
    const address = (file: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(assets, file)).toString();
    const title =
      this.scope === null
        ? vscode.l10n.t('Waves')
        : vscode.l10n.t('Waves: {0}', pathLabel(vscode.Uri.parse(this.scope, true)));
    this.panel.title = title;
    this.panel.iconPath = vscode.Uri.joinPath(this.root, 'media', 'icon.png');
    webview.options = { enableScripts: true, localResourceRoots: [assets] };
    webview.html = wavesHtml({
      script: address('waves.js'),
      style: address('waves.css'),
      nonce: createNonce(),
      language: vscode.env.language,
      title,
    });
  }

  private send(isAsked: boolean): void {
    if (!isAsked && this.sent === null) return;
    const snapshot = wavesSnapshot(this.index, this.scope);
    const text = JSON.stringify(snapshot);
    if (!isAsked && text === this.sent) return;
    this.sent = text;
    void this.panel.webview.postMessage(snapshot);
  }

  private receive(message: unknown): void {
    if (!isWavesToHost(message)) {
      this.complain('The page of waves sent a message that is not understood; it is ignored.');
      return;
    }
    this.handle(message).catch((error: unknown) =>
      this.log.error(error instanceof Error ? error : String(error)),
    );
  }

  private async handle(message: WavesToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.send(true);
        return;
      case 'reveal':
        await this.revealTask(message.key, message.keepFocus);
        return;
      case 'rejected':
        this.complain('The page of waves received a message that it does not understand.');
    }
  }

  private complain(text: string): void {
    if (!this.complained) this.log.warn(text);
    this.complained = true;
  }

  private async revealTask(key: string, preserveFocus: boolean): Promise<void> {
    const task = this.index.reader.byKey(key);
    if (!task) {
      void vscode.window.showInformationMessage(vscode.l10n.t('This task is no longer there.'));
      return;
    }
    const uri = toUri(task.document);
    const place = toRange(task.document, anchorOf(task));
    const editor = await vscode.window.showTextDocument(uri, {
      viewColumn: this.columnFor(uri),
      selection: new vscode.Range(place.start, place.start),
      preserveFocus,
      preview: true,
    });
    editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Where the file is already seen, else any group but that of the page, which is not to be covered. */
  private columnFor(uri: vscode.Uri): vscode.ViewColumn {
    const own = this.panel.viewColumn;
    const columns = vscode.window.visibleTextEditors
      .filter((editor) => editor.document.uri.toString() === uri.toString())
      .map(({ viewColumn }) => viewColumn)
      .filter((column) => column !== undefined && column !== own);
    const [shown] = columns;
    if (shown !== undefined) return shown;
    const other = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn !== own);
    return other?.viewColumn ?? vscode.ViewColumn.Beside;
  }
}
