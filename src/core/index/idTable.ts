import { NodeFlag, type TaskNode } from '../forms/taskNode';
import type { TaskKind } from '../model/task';
import { statusOfMarker } from '../words/statusWords';

/** The tasks of a document by id; and those that need a word said about them. */
export class IdTable {
  /** Grows when a shape of ids comes or goes. */
  shapesVersion = 0;
  /** Nearly every id has one task, which then stands for the list of it. */
  private readonly byId = new Map<string, TaskNode | TaskNode[]>();
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
    this.count(tasks, 1);
    for (const task of tasks) {
      const { takenId, markerText } = task;
      if (markerText !== null && statusOfMarker(markerText) === 'unknown') this.oddMarkers.add(task);
      if (takenId === null) continue;
      const same = this.byId.get(takenId);
      if (same === undefined) {
        this.byId.set(takenId, task);
        continue;
      }
      if (Array.isArray(same)) same.push(task);
      else this.byId.set(takenId, [same, task]);
      this.repeated.add(takenId);
      this.unordered.add(takenId);
    }
  }

  remove(tasks: readonly TaskNode[]): void {
    this.count(tasks, -1);
    for (const task of tasks) {
      this.oddMarkers.delete(task);
      const { takenId } = task;
      if (takenId === null) continue;
      const same = this.byId.get(takenId);
      if (same === task) this.byId.delete(takenId);
      if (!Array.isArray(same)) continue;
      const at = same.indexOf(task);
      if (at >= 0) same.splice(at, 1);
      if (same.length < 2) this.repeated.delete(takenId);
      if (same.length === 0) this.byId.delete(takenId);
    }
  }

  /** Neighbours are mostly alike: they are counted together. */
  private count(tasks: readonly TaskNode[], sign: 1 | -1): void {
    for (let from = 0; from < tasks.length;) {
      const kind = tasks[from]?.kind ?? 'bullet';
      let to = from + 1;
      while (to < tasks.length && tasks[to]?.kind === kind) to++;
      this.counts.set(kind, (this.counts.get(kind) ?? 0) + sign * (to - from));
      from = to;
    }
    let shape = '';
    let alike = 0;
    for (const task of tasks) {
      if (task.takenId === null) continue;
      if (alike > 0 && task.idShape !== shape) {
        this.countShape(shape, sign * alike);
        alike = 0;
      }
      shape = task.idShape;
      alike++;
    }
    if (alike > 0) this.countShape(shape, sign * alike);
  }

  private countShape(shape: string, more: number): void {
    const before = this.shapes.get(shape) ?? 0;
    if (before === 0 || before + more === 0) this.shapesVersion++;
    this.shapes.set(shape, before + more);
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
    if (same === undefined) return [];
    if (!Array.isArray(same)) return [same];
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
