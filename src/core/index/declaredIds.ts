import type { Stretch } from './stretch';

/**
 * Ids that some form of task declares, counted by stretch. The version grows when an id comes or goes; as long as
 * nobody has asked for an id, already when one moves.
 */
export class DeclaredIds {
  version = 0;
  /** Most documents never ask. */
  private counts: Map<string, number> | null = null;
  private readonly byStretch = new Map<Stretch, readonly string[]>();

  has(id: string): boolean {
    this.counts ??= this.counted();
    return this.counts.has(id);
  }

  private counted(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const ids of this.byStretch.values())
      for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  }

  replace(stretch: Stretch, ids: readonly string[]): void {
    const before = this.byStretch.get(stretch);
    if (before && before.length === ids.length && before.every((id, index) => id === ids[index])) return;
    this.delete(stretch);
    if (ids.length === 0) return;
    this.byStretch.set(stretch, ids);
    const { counts } = this;
    if (!counts) {
      this.version++;
      return;
    }
    for (const id of ids) {
      const count = counts.get(id) ?? 0;
      if (count === 0) this.version++;
      counts.set(id, count + 1);
    }
  }

  delete(stretch: Stretch): void {
    const ids = this.byStretch.get(stretch);
    if (!ids) return;
    this.byStretch.delete(stretch);
    const { counts } = this;
    if (!counts) {
      this.version++;
      return;
    }
    for (const id of ids) {
      const count = (counts.get(id) ?? 1) - 1;
      if (count > 0) {
        counts.set(id, count);
      } else {
        counts.delete(id);
        this.version++;
      }
    }
  }
}
