import * as vscode from 'vscode';
import {
  highlightWords,
  priorityName,
  taskLabel,
  trackerCard,
  type Counts,
  type DocumentNode,
  type GroupNode,
  type Grouping,
  type IndexReader,
  type NextTask,
  type RangeNode,
  type SectionNode,
  type Task,
  type TaskNode,
  type TaskStatus,
  type TreeNode,
} from '../../../core';
import { stateIcon } from '../icons';
import { REVEAL_COMMAND } from '../taskMarkdown';
import { capitalised, effortWord, readyWord, statusWord, trackerWord, waitingWord } from '../words';
import { checkboxOf } from './checkboxes';

/** What the rows of a tree depend on besides their nodes. */
export interface RowContext {
  readonly reader: IndexReader;
  readonly grouping: Grouping;
  readonly words: readonly string[];
  /** Why a task is ready, where that arranges the rows. */
  readonly ready: (task: Task) => NextTask | undefined;
  /** Whether tasks of several documents may stand side by side. */
  readonly mixed: boolean;
  /** Whether tasks have boxes to tick. */
  readonly checkboxes: boolean;
}

const NONE = vscode.TreeItemCollapsibleState.None;

/** A row of the tree. Tooltips come later, when they are asked for. */
export function treeItem(node: TreeNode, context: RowContext): vscode.TreeItem {
  const item = rowOf(node, context);
  item.id = node.id;
  return item;
}

function rowOf(node: TreeNode, context: RowContext): vscode.TreeItem {
  switch (node.type) {
    case 'document':
      return documentRow(node);
    case 'section':
      return sectionRow(node);
    case 'group':
      return groupRow(node);
    case 'range':
      return rangeRow(node);
    case 'task':
      return taskRow(node, context);
  }
}

function collapsible({ open }: TreeNode): vscode.TreeItemCollapsibleState {
  return open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

function documentRow(node: DocumentNode): vscode.TreeItem {
  const { path, skipped, uri } = node.document;
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const folder = slash < 0 ? '' : path.slice(0, slash);
  const item = new vscode.TreeItem(name, node.counts.total === 0 ? NONE : collapsible(node));
  item.contextValue = 'document';
  item.resourceUri = vscode.Uri.parse(uri, true);
  if (skipped !== null) {
    item.description = joined(folder, vscode.l10n.t('not read'));
    item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    item.tooltip = skipped;
  } else {
    item.description = joined(folder, countsWord(node.counts));
    item.iconPath = new vscode.ThemeIcon('checklist');
    item.tooltip = path;
  }
  // Without children there is nothing to unfold, so a click opens the file.
  if (node.counts.total === 0) {
    item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [item.resourceUri] };
  }
  item.accessibilityInformation = { label: joined(name, folder, skipped ?? countsSpoken(node.counts)) };
  return item;
}

function sectionRow(node: SectionNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.title, collapsible(node));
  item.contextValue = 'section';
  item.iconPath = new vscode.ThemeIcon('list-tree');
  return counted(item, node.title, node.counts);
}

function groupRow(node: GroupNode): vscode.TreeItem {
  const label = groupLabel(node);
  const item = new vscode.TreeItem(label, collapsible(node));
  item.contextValue = node.by === 'wave' ? 'group.wave' : 'group';
  if (node.by === 'status') item.iconPath = stateIcon(node.value as TaskStatus);
  else item.iconPath = new vscode.ThemeIcon(node.by === 'wave' ? 'layers' : 'flag');
  return counted(item, label, node.counts, node.document?.path);
}

function groupLabel({ by, value }: GroupNode): string {
  if (by === 'status') return capitalised(statusWord(value as TaskStatus));
  if (value !== null) return value;
  return by === 'wave' ? vscode.l10n.t('No wave') : vscode.l10n.t('No priority');
}

function rangeRow(node: RangeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(`${node.first}–${node.last}`, collapsible(node));
  const ends = [node.firstTask, node.lastTask].map((task) => task.id ?? task.title);
  item.contextValue = 'range';
  item.iconPath = new vscode.ThemeIcon('list-selection');
  item.description = ends.join(' … ');
  return item;
}

function taskRow(node: TaskNode, context: RowContext): vscode.TreeItem {
  const { task } = node;
  const { reader, grouping, words, ready } = context;
  const label = taskLabel(task) || vscode.l10n.t('(no title)');
  const waiting = task.status === 'todo' ? waitingWord(reader, task) : null;
  const next = ready(task);
  const details = [
    waiting,
    next ? readyWord(next) : null,
    trackerWord(trackerCard(reader, task)),
    task.effortHours && effortWord(task.effortHours),
    grouping === 'priority' || task.priority === null ? null : priorityName(task.priority),
    node.parent?.type !== 'task' && context.mixed ? task.document.path : null,
  ].filter((detail) => detail !== null);
  const item = new vscode.TreeItem(
    {
      label,
      highlights: highlightWords(label, words).map(({ start, end }) => [start, end] as [number, number]),
    },
    node.hasChildren ? collapsible(node) : NONE,
  );
  item.description = details.join(' · ');
  item.iconPath = stateIcon(waiting === null ? task.status : 'waiting');
  if (context.checkboxes) item.checkboxState = checkboxOf(task);
  item.contextValue = task.id === null ? 'task' : 'task.withId';
  item.command = { command: REVEAL_COMMAND, title: vscode.l10n.t('Reveal'), arguments: [task.key] };
  item.accessibilityInformation = { label: [label, statusWord(task.status), ...details].join(', ') };
  return item;
}

function counted(item: vscode.TreeItem, label: string, counts: Counts, more?: string): vscode.TreeItem {
  item.description = joined(countsWord(counts), more ?? '');
  item.tooltip = joined(label, countsSpoken(counts), more ?? '');
  item.accessibilityInformation = { label: item.tooltip };
  return item;
}

function countsWord({ finished, total }: Counts): string {
  return total === 0 ? vscode.l10n.t('no tasks') : `${finished}/${total}`;
}

function countsSpoken({ finished, total }: Counts): string {
  if (total === 0) return vscode.l10n.t('no tasks');
  return vscode.l10n.t('{0} of {1} tasks finished', finished, total);
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
