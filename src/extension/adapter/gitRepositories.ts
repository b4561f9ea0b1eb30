import * as vscode from 'vscode';
import type { GitApi, GitExtension, GitRepository } from './gitApi';

/** Where the git extension's API is to be had from. */
const GIT_EXTENSION = 'vscode.git';

/**
 * The repositories that the editor's own git extension has open. That one runs git, only in trusted windows;
 * where it is missing or switched off there are none, and {@link whyNone} says why.
 */
export class GitRepositories implements vscode.Disposable {
  private extension: GitExtension | null = null;
  private api: GitApi | null = null;
  private readonly changes = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[] = [this.changes];
  private ofApi: vscode.Disposable[] = [];
  private readonly ofRepository = new Map<GitRepository, vscode.Disposable>();
  private starting: Promise<void> | null = null;

  /** A repository was opened or closed, something was committed, checked out or changed, git came or went. */
  readonly onDidChange = this.changes.event;

  /** Looks for the git extension, and waits until it knows the repositories of the workspace. */
  start(): Promise<void> {
    this.starting ??= this.connect();
    return this.starting;
  }

  /** All open repositories; none where {@link whyNone} says something. */
  get all(): readonly GitRepository[] {
    return this.api?.repositories ?? [];
  }

  /** The innermost repository that a file belongs to, or would belong to. */
  of(uri: vscode.Uri): GitRepository | null {
    if (uri.scheme !== 'file' || !this.api) return null;
    return this.api.getRepository(uri);
  }

  /** Why there are no repositories, in one sentence; null where git works. */
  whyNone(): string | null {
    if (!vscode.workspace.isTrusted) return vscode.l10n.t('Git is not asked in Restricted Mode.');
    if (!this.extension && !vscode.extensions.getExtension(GIT_EXTENSION)) {
      return vscode.l10n.t('The editor has no Git extension here.');
    }
    if (this.extension?.enabled === false) {
      return vscode.l10n.t('Git is switched off (setting git.enabled), or there is none on this machine.');
    }
    if (!this.api) return vscode.l10n.t('The Git extension has not started.');
    return null;
  }

  /** False while the editor is still looking for repositories. */
  get isSettled(): boolean {
    return this.api === null || this.api.state === 'initialized';
  }

  dispose(): void {
    this.disconnect();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async connect(): Promise<void> {
    this.subscriptions.push(
      vscode.extensions.onDidChange(() => void this.find()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.find()),
    );
    await this.find();
  }

  private async find(): Promise<void> {
    if (this.extension || !vscode.workspace.isTrusted) return;
    const found = vscode.extensions.getExtension<GitExtension>(GIT_EXTENSION);
    if (!found) return;
    let exported: GitExtension;
    try {
      exported = await found.activate();
    } catch {
      return;
    }
    if (this.extension) return;
    this.extension = exported;
    this.subscriptions.push(
      exported.onDidChangeEnablement(() => {
        this.enter();
        this.changes.fire();
      }),
    );
    this.enter();
    this.changes.fire();
  }

  /** Takes the API where git is switched on, lets go of it where it is off. */
  private enter(): void {
    this.disconnect();
    if (!this.extension?.enabled) return;
    try {
      this.api = this.extension.getAPI(1);
    } catch {
      // Enabled, but no git was found: as good as none.
      return;
    }
    const { api } = this;
    this.ofApi = [
      api.onDidChangeState(() => this.changes.fire()),
      api.onDidOpenRepository((repository) => {
        this.listenTo(repository);
        this.changes.fire();
      }),
      api.onDidCloseRepository((repository) => {
        this.ofRepository.get(repository)?.dispose();
        this.ofRepository.delete(repository);
        this.changes.fire();
      }),
    ];
    for (const repository of api.repositories) this.listenTo(repository);
  }

  private listenTo(repository: GitRepository): void {
    this.ofRepository.get(repository)?.dispose();
    this.ofRepository.set(
      repository,
      repository.state.onDidChange(() => this.changes.fire()),
    );
  }

  private disconnect(): void {
    vscode.Disposable.from(...this.ofApi, ...this.ofRepository.values()).dispose();
    this.ofApi = [];
    this.ofRepository.clear();
    this.api = null;
  }
}
