import type { Task, TaskDocument, TaskStatus } from '../model/task';

/** How the tree of tasks can be arranged. */
export type Grouping = 'file' | 'section' | 'wave' | 'priority' | 'status' | 'ready';

export const GROUPINGS: readonly Grouping[] = ['file', 'section', 'wave', 'priority', 'status', 'ready'];

export interface Counts {
  readonly total: number;
  /** Done, decided or dropped. */
  readonly finished: number;
}

interface NodeBase {
  /** Unique in the tree and stable while other parts of the documents are edited. */
  readonly id: string;
  readonly parent: TreeNode | null;
  /** Whether it is shown open when nobody has opened or closed it. */
  readonly open: boolean;
}

export interface DocumentNode extends NodeBase {
  readonly type: 'document';
  readonly document: TaskDocument;
  readonly counts: Counts;
}

export interface SectionNode extends NodeBase {
  readonly type: 'section';
  readonly title: string;
  /** The whole path of headings down to this one. */
  readonly path: readonly string[];
  readonly document: TaskDocument;
  readonly counts: Counts;
}

/** Tasks of one wave, priority or status. */
export interface GroupNode extends NodeBase {
  readonly type: 'group';
  readonly by: 'wave' | 'priority' | 'status';
  /** The wave or priority as written, the status, or null for the tasks that have none. */
  readonly value: string | TaskStatus | null;
  /** The document whose wave it is, where several documents have waves. */
  readonly document: TaskDocument | null;
  readonly counts: Counts;
}

/** A stretch of siblings that are too many to be shown at once. */
export interface RangeNode extends NodeBase {
  readonly type: 'range';
  /** 1-based places among the siblings, both included. */
  readonly first: number;
  readonly last: number;
  readonly firstTask: Task;
  readonly lastTask: Task;
}

export interface TaskNode extends NodeBase {
  readonly type: 'task';
  readonly task: Task;
  readonly hasChildren: boolean;
}

export type ContainerNode = DocumentNode | SectionNode | GroupNode;
export type TreeNode = ContainerNode | RangeNode | TaskNode;
