import type { TaskNode } from '../forms/taskNode';
import type { TaskStatus } from '../model/task';
import { BlockKind, Field, STRIDE } from '../parse/blocks';
import type { TitleClassifier, TitleInfo } from '../parse/labels';
import type { SectionClass } from '../words/sectionWords';
import type { SectionContext } from './stretch';

/** The place before the first heading. */
export function rootContext(owner: TaskNode | null): SectionContext {
  return {
    parent: null,
    level: 0,
    heading: null,
    isTitle: false,
    title: '',
    path: [],
    sectionClass: null,
    status: null,
    ownStatus: null,
    priority: null,
    wave: null,
    owner,
    takenOver: () => null,
  };
}

/** The heading's text as written, closing `#`s excluded. */
export function headingText(node: TaskNode): string {
  const { blocks } = node.stretch.table;
  const at = node.block * STRIDE;
  // A bold line that stands for a heading is a paragraph: it has no content of its own.
  if (blocks[at + Field.Kind] !== BlockKind.Heading)
    return node.textOf(blocks[at + Field.Start] ?? 0, node.textEnd);
  return node.textOf(blocks[at + Field.B] ?? 0, blocks[at + Field.C] ?? 0);
}

/** Whether two sections say the same of a task that stands in them, whatever their titles and what stands above them. */
export function saysSameOfTasks(one: SectionContext, other: SectionContext): boolean {
  return (
    one.owner === other.owner &&
    // Where no section says otherwise, a task is to do.
    (one.status ?? 'todo') === (other.status ?? 'todo') &&
    one.priority === other.priority &&
    one.wave === other.wave
  );
}

/** A section: what its heading says, and what it inherits of the sections around it. */
export class HeadingContext implements SectionContext {
  readonly parent: SectionContext;
  heading: TaskNode;
  readonly level: number;
  readonly isTitle: boolean;
  readonly sectionClass: SectionClass | null;
  readonly status: TaskStatus | null;
  readonly ownStatus: TaskStatus | null;
  readonly priority: string | null;
  readonly wave: string | null;
  readonly owner: TaskNode | null;
  private plainTitle: string | null = null;
  private knownPath: readonly string[] | null = null;

  constructor(parent: SectionContext, heading: TaskNode, isTitle: boolean, titles: TitleClassifier) {
    this.parent = parent;
    this.heading = heading;
    this.level = heading.level;
    this.isTitle = isTitle;
    const info: TitleInfo | null = heading.taken || isTitle ? null : titles.describe(headingText(heading));
    // Within a task nothing of the sections around it is said anew: its notes are its own.
    // "### Pending" holds tasks, be it below "## Current state".
    const opens = info?.status != null && info.status !== 'done';
    const inherited = isTitle || opens ? null : parent.sectionClass;
    this.sectionClass = heading.taken ? null : (info?.sectionClass ?? inherited);
    this.ownStatus = info?.status ?? null;
    const said = this.ownStatus ?? (info?.finished === true ? 'done' : null);
    this.status = said ?? (heading.taken ? null : parent.status);
    this.priority = info?.priority ?? parent.priority;
    this.wave = info?.wave ?? parent.wave;
    this.owner = heading.taken ? heading : parent.owner;
  }

  /**
   * Itself with the heading of another context, if that says the same to what stands below it. So the heading of a
   * section can be read anew without deciding anew on all that stands in the section.
   */
  takenOver(by: SectionContext): SectionContext | null {
    const isSame =
      this.owner === by.owner &&
      this.parent === by.parent &&
      this.level === by.level &&
      this.isTitle === by.isTitle &&
      this.sectionClass === by.sectionClass &&
      this.status === by.status &&
      this.ownStatus === by.ownStatus &&
      this.priority === by.priority &&
      this.wave === by.wave;
    // Whoever remembers tasks by their sections knows these by name.
    if (!isSame || by.heading === null || headingText(this.heading) !== headingText(by.heading)) return null;
    this.heading = by.heading;
    return this;
  }

  get title(): string {
    this.plainTitle ??= this.heading.stretch.host.plainText(headingText(this.heading));
    return this.plainTitle;
  }

  get path(): readonly string[] {
    const { parent, isTitle } = this;
    this.knownPath ??= isTitle ? parent.path : [...parent.path, this.title];
    return this.knownPath;
  }
}
