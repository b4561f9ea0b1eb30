/** The tasks of one document under their sections. */
import type { Task, TaskDocument, TaskStatus } from '../../core';

export interface SectionNode {
  /** Titles joined where a section holds nothing but one other; empty at the top. */
  readonly titles: readonly string[];
  readonly children: readonly SectionNode[];
  /** Directly in this section, in document order, children of tasks included. */
  readonly tasks: readonly Task[];
  /** How many tasks of each status are in this section and all below it. */
  readonly counts: Readonly<Partial<Record<TaskStatus, number>>>;
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
    const { parent } = task;
    const home = (parent && homes.get(parent)) ?? homeOf(task.section, top);
    homes.set(task, home);
    home.tasks.push(task);
  }
  return finish(top);
}

function homeOf(section: readonly string[], top: Building): Building {
  let home = top;
  for (const title of section) {
    let child = home.children.get(title);
    if (!child) {
      child = building([title]);
      home.children.set(title, child);
    }
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
  const counts: Partial<Record<TaskStatus, number>> = {};
  const add = (status: TaskStatus, count: number): void => {
    counts[status] = (counts[status] ?? 0) + count;
  };
  for (const { status } of node.tasks) add(status, 1);
  for (const child of children) {
    for (const [status, count] of Object.entries(child.counts)) add(status as TaskStatus, count);
  }
  return { titles: node.titles, children, tasks: node.tasks, counts };
}

/** How many levels of sections there are, the top included. */
export function levelsOf(node: SectionNode): number {
  return 1 + node.children.reduce((deepest, child) => Math.max(deepest, levelsOf(child)), 0);
}

/** The tasks of a section and of all below it, in order. */
export function allTasks(node: SectionNode): readonly Task[] {
  if (node.children.length === 0) return node.tasks;
  const list = [...node.tasks];
  for (const child of node.children) for (const task of allTasks(child)) list.push(task);
  return list;
}
