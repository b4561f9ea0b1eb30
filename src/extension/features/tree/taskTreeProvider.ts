import * as vscode from 'vscode';
import {
  TaskTree,
  type Grouping,
  type IndexReader,
  type Task,
  type TaskNode,
  type TreeNode,
} from '../../../core';
import { taskMarkdown } from '../taskMarkdown';
import { treeItem, type RowContext } from './treeItems';

/** Shows a {@link TaskTree}, which is made anew on each refresh. */
export class TaskTreeProvider implements vscode.TreeDataProvider<TreeNode> {
  private readonly changes = new vscode.EventEmitter<void>();
  /** A row on screen belongs to the tree that it was made by until the view has asked for new ones. */
  private readonly owners = new WeakMap<TreeNode, TaskTree>();
  private current: TaskTree | null = null;

  readonly onDidChangeTreeData = this.changes.event;

  constructor(
    private readonly reader: IndexReader,
    private readonly options: () => { readonly grouping: Grouping; readonly filter: string },
  ) {}

  get tree(): TaskTree {
    return (this.current ??= new TaskTree(this.reader, this.options()));
  }

  refresh(): void {
    this.current = null;
    this.changes.fire();
  }

  find(task: Task): TaskNode | null {
    const { tree } = this;
    const found = tree.find(task);
    for (let at: TreeNode | null = found; at !== null; at = at.parent) this.owners.set(at, tree);
    return found;
  }

  getChildren(node?: TreeNode): TreeNode[] {
    const tree = (node && this.owners.get(node)) ?? this.tree;
    const children = node ? tree.children(node) : tree.roots;
    for (const child of children) this.owners.set(child, tree);
    return [...children];
  }

  getParent(node: TreeNode): TreeNode | null {
    return node.parent;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return treeItem(node, this.context());
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    if (node.type === 'task') item.tooltip = taskMarkdown(this.reader, node.task);
    return item;
  }

  dispose(): void {
    this.changes.dispose();
  }

  private context(): RowContext {
    const { grouping } = this.options();
    const { reader } = this;
    const mixed = grouping !== 'file' && grouping !== 'section' && reader.documents().length > 1;
    return { reader, grouping, words: this.tree.words, mixed };
  }
}
