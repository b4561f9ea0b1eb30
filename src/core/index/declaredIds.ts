import type { Stretch } from './stretch';

/** Ids that some form of task declares, counted by stretch. */
export class DeclaredIds {
  /** Most documents never ask. */
  private counts: Map<string, number> | null = null;
  private readonly byStretch = new Map<Stretch, readonly string[]>();
  private known = 0;
  /** Ids that were counted up or down since the version was last asked for, and whether they were there then. */
  private readonly touched = new Map<string, boolean>();

  /** Another number whenever an id that somebody may have asked for has come or gone. */
  get version(): number {
    let isOther = false;
    for (const [id, was] of this.touched) isOther ||= this.counts?.has(id) !== was;
    this.touched.clear();
    if (isOther) this.known++;
    return this.known;
  }

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
    for (const id of ids) this.count(id, 1);
  }

  delete(stretch: Stretch): void {
    const ids = this.byStretch.get(stretch);
    if (!ids) return;
    this.byStretch.delete(stretch);
    for (const id of ids) this.count(id, -1);
  }

  private count(id: string, sign: 1 | -1): void {
    // What nobody has asked for, nothing was decided by.
    if (!this.counts) return;
    const before = this.counts.get(id) ?? 0;
    if (!this.touched.has(id)) this.touched.set(id, before > 0);
    if (before + sign > 0) this.counts.set(id, before + sign);
    else this.counts.delete(id);
  }
}
