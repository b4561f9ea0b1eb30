/** Which sections and tasks of a document a listing shows, row by row. */
import type { Task, TaskDocument } from '../../core';
import { isOpen } from './format';
import { allTasks, levelsOf, sectionTree, type SectionNode } from './sectionTree';

export type Row =
  | { readonly kind: 'section'; readonly level: number; readonly node: SectionNode }
  | { readonly kind: 'task'; readonly level: number; readonly task: Task }
  | { readonly kind: 'more'; readonly level: number; readonly count: number };

/** How much to show: sections down to a level, and of each so many tasks. */
interface Fold {
  readonly levels: number;
  readonly perSection: number;
}

const EVERYTHING: Fold = { levels: Infinity, perSection: Infinity };

/** The listings of one document, long and short. */
export class Listings {
  private readonly tree: SectionNode;
  /** Finished tasks that hold open ones. */
  private readonly holders: ReadonlySet<Task>;

  constructor(document: TaskDocument) {
    this.tree = sectionTree(document);
    this.holders = holdersOf(document.tasks);
  }

  /** Every task, finished ones too. */
  full(): readonly Row[] {
    return this.rows(EVERYTHING, () => true);
  }

  /** All sections, and the open tasks. */
  open(): readonly Row[] {
    return this.rows(EVERYTHING, this.isShown);
  }

  /** As {@link open}, cut down to so many rows: fewer tasks of each section, then fewer levels, then nothing. */
  short(limit: number): readonly Row[] {
    if (limit <= 0) return [];
    for (const fold of folds(levelsOf(this.tree))) {
      const rows = this.rows(fold, this.isShown);
      if (rows.length <= limit) return rows;
    }
    return [];
  }

  private readonly isShown = (task: Task): boolean => isOpen(task) || this.holders.has(task);

  private rows(fold: Fold, isShown: (task: Task) => boolean): Row[] {
    const rows: Row[] = [];
    const visit = (node: SectionNode, level: number): void => {
      if (node.titles.length > 0) rows.push({ kind: 'section', level, node });
      const inner = node.titles.length > 0 ? level + 1 : level;
      const cut = inner >= fold.levels;
      if (fold.perSection > 0) {
        const tasks = (cut ? allTasks(node) : node.tasks).filter(isShown);
        const shown = tasks.length <= fold.perSection + 1 ? tasks : tasks.slice(0, fold.perSection);
        for (const task of shown) rows.push({ kind: 'task', level: inner, task });
        const left = tasks.length - shown.length;
        if (left > 0) rows.push({ kind: 'more', level: inner, count: left });
      }
      if (!cut) for (const child of node.children) visit(child, inner);
    };
    visit(this.tree, 0);
    return rows;
  }
}

function holdersOf(tasks: readonly Task[]): Set<Task> {
  const holders = new Set<Task>();
  for (const task of tasks) {
    if (!isOpen(task)) continue;
    for (let at = task.parent; at && !isOpen(at) && !holders.has(at); at = at.parent) holders.add(at);
  }
  return holders;
}

/** Tried in turn until one is short enough. */
function folds(deepest: number): Fold[] {
  const list: Fold[] = [];
  for (let levels = deepest; levels >= 1; levels -= 1) {
    for (const perSection of levels === deepest ? [50, 30, 20, 12, 8, 5, 3, 2, 0] : [3, 0]) {
      list.push({ levels, perSection });
    }
  }
  return list;
}

/** Fewer rows than this are not worth giving to each of many documents. */
const LEAST_SHARE = 3;

/**
 * Shares a number of rows among documents: the short ones get what they need, the others the same each. Where
 * there are too many documents for that, none gets any.
 */
export function shareRows(needs: readonly number[], total: number): number[] {
  if (total < needs.length * LEAST_SHARE) return needs.map(() => 0);
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
