import * as vscode from 'vscode';
import { ledgersOf, type LedgerFile, type LedgerSetting, type TaskIndex } from '../../core';
import { uriOfPath } from './places';
import { Debouncer } from './schedule';
import type { Settings } from './settings';
import { decodeText } from './text';
import type { LiveIndex } from './workspaceIndex';

const QUIET_MS = 400;

/** The files that keep the texts of decided items: what they hold, for the index to know what is kept twice. */
export class Ledgers implements vscode.Disposable {
  /** The setting, as it is for a document. */
  readonly setting: LedgerSetting;
  private readonly changes = new vscode.EventEmitter<void>();
  /** Fires when the index has been told of something that it did not know. */
  readonly onDidChange = this.changes.event;
  /** The uris of the ledgers that the index was told of, by path. */
  private readonly told = new Map<string, string>();
  private readonly soon = new Debouncer(() => void this.tell(), QUIET_MS);
  private readonly subscriptions: vscode.Disposable[];
  private running: Promise<void> | null = null;

  constructor(
    private readonly core: TaskIndex,
    index: LiveIndex,
    settings: Settings,
  ) {
    this.setting = (document) => settings.ledger(vscode.Uri.parse(document.uri, true));
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.{md,MD,markdown}');
    const touched = (uri: vscode.Uri): void => {
      const key = uri.toString();
      for (const other of this.told.values()) if (other === key) this.soon.trigger();
    };
    this.subscriptions = [
      this.changes,
      this.soon,
      watcher,
      watcher.onDidCreate(touched),
      watcher.onDidChange(touched),
      watcher.onDidDelete(touched),
      vscode.workspace.onDidChangeTextDocument(({ document }) => touched(document.uri)),
      index.onDidChange(() => this.soon.trigger()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('wavemark.ledger')) this.soon.trigger();
      }),
    ];
    this.soon.trigger();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Files by their paths from the top of the workspace, as the editor has them; what is no text is left out. */
  async read(paths: readonly string[]): Promise<ReadonlyMap<string, LedgerFile>> {
    const files = new Map<string, LedgerFile>();
    for (const path of paths) {
      const uri = uriOfPath(path);
      const text = uri && (await textOf(uri));
      if (uri && text !== 'unreadable' && text !== null)
        files.set(path, { uri: uri.toString(), text: text.content });
    }
    return files;
  }

  /** Tells the index at once what the ledgers hold. */
  async tell(): Promise<void> {
    this.running ??= this.tellAll().finally(() => (this.running = null));
    await this.running;
  }

  private async tellAll(): Promise<void> {
    const before = this.core.version;
    const paths = new Set(ledgersOf(this.core, this.setting));
    for (const path of this.told.keys()) if (!paths.has(path)) this.core.setLedger(path, null);
    this.told.clear();
    for (const path of paths) this.told.set(path, uriOfPath(path)?.toString() ?? '');
    const known = this.core.version;
    let changed = known !== before;
    for (const [path, { text }] of await this.read([...paths])) {
      const version = this.core.version;
      this.core.setLedger(path, text);
      changed ||= this.core.version !== version;
    }
    if (changed) this.changes.fire();
  }
}

/** Content null: there is no such file. */
async function textOf(uri: vscode.Uri): Promise<{ readonly content: string | null } | 'unreadable'> {
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (open && !open.isClosed) return { content: open.getText() };
  try {
    const decoded = decodeText(await vscode.workspace.fs.readFile(uri));
    return 'fault' in decoded ? 'unreadable' : { content: decoded.text };
  } catch (error) {
    const isGone = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    return isGone ? { content: null } : 'unreadable';
  }
}
