/**
 * Whole numbers packed into a text: base 64 variable-length quantities, as source maps have them (ECMA-426,
 * "Base64 VLQ"). Small numbers of either sign take one character.
 */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** By character code; -1 for what is no digit. */
const VALUES = Int8Array.from({ length: 128 }, (_, code) => DIGITS.indexOf(String.fromCharCode(code)));
const MORE = 32;
/** Twice as much is still exact in a double, with the sign in the lowest bit. */
const LIMIT = 2 ** 51;

/** Whole numbers between -2^51 and 2^51, both excluded; anything else throws a RangeError. */
export function packNumbers(numbers: Iterable<number>): string {
  const parts: string[] = [];
  for (const number of numbers) {
    if (!Number.isInteger(number) || Math.abs(number) >= LIMIT)
      throw new RangeError(`${number} is no whole number below 2^51`);
    let rest = Math.abs(number) * 2 + (number < 0 ? 1 : 0);
    do {
      const digit = rest % MORE;
      rest = (rest - digit) / MORE;
      parts.push(DIGITS[rest > 0 ? digit + MORE : digit]!);
    } while (rest > 0);
  }
  return parts.join('');
}

/** Null where the text was not packed so. */
export function unpackNumbers(text: string): number[] | null {
  const numbers: number[] = [];
  let value = 0;
  let place = 1;
  for (let at = 0; at < text.length; at++) {
    const digit = VALUES[text.charCodeAt(at)] ?? -1;
    if (digit < 0) return null;
    value += (digit % MORE) * place;
    if (value >= 2 * LIMIT) return null;
    if (digit >= MORE) {
      place *= MORE;
      if (place >= 2 * LIMIT) return null;
      continue;
    }
    numbers.push(value % 2 === 1 ? -(value - 1) / 2 : value / 2);
    value = 0;
    place = 1;
  }
  return place === 1 ? numbers : null;
}
