import { isFinished } from '../features/words';
import { isCollapsed as isNodeCollapsed, partsOf } from '../forms/decision';
import { TaskNode } from '../forms/taskNode';
import type { Task, TaskDocument } from '../model/task';
import { openPartIn, saysDecided, saysItGathersDecisions } from '../words/decisionWords';
import { ownTextOf, tasksInside, type OwnText } from './ownText';

/** Why an item is not, or cannot be, collapsed. */
export type NotCollapsible =
  /** No list item. */
  | { readonly kind: 'form' }
  | { readonly kind: 'collapsed' }
  /** Nothing says that it is decided. */
  | { readonly kind: 'open' }
  /** Its own words say that a part of it is open. */
  | { readonly kind: 'part'; readonly words: string }
  | { readonly kind: 'children'; readonly open: readonly Task[] }
  /** Its subtasks stand in its own lines, or its own lines between its subtasks. */
  | { readonly kind: 'inline' }
  | { readonly kind: 'between' };

export interface Collapsible {
  readonly kind: 'collapsible';
  readonly own: OwnText;
}

/** Whether nothing is left of the item but its struck name and a pointer. */
export function isCollapsed(task: Task): boolean {
  return isListItem(task) && task instanceof TaskNode && isNodeCollapsed(task);
}

export function isListItem({ kind }: Task): boolean {
  return kind === 'numbered' || kind === 'checkbox' || kind === 'bullet';
}

function isStruck(task: Task): boolean {
  return task instanceof TaskNode && task.isStruck;
}

/**
 * Whether the item can be collapsed, as far as it can be said of the item itself.
 *
 * @param wanted somebody asks for it: then any finished item may be, in whatever file
 */
export function collapsible(task: Task, wanted: boolean): Collapsible | NotCollapsible {
  return judged(task, () => wanted || isDecisionBacklog(task.document));
}

/** @param takesFinished whether any finished item counts as decided */
function judged(task: Task, takesFinished: () => boolean): Collapsible | NotCollapsible {
  if (!isListItem(task)) return { kind: 'form' };
  if (isCollapsed(task)) return { kind: 'collapsed' };
  const isDecided = isStruck(task) || task.status === 'decided';
  if (!isDecided && isFinished(task) && !takesFinished()) return { kind: 'open' };
  const own = ownTextOf(task);
  if (!isDecided && !isFinished(task) && (typeof own === 'string' || !saysItIsDecided(task, own.text)))
    return { kind: 'open' };
  const open = tasksInside(task).filter(isOpen);
  if (open.length > 0) return { kind: 'children', open };
  if (typeof own === 'string') return { kind: own };
  const words = openPartIn(own.text);
  return words === null ? { kind: 'collapsible', own } : { kind: 'part', words };
}

/** Whether it has more to say than its name and a few words: only then is there anything to collapse. */
export function carriesText(task: Task, own: OwnText): boolean {
  if (isStruck(task) || /[\r\n]/.test(own.text)) return true;
  return task instanceof TaskNode && partsOf(task).tail.trim().length > LONGEST_REMARK;
}

/** UTF-16 code units behind a name on the same line. */
const LONGEST_REMARK = 90;

/** A box that is empty says that the item is open, whatever its text says. */
function saysItIsDecided(task: Task, text: string): boolean {
  return task.marker === null && task.status === 'todo' && saysDecided(text);
}

/** A bullet that says nothing of itself is a part of what it stands below. */
function isOpen(task: Task): boolean {
  return !isFinished(task) && (task.marker !== null || task.id !== null || task.status !== 'todo');
}

/** Whether its items are decisions: it says so, or keeps items that were collapsed to a pointer. */
export function isDecisionBacklog(document: TaskDocument): boolean {
  for (const any of document.derived(someCollapsed)) if (any) return true;
  return saysItGathersDecisions(document.slice(0, 2_000));
}

function someCollapsed(tasks: readonly Task[]): boolean {
  return tasks.some((task) => isStruck(task) && isCollapsed(task) && task.decision?.pointer != null);
}

/** The list items of a part of a document that say they are decided, and are not collapsed. */
export function saidDecided(tasks: readonly Task[]): readonly Task[] {
  return tasks.filter((task) => {
    if (!isListItem(task) || !(task instanceof TaskNode)) return false;
    const isDecided = task.isStruck || task.status === 'decided';
    if (!isDecided && !saysItIsDecided(task, task.textOf(task.titleStart, task.textEnd))) return false;
    return !isCollapsed(task);
  });
}

/** Those that are finished and do not say more. */
export function otherwiseFinished(tasks: readonly Task[]): readonly Task[] {
  return tasks.filter(
    (task) => isListItem(task) && isFinished(task) && task.status !== 'decided' && !isStruck(task),
  );
}

/** The decided items of a document that still carry their text, and whether each can be collapsed; in its order. */
export function candidatesIn(
  document: TaskDocument,
): { readonly task: Task; readonly found: Collapsible | NotCollapsible }[] {
  const isBacklog = isDecisionBacklog(document);
  const candidates = [...document.derived(saidDecided)].flat();
  if (isBacklog) {
    for (const finished of document.derived(otherwiseFinished)) candidates.push(...finished);
    candidates.sort((a, b) => a.line - b.line);
  }
  return candidates
    .map((task) => ({ task, found: judged(task, () => isBacklog) }))
    .filter(({ task, found }) => found.kind !== 'collapsible' || carriesText(task, found.own));
}

/** Whether any item of the document is finished, so that its text may be kept elsewhere. */
export function hasFinished(document: TaskDocument): boolean {
  for (const decided of document.derived(saidDecided)) if (decided.length > 0) return true;
  for (const finished of document.derived(otherwiseFinished)) if (finished.length > 0) return true;
  return false;
}
