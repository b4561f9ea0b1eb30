/**
 * Ids that differ in their number alone, by number, while they come and go in any order: what is said of them does not
 * depend on that order.
 */
export class NumberedIds {
  /** One id of each number: the shortest, then the first by code units. */
  readonly ids = new Map<number, string>();
  /** How often each id of a number is there, for numbers that are there more than once. */
  private readonly more = new Map<number, Map<string, number>>();
  /** How many padded numbers have so many digits. */
  private readonly padded = new Map<number, number>();
  private bounds: readonly [lowest: number, highest: number] | null = null;

  /** Digits of padded numbers; 0 where they are not padded. */
  get width(): number {
    return Math.max(0, ...this.padded.keys());
  }

  get lowest(): number {
    return this.boundsOf()[0];
  }

  get highest(): number {
    return this.boundsOf()[1];
  }

  add(digits: string, id: string): void {
    if (digits.startsWith('0')) this.padded.set(digits.length, (this.padded.get(digits.length) ?? 0) + 1);
    const number = Number(digits);
    const known = this.ids.get(number);
    if (known === undefined) {
      this.ids.set(number, id);
      this.bounds = null;
      return;
    }
    let same = this.more.get(number);
    if (!same) this.more.set(number, (same = new Map([[known, 1]])));
    same.set(id, (same.get(id) ?? 0) + 1);
    if (isBefore(id, known)) this.ids.set(number, id);
  }

  remove(digits: string, id: string): void {
    if (digits.startsWith('0')) {
      const left = (this.padded.get(digits.length) ?? 0) - 1;
      if (left > 0) this.padded.set(digits.length, left);
      else this.padded.delete(digits.length);
    }
    const number = Number(digits);
    const same = this.more.get(number);
    if (!same) {
      this.ids.delete(number);
      this.bounds = null;
      return;
    }
    const left = (same.get(id) ?? 0) - 1;
    if (left > 0) same.set(id, left);
    else same.delete(id);
    const [[first, count] = ['', 0], ...others] = same;
    this.ids.set(
      number,
      others.reduce((best, [other]) => (isBefore(other, best) ? other : best), first),
    );
    if (others.length === 0 && count === 1) this.more.delete(number);
  }

  private boundsOf(): readonly [number, number] {
    if (this.bounds) return this.bounds;
    let lowest = Infinity;
    let highest = -Infinity;
    for (const number of this.ids.keys()) {
      if (number < lowest) lowest = number;
      if (number > highest) highest = number;
    }
    return (this.bounds = [lowest, highest]);
  }
}

function isBefore(id: string, other: string): boolean {
  return id.length - other.length < 0 || (id.length === other.length && id < other);
}

/** One digit more that is off weighs more than any distance. */
const FAR_DIGIT = 100_000;

/**
 * Declared ids that somebody may have meant who wrote the number: one digit off, then the next ones, the lower one of
 * two that are as near. Asks `accepts` of those alone that may be among the best.
 */
export function nearest(
  { ids, width }: { readonly ids: ReadonlyMap<number, string>; readonly width: number },
  digits: string,
  most: number,
  accepts: (id: string) => boolean = () => true,
): string[] {
  const wanted = Number(digits);
  const best: { readonly id: string; readonly number: number; readonly off: number }[] = [];
  const offer = (number: number): void => {
    const id = ids.get(number);
    const apart = Math.abs(number - wanted);
    const last = best.length < most ? undefined : best[most - 1];
    // What is off by a digit at least is not nearer than that.
    if (id === undefined || (last && apart > 0 && apart + FAR_DIGIT > last.off)) return;
    const off = digitsOff(digits, String(number).padStart(width, '0')) * FAR_DIGIT + apart;
    const isNearer = (other: { readonly number: number; readonly off: number }): boolean =>
      off < other.off || (off === other.off && number < other.number);
    if (last && !isNearer(last)) return;
    if (best.some((other) => other.number === number) || !accepts(id)) return;
    let at = best.length;
    while (at > 0 && isNearer(best[at - 1]!)) at--;
    best.splice(at, 0, { id, number, off });
    if (best.length > most) best.pop();
  };
  for (const number of oneDigitOff(digits)) offer(number);
  // All others are two digits off at least.
  if (best.length < most || (best[most - 1]?.off ?? 0) >= 2 * FAR_DIGIT)
    for (const number of ids.keys()) offer(number);
  return best.map(({ id }) => id);
}

/** The number itself, those with another digit in one place, and those with two neighbours swapped. */
function oneDigitOff(digits: string): number[] {
  const numbers = [Number(digits)];
  for (let at = 0; at < digits.length; at++) {
    const [before, after] = [digits.slice(0, at), digits.slice(at + 1)];
    for (let digit = 0; digit < 10; digit++) numbers.push(Number(`${before}${digit}${after}`));
    const [own = '', next = ''] = [digits[at], digits[at + 1]];
    if (next !== '') numbers.push(Number(before + next + own + digits.slice(at + 2)));
  }
  return numbers;
}

/** How many digits are others; two that have changed places count once. */
function digitsOff(a: string, b: string): number {
  if (a.length !== b.length) return 2;
  let off = 0;
  for (let at = 0; at < a.length; at++) {
    if (a[at] === b[at]) continue;
    off++;
    if (a[at] === b[at + 1] && a[at + 1] === b[at]) at++;
  }
  return off;
}
