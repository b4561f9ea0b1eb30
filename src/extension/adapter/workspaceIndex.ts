import * as vscode from 'vscode';
import { TaskIndex, type IndexReader } from '../../core';
import { Buffers } from './buffers';
import { discover } from './discovery';
import { watchFiles } from './fileEvents';
import { FileRules } from './fileRules';
import { IgnoreFiles } from './ignoreFiles';
import { pathLabel } from './places';
import { Debouncer, Slices } from './schedule';
import type { Settings } from './settings';
import { openDocument, TaskFiles, type Found } from './taskFiles';

/** What the features see of the workspace: the index, and when it changes. */
export interface LiveIndex {
  readonly reader: IndexReader;
  /** The uris of documents that were entered, changed or dropped. Fires at once: listeners wait a little. */
  readonly onDidChange: vscode.Event<readonly string[]>;
  /** False until every file has been read once. */
  readonly isComplete: boolean;
  /** Whether files are being looked for or read. */
  readonly isBusy: boolean;
  readonly onDidChangeBusy: vscode.Event<boolean>;
  /** Resolves when all that is known to have happened is in the index. */
  whenIdle(): Promise<void>;
  /** Reads every task file anew. */
  refresh(): Promise<void>;
}

const FILE_EVENTS_QUIET_MS = 120;
/** Of so many events in one go, as a checkout makes, some are lost: everything is looked at afterwards. */
const MANY_EVENTS = 60;
const BURST_OVER_MS = 700;
/** What happens in a folder before the editor has begun to watch it is never reported. */
const SETTLED_MS = 2_500;
const SCAN_QUIET_MS = 300;
/** Files that are looked at side by side. */
const BATCH = 16;

/**
 * The index of the workspace, kept equal to a fresh scan: whatever is said to have happened to a path, the
 * path is put on a list, looked at, and entered or dropped as it is then. One loop does so, one path after
 * the other, and whatever is touched while it is looked at is looked at again.
 */
export class WorkspaceIndex implements LiveIndex, vscode.Disposable {
  private readonly index = new TaskIndex();
  private readonly rules: FileRules;
  private readonly ignored = new IgnoreFiles();
  private readonly files: TaskFiles;
  private readonly buffers: Buffers;
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly changes = new vscode.EventEmitter<readonly string[]>();
  private readonly busyChanges = new vscode.EventEmitter<boolean>();
  private readonly stopped = new vscode.CancellationTokenSource();

  /** Paths to look at, and whether to read them even if they seem untouched. */
  private readonly touched = new Map<string, boolean>();
  private readonly lookSoon = new Debouncer(() => this.wake(), FILE_EVENTS_QUIET_MS);
  private readonly scanSoon = new Debouncer(() => this.requestScan(false), SCAN_QUIET_MS);
  private readonly burstOver = new Debouncer(() => this.endBurst(), BURST_OVER_MS);
  private readonly scanSettled = new Debouncer(() => this.requestScan(false), SETTLED_MS);
  private eventsInBurst = 0;
  private scanWanted: 'no' | 'yes' | 'force' = 'no';
  private running: Promise<void> | null = null;
  private complete = false;
  /** Folders above the documents of the index, by uri; null when they have changed. */
  private foldersAbove: Set<string> | null = null;

  readonly onDidChange = this.changes.event;
  readonly onDidChangeBusy = this.busyChanges.event;

  constructor(
    settings: Settings,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.rules = new FileRules(settings);
    this.files = new TaskFiles(this.rules, this.ignored, settings);
    this.buffers = new Buffers(
      this.index,
      {
        changed: (key) => this.changed(key),
        look: (uri) => this.touch(uri),
        isTaskFileByName: (uri) => this.isNamed(uri),
      },
      log,
    );
  }

  get reader(): IndexReader {
    return this.index;
  }

  get isComplete(): boolean {
    return this.complete;
  }

  get isBusy(): boolean {
    return this.running !== null;
  }

  /** Begins to listen and to read. Returns at once. */
  start(): void {
    this.subscriptions.push(
      watchFiles({
        touched: (uri) => this.onFileEvent(uri),
        mayBeFolder: (uri) => this.onPossibleFolder(uri),
        rulesChanged: () => this.rulesChanged(),
        concerns: (uri) => this.concerns(uri),
        mayBeTaskFile: (uri) => this.isNamed(uri),
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.rulesChanged()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.rulesChanged()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        const sections = ['wavemark.files', 'wavemark.exclude', 'wavemark.maxFileSize', 'files.exclude'];
        if ([...sections, 'search.exclude'].some((name) => event.affectsConfiguration(name)))
          this.rulesChanged();
      }),
    );
    this.requestScan(false);
  }

  async whenIdle(): Promise<void> {
    while (this.running || this.lookSoon.pending || this.scanSoon.pending || this.burstOver.pending) {
      if (this.running) await this.running;
      else await new Promise<void>((resolve) => setTimeout(resolve, 10));
    }
  }

  async refresh(): Promise<void> {
    this.rules.reset();
    this.ignored.reset();
    this.requestScan(true);
    await this.whenIdle();
  }

  dispose(): void {
    this.stopped.cancel();
    vscode.Disposable.from(
      ...this.subscriptions,
      this.buffers,
      this.lookSoon,
      this.scanSoon,
      this.burstOver,
      this.scanSettled,
      this.changes,
      this.busyChanges,
      this.stopped,
    ).dispose();
  }

  private rulesChanged(): void {
    this.rules.reset();
    this.ignored.reset();
    this.files.forgetAll();
    this.scanSoon.trigger();
  }

  private touch(uri: vscode.Uri): void {
    this.touched.set(uri.toString(), true);
    this.lookSoon.trigger();
  }

  private onFileEvent(uri: vscode.Uri): void {
    this.eventsInBurst++;
    this.burstOver.trigger();
    this.touch(uri);
  }

  private onPossibleFolder(uri: vscode.Uri): void {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder || this.rules.isExcluded(uri, folder)) return;
    this.eventsInBurst++;
    this.burstOver.trigger();
    // Where so much happens at once a scan follows anyway, which is cheaper than a look at each.
    if (this.eventsInBurst <= MANY_EVENTS) this.touch(uri);
  }

  private endBurst(): void {
    const many = this.eventsInBurst > MANY_EVENTS;
    this.eventsInBurst = 0;
    if (!many) return;
    this.requestScan(false);
    this.scanSettled.trigger();
  }

  private requestScan(force: boolean): void {
    if (force || this.scanWanted === 'no') this.scanWanted = force ? 'force' : 'yes';
    this.wake();
  }

  private wake(): void {
    if (this.running || this.stopped.token.isCancellationRequested) return;
    this.running = this.work()
      .catch((error: unknown) => this.log.error(error instanceof Error ? error : String(error)))
      .finally(() => {
        this.running = null;
        this.busyChanges.fire(false);
      });
    this.busyChanges.fire(true);
  }

  private async work(): Promise<void> {
    // Nothing is read in the turn in which the extension is activated.
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    const slices = new Slices();
    const { token } = this.stopped;
    while (!token.isCancellationRequested) {
      if (this.scanWanted !== 'no') await this.scan(this.scanWanted === 'force');
      const batch = [...this.touched].slice(0, BATCH);
      if (batch.length === 0) break;
      for (const [key] of batch) this.touched.delete(key);
      const looks = await Promise.all(
        batch.map(async ([key, force]) => {
          const uri = vscode.Uri.parse(key, true);
          return [uri, await this.files.look(uri, force)] as const;
        }),
      );
      for (const [uri, found] of looks) {
        await slices.breathe();
        if (token.isCancellationRequested) return;
        this.enter(uri, found);
      }
    }
    this.complete = true;
  }

  /** Puts on the list whatever is, was or may be a task file. */
  private async scan(force: boolean): Promise<void> {
    this.scanWanted = 'no';
    const folders = vscode.workspace.workspaceFolders ?? [];
    const since = performance.now();
    const found = await discover(folders, this.rules, this.stopped.token);
    const ask = (uri: vscode.Uri): void => {
      const key = uri.toString();
      this.touched.set(key, force || this.touched.get(key) === true);
    };
    // Files that are task files by name first: what people wait for.
    for (const uri of found) if (this.isNamed(uri)) ask(uri);
    this.dropRenamedByCase(found);
    for (const document of this.index.documents()) ask(vscode.Uri.parse(document.uri, true));
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.scheme === 'file' || vscode.workspace.getWorkspaceFolder(document.uri))
        ask(document.uri);
    }
    for (const uri of found) if (!this.isNamed(uri)) ask(uri);
    const took = Math.round(performance.now() - since);
    this.log.debug(
      `Looked for task files in ${folders.length} folders: ${found.length} candidates, ${took} ms.`,
    );
  }

  /** Where case does not matter to the file system, a file that got other capitals answers to its old name. */
  private dropRenamedByCase(found: readonly vscode.Uri[]): void {
    const keys = new Set(found.map(String));
    const lost = this.index.documents().filter(({ uri }) => !keys.has(uri) && !this.buffers.has(uri));
    if (lost.length === 0) return;
    const anyCase = new Set([...keys].map((key) => key.toLowerCase()));
    for (const { uri } of lost) if (anyCase.has(uri.toLowerCase())) this.drop(uri);
  }

  private enter(uri: vscode.Uri, found: Found): void {
    const key = uri.toString();
    if (this.touched.has(key)) {
      // Touched while it was looked at: another look is due, which will know better.
      this.files.forget(key);
      return;
    }
    const path = pathLabel(uri);
    switch (found.kind) {
      case 'buffer':
        if (!this.buffers.enter(found.document, path)) this.touch(uri);
        break;
      case 'text':
        if (openDocument(key)) {
          this.touch(uri);
          return;
        }
        this.buffers.leave(key);
        this.index.set(key, path, found.text);
        this.changed(key);
        break;
      case 'skipped':
        this.buffers.leave(key);
        this.log.info(`${path}: ${found.reason}`);
        this.index.skip(key, path, found.reason);
        this.changed(key);
        break;
      case 'same':
        this.relabel(key, path);
        break;
      case 'folder':
        this.drop(key);
        // It may have brought ignore files along, and some of the files in it are never reported.
        this.ignored.reset();
        this.scanSoon.trigger();
        this.scanSettled.trigger();
        break;
      case 'gone':
        this.drop(key);
        this.dropUnder(key);
        break;
      case 'other':
        this.drop(key);
    }
  }

  private isNamed(uri: vscode.Uri): boolean {
    return this.rules.byName(uri, vscode.workspace.getWorkspaceFolder(uri)) === true;
  }

  private changed(key: string): void {
    this.foldersAbove = null;
    this.changes.fire([key]);
  }

  private drop(key: string): void {
    this.buffers.leave(key);
    if (this.index.delete(key)) this.changed(key);
  }

  private dropUnder(key: string): void {
    const prefix = `${key}/`;
    const under = this.index.documents().filter(({ uri }) => uri.startsWith(prefix));
    if (under.length === 0) return;
    for (const { uri } of under) {
      this.files.forget(uri);
      // An unsaved buffer outlives the folder of its file: another look tells.
      if (this.buffers.has(uri)) this.touched.set(uri, true);
    }
    if (under.some(({ uri }) => this.buffers.has(uri))) {
      for (const { uri } of under) if (!this.buffers.has(uri)) this.index.delete(uri);
    } else {
      this.index.deleteUnder(prefix);
    }
    this.foldersAbove = null;
    this.changes.fire(under.map(({ uri }) => uri));
  }

  /** A document may be called otherwise when folders have come or gone. */
  private relabel(key: string, path: string): void {
    const known = this.index.document(key);
    if (!known || known.path === path) return;
    if (known.skipped === null) this.index.set(key, path, known.text);
    else this.index.skip(key, path, known.skipped);
    this.changed(key);
  }

  private concerns(uri: vscode.Uri): boolean {
    const key = uri.toString();
    if (this.index.document(key)) return true;
    this.foldersAbove ??= foldersAbove(this.index.documents().map((document) => document.uri));
    return this.foldersAbove.has(key);
  }
}

function foldersAbove(uris: readonly string[]): Set<string> {
  const folders = new Set<string>();
  for (const uri of uris) {
    for (let end = uri.lastIndexOf('/'); end > 0; end = uri.lastIndexOf('/', end - 1)) {
      const folder = uri.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
