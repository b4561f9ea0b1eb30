import { isFinished } from '../features/words';
import type { Effort, Task, TaskDocument, TaskKind, TaskStatus } from '../model/task';
import type { Reading } from './readings';

/** Hours of some tasks together. */
export interface Hours {
  readonly min: number;
  readonly max: number;
}

/** What is counted of the tasks of a part of a document, by their numbers in it, whatever stands in other parts. */
interface CountedPart {
  readonly status: readonly TaskStatus[];
  readonly kind: readonly TaskKind[];
  /** The number of the parent; -1 where it has none there. Parents come first. */
  readonly parent: readonly number[];
  readonly hasId: readonly boolean[];
  readonly isFinished: readonly boolean[];
  readonly effort: readonly (Effort | null)[];
  readonly priority: readonly (string | null)[];
  /** Kinds of tasks that say how far they are: by boxes, or because one of them is finished or begun. */
  readonly statuses: ReadonlySet<TaskKind>;
}

/** What is counted of the tasks of a document, by their numbers in it. It holds no tasks: these are read anew. */
export interface CountedTasks extends CountedPart {
  /** What was worked out of it already, by what it was worked out of. */
  readonly readings: Map<string, readonly Reading[]>;
  readonly sums: Map<string, Hours | null>;
}

/** All that {@link countedTasks} goes by. */
export function countedKey(tasks: readonly Task[]): string {
  const numbers = new Map<Task, number>();
  let key = '';
  tasks.forEach((task, at) => {
    numbers.set(task, at);
    const { kind, status, parent, idKind, effortHours, priority, marker } = task;
    const above = parent === null ? '' : (numbers.get(parent) ?? parent.key);
    const effort = effortHours === null ? '' : `${effortHours.min}-${effortHours.max}`;
    key += `${kind}\t${status}\t${above}\t${idKind}\t${effort}\t${priority ?? ''}\t${marker === null ? '' : 'x'}\n`;
  });
  return key;
}

export function countedPart(tasks: readonly Task[]): CountedPart {
  const numbers = new Map<Task, number>();
  const statuses = new Set<TaskKind>();
  tasks.forEach((task, at) => {
    numbers.set(task, at);
    const { kind, status, marker } = task;
    if (marker !== null || (status !== 'todo' && status !== 'unknown')) statuses.add(kind);
  });
  return {
    status: tasks.map(({ status }) => status),
    kind: tasks.map(({ kind }) => kind),
    parent: tasks.map(({ parent }) => (parent === null ? -1 : (numbers.get(parent) ?? -1))),
    hasId: tasks.map(({ idKind }) => idKind === 'explicit'),
    isFinished: tasks.map(isFinished),
    effort: tasks.map(({ effortHours }) => effortHours),
    priority: tasks.map(({ priority }) => priority),
    statuses,
  };
}

export function countedTasks(document: TaskDocument): CountedTasks {
  const { tasks } = document;
  const parts = [...document.derived(countedPart)];
  return {
    status: parts.flatMap(({ status }) => status),
    kind: parts.flatMap(({ kind }) => kind),
    parent: parentsOf(tasks, parts),
    hasId: parts.flatMap(({ hasId }) => hasId),
    isFinished: parts.flatMap((part) => part.isFinished),
    effort: parts.flatMap(({ effort }) => effort),
    priority: parts.flatMap(({ priority }) => priority),
    statuses: new Set(parts.flatMap(({ statuses }) => [...statuses])),
    readings: new Map(),
    sums: new Map(),
  };
}

/** A heading in an earlier part may be the parent of what stands in a later one. */
function parentsOf(tasks: readonly Task[], parts: readonly CountedPart[]): number[] {
  const headings = new Map<Task, number>();
  const found: number[] = [];
  for (const { parent, kind } of parts) {
    const first = found.length;
    for (const [at, local] of parent.entries()) {
      const task = tasks[first + at];
      if (task && (kind[at] === 'heading' || kind[at] === 'document')) headings.set(task, first + at);
      const above = local < 0 ? (task?.parent ?? null) : null;
      found.push(
        local >= 0 ? first + local : above === null ? -1 : (headings.get(above) ?? tasks.indexOf(above)),
      );
    }
  }
  return found;
}

/** The numbers of all that lies below a task, at any depth: they follow it without a gap. */
export function below({ parent }: CountedTasks, at: number): number[] {
  const found: number[] = [];
  const inside = new Set([at]);
  for (let next = at + 1; next < parent.length; next++) {
    if (!inside.has(parent[next] ?? -1)) break;
    inside.add(next);
    found.push(next);
  }
  return found;
}

/** The same for the same tasks; short for a run of them. */
export function keyOf(members: readonly number[]): string {
  const [first = 0, last = -1] = [members[0], members.at(-1)];
  return last - first + 1 === members.length ? `${first} ${last}` : members.join();
}
