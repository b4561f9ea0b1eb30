import type { IndexReader } from '../model/reader';
import type { Task } from '../model/task';
import type { Bottleneck, NextTask } from './plan/nextTasks';
import { TreePlan, type TreeOptions } from './treePlan';
import type { RangeNode, TaskNode, TreeNode } from './treeNodes';
import { finish } from '../text/steps';

/** A view asks for all children of a node at once; more rows than this in one go are felt. */
const RANGE_SIZE = 500;

/**
 * The tree of tasks as plain data, for one state of the index: planned once, its rows made as they are asked
 * for. A task stands in it once at most.
 */
export class TaskTree {
  private readonly made = new Map<TreeNode | null, readonly TreeNode[]>();
  private byTask: ReadonlyMap<Task, NextTask> | null = null;
  private readonly members = new Map<RangeNode, readonly Task[]>();

  private constructor(
    private readonly plan: TreePlan,
    private readonly rangeSize: number,
  ) {}

  /** Builds in steps, between which the caller may let other work in. */
  static *inSteps(reader: IndexReader, options: TreeOptions): Generator<void, TaskTree> {
    return new TaskTree(yield* TreePlan.inSteps(reader, options), options.rangeSize ?? RANGE_SIZE);
  }

  static of(reader: IndexReader, options: TreeOptions): TaskTree {
    return finish(TaskTree.inSteps(reader, options));
  }

  get roots(): readonly TreeNode[] {
    return this.nodesOf(null);
  }

  /** The unfinished tasks that most waits for, in the arrangement of what is ready; empty in others. */
  get bottlenecks(): readonly Bottleneck[] {
    return this.plan.next?.bottlenecks ?? [];
  }

  /** Why a task stands where it does, in the arrangement of what is ready; undefined in others. */
  ready(task: Task): NextTask | undefined {
    this.byTask ??= new Map(this.plan.next?.ready.map((next) => [next.task, next]));
    return this.byTask.get(task);
  }

  /** How many tasks match the filter. */
  get shown(): number {
    return this.plan.shown;
  }

  /** What is looked for, to be highlighted. */
  get words(): readonly string[] {
    return this.plan.words;
  }

  children(node: TreeNode): readonly TreeNode[] {
    return this.nodesOf(node);
  }

  /** The node that shows a task, or null where the arrangement or the filter leaves it out. */
  find(task: Task): TaskNode | null {
    const chain = [task];
    for (let above = this.plan.parentOf(task); above !== null; above = this.plan.parentOf(above)) {
      chain.push(above);
    }
    const home = this.plan.homes.get(chain[chain.length - 1]!);
    if (home === undefined) return null;
    let at: TreeNode | null = home;
    for (const wanted of chain.reverse()) {
      const found = this.nodeAmong(this.nodesOf(at), wanted);
      if (found === null) return null;
      at = found;
    }
    return at as TaskNode;
  }

  private nodesOf(node: TreeNode | null): readonly TreeNode[] {
    let nodes = this.made.get(node);
    if (!nodes) this.made.set(node, (nodes = this.makeNodes(node)));
    return nodes;
  }

  private makeNodes(node: TreeNode | null): readonly TreeNode[] {
    if (node !== null && node.type === 'range') return this.taskNodes(this.members.get(node) ?? [], node);
    if (node !== null && node.type === 'task') return this.rows(this.plan.childrenOf(node.task), node);
    const contents = this.plan.contents.get(node);
    return contents ? [...contents.containers, ...this.rows(contents.tasks, node)] : [];
  }

  /** Rows for siblings, in ranges where they are many. */
  private rows(tasks: readonly Task[], parent: TreeNode | null): readonly TreeNode[] {
    if (tasks.length <= this.rangeSize) return this.taskNodes(tasks, parent);
    const ranges: RangeNode[] = [];
    for (let start = 0; start < tasks.length; start += this.rangeSize) {
      const members = tasks.slice(start, start + this.rangeSize);
      const range: RangeNode = {
        type: 'range',
        id: `${this.prefix(parent)}r:${start}`,
        parent,
        open: false,
        first: start + 1,
        last: start + members.length,
        firstTask: members[0]!,
        lastTask: members[members.length - 1]!,
      };
      this.members.set(range, members);
      ranges.push(range);
    }
    return ranges;
  }

  /**
   * Ids outlive edits elsewhere in the document, which line numbers would not: they are made of the ids or,
   * without them, of the titles, counted where siblings share one.
   */
  private taskNodes(tasks: readonly Task[], parent: TreeNode | null): readonly TaskNode[] {
    const prefix = this.prefix(parent);
    const seen = new Map<string, number>();
    // Where tasks of several documents stand side by side, the same id is not the same task.
    const isMixed = parent === null || parent.type === 'group' || parent.type === 'range';
    return tasks.map((task) => {
      const name = `${isMixed ? task.document.uri : ''}#${task.id === null ? `~${task.title}` : `=${task.id}`}`;
      const times = seen.get(name) ?? 0;
      seen.set(name, times + 1);
      return {
        type: 'task',
        id: `${prefix}t${times === 0 ? '' : times}:${name}`,
        parent,
        open: this.plan.openFound,
        task,
        hasChildren: this.plan.childrenOf(task).length > 0,
      };
    });
  }

  private prefix(parent: TreeNode | null): string {
    return parent === null ? this.plan.nodeId('') : `${parent.id}/`;
  }

  private nodeAmong(nodes: readonly TreeNode[], task: Task): TaskNode | null {
    for (const node of nodes) {
      if (node.type === 'task' && node.task === task) return node;
      if (node.type !== 'range' || !this.members.get(node)?.includes(task)) continue;
      return this.nodeAmong(this.nodesOf(node), task);
    }
    return null;
  }
}
