import { idsInOrder } from '../identity/idsInOrder';
import { digitLook, plainLook } from '../identity/skeleton';
import type { IdSet, Sum } from '../model/task';

/** The ids of a document, counted. */
class IdCounts implements IdSet {
  /** In lower case, with the number of spellings. */
  readonly lower = new Map<string, number>();
  private readonly tasks = new Map<string, number>();
  private readonly looks = new Map<string, number>();
  private odd = 0;

  get mayDeceive(): boolean {
    const { size } = this.tasks;
    return this.odd > 0 || this.lower.size < size || this.looks.size < size;
  }

  count(id: string, sign: 1 | -1): void {
    if (!isFirstOrLast(this.tasks, id, sign)) return;
    isFirstOrLast(this.lower, id.toLowerCase(), sign);
    isFirstOrLast(this.looks, digitLook(id), sign);
    if (plainLook(id) !== id) this.odd += sign;
  }
}

/** Counts one up or down; whether it was the first of its kind, or the last. */
function isFirstOrLast(counts: Map<string, number>, key: string, sign: 1 | -1): boolean {
  const before = counts.get(key) ?? 0;
  if (before + sign > 0) counts.set(key, before + sign);
  else counts.delete(key);
  return before === 0 || before + sign === 0;
}

export const ALL_IDS: Sum<IdCounts> = {
  key: idsInOrder,
  empty: () => new IdCounts(),
  add(counts, key, sign) {
    for (const id of key.split('\n')) if (id !== '') counts.count(id, sign);
  },
};
