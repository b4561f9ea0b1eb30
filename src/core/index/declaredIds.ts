import type { Stretch } from './stretch';

/** Ids that some form of task declares, counted by stretch. The version grows only when an id comes or goes. */
export class DeclaredIds {
  version = 0;
  private readonly counts = new Map<string, number>();
  private readonly byStretch = new Map<Stretch, readonly string[]>();

  has(id: string): boolean {
    return this.counts.has(id);
  }

  replace(stretch: Stretch, ids: readonly string[]): void {
    const before = this.byStretch.get(stretch);
    if (before && before.length === ids.length && before.every((id, index) => id === ids[index])) return;
    this.delete(stretch);
    if (ids.length === 0) return;
    this.byStretch.set(stretch, ids);
    for (const id of ids) {
      const count = this.counts.get(id) ?? 0;
      if (count === 0) this.version++;
      this.counts.set(id, count + 1);
    }
  }

  delete(stretch: Stretch): void {
    for (const id of this.byStretch.get(stretch) ?? []) {
      const count = (this.counts.get(id) ?? 1) - 1;
      if (count > 0) {
        this.counts.set(id, count);
      } else {
        this.counts.delete(id);
        this.version++;
      }
    }
    this.byStretch.delete(stretch);
  }
}
