import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { nextOfAllInSteps, type NextTasks } from './plan/nextTasks';
import { filterWords, matchesWords } from './filter';
import type { ContainerNode, GroupNode, Grouping, SectionNode } from './treeNodes';
import { groupValue, inOrder, valueAsWritten, type Group, type Tally } from './treeGroups';
import { isFinished } from './words';

export interface TreeOptions {
  readonly grouping: Grouping;
  /** What the user typed; empty for all tasks. */
  readonly filter: string;
  /** Siblings beyond this many are shown in ranges of this many. */
  readonly rangeSize?: number;
}

/** What stands directly under a container: other containers, then tasks. */
export interface Contents {
  readonly containers: ContainerNode[];
  readonly tasks: Task[];
}

/** A filter opens what it found, unless that would be a flood. */
const OPEN_FOUND_UP_TO = 200;
const OPEN_ROOTS_UP_TO = 8;
/** Tasks between two chances to pause. */
const STEP = 256;

/** Which containers a tree has, and which tasks stand in each; the rows themselves are made when asked for. */
export class TreePlan {
  readonly words: readonly string[];
  /** Under `null` what stands at the top. */
  readonly contents = new Map<ContainerNode | null, Contents>([[null, { containers: [], tasks: [] }]]);
  /** Where each task stands that is not shown under another one. */
  readonly homes = new Map<Task, ContainerNode | null>();
  /** Why the tasks that are ready come in this order; null in other arrangements. */
  next: NextTasks | null = null;
  /** How many tasks match the filter. */
  shown = 0;
  /** Whether rows are open because a filter found them. */
  openFound = false;

  /** The tasks that match, with those above them; null for all. */
  private visible: Set<Task> | null = null;

  private constructor(
    private readonly reader: IndexReader,
    readonly grouping: Grouping,
    filter: string,
  ) {
    this.words = filterWords(filter);
  }

  /** Plans in steps, between which the caller may let other work in. */
  static *inSteps(reader: IndexReader, { grouping, filter }: TreeOptions): Generator<void, TreePlan> {
    const plan = new TreePlan(reader, grouping, filter);
    yield* reader.readLinksInSteps();
    if (grouping === 'ready') {
      yield* plan.planReady();
      return plan;
    }
    yield* plan.select();
    if (grouping === 'file' || grouping === 'section') yield* plan.planFiles();
    else yield* plan.planGroups(grouping);
    return plan;
  }

  /** What a row's id begins with: each arrangement keeps its own open rows; what a filter opens is forgotten. */
  nodeId(name: string): string {
    return `${this.grouping}${this.words.length > 0 ? '?' : ''}/${name}`;
  }

  /** The task under which this one is shown, or null. */
  parentOf(task: Task): Task | null {
    const { parent } = task;
    return parent !== null && this.isVisible(parent) && this.nests(parent, task) ? parent : null;
  }

  childrenOf(task: Task): readonly Task[] {
    if (this.grouping === 'ready') return [];
    return this.reader.children(task).filter((child) => this.isVisible(child) && this.nests(task, child));
  }

  private isVisible(task: Task): boolean {
    return this.visible === null || this.visible.has(task);
  }

  /** Whether a task is shown under its parent, and not as one of its own. */
  private nests(parent: Task, child: Task): boolean {
    const { grouping } = this;
    if (grouping === 'ready') return false;
    if (grouping === 'file' || grouping === 'section') return true;
    return groupValue(grouping, parent) === groupValue(grouping, child);
  }

  private *planReady(): Generator<void, void> {
    const { tasks } = this.contents.get(null)!;
    this.next = yield* nextOfAllInSteps(this.reader);
    for (const { task } of this.next.ready) {
      if (!matchesWords(task, this.words)) continue;
      tasks.push(task);
      this.homes.set(task, null);
    }
    this.shown = tasks.length;
  }

  private *select(): Generator<void, void> {
    const tasks = this.reader.tasks();
    if (this.words.length === 0) {
      this.shown = tasks.length;
      return;
    }
    const visible = new Set<Task>();
    for (const [i, task] of tasks.entries()) {
      if (i % STEP === 0) yield;
      if (!matchesWords(task, this.words)) continue;
      this.shown++;
      visible.add(task);
      // The tasks above give a match its place.
      for (let at = task; at.parent !== null && this.nests(at.parent, at); at = at.parent)
        visible.add(at.parent);
    }
    this.visible = visible;
    this.openFound = this.shown <= OPEN_FOUND_UP_TO;
  }

  private add<T extends ContainerNode>(node: T): T {
    this.contents.set(node, { containers: [], tasks: [] });
    this.contents.get(node.parent as ContainerNode | null)!.containers.push(node);
    return node;
  }

  private place(task: Task, home: ContainerNode): void {
    this.contents.get(home)!.tasks.push(task);
    this.homes.set(task, home);
  }

  private *planFiles(): Generator<void, void> {
    const { visible } = this;
    const found = visible && new Set([...visible].map((task) => task.document));
    // An empty or unreadable task file is shown too: nothing vanishes silently. A filter looks for tasks.
    const documents = this.reader.documents().filter((document) => found === null || found.has(document));
    for (const document of documents) {
      const counts: Tally = { total: 0, finished: 0 };
      const open = this.opensContainer(documents.length);
      const id = this.nodeId(`d:${document.uri}`);
      const node = this.add({ type: 'document', id, parent: null, open, document, counts });
      const sections = this.grouping === 'section' ? new Sections(this, document, node) : null;
      for (const [i, task] of document.tasks.entries()) {
        if (i % STEP === 0) yield;
        if (!this.isVisible(task)) continue;
        count(counts, task);
        const parent = this.parentOf(task);
        const home = sections?.take(task, parent) ?? node;
        if (parent === null) this.place(task, home);
      }
    }
  }

  /** For {@link Sections}. */
  addSection(
    path: readonly string[],
    document: TaskDocument,
    parent: ContainerNode,
    counts: Tally,
  ): SectionNode {
    const id = this.nodeId(`s:${document.uri}#${JSON.stringify(path)}`);
    const title = path[path.length - 1]!;
    return this.add({ type: 'section', id, parent, open: this.openFound, title, path, document, counts });
  }

  private *planGroups(by: GroupNode['by']): Generator<void, void> {
    const groups = new Map<TaskDocument | null, Map<string | null, Group>>();
    const tasks = this.reader.tasks();
    const perDocument = by === 'wave' && (yield* haveWavesInSeveral(tasks));
    for (const [i, task] of tasks.entries()) {
      if (i % STEP === 0) yield;
      if (!this.isVisible(task)) continue;
      const value = groupValue(by, task);
      // The same words name different waves in different files.
      const document = perDocument && value !== null ? task.document : null;
      let inDocument = groups.get(document);
      if (!inDocument) groups.set(document, (inDocument = new Map<string | null, Group>()));
      let group = inDocument.get(value);
      if (!group) {
        const counts = { total: 0, finished: 0 };
        group = { key: value, value: valueAsWritten(by, task), document, counts, roots: [] };
        inDocument.set(value, group);
      }
      count(group.counts, task);
      if (this.parentOf(task) === null) group.roots.push(task);
    }
    const sorted = [...groups.values()].flatMap((inDocument) => [...inDocument.values()]).sort(inOrder(by));
    for (const { key, value, document, counts, roots } of sorted) {
      const id = this.nodeId(`g:${by}:${JSON.stringify([document?.uri ?? null, key])}`);
      // What belongs nowhere is many tasks as a rule, and seldom what one looks for.
      const open =
        this.opensContainer(sorted.length) && (value !== null || sorted.length === 1 || this.openFound);
      const node = this.add({ type: 'group', id, parent: null, open, by, value, document, counts });
      for (const task of roots) this.place(task, node);
      yield;
    }
  }

  private opensContainer(siblings: number): boolean {
    return this.openFound || (this.words.length === 0 && siblings <= OPEN_ROOTS_UP_TO);
  }
}

/** The sections of one document, made as tasks turn up in them. */
class Sections {
  private readonly known = new Map<string, { readonly node: ContainerNode; readonly counts: Tally }>();
  private readonly homes = new Map<Task, ContainerNode>();
  private lastPath: readonly string[] | null = null;
  private lastHome: ContainerNode;

  constructor(
    private readonly plan: TreePlan,
    private readonly document: TaskDocument,
    private readonly root: ContainerNode,
  ) {
    this.lastHome = root;
  }

  /** Counts a task in its section and in those around it. A child counts where its parent stands. */
  take(task: Task, parent: Task | null): ContainerNode {
    const home = (parent && this.homes.get(parent)) ?? this.sectionOf(task.section);
    this.homes.set(task, home);
    for (let at: ContainerNode = home; at !== this.root; at = at.parent as ContainerNode) {
      count(at.counts as Tally, task);
    }
    return home;
  }

  private sectionOf(path: readonly string[]): ContainerNode {
    const { lastPath } = this;
    const isLast = lastPath?.length === path.length && path.every((title, i) => title === lastPath[i]);
    if (!isLast) {
      this.lastPath = path;
      this.lastHome = this.nodeOf(path);
    }
    return this.lastHome;
  }

  private nodeOf(path: readonly string[]): ContainerNode {
    if (path.length === 0) return this.root;
    const key = JSON.stringify(path);
    const known = this.known.get(key);
    if (known) return known.node;
    const counts: Tally = { total: 0, finished: 0 };
    const node = this.plan.addSection(path, this.document, this.nodeOf(path.slice(0, -1)), counts);
    this.known.set(key, { node, counts });
    return node;
  }
}

function count(tally: Tally, task: Task): void {
  tally.total++;
  if (isFinished(task)) tally.finished++;
}

function* haveWavesInSeveral(tasks: readonly Task[]): Generator<void, boolean> {
  let first: TaskDocument | null = null;
  for (const [i, task] of tasks.entries()) {
    if (i % STEP === 0) yield;
    if (task.wave === null) continue;
    first ??= task.document;
    if (task.document !== first) return true;
  }
  return false;
}
