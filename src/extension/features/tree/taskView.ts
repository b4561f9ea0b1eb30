import * as vscode from 'vscode';
import { GROUPINGS, taskAtLine, type Grouping, type Task, type TreeNode } from '../../../core';
import { Debouncer } from '../../adapter/schedule';
import type { Settings } from '../../adapter/settings';
import type { LiveIndex } from '../../adapter/workspaceIndex';
import type { TaskEdits } from '../taskEdits';
import { bottleneckWord } from '../words';
import { onCheckboxes } from './checkboxes';
import { TaskDragAndDrop } from './dragAndDrop';
import { ReadyBadge } from './readyBadge';
import { TaskTreeProvider } from './taskTreeProvider';

export const VIEW = 'wavemark.tasks';

const GROUPING_KEY = 'wavemark.grouping';
const REFRESH_QUIET_MS = 150;
/** A tree that takes long to make is made less often. */
const REST_FACTOR = 5;
const LONGEST_REST_MS = 2_000;
const FOLLOW_QUIET_MS = 150;
/** Work shorter than this is over before a progress bar would be seen. */
const PROGRESS_AFTER_MS = 300;

/** What the view has to say where it has no rows; `package.json` holds the words. */
type Face = 'indexing' | 'noFiles' | 'noTasks' | 'filtered' | 'nothingReady' | 'tasks';

/** The tree of tasks in the side bar: what is shown, and how the rest of the workbench learns of it. */
export class TaskView implements vscode.Disposable {
  private readonly provider: TaskTreeProvider;
  private readonly view: vscode.TreeView<TreeNode>;
  readonly dragAndDrop: TaskDragAndDrop;
  private readonly subscriptions: vscode.Disposable[];
  private readonly refreshSoon = new Debouncer(() => void this.refresh(), REFRESH_QUIET_MS);
  private readonly followSoon = new Debouncer(() => void this.follow(), FOLLOW_QUIET_MS);
  private readonly progressSoon = new Debouncer(() => this.showProgress(), PROGRESS_AFTER_MS);
  private readonly badge: ReadyBadge;
  /** Whether the rows are older than the index, because nobody sees them. */
  private stale = false;
  private typedFilter = '';
  private refreshing = 0;
  private refreshTook = 0;
  private readonly contexts = new Map<string, string | boolean>();

  constructor(
    private readonly index: LiveIndex,
    private readonly settings: Settings,
    private readonly memory: vscode.Memento,
    private readonly edits: TaskEdits,
  ) {
    this.dragAndDrop = new TaskDragAndDrop(index.reader, edits);
    this.provider = new TaskTreeProvider(index.reader, () => settings.isOn('tree.checkboxes'));
    this.view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this.provider,
      showCollapseAll: true,
      canSelectMany: true,
      manageCheckboxStateManually: true,
      dragAndDropController: this.dragAndDrop,
    });
    this.badge = new ReadyBadge(index.reader, this.view);
    this.subscriptions = [
      this.provider,
      this.view,
      this.refreshSoon,
      this.followSoon,
      this.progressSoon,
      index.onDidChange(() => this.refreshLater()),
      this.view.onDidChangeCheckboxState((event) => void this.tick(event)),
      index.onDidChangeBusy((busy) => this.onBusy(busy)),
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible && this.stale) void this.refresh();
        if (visible) this.followSoon.trigger();
      }),
      vscode.window.onDidChangeTextEditorSelection(() => this.followSoon.trigger()),
      vscode.window.onDidChangeActiveTextEditor(() => this.followSoon.trigger()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.refresh()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.refreshLater()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('wavemark.tree')) void this.refresh();
      }),
    ];
    void this.refresh();
  }

  get grouping(): Grouping {
    const remembered: unknown = this.memory.get(GROUPING_KEY);
    return GROUPINGS.find((grouping) => grouping === remembered) ?? 'file';
  }

  async setGrouping(grouping: Grouping): Promise<void> {
    void this.memory.update(GROUPING_KEY, grouping);
    await this.refresh();
  }

  get filter(): string {
    return this.typedFilter;
  }

  async setFilter(filter: string): Promise<void> {
    if (filter === this.typedFilter) return;
    this.typedFilter = filter;
    await this.refresh();
  }

  /** The rows as they are, for tests and for the curious. */
  get nodes(): TaskTreeProvider {
    return this.provider;
  }

  /** Brings a task's row into sight, without taking the focus. */
  async reveal(task: Task): Promise<void> {
    const node = this.provider.find(task);
    if (node && this.view.selection[0]?.id !== node.id)
      await this.view.reveal(node, { select: true, focus: false });
  }

  /** What the boxes of the rows say is made so; where it cannot, they say again what is. */
  async tick({ items }: vscode.TreeCheckboxChangeEvent<TreeNode>): Promise<void> {
    if (!(await onCheckboxes(items, this.index.reader, this.edits))) await this.refresh();
  }

  /** Resolves when the rows show what is in the index. */
  async settled(): Promise<void> {
    while (this.refreshSoon.pending || this.refreshing > 0) {
      await new Promise<void>((resolve) => setTimeout(resolve, 10));
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private refreshLater(): void {
    this.refreshSoon.trigger(
      Math.min(LONGEST_REST_MS, Math.max(REFRESH_QUIET_MS, this.refreshTook * REST_FACTOR)),
    );
  }

  private async refresh(): Promise<void> {
    this.refreshSoon.cancel();
    const since = performance.now();
    this.refreshing++;
    try {
      // Rows that nobody sees are made when the view is opened.
      this.stale = !this.view.visible;
      if (this.stale || (await this.provider.rebuild({ grouping: this.grouping, filter: this.filter }))) {
        this.updateFace();
      }
      // What is ready shows only when all files are known.
      if (this.index.isComplete) await this.badge.update(this.settings.isOn('tree.badge'));
    } finally {
      this.refreshing--;
      // Rows that are made anew while one is being revealed swallow it.
      this.followSoon.trigger();
      this.refreshTook = performance.now() - since;
    }
  }

  private updateFace(): void {
    const face = this.faceNow();
    this.setContext('wavemark.face', face);
    this.setContext('wavemark.isFiltered', this.isFiltered);
    this.view.description = groupingWord(this.grouping);
    this.view.message = this.messageFor(face);
  }

  private setContext(name: string, value: string | boolean): void {
    if (this.contexts.get(name) === value) return;
    this.contexts.set(name, value);
    void vscode.commands.executeCommand('setContext', name, value);
  }

  private get isFiltered(): boolean {
    return this.typedFilter.trim() !== '';
  }

  private faceNow(): Face {
    const { reader, isComplete } = this.index;
    if (reader.documents().length === 0) return isComplete ? 'noFiles' : 'indexing';
    if (this.stale || this.provider.tree.roots.length > 0) return 'tasks';
    if (this.isFiltered) return 'filtered';
    return this.grouping === 'ready' && reader.tasks().length > 0 ? 'nothingReady' : 'noTasks';
  }

  private messageFor(face: Face): string {
    // A view with a message shows no welcome.
    if (face !== 'tasks') return '';
    const messages: string[] = [];
    if (this.isFiltered && !this.stale) {
      const shown = this.provider.tree.shown;
      messages.push(
        vscode.l10n.t('{0} of {1} tasks match “{2}”.', shown, this.index.reader.tasks().length, this.filter),
      );
    }
    const [worst] = this.stale ? [] : this.provider.tree.bottlenecks;
    if (worst) messages.push(bottleneckWord(worst));
    if (!vscode.workspace.isTrusted) {
      messages.push(vscode.l10n.t('Restricted Mode: this workspace’s own choice of task files is not used.'));
    }
    return messages.join(' ');
  }

  private onBusy(busy: boolean): void {
    if (busy) {
      this.progressSoon.trigger();
      return;
    }
    this.progressSoon.cancel();
    this.refreshLater();
  }

  private showProgress(): void {
    if (!this.index.isBusy) return;
    void vscode.window.withProgress({ location: { viewId: VIEW } }, () => this.index.whenIdle());
  }

  private async follow(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !this.view.visible || !this.settings.isOn('tree.followCursor', editor.document)) return;
    const document = this.index.reader.document(editor.document.uri.toString());
    const task = document && taskAtLine(document, editor.selection.active.line);
    if (task) await this.reveal(task);
  }
}

export function groupingWord(grouping: Grouping): string {
  switch (grouping) {
    case 'file':
      return vscode.l10n.t('by file');
    case 'section':
      return vscode.l10n.t('by section');
    case 'wave':
      return vscode.l10n.t('by wave');
    case 'priority':
      return vscode.l10n.t('by priority');
    case 'status':
      return vscode.l10n.t('by status');
    case 'ready':
      return vscode.l10n.t('ready now');
  }
}
