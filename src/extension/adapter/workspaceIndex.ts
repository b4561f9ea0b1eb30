import * as vscode from 'vscode';
import { frontMatterSwitch, TaskIndex, type FileBaseline, type IndexReader } from '../../core';
import { Buffers } from './buffers';
import { discover } from './discovery';
import { watchFiles } from './fileEvents';
import { FileRules } from './fileRules';
import { IgnoreFiles } from './ignoreFiles';
import { LinkedFiles } from './linkedFiles';
import { PendingWork } from './pendingWork';
import { foldersAbove, pathLabel } from './places';
import { runInSteps, Slices } from './schedule';
import type { Settings } from './settings';
import { openDocument, TaskFiles, type Found } from './taskFiles';
import { Trackers } from './trackers';

/** What the features see of the workspace: the index, and when it changes. */
export interface LiveIndex {
  readonly reader: IndexReader;
  /** The uris of documents that were entered, changed or dropped. Fires at once: listeners wait a little. */
  readonly onDidChange: vscode.Event<readonly string[]>;
  /** False until every file that is a task file by its name has been read once. */
  readonly isComplete: boolean;
  /** Whether files are being looked for or read. */
  readonly isBusy: boolean;
  readonly onDidChangeBusy: vscode.Event<boolean>;
  /** Resolves when all that is known to have happened is in the index. */
  whenIdle(): Promise<void>;
  /** Resolves when it is known which files the workspace has, for records to be found. */
  whenFilesKnown(): Promise<void>;
  /** Reads every task file anew. */
  refresh(): Promise<void>;
}

/** Files that are looked at side by side. */
const BATCH = 64;

/** A change of these changes which files are task files. */
const FILE_SETTINGS = [
  'wavemark.files',
  'wavemark.exclude',
  'wavemark.maxFileSize',
  'wavemark.trackers',
  'files.exclude',
  'search.exclude',
];

/**
 * The index of the workspace, kept equal to a fresh scan: whatever is said to have happened to a path, the
 * path is put on a list, looked at, and entered or dropped as it is then. One loop does so, one path after
 * the other, and whatever is touched while it is looked at is looked at again.
 */
export class WorkspaceIndex implements LiveIndex, vscode.Disposable {
  private readonly rules: FileRules;
  private readonly ignored = new IgnoreFiles();
  private readonly files: TaskFiles;
  private readonly buffers: Buffers;
  private readonly trackers: Trackers;
  private readonly linked: LinkedFiles;
  private readonly pending = new PendingWork(() => this.wake());
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly changes = new vscode.EventEmitter<readonly string[]>();
  private readonly busyChanges = new vscode.EventEmitter<boolean>();
  private readonly stopped = new vscode.CancellationTokenSource();

  /** Files that are no task files by name, to be looked at after those that are. */
  private others: (readonly [string, boolean])[] = [];
  private running: Promise<void> | null = null;
  private complete = false;
  /** Folders above the documents of the index, by uri; null when they have changed. */
  private foldersAbove: ReadonlySet<string> | null = null;

  readonly onDidChange = this.changes.event;
  readonly onDidChangeBusy = this.busyChanges.event;

  constructor(
    settings: Settings,
    private readonly log: vscode.LogOutputChannel,
    private readonly index = new TaskIndex(),
  ) {
    this.rules = new FileRules(settings);
    this.files = new TaskFiles(this.rules, this.ignored, settings);
    this.trackers = new Trackers(this.index, settings, log, () => this.wake());
    this.linked = new LinkedFiles(this.index, this.rules, settings, () => this.changes.fire([]));
    this.buffers = new Buffers(
      this.index,
      {
        changed: (key) => this.changed(key),
        look: (uri) => this.pending.touch(uri.toString()),
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
        touched: (uri) => this.pending.onFileEvent(uri.toString()),
        mayBeFolder: (uri) => {
          const folder = vscode.workspace.getWorkspaceFolder(uri);
          if (folder && !this.rules.isExcluded(uri, folder)) this.pending.onOtherEvent(uri.toString());
        },
        anything: (uri) => {
          this.trackers.onFileEvent(uri);
          this.linked.onFileEvent(uri);
        },
        rulesChanged: () => this.rulesChanged(),
        concerns: (uri) => this.concerns(uri),
        mayBeTaskFile: (uri) => this.isNamed(uri),
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.rulesChanged()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.rulesChanged()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (FILE_SETTINGS.some((name) => event.affectsConfiguration(name))) this.rulesChanged();
        else if (event.affectsConfiguration('wavemark.records')) this.linked.reset();
      }),
    );
    this.pending.scanNow(false);
  }

  async whenIdle(): Promise<void> {
    while (this.running || this.pending.isWaiting || this.trackers.isWaiting || this.linked.isWaiting) {
      if (this.running) await this.running;
      else await new Promise<void>((resolve) => setTimeout(resolve, 10));
    }
  }

  whenFilesKnown(): Promise<void> {
    return this.linked.whenListed();
  }

  async refresh(): Promise<void> {
    this.rules.reset();
    this.ignored.reset();
    this.pending.scanNow(true);
    await this.whenIdle();
  }

  /** What files were in the commit that they are compared with; null: they are not compared. */
  setBaselines(baselines: readonly (readonly [string, FileBaseline | null])[]): void {
    if (baselines.length === 0) return;
    for (const [key, baseline] of baselines) this.index.setBaseline(key, baseline);
    this.changes.fire(baselines.map(([key]) => key));
  }

  /** Whether a file with this text would be a task file of the workspace. */
  isTaskFile(uri: vscode.Uri, text: string): boolean {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder || this.rules.isExcluded(uri, folder)) return false;
    const named = this.rules.byName(uri, folder);
    return named !== false && (frontMatterSwitch(text) ?? named === true);
  }

  dispose(): void {
    this.stopped.cancel();
    vscode.Disposable.from(
      ...this.subscriptions,
      this.buffers,
      this.trackers,
      this.linked,
      this.pending,
      this.changes,
      this.busyChanges,
      this.stopped,
    ).dispose();
  }

  private rulesChanged(): void {
    this.rules.reset();
    this.ignored.reset();
    this.files.forgetAll();
    this.pending.scanLater();
  }

  private wake(): void {
    if (this.running || this.stopped.token.isCancellationRequested) return;
    this.running = this.work()
      .catch((error: unknown) => this.log.error(error instanceof Error ? error : String(error)))
      .finally(() => {
        this.running = null;
        this.busyChanges.fire(false);
        // What became due when the last round was over.
        if (this.trackers.isDue) this.wake();
      });
    this.busyChanges.fire(true);
  }

  private async work(): Promise<void> {
    // Nothing is read in the turn in which the extension is activated.
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    const slices = new Slices();
    const { token } = this.stopped;
    while (!token.isCancellationRequested) {
      const scan = this.pending.takeScan();
      if (scan !== 'no') await this.scan(scan === 'force');
      if (this.trackers.isDue && (await this.trackers.update())) this.changes.fire([]);
      const batch = this.pending.takeBatch(BATCH);
      if (batch.length === 0) {
        if (!this.turnToOthers()) break;
        continue;
      }
      const looks = await Promise.all(
        batch.map(async ([key, force]) => {
          const uri = vscode.Uri.parse(key, true);
          return [uri, await this.files.look(uri, force)] as const;
        }),
      );
      for (const [uri, found] of looks) {
        await slices.breathe();
        if (token.isCancellationRequested) return;
        await this.enter(uri, found);
      }
    }
  }

  /** When all task files have been read: looks at the files that only their front matter may make one. */
  private turnToOthers(): boolean {
    if (!this.complete) {
      this.complete = true;
      this.changes.fire([]);
    }
    const others = this.others;
    this.others = [];
    for (const [key, force] of others) this.pending.ask(key, force);
    return others.length > 0;
  }

  /** Puts on the list whatever is, was or may be a task file. */
  private async scan(force: boolean): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const since = performance.now();
    const { files: found, trackers } = await discover(folders, this.rules, this.stopped.token);
    this.trackers.setFound(trackers, force);
    // Some of the events that a scan is for are never told of.
    this.linked.reset();
    const ask = (uri: vscode.Uri): void => this.pending.ask(uri.toString(), force);
    this.others = [];
    for (const uri of found) {
      if (this.isNamed(uri)) ask(uri);
      else this.others.push([uri.toString(), force]);
    }
    this.dropRenamedByCase(found);
    for (const document of this.index.documents()) this.pending.ask(document.uri, force);
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === 'file' || vscode.workspace.getWorkspaceFolder(uri)) ask(uri);
    }
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

  private async enter(uri: vscode.Uri, found: Found): Promise<void> {
    const key = uri.toString();
    if (this.pending.has(key)) {
      // Touched while it was looked at: another look is due, which will know better.
      this.files.forget(key);
      return;
    }
    const path = pathLabel(uri);
    switch (found.kind) {
      case 'buffer':
        if (!this.buffers.enter(found.document, path)) this.pending.touch(key);
        break;
      case 'text':
        if (openDocument(key)) this.pending.touch(key);
        else await this.enterText(key, path, found.text);
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
        this.pending.onFolder();
        break;
      case 'gone':
        this.drop(key);
        this.dropUnder(key);
        break;
      case 'other':
        this.drop(key);
    }
  }

  private async enterText(key: string, path: string, text: string): Promise<void> {
    this.buffers.leave(key);
    // Meanwhile the document stays in the index as it was.
    const isStale = (): boolean =>
      this.pending.has(key) || this.buffers.has(key) || this.stopped.token.isCancellationRequested;
    if (await runInSteps(this.index.setInSteps(key, path, text), isStale)) this.changed(key);
    else this.files.forget(key);
  }

  private isNamed(uri: vscode.Uri): boolean {
    return this.rules.byName(uri, vscode.workspace.getWorkspaceFolder(uri)) === true;
  }

  private changed(key: string): void {
    this.foldersAbove = null;
    this.linked.onDocument(key);
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
      if (this.buffers.has(uri)) this.pending.touch(uri);
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

  /** Whether a path is a known document or a folder above one. */
  private concerns(uri: vscode.Uri): boolean {
    const key = uri.toString();
    if (this.index.document(key)) return true;
    this.foldersAbove ??= foldersAbove(this.index.documents().map((document) => document.uri));
    return this.foldersAbove.has(key);
  }
}
