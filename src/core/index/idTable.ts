import { NodeFlag, type TaskNode } from '../forms/taskNode';
import type { TaskKind } from '../model/task';
import { statusOfMarker } from '../words/statusWords';

/** The tasks of a document by id; and those that need a word said about them. */
export class IdTable {
  private readonly byId = new Map<string, TaskNode[]>();
  /** Ids that more than one task carries, and those of them whose tasks are to be put in order. */
  private readonly repeated = new Set<string>();
  private readonly unordered = new Set<string>();
  private readonly oddMarkers = new Set<TaskNode>();
  private readonly counts = new Map<TaskKind, number>();
  /** How many tasks have an id of a shape. */
  private readonly shapes = new Map<string, number>();

  kinds(): ReadonlySet<TaskKind> {
    return new Set([...this.counts].filter(([, count]) => count > 0).map(([kind]) => kind));
  }

  add(tasks: readonly TaskNode[]): void {
    for (const task of tasks) {
      const { takenId } = task;
      this.counts.set(task.kind, (this.counts.get(task.kind) ?? 0) + 1);
      if (task.markerText !== null && statusOfMarker(task.markerText) === 'unknown')
        this.oddMarkers.add(task);
      if (takenId === null) continue;
      this.shapes.set(task.idShape, (this.shapes.get(task.idShape) ?? 0) + 1);
      const same = this.byId.get(takenId);
      if (same) {
        same.push(task);
        this.repeated.add(takenId);
        this.unordered.add(takenId);
      } else {
        this.byId.set(takenId, [task]);
      }
    }
  }

  remove(tasks: readonly TaskNode[]): void {
    for (const task of tasks) {
      this.counts.set(task.kind, (this.counts.get(task.kind) ?? 1) - 1);
      this.oddMarkers.delete(task);
      const { takenId } = task;
      if (takenId === null) continue;
      this.shapes.set(task.idShape, (this.shapes.get(task.idShape) ?? 1) - 1);
      const same = this.byId.get(takenId);
      if (!same) continue;
      const at = same.indexOf(task);
      if (at >= 0) same.splice(at, 1);
      if (same.length < 2) this.repeated.delete(takenId);
      if (same.length === 0) this.byId.delete(takenId);
    }
  }

  hasShape(shape: string): boolean {
    return (this.shapes.get(shape) ?? 0) > 0;
  }

  ids(): IterableIterator<string> {
    return this.byId.keys();
  }

  /** In document order. */
  tasksOf(id: string): readonly TaskNode[] {
    const same = this.byId.get(id);
    if (!same) return [];
    // Edits move tasks, but never past each other.
    if (this.unordered.delete(id)) same.sort(byPlace);
    return same;
  }

  /**
   * Groups of tasks that carry one id. A plain list number is an id only among its siblings: 1.1 under one
   * task and 1.1 under another are two.
   */
  duplicates(): readonly (readonly TaskNode[])[] {
    const groups: TaskNode[][] = [];
    for (const id of this.repeated) {
      const scopes = new Map<unknown, TaskNode[]>();
      for (const task of this.tasksOf(id)) {
        const scope = isRelative(task) ? scopeOf(task) : null;
        const group = scopes.get(scope);
        if (group) group.push(task);
        else scopes.set(scope, [task]);
      }
      for (const group of scopes.values()) if (group.length > 1) groups.push(group);
    }
    return groups.sort((a, b) => (a[0]?.line ?? 0) - (b[0]?.line ?? 0));
  }

  unknownMarkers(): readonly TaskNode[] {
    return inOrder([...this.oddMarkers]).filter((task) => task.status === 'unknown');
  }
}

function isRelative(task: TaskNode): boolean {
  return task.takenKind === 'number' && !task.has(NodeFlag.StrongId);
}

function scopeOf(task: TaskNode): unknown {
  return task.parent ?? task.list ?? task.stretch.contextOf(task);
}

function inOrder(tasks: readonly TaskNode[]): TaskNode[] {
  return [...tasks].sort(byPlace);
}

function byPlace(a: TaskNode, b: TaskNode): number {
  return a.line - b.line || a.block - b.block || a.textStart - b.textStart;
}
