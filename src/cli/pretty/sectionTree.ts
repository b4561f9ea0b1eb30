/** The tasks of one document under their sections, and which of them a shortened listing shows. */
import type { Task, TaskDocument } from '../../core';
import { isOpen } from './format';

export interface SectionNode {
  /** Titles joined where a section holds nothing but one other; empty at the top. */
  readonly titles: readonly string[];
  readonly children: readonly SectionNode[];
  /** Directly in this section, in document order, children of tasks included. */
  readonly tasks: readonly Task[];
  /** In this section and all below it. */
  readonly all: readonly Task[];
}

export type Row =
  | { readonly kind: 'section'; readonly level: number; readonly node: SectionNode }
  | { readonly kind: 'task'; readonly level: number; readonly task: Task; readonly depth: number }
  | { readonly kind: 'more'; readonly level: number; readonly count: number };

/** How much to show: sections down to a level, and of each so many tasks. */
interface Fold {
  readonly levels: number;
  readonly perSection: number;
}

interface Building {
  readonly titles: string[];
  readonly children: Map<string, Building>;
  readonly tasks: Task[];
}

/** A task with a parent stands where its outermost ancestor stands. */
export function sectionTree(document: TaskDocument): SectionNode {
  const top = building([]);
  const homes = new Map<Task, Building>();
  for (const task of document.tasks) {
    const home = (task.parent && homes.get(task.parent)) ?? homeOf(task.section, top);
    homes.set(task, home);
    home.tasks.push(task);
  }
  return finish(top);
}

function homeOf(section: readonly string[], top: Building): Building {
  let home = top;
  for (const title of section) {
    const child = home.children.get(title) ?? building([title]);
    home.children.set(title, child);
    home = child;
  }
  return home;
}

function building(titles: string[]): Building {
  return { titles, children: new Map(), tasks: [] };
}

function finish(node: Building): SectionNode {
  const children = [...node.children.values()].map(finish);
  const [only] = children;
  if (only && children.length === 1 && node.tasks.length === 0) {
    return { ...only, titles: [...node.titles, ...only.titles] };
  }
  const all = children.length === 0 ? node.tasks : [...node.tasks, ...children.flatMap((child) => child.all)];
  return { titles: node.titles, children, tasks: node.tasks, all };
}

/** How many tasks stand above each task of a document. */
function depths(document: TaskDocument): Map<Task, number> {
  const known = new Map<Task, number>();
  for (const task of document.tasks) known.set(task, task.parent ? (known.get(task.parent) ?? -1) + 1 : 0);
  return known;
}

/** Open tasks, and finished ones that hold an open one. */
function openTasks(document: TaskDocument): Set<Task> {
  const open = new Set<Task>();
  for (const task of document.tasks) {
    if (!isOpen(task)) continue;
    for (let at: Task | null = task; at && !open.has(at); at = at.parent) open.add(at);
  }
  return open;
}

/** Tried in turn until one is short enough. */
function folds(deepest: number): Fold[] {
  const list: Fold[] = [];
  for (let levels = deepest; levels >= 1; levels -= 1) {
    for (const perSection of levels === deepest ? [Infinity, 8, 5, 3, 2] : [3]) {
      list.push({ levels, perSection });
    }
    list.push({ levels, perSection: 0 });
  }
  return list;
}

function deepestLevel(node: SectionNode): number {
  return 1 + node.children.reduce((deepest, child) => Math.max(deepest, deepestLevel(child)), 0);
}

export interface Listing {
  readonly rows: readonly Row[];
  /** Whether open tasks were left out. */
  readonly shortened: boolean;
}

/** Every task, finished ones too. */
export function fullListing(document: TaskDocument): Listing {
  const tree = sectionTree(document);
  const show = new Set(document.tasks);
  return {
    rows: rows(tree, { levels: Infinity, perSection: Infinity }, show, depths(document)),
    shortened: false,
  };
}

/** Sections and open tasks in at most so many rows, or no rows at all. */
export function shortListing(document: TaskDocument, limit: number): Listing {
  const tree = sectionTree(document);
  const show = openTasks(document);
  const deep = depths(document);
  const candidates = folds(deepestLevel(tree));
  for (const [at, fold] of candidates.entries()) {
    const list = rows(tree, fold, show, deep);
    if (list.length <= limit) return { rows: list, shortened: at > 0 };
  }
  return { rows: [], shortened: show.size > 0 };
}

function rows(
  tree: SectionNode,
  fold: Fold,
  show: ReadonlySet<Task>,
  deep: ReadonlyMap<Task, number>,
): Row[] {
  const list: Row[] = [];
  const visit = (node: SectionNode, level: number): void => {
    if (node.titles.length > 0) list.push({ kind: 'section', level, node });
    const inner = node.titles.length > 0 ? level + 1 : level;
    const cut = inner >= fold.levels;
    const tasks = (cut ? node.all : node.tasks).filter((task) => show.has(task));
    const shown = tasks.length <= fold.perSection + 1 ? tasks : tasks.slice(0, fold.perSection);
    if (fold.perSection > 0) {
      for (const task of shown) list.push({ kind: 'task', level: inner, task, depth: deep.get(task) ?? 0 });
      if (shown.length < tasks.length)
        list.push({ kind: 'more', level: inner, count: tasks.length - shown.length });
    }
    if (!cut) for (const child of node.children) visit(child, inner);
  };
  visit(tree, 0);
  return list;
}

/** Shares a number of rows among documents: the short ones get what they need, the others the same each. */
export function shareRows(needs: readonly number[], total: number): number[] {
  const order = needs.map((_, at) => at).sort((a, b) => (needs[a] ?? 0) - (needs[b] ?? 0));
  const shares: number[] = needs.map(() => 0);
  let left = total;
  for (const [position, at] of order.entries()) {
    const share = Math.min(needs[at] ?? 0, Math.floor(left / (order.length - position)));
    shares[at] = share;
    left -= share;
  }
  return shares;
}
