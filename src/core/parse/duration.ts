import { unitAt } from './durationUnits';

/** A duration read from a text: hours of work, and the offset behind it. */
export interface Duration {
  readonly min: number;
  readonly max: number;
  readonly end: number;
}

const APPROXIMATELY =
  /(?:[~≈～〜±<>≤≥]=?|[約约]|大约|大約|about|approx\.?|approximately|around|roughly|circa|ca\.|ca(?= )|c\.|up to|max\.?|min\.|etwa|ungefähr|bis zu|environ|unos|unas|aprox\.?|cerca de|около|примерно|близько|приблизно|약)[ \u00a0]*/iuy;
const NUMBER = /(\d{1,5}(?:[.,]\d{1,3})?)(?:([½¼¾])|[ \u00a0]?\/[ \u00a0]?(\d{1,2})(?![\d/]))?|([½¼¾])/y;
const RANGE =
  /\+?[ \u00a0]?(?:[-–—‑−~～〜至到]|to(?![a-z])|bis(?![a-z])|до|à(?![a-z])|(?:a|y|or|o|ou|oder)(?= \d)|に|から|\.\.)[ \u00a0]?/iy;
const AND = /[ \u00a0]?(?:and|und|y|et|e|и|і|,)?[ \u00a0]?/iy;
/** `2h/day`, `1 hour per task`: a rate, not an effort. */
const RATE =
  /[ \u00a0]?(?:\/[ \u00a0]?\p{L}|(?:per|pro|por|par|every|each|ago|overdue|late|left|old)(?![\p{L}]))/iuy;

const FRACTIONS: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 };

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function numberAt(text: string, at: number): { value: number; end: number } | null {
  NUMBER.lastIndex = at;
  const found = NUMBER.exec(text);
  if (!found) return null;
  const [whole, digits, added, divisor, alone] = found;
  let value = digits === undefined ? 0 : Number(digits.replace(',', '.'));
  value += FRACTIONS[added ?? alone ?? ''] ?? 0;
  if (divisor !== undefined) {
    // `1/2 day`; other fractions (`3/5`, `16/16`) are counts.
    if (value !== 1 || Number(divisor) > 4 || Number(divisor) < 2) return null;
    value = 1 / Number(divisor);
  }
  return { value, end: at + whole.length };
}

/** The duration that begins at `at`: `2-3h`, `~2h30m`, `30 min – 1h`, `4-6小时`, or null. */
export function durationAt(text: string, at: number): Duration | null {
  const from = at + match(APPROXIMATELY, text, at).length;
  const first = numberAt(text, from);
  if (!first) return null;
  const plus = text.startsWith('+', first.end) ? 1 : 0;
  const unit = unitAt(text, first.end + plus, true);
  let end = unit?.end ?? first.end;
  const sign = match(RANGE, text, end);
  if (sign !== '') {
    const second = numberAt(text, end + sign.length + match(APPROXIMATELY, text, end + sign.length).length);
    const lastUnit = second && unitAt(text, second.end + (text.startsWith('+', second.end) ? 1 : 0), true);
    if (second && lastUnit) {
      const low = first.value * (unit ?? lastUnit).hours;
      return made(
        text,
        Math.min(low, second.value * lastUnit.hours),
        Math.max(low, second.value * lastUnit.hours),
        lastUnit.end,
      );
    }
  }
  if (!unit) return null;
  let hours = first.value * unit.hours;
  let smallest = unit.hours;
  // `2h30m`, `1 day 4 hours`, `10 days and 1 minute`
  for (;;) {
    const gap = match(AND, text, end);
    const next = numberAt(text, end + gap.length);
    const nextUnit = next && unitAt(text, next.end, true);
    if (!next || !nextUnit || nextUnit.hours >= smallest) break;
    hours += next.value * nextUnit.hours;
    smallest = nextUnit.hours;
    end = nextUnit.end;
  }
  return made(text, hours, hours, end);
}

function made(text: string, min: number, max: number, end: number): Duration | null {
  if (match(RATE, text, end) !== '') return null;
  if (text.startsWith('+', end)) end++;
  return { min: tidy(min), max: tidy(max), end };
}

function tidy(hours: number): number {
  return Math.round(hours * 10_000) / 10_000;
}
