import * as vscode from 'vscode';
import { isMarkdownPath, renamedFiles, type FileBaseline, type TaskDocument } from '../../core';
import { findBaseCommit } from './baseCommit';
import { isSame, type BaselineState } from './baselineState';
import { DELETED, type GitRepository } from './gitApi';
import type { GitRepositories } from './gitRepositories';
import { firstLine, type CommittedFile, type GitTexts } from './gitTexts';
import { pathLabel } from './places';
import { Debouncer, Slices } from './schedule';
import type { Settings } from './settings';
import type { WorkspaceIndex } from './workspaceIndex';

/** Turns the comparison off. */
export const NO_BASELINE = 'none';

const QUIET_MS = 300;
/** Files that are read side by side. */
const BATCH = 8;
/** Vanished files that are looked at as the former selves of new ones. */
const MAX_VANISHED = 200;

interface Group {
  readonly repository: GitRepository;
  readonly ref: string;
  readonly documents: TaskDocument[];
}

/**
 * Gives the index what every task file was in the commit of the setting `wavemark.baseline`, as the editor's git
 * extension has it. Whatever may have changed leads to one new comparison; what is known of a commit is not asked
 * again, and a comparison that has become stale enters nothing more.
 */
export class Baselines implements vscode.Disposable {
  private readonly states = new Map<string, BaselineState>();
  /** What was entered last, by uri. */
  private readonly entered = new Map<string, FileBaseline>();
  private readonly documents = new Set<string>();
  private readonly changes = new vscode.EventEmitter<void>();
  private readonly compareSoon = new Debouncer(() => this.wake(), QUIET_MS);
  private readonly subscriptions: vscode.Disposable[];
  private running: Promise<void> | null = null;
  private wanted = 0;
  private disposed = false;

  /** The state of a repository, or what is going on, has changed. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly index: WorkspaceIndex,
    readonly git: GitRepositories,
    private readonly texts: GitTexts,
    private readonly settings: Settings,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = [
      this.changes,
      this.compareSoon,
      git.onDidChange(() => this.compareLater()),
      index.onDidChange((uris) => {
        // What is in a file does not matter, only whether it is there.
        const came = uris.some(
          (uri) => this.documents.has(uri) !== (index.reader.document(uri) !== undefined),
        );
        if (uris.length === 0 || came) this.compareLater();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('wavemark.baseline')) this.compareLater();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.compareLater()),
    ];
  }

  get isBusy(): boolean {
    return this.running !== null;
  }

  /** What a file is compared with, or would be. */
  stateOf(uri: vscode.Uri): BaselineState {
    const ref = this.settings.baseline(uri);
    if (ref === NO_BASELINE) return { kind: 'off' };
    const repository = this.git.of(uri);
    if (!repository) return this.withoutRepository(ref);
    return this.states.get(stateKey(repository, ref)) ?? { kind: 'pending' };
  }

  /** Resolves when all that is known to have happened has been compared. */
  async whenIdle(): Promise<void> {
    while (this.running || this.compareSoon.pending) {
      if (this.running) await this.running;
      else await new Promise<void>((resolve) => setTimeout(resolve, 10));
    }
  }

  dispose(): void {
    this.disposed = true;
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private compareLater(): void {
    this.wanted++;
    this.compareSoon.trigger();
  }

  private wake(): void {
    // Half of the files would show as deleted.
    if (this.running || this.disposed || !this.index.isComplete) return;
    const wanted = this.wanted;
    this.running = this.compare(() => this.disposed || wanted !== this.wanted)
      .catch((error: unknown) => this.log.error(error instanceof Error ? error : String(error)))
      .finally(() => {
        this.running = null;
        this.changes.fire();
        // Something happened meanwhile; if it came late enough, the debouncer is still to call.
        if (wanted !== this.wanted && !this.compareSoon.pending) this.wake();
      });
    this.changes.fire();
  }

  private async compare(isStale: () => boolean): Promise<void> {
    await this.git.start();
    const entries = new Map<string, FileBaseline>();
    const groups = new Map<string, Group>();
    this.documents.clear();
    for (const document of this.index.reader.documents()) {
      this.documents.add(document.uri);
      const uri = vscode.Uri.parse(document.uri, true);
      const ref = this.settings.baseline(uri);
      if (ref === NO_BASELINE) continue;
      const repository = this.git.of(uri);
      if (!repository) {
        const state = this.withoutRepository(ref);
        if (state.kind === 'unknown') entries.set(document.uri, { kind: 'unknown', reason: state.reason });
        continue;
      }
      const key = stateKey(repository, ref);
      const group = groups.get(key);
      if (group) group.documents.push(document);
      else groups.set(key, { repository, ref, documents: [document] });
    }
    this.addEmptyRepositories(groups);
    for (const [key, group] of groups) {
      const state = await this.compareGroup(group, entries, isStale).catch((error: unknown) => {
        const reason = vscode.l10n.t('Git could not answer ({0}).', firstLine(error));
        for (const { uri } of group.documents) entries.set(uri, { kind: 'unknown', reason });
        return { kind: 'unknown', ref: group.ref, reason } as const;
      });
      if (isStale()) return;
      this.states.set(key, state);
    }
    for (const key of this.states.keys()) if (!groups.has(key)) this.states.delete(key);
    this.enter(entries);
  }

  /** A repository whose last task file is gone has lost something all the same. */
  private addEmptyRepositories(groups: Map<string, Group>): void {
    for (const repository of this.git.all) {
      const ref = this.settings.baseline(repository.rootUri);
      const key = stateKey(repository, ref);
      const isOpen = vscode.workspace.getWorkspaceFolder(repository.rootUri) !== undefined;
      if (isOpen && ref !== NO_BASELINE && !groups.has(key)) {
        groups.set(key, { repository, ref, documents: [] });
      }
    }
  }

  private async compareGroup(
    { repository, ref, documents }: Group,
    entries: Map<string, FileBaseline>,
    isStale: () => boolean,
  ): Promise<BaselineState> {
    const base = await findBaseCommit(repository, ref);
    if (base.kind === 'unknown') {
      for (const { uri } of documents) entries.set(uri, base);
      return { kind: 'unknown', ref, reason: base.reason };
    }
    const { commit } = base;
    const uris = documents.map(({ uri }) => uri);
    const before = this.states.get(stateKey(repository, ref));
    if (before?.kind === 'known' && before.commit !== commit) {
      await this.texts.carryOver(repository, before.commit, commit, uris);
    }
    const known = (uri: string, text: string): FileBaseline => {
      return { kind: 'known', ref, commit, path: pathLabel(vscode.Uri.parse(uri, true)), text };
    };
    const conflicts = new Set(repository.state.mergeChanges.map(({ uri }) => uri.toString()));
    const added: TaskDocument[] = [];
    await this.readAll(repository, commit, uris, isStale, (uri, file, at) => {
      const document = documents[at];
      if (!document) return;
      if (conflicts.has(uri)) {
        entries.set(uri, {
          kind: 'unknown',
          reason: vscode.l10n.t('A merge has left conflicts in the file.'),
        });
      } else if (document.skipped !== null) {
        entries.set(uri, { kind: 'unknown', reason: document.skipped });
      } else if (file.kind === 'unreadable') entries.set(uri, { kind: 'unknown', reason: file.reason });
      else if (file.kind === 'text') entries.set(uri, known(uri, file.text));
      else added.push(document);
    });
    const texts = new Map<string, string>();
    const vanished = await this.vanished(repository, commit);
    await this.readAll(repository, commit, vanished, isStale, (uri, file) => {
      if (file.kind === 'text') texts.set(uri, file.text);
    });
    const renamed = renamedFiles(
      [...texts].map(([path, text]) => ({ path, text })),
      texts.size === 0 ? [] : added.map(({ uri, text }) => ({ path: uri, text })),
    );
    for (const { uri } of added) {
      const from = renamed.get(uri);
      entries.set(
        uri,
        from === undefined ? { kind: 'absent', ref, commit } : known(from, texts.get(from) ?? ''),
      );
    }
    const moved = new Set(renamed.values());
    for (const [uri, text] of texts) {
      if (!moved.has(uri) && this.index.isTaskFile(vscode.Uri.parse(uri, true), text))
        entries.set(uri, known(uri, text));
    }
    return { kind: 'known', ref, commit };
  }

  private async readAll(
    repository: GitRepository,
    commit: string,
    uris: readonly string[],
    isStale: () => boolean,
    take: (uri: string, file: CommittedFile, at: number) => void,
  ): Promise<void> {
    const slices = new Slices();
    for (let at = 0; at < uris.length && !isStale(); at += BATCH) {
      const batch = uris.slice(at, at + BATCH);
      const files = await Promise.all(
        batch.map((uri) => this.texts.read(repository, commit, vscode.Uri.parse(uri, true))),
      );
      for (const [i, file] of files.entries()) {
        await slices.breathe();
        take(batch[i] ?? '', file, at + i);
      }
    }
  }

  /** Markdown files that the commit has and the work tree has no longer. */
  private async vanished(repository: GitRepository, commit: string): Promise<readonly string[]> {
    const changes = await repository.diffWith(commit);
    const isGone = (uri: vscode.Uri): boolean =>
      isMarkdownPath(uri.path) &&
      vscode.workspace.getWorkspaceFolder(uri) !== undefined &&
      this.index.reader.document(uri.toString()) === undefined;
    const gone = changes
      .filter(
        ({ status, uri, originalUri }) => status === DELETED || uri.toString() !== originalUri.toString(),
      )
      .map(({ originalUri }) => originalUri)
      .filter(isGone);
    // Those that are task files by their names come first.
    const rank = (uri: vscode.Uri): number => (this.index.isTaskFile(uri, '') ? 0 : 1);
    return gone
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, MAX_VANISHED)
      .map(String);
  }

  /** Hands over what differs from what the index has. */
  private enter(entries: ReadonlyMap<string, FileBaseline>): void {
    const differing: [string, FileBaseline | null][] = [];
    for (const uri of this.entered.keys()) {
      if (entries.has(uri)) continue;
      this.entered.delete(uri);
      differing.push([uri, null]);
    }
    for (const [uri, baseline] of entries) {
      const before = this.entered.get(uri);
      if (before && isSame(before, baseline)) continue;
      this.entered.set(uri, baseline);
      differing.push([uri, baseline]);
    }
    this.index.setBaselines(differing);
  }

  private withoutRepository(ref: string): BaselineState {
    if (!this.git.isSettled) return { kind: 'pending' };
    const reason =
      this.git.whyNone() ?? vscode.l10n.t('The file is in no Git repository that the editor has open.');
    return { kind: 'unknown', ref, reason };
  }
}

function stateKey(repository: GitRepository, ref: string): string {
  return `${repository.rootUri.toString()} ${ref}`;
}
