import type { Sum } from '../model/task';

interface Kept {
  keys: readonly string[];
  readonly value: unknown;
}

/** What the parts of a document add up to, one object for each {@link Sum}. */
export class Sums {
  private readonly kept = new Map<unknown, Kept>();

  /** @param keys what the parts say now, in their order */
  of<T>(sum: Sum<T>, keys: readonly string[]): T {
    let known = this.kept.get(sum);
    if (!known) this.kept.set(sum, (known = { keys: [], value: sum.empty() }));
    const value = known.value as T;
    eachDifference(known.keys, keys, (key, sign) => sum.add(value, key, sign));
    known.keys = keys;
    return value;
  }
}

/** What was added to a list and what was taken out, where the two begin to differ up to where they are alike again. */
export function eachDifference(
  before: readonly string[],
  now: readonly string[],
  tell: (text: string, sign: 1 | -1) => void,
): void {
  let first = 0;
  while (first < now.length && first < before.length && now[first] === before[first]) first++;
  let end = now.length;
  let endBefore = before.length;
  while (end > first && endBefore > first && now[end - 1] === before[endBefore - 1]) {
    end--;
    endBefore--;
  }
  // First what is added: what goes and comes again is then never gone.
  for (let at = first; at < end; at++) tell(now[at]!, 1);
  for (let at = first; at < endBefore; at++) tell(before[at]!, -1);
}
