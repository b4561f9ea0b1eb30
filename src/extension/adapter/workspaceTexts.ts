import * as vscode from 'vscode';
import { CitingWords, type TaskIndex } from '../../core';
import { search } from './discovery';
import { FileRules } from './fileRules';
import { IgnoreFiles } from './ignoreFiles';
import { PendingWork } from './pendingWork';
import { pathLabel } from './places';
import { runInSteps, Slices } from './schedule';
import type { Settings } from './settings';
import { lookAtText, type TextFound, type TextStamps } from './textLook';
import type { LiveIndex } from './workspaceIndex';

/** What the features see of the text files that are no task files. What they cite is in the index's citations. */
export interface LiveTexts {
  /** Something that is cited somewhere has changed. Fires at once: listeners wait a little. */
  readonly onDidChange: vscode.Event<void>;
  /** False until every text file has been looked at once; true where that is switched off. */
  readonly isComplete: boolean;
  /** How many files are looked at if there are more than may be; null where all are. */
  readonly limit: number | null;
  /** Resolves when all that is known to have happened is in the index. */
  whenIdle(): Promise<void>;
}

/** Files that are looked at side by side. */
const BATCH = 64;

/** A change of these changes which files are looked at, or what is found in them. */
const SETTINGS = [
  'wavemark.citations',
  'wavemark.citationWords',
  'wavemark.exclude',
  'files.exclude',
  'search.exclude',
];

/**
 * Keeps what all text files of the workspace cite equal to a fresh scan, in the manner of `WorkspaceIndex`:
 * whatever is said to have happened to a path, it is looked at, and entered or dropped as it is then. Begins
 * when all task files have been read, and gives way to everything else.
 */
export class WorkspaceTexts implements LiveTexts, vscode.Disposable {
  private readonly rules: FileRules;
  private readonly ignored = new IgnoreFiles();
  /** Modification time and size of every file that was looked at; which they are. */
  private readonly stamps: TextStamps = new Map();
  private readonly pending = new PendingWork(() => this.wake());
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly changes = new vscode.EventEmitter<void>();
  private readonly stopped = new vscode.CancellationTokenSource();
  private running: Promise<void> | null = null;
  private complete = false;
  /** Which files are looked through, where there are more than may be. */
  private chosen: ReadonlySet<string> | null = null;
  private words: readonly string[] = [];

  readonly onDidChange = this.changes.event;

  constructor(
    private readonly core: TaskIndex,
    private readonly index: LiveIndex,
    private readonly settings: Settings,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.rules = new FileRules(settings);
  }

  get isComplete(): boolean {
    return this.complete;
  }

  get limit(): number | null {
    return this.chosen?.size ?? null;
  }

  /** Begins to listen, and to read once the task files have been read. Returns at once. */
  start(): void {
    const watcher = vscode.workspace.createFileSystemWatcher('**');
    const happened = (uri: vscode.Uri): void => this.happened(uri);
    const all = (uris: readonly vscode.Uri[]): void => uris.forEach(happened);
    this.subscriptions.push(
      watcher,
      watcher.onDidCreate(happened),
      watcher.onDidChange(happened),
      watcher.onDidDelete(happened),
      vscode.workspace.onDidCreateFiles(({ files }) => all(files)),
      vscode.workspace.onDidDeleteFiles(({ files }) => all(files)),
      vscode.workspace.onDidRenameFiles(({ files }) =>
        all(files.flatMap((each) => [each.oldUri, each.newUri])),
      ),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.edited(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.edited(document)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.begin()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (SETTINGS.some((name) => event.affectsConfiguration(name))) this.begin();
      }),
      this.index.onDidChange((uris) => this.taskFilesChanged(uris)),
    );
    this.begin();
  }

  async whenIdle(): Promise<void> {
    while (!this.complete || this.running || this.pending.isWaiting) {
      if (this.running) await this.running;
      else await new Promise<void>((resolve) => setTimeout(resolve, 10));
    }
  }

  dispose(): void {
    this.stopped.cancel();
    vscode.Disposable.from(...this.subscriptions, this.pending, this.changes, this.stopped).dispose();
  }

  private get isOn(): boolean {
    return this.settings.isOn('citations.enabled');
  }

  /** Looks at everything anew, by the rules and settings as they are now. */
  private begin(): void {
    this.rules.reset();
    this.ignored.reset();
    this.stamps.clear();
    this.complete = false;
    const words = this.settings.citationWords();
    if (!this.isOn) this.core.texts.reset(this.core.texts.words);
    if (words.join('\n') !== this.words.join('\n')) {
      this.words = words;
      this.core.setCitingWords(new CitingWords(words));
    }
    this.pending.scanNow(false);
  }

  private happened(uri: vscode.Uri): void {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder || !this.isOn || this.rules.isExcluded(uri, folder)) return;
    if (uri.path.endsWith('/.gitignore')) {
      this.ignored.reset();
      this.stamps.clear();
      this.pending.scanLater();
    }
    this.pending.onFileEvent(uri.toString());
  }

  private edited(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (!this.isOn || this.core.document(key)) return;
    if (vscode.workspace.getWorkspaceFolder(document.uri)) this.pending.touch(key);
  }

  /** A file that has become a task file cites by itself; one that is none any more is a text file like others. */
  private taskFilesChanged(uris: readonly string[]): void {
    if (this.index.isComplete && !this.complete) this.wake();
    for (const uri of uris) {
      const isTaskFile = this.core.document(uri) !== undefined;
      if (isTaskFile && this.core.texts.delete(uri)) this.changes.fire();
      else if (!isTaskFile && this.isOn) this.pending.touch(uri);
    }
  }

  private wake(): void {
    if (this.running || !this.index.isComplete || this.stopped.token.isCancellationRequested) return;
    this.running = this.work()
      .catch((error: unknown) => this.log.error(error instanceof Error ? error : String(error)))
      .finally(() => {
        this.running = null;
      });
  }

  private async work(): Promise<void> {
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    const slices = new Slices();
    const { token } = this.stopped;
    while (!token.isCancellationRequested) {
      if (this.pending.takeScan() !== 'no') await this.scan();
      const batch = this.pending.takeBatch(BATCH);
      if (batch.length === 0) break;
      const { core, rules, ignored, stamps } = this;
      const context = { core, rules, ignored, stamps, limit: this.settings.maxCitingFileSize() };
      const looks = await Promise.all(
        batch.map(async ([key, force]) => {
          const uri = vscode.Uri.parse(key, true);
          return [uri, await lookAtText(uri, force, context)] as const;
        }),
      );
      for (const [uri, found] of looks) {
        await slices.breathe();
        if (token.isCancellationRequested) return;
        await this.enter(uri, found);
      }
    }
    if (this.complete) return;
    this.complete = true;
    this.changes.fire();
  }

  /** Puts on the list whatever is or was a text file. */
  private async scan(): Promise<void> {
    const slices = new Slices();
    for (const { uri } of this.core.documents()) {
      await runInSteps(this.core.findMentionsInSteps(uri), () => this.stopped.token.isCancellationRequested);
    }
    for (const key of this.stamps.keys()) this.pending.ask(key, false);
    for (const { uri } of this.core.texts.files()) this.pending.ask(uri, false);
    this.chosen = null;
    if (!this.isOn) return;
    const since = performance.now();
    // Far files are not fetched only to be looked through; what is open counts all the same.
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const most = this.settings.maxCitingFiles();
    const found = await search(folders, ['**/*'], this.rules, this.stopped.token, most + 1);
    if (found.length > most) this.choose(found.slice(0, most));
    for (const uri of found.slice(0, most)) {
      await slices.breathe();
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      if (folder && !this.rules.isExcluded(uri, folder)) this.pending.ask(uri.toString(), false);
    }
    for (const document of vscode.workspace.textDocuments) if (document.isDirty) this.edited(document);
    const took = Math.round(performance.now() - since);
    this.log.debug(`Looking for citations in ${found.length} files; listing them took ${took} ms.`);
  }

  private choose(files: readonly vscode.Uri[]): void {
    this.chosen = new Set(files.map(String));
    this.log.warn(
      `There are more than ${files.length} files: only so many are looked through for citations (setting wavemark.citations.maxFiles).`,
    );
  }

  private async enter(uri: vscode.Uri, found: TextFound): Promise<void> {
    const key = uri.toString();
    const { texts } = this.core;
    if (this.pending.has(key)) {
      // Touched while it was looked at: another look is due, which will know better.
      this.stamps.delete(key);
      return;
    }
    if (this.chosen?.has(key) === false) {
      // If it is chosen later, it is to be looked at as if for the first time.
      this.stamps.delete(key);
      return this.drop(key);
    }
    switch (found.kind) {
      case 'same':
        return;
      case 'text': {
        const before = texts.version;
        const isStale = (): boolean => this.pending.has(key) || this.stopped.token.isCancellationRequested;
        const steps = texts.setInSteps(key, pathLabel(uri), found.text);
        if ((await runInSteps(steps, isStale)) === null) this.stamps.delete(key);
        if (texts.version !== before && this.complete) this.changes.fire();
        return;
      }
      case 'folder':
        this.drop(key);
        // It may have brought ignore files along, and some of the files in it are never reported.
        this.ignored.reset();
        this.pending.onFolder();
        return;
      case 'gone':
        // What was looked at as a file is no folder.
        if (!this.stamps.delete(key)) this.dropUnder(key);
        this.drop(key);
        return;
      case 'other':
        this.drop(key);
    }
  }

  private drop(key: string): void {
    if (this.core.texts.delete(key) && this.complete) this.changes.fire();
  }

  private dropUnder(key: string): void {
    const prefix = `${key}/`;
    let some = false;
    for (const known of this.stamps.keys()) {
      if (!known.startsWith(prefix)) continue;
      some = true;
      this.stamps.delete(known);
    }
    if (some || this.core.texts.size > 0) this.core.texts.deleteUnder(prefix);
    if (some && this.complete) this.changes.fire();
    // An unsaved buffer outlives the folder of its file: another look tells.
    for (const document of vscode.workspace.textDocuments)
      if (document.isDirty && document.uri.toString().startsWith(prefix)) this.edited(document);
  }
}
