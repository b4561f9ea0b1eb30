import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { filterWords, matchesWords } from './filter';
import type {
  ContainerNode,
  Counts,
  GroupNode,
  Grouping,
  SectionNode,
  TaskNode,
  TreeNode,
} from './treeNodes';
import { compareNatural, isFinished, priorityRank } from './words';

export interface TreeOptions {
  readonly grouping: Grouping;
  /** What the user typed; empty for all tasks. */
  readonly filter: string;
  /** Siblings beyond this many are shown in ranges of this many. */
  readonly rangeSize?: number;
}

/** A view asks for all children of a node at once; more rows than this in one go are felt. */
const RANGE_SIZE = 500;
/** A filter opens what it found, unless that would be a flood. */
const OPEN_FOUND_UP_TO = 200;
const OPEN_ROOTS_UP_TO = 8;

/** What stands directly under a container: other containers, then tasks. */
interface Contents {
  readonly containers: ContainerNode[];
  readonly tasks: Task[];
}

/**
 * The tree of tasks as plain data, for one state of the index: built once, its nodes made as they are asked
 * for. A task stands in it once at most.
 */
export class TaskTree {
  readonly roots: readonly TreeNode[];
  /** How many tasks match the filter. */
  readonly shown: number;
  readonly words: readonly string[];

  private readonly rangeSize: number;
  private readonly contents = new Map<ContainerNode | null, Contents>([
    [null, { containers: [], tasks: [] }],
  ]);
  private readonly home = new Map<Task, ContainerNode | null>();
  private readonly made = new Map<TreeNode | null, readonly TreeNode[]>();
  private readonly names = new Map<TaskDocument, Map<Task, string>>();
  private readonly visible: ReadonlySet<Task> | null;
  private readonly openFound: boolean;

  constructor(
    private readonly reader: IndexReader,
    private readonly options: TreeOptions,
  ) {
    this.rangeSize = options.rangeSize ?? RANGE_SIZE;
    this.words = filterWords(options.filter);
    const { shown, visible } = this.select();
    this.shown = shown;
    this.visible = visible;
    this.openFound = visible !== null && shown <= OPEN_FOUND_UP_TO;
    this.build();
    this.roots = this.nodesOf(null);
  }

  children(node: TreeNode): readonly TreeNode[] {
    return this.nodesOf(node);
  }

  /** The node that shows a task, or null where the arrangement or the filter leaves it out. */
  find(task: Task): TaskNode | null {
    const chain = [task];
    for (let above = this.parentShown(task); above !== null; above = this.parentShown(above))
      chain.push(above);
    const home = this.home.get(chain[chain.length - 1]!);
    if (home === undefined) return null;
    let at: TreeNode | null = home;
    for (const wanted of chain.reverse()) {
      const found = this.nodeAmong(this.nodesOf(at), wanted);
      if (found === null) return null;
      at = found;
    }
    return at as TaskNode;
  }

  /** The tasks that match, and these with the tasks above them, which give them their place. */
  private select(): { shown: number; visible: ReadonlySet<Task> | null } {
    const { grouping } = this.options;
    if (grouping === 'ready') {
      const ready = this.reader.ready().filter((task) => matchesWords(task, this.words));
      return { shown: ready.length, visible: new Set(ready) };
    }
    if (this.words.length === 0) return { shown: this.reader.tasks().length, visible: null };
    const visible = new Set<Task>();
    let shown = 0;
    for (const task of this.reader.tasks()) {
      if (!matchesWords(task, this.words)) continue;
      shown++;
      visible.add(task);
      for (let at = task; at.parent !== null && this.nests(at.parent, at); at = at.parent)
        visible.add(at.parent);
    }
    return { shown, visible };
  }

  private isVisible(task: Task): boolean {
    return this.visible === null || this.visible.has(task);
  }

  /** Whether a task is shown under its parent, and not as one of its own. */
  private nests(parent: Task, child: Task): boolean {
    const { grouping } = this.options;
    if (grouping === 'ready') return false;
    if (grouping === 'file' || grouping === 'section') return true;
    return groupValue(grouping, parent) === groupValue(grouping, child);
  }

  private parentShown(task: Task): Task | null {
    const { parent } = task;
    return parent !== null && this.isVisible(parent) && this.nests(parent, task) ? parent : null;
  }

  private childrenShown(task: Task): readonly Task[] {
    if (this.options.grouping === 'ready') return [];
    return this.reader.children(task).filter((child) => this.isVisible(child) && this.nests(task, child));
  }

  private build(): void {
    const { grouping } = this.options;
    if (grouping === 'file') this.buildFiles(false);
    else if (grouping === 'section') this.buildFiles(true);
    else if (grouping === 'ready')
      this.place(
        this.reader.ready().filter((task) => this.isVisible(task)),
        null,
      );
    else this.buildGroups(grouping);
  }

  private place(tasks: Iterable<Task>, home: ContainerNode | null): void {
    const { tasks: list } = this.contents.get(home)!;
    for (const task of tasks) {
      if (!this.isVisible(task) || this.parentShown(task) !== null) continue;
      list.push(task);
      this.home.set(task, home);
    }
  }

  private add<T extends ContainerNode>(node: T): T {
    this.contents.set(node, { containers: [], tasks: [] });
    this.contents.get(node.parent as ContainerNode | null)!.containers.push(node);
    return node;
  }

  private buildFiles(withSections: boolean): void {
    // An empty or unreadable task file is shown too: nothing vanishes silently. A filter looks for tasks.
    const documents = this.reader
      .documents()
      .filter((document) => this.visible === null || document.tasks.some((task) => this.isVisible(task)));
    for (const document of documents) {
      const counts = count(document.tasks.filter((task) => this.isVisible(task)));
      const open = this.opensContainer(documents.length);
      const id = this.nodeId(`d:${document.uri}`);
      const node = this.add({ type: 'document', id, parent: null, open, document, counts });
      if (withSections) this.buildSections(document, node);
      else this.place(document.tasks, node);
    }
  }

  private buildSections(document: TaskDocument, root: ContainerNode): void {
    const sections = new Map<string, { node: SectionNode; counts: { total: number; finished: number } }>();
    const sectionNode = (path: readonly string[]): ContainerNode => {
      if (path.length === 0) return root;
      const key = path.join('\u0000');
      const known = sections.get(key);
      if (known) return known.node;
      const counts = { total: 0, finished: 0 };
      const node = this.add({
        type: 'section',
        id: this.nodeId(`s:${document.uri}#${JSON.stringify(path)}`),
        parent: sectionNode(path.slice(0, -1)),
        open: this.openFound,
        title: path[path.length - 1]!,
        path,
        document,
        counts,
      } satisfies SectionNode);
      sections.set(key, { node, counts });
      return node;
    };
    const outermostOf = new Map<Task, Task>();
    for (const task of document.tasks) {
      if (!this.isVisible(task)) continue;
      // A child is shown under its parent, so it counts where the outermost of its line is placed.
      const parent = this.parentShown(task);
      const outermost = (parent && outermostOf.get(parent)) ?? parent ?? task;
      outermostOf.set(task, outermost);
      const home = sectionNode(outermost.section);
      if (outermost === task) this.place([task], home);
      for (let length = outermost.section.length; length > 0; length--) {
        const { counts } = sections.get(outermost.section.slice(0, length).join('\u0000'))!;
        counts.total++;
        if (isFinished(task)) counts.finished++;
      }
    }
  }

  private buildGroups(by: GroupNode['by']): void {
    const groups = new Map<string, { value: string | null; document: TaskDocument | null; tasks: Task[] }>();
    const tasks = this.reader.tasks();
    // The same words name different waves in different files.
    const perDocument =
      by === 'wave' && new Set(tasks.filter((t) => t.wave !== null).map((t) => t.document)).size > 1;
    for (const task of tasks) {
      if (!this.isVisible(task)) continue;
      const value = groupValue(by, task);
      const document = perDocument && value !== null ? task.document : null;
      const key = JSON.stringify([document?.uri ?? null, value]);
      const group = groups.get(key);
      if (group) group.tasks.push(task);
      else groups.set(key, { value: valueAsWritten(by, task), document, tasks: [task] });
    }
    const compare = COMPARE[by];
    const sorted = [...groups].sort(
      ([, a], [, b]) =>
        Number(a.value === null) - Number(b.value === null) ||
        compareText(a.document?.path ?? '', b.document?.path ?? '') ||
        compare(a.value ?? '', b.value ?? ''),
    );
    for (const [key, { value, document, tasks: members }] of sorted) {
      const id = this.nodeId(`g:${by}:${key}`);
      const open = this.opensContainer(sorted.length);
      const node = this.add({
        type: 'group',
        id,
        parent: null,
        open,
        by,
        value,
        document,
        counts: count(members),
      });
      this.place(members, node);
    }
  }

  private opensContainer(siblings: number): boolean {
    return this.openFound || (this.words.length === 0 && siblings <= OPEN_ROOTS_UP_TO);
  }

  private nodesOf(node: TreeNode | null): readonly TreeNode[] {
    const known = this.made.get(node);
    if (known) return known;
    let nodes: readonly TreeNode[];
    if (node !== null && node.type === 'range') nodes = [];
    else if (node !== null && node.type === 'task')
      nodes = this.taskNodes(this.childrenShown(node.task), node);
    else {
      const { containers, tasks } = this.contents.get(node) ?? { containers: [], tasks: [] };
      nodes = [...containers, ...this.taskNodes(tasks, node)];
    }
    this.made.set(node, nodes);
    return nodes;
  }

  private taskNodes(tasks: readonly Task[], parent: TreeNode | null): readonly TreeNode[] {
    if (tasks.length <= this.rangeSize) return tasks.map((task) => this.taskNode(task, parent));
    const ranges: TreeNode[] = [];
    for (let start = 0; start < tasks.length; start += this.rangeSize) {
      const members = tasks.slice(start, start + this.rangeSize);
      const range: TreeNode = {
        type: 'range',
        id: `${parent?.id ?? this.nodeId('r')}/r:${start}`,
        parent,
        open: false,
        first: start + 1,
        last: start + members.length,
        firstTask: members[0]!,
        lastTask: members[members.length - 1]!,
      };
      this.made.set(
        range,
        members.map((task) => this.taskNode(task, range)),
      );
      ranges.push(range);
    }
    return ranges;
  }

  private taskNode(task: Task, parent: TreeNode | null): TaskNode {
    return {
      type: 'task',
      id: this.nodeId(`t:${task.document.uri}#${this.nameOf(task)}`),
      parent,
      open: this.openFound,
      task,
      hasChildren: this.childrenShown(task).length > 0,
    };
  }

  private nodeAmong(nodes: readonly TreeNode[], task: Task): TaskNode | null {
    for (const node of nodes) {
      if (node.type === 'task' && node.task === task) return node;
      if (node.type !== 'range') continue;
      const inside = this.nodeAmong(this.nodesOf(node), task);
      if (inside) return inside;
    }
    return null;
  }

  /**
   * A name that outlives edits elsewhere in the document, which line numbers and keys made of them do not:
   * the id or, without one, the title, counted where several tasks share it.
   */
  private nameOf(task: Task): string {
    let names = this.names.get(task.document);
    if (!names) {
      names = new Map();
      const seen = new Map<string, number>();
      for (const each of task.document.tasks) {
        const name = each.id === null ? `~${each.title}` : `=${each.id}`;
        const times = seen.get(name) ?? 0;
        seen.set(name, times + 1);
        names.set(each, times === 0 ? name : `${name}~${times}`);
      }
      this.names.set(task.document, names);
    }
    return names.get(task) ?? task.key;
  }

  /** Each arrangement keeps its own open and closed nodes; what a filter opens is forgotten with it. */
  private nodeId(name: string): string {
    return `${this.options.grouping}${this.words.length > 0 ? '?' : ''}/${name}`;
  }
}

function count(tasks: readonly Task[]): Counts {
  return { total: tasks.length, finished: tasks.filter(isFinished).length };
}

function valueAsWritten(by: GroupNode['by'], task: Task): string | null {
  return by === 'status' ? task.status : by === 'wave' ? task.wave : task.priority;
}

/** What puts tasks in one group: priorities written "High" and "high" are one. */
function groupValue(by: GroupNode['by'], task: Task): string | null {
  const value = valueAsWritten(by, task);
  return by === 'priority' && value !== null ? value.trim().toLowerCase() : value;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What needs attention first comes first; what is over comes last. */
const STATUS_ORDER: readonly string[] = ['doing', 'blocked', 'todo', 'unknown', 'decided', 'done', 'dropped'];

const COMPARE: Record<GroupNode['by'], (a: string, b: string) => number> = {
  wave: compareNatural,
  priority: (a, b) => priorityRank(a) - priorityRank(b) || compareNatural(a, b),
  status: (a, b) => STATUS_ORDER.indexOf(a) - STATUS_ORDER.indexOf(b),
};
