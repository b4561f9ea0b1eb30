/** The numbers of waves: in digits ("Wave 3", "Wave 1.5"), Roman ("Wave IV") or Chinese ("第二波"). */

/** Where a name has the number of its wave. */
export interface Numeral {
  readonly value: number;
  /** Offsets in the name. */
  readonly start: number;
  readonly end: number;
}

const ROMAN =
  /^(?:wave|welle|vague|oleada|ola|onda|волна|хвиля|ウェーブ|웨이브)\s*[#№]?\s*([ivx]+)(?![\p{L}\d])/iu;
const CHINESE = /^第?\s*([一二三四五六七八九十]+)(?=\s*波)|^波\s*([一二三四五六七八九十]+)/u;
/** What stands in brackets, behind a colon or a dash is no number of the wave. */
const DIGITS = /^(?:[^\d\s(（[:：,–—]|\s(?!-\s))*(\d+(?:\.\d+)?)/u;

const CHINESE_DIGITS = '一二三四五六七八九';
/** From large to small, as they are written. */
const ROMAN_SIGNS: readonly (readonly [sign: string, value: number])[] = [
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
];

/** Null where a name has no number, or none that is written as numbers are. */
export function numeralOf(name: string): Numeral | null {
  const roman = ROMAN.exec(name);
  if (roman) return placed(roman, roman[1]!, valueOfRoman(roman[1]!.toUpperCase()));
  const chinese = CHINESE.exec(name);
  const signs = chinese?.[1] ?? chinese?.[2];
  if (chinese && signs !== undefined) return placed(chinese, signs, valueOfChinese(signs));
  const digits = DIGITS.exec(name);
  return digits && placed(digits, digits[1]!, Number(digits[1]));
}

/** A name with another number, in the manner of the one that it has: Roman, or else in digits. */
export function withNumber(name: string, { start, end }: Numeral, value: number): string {
  const isRoman = /^[ivx]/i.test(name.slice(start, end));
  return `${name.slice(0, start)}${isRoman ? romanOf(value) : String(value)}${name.slice(end)}`;
}

/** The number is the last of what was found. */
function placed(found: RegExpExecArray, written: string, value: number | null): Numeral | null {
  const end = found[0].length;
  return value === null ? null : { value, start: end - written.length, end };
}

function romanOf(value: number): string {
  let text = '';
  let left = value;
  for (const [sign, worth] of ROMAN_SIGNS) for (; left >= worth; left -= worth) text += sign;
  return text;
}

function valueOfRoman(text: string): number | null {
  let value = 0;
  let at = 0;
  for (const [sign, worth] of ROMAN_SIGNS)
    for (; text.startsWith(sign, at); at += sign.length) value += worth;
  return romanOf(value) === text ? value : null;
}

/** Up to 99: 十 is 10, 十二 12, 二十三 23. */
function valueOfChinese(text: string): number | null {
  const found = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/u.exec(text);
  if (!found) return null;
  const [, tens, ten, ones] = found;
  const digit = (sign: string | undefined): number =>
    sign === undefined ? 0 : CHINESE_DIGITS.indexOf(sign) + 1;
  if (ten === undefined) return tens === undefined || ones !== undefined ? null : digit(tens);
  return (tens === undefined ? 1 : digit(tens)) * 10 + digit(ones);
}
