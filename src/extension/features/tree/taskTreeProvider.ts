import * as vscode from 'vscode';
import {
  TaskTree,
  type Grouping,
  type IndexReader,
  type Task,
  type TaskNode,
  type TreeNode,
  type TreeOptions,
} from '../../../core';
import { runInSteps } from '../../adapter/schedule';
import { taskMarkdown } from '../taskMarkdown';
import { treeItem, type RowContext } from './treeItems';

/** Shows a {@link TaskTree}, which is made anew on each refresh. */
export class TaskTreeProvider implements vscode.TreeDataProvider<TreeNode> {
  private readonly changes = new vscode.EventEmitter<void>();
  /** A row on screen belongs to the tree that it was made by until the view has asked for new ones. */
  private readonly owners = new WeakMap<TreeNode, TaskTree>();
  private current: TaskTree;
  private grouping: Grouping = 'file';
  private builds = 0;

  readonly onDidChangeTreeData = this.changes.event;

  /** @param hasCheckboxes whether rows of tasks have boxes to tick */
  constructor(
    private readonly reader: IndexReader,
    private readonly hasCheckboxes: () => boolean,
  ) {
    this.current = TaskTree.of(reader, { grouping: 'file', filter: '' });
  }

  get tree(): TaskTree {
    return this.current;
  }

  /** Builds the tree anew, and shows it. False when another build has begun meanwhile. */
  async rebuild(options: TreeOptions): Promise<boolean> {
    const build = ++this.builds;
    const tree = await runInSteps(TaskTree.inSteps(this.reader, options), () => build !== this.builds);
    if (tree === null || build !== this.builds) return false;
    this.current = tree;
    this.grouping = options.grouping;
    this.changes.fire();
    return true;
  }

  find(task: Task): TaskNode | null {
    const found = this.current.find(task);
    for (let at: TreeNode | null = found; at !== null; at = at.parent) this.owners.set(at, this.current);
    return found;
  }

  getChildren(node?: TreeNode): TreeNode[] {
    const tree = (node && this.owners.get(node)) ?? this.current;
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
    this.builds++;
    this.changes.dispose();
  }

  private context(): RowContext {
    const { reader, grouping } = this;
    const mixed = grouping !== 'file' && grouping !== 'section' && reader.documents().length > 1;
    const tree = this.current;
    const checkboxes = this.hasCheckboxes();
    return { reader, grouping, words: tree.words, ready: (task) => tree.ready(task), mixed, checkboxes };
  }
}
