import type { Effort } from '../model/task';
import { durationAt } from './duration';

const LONGEST_VALUE = 400;

/** Durations in words, of which only whole values and beginnings of values are read. */
const IN_WORDS: readonly (readonly [RegExp, number])[] = [
  [
    /(?:half[- ](?:a[- ])?day|(?:ein )?halber tag|medio día|meio dia|(?:une )?demi-journée|mezza giornata|полдня|пол дня|півдня|пів дня|半日|半天|半个工作日|반나절|반일)/iu,
    4,
  ],
  [
    /(?:half an hour|half[- ]hour|(?:eine )?halbe stunde|media hora|meia hora|(?:une )?demi-heure|mezz['’]ora|полчаса|пів години|半小时|半小時|半時間|30分間|반시간)/iu,
    0.5,
  ],
  [/(?<!\p{L})(?:an|one|eine|una|uma|une|один|одна) (?:hour|stunde|hora|heure|ora|час|година)(?!\p{L})/iu, 1],
  [/(?<!\p{L})(?:a|one|ein|einen|un|um|один) (?:day|tag|día|dia|jour|giorno|день)(?!\p{L})/iu, 8],
  [/(?<!\p{L})two (?:hours|stunden)(?!\p{L})/iu, 2],
  [
    /(?<!\p{L})(?:a couple of|two|zwei|dos|dois|deux|due|два) (?:days|tage|días|dias|jours|giorni|дня|дні)(?!\p{L})/iu,
    16,
  ],
  [
    /(?<!\p{L})(?:three|drei|tres|três|trois|tre|три) (?:days|tage|días|dias|jours|giorni|дня|дні)(?!\p{L})/iu,
    24,
  ],
  [/(?<!\p{L})(?:a|one|eine|una|uma|une|одна) (?:week|woche|semana|semaine|settimana|неделя)(?!\p{L})/iu, 40],
  [
    /(?<!\p{L})(?:two|zwei|dos|duas|deux|due|две|два) (?:weeks|wochen|semanas|semaines|settimane|недели|тижні)(?!\p{L})/iu,
    80,
  ],
];

/** Whether a number may begin at `at`: not in the middle of a word, a date, a version, an ordinal. */
function numberBegins(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charAt(at - 1);
  if (/[\w.,:/#$€£^第年月]/.test(before)) return false;
  // `2026-03-25`, but `2-3h` is read from its beginning.
  return !(/[-–]/.test(before) && /\w/.test(text.charAt(at - 2)));
}

/** The hours that a field's or a cell's value states, or null: sizes, points, lines and counts are none. */
export function effortOfValue(value: string): Effort | null {
  const text = value.length > LONGEST_VALUE ? value.slice(0, LONGEST_VALUE) : value;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const digit = (code >= 48 && code <= 57) || (code >= 0xbc && code <= 0xbe);
    if (!digit) continue;
    if (numberBegins(text, at)) {
      const found = durationAt(text, at);
      if (found) return { min: found.min, max: found.max };
    }
    while (at + 1 < text.length && isDigitOrPoint(text.charCodeAt(at + 1))) at++;
  }
  for (const [words, hours] of IN_WORDS) if (words.test(text)) return { min: hours, max: hours };
  return null;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isDigitOrPoint(code: number): boolean {
  return isDigit(code) || code === 46 || code === 44;
}

export interface EffortInTitle {
  readonly effort: Effort;
  /** Offsets, brackets or clock included. */
  readonly start: number;
  readonly end: number;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '（': '）', '【': '】' };
const LONGEST_BRACKET = 60;
const PARTS = /[,;|·•、，；：:]+|[ \u00a0][-–—][ \u00a0]/u;
/** What may introduce a duration in brackets. */
const INTRODUCTION =
  /^(?:[\s*_`~≈]|⏱\ufe0f?|⏲\ufe0f?|⏰|⌛|⏳|🕐|🕒|(?:est(?:imat(?:e|ed|ion))?|effort|time|duration|total|complexity|aufwand|dauer|geschätzt|estimado|estimación|tiempo|tempo|durée|estimé|оценка|время|оцінка|час|预计|預計|预估|工时|耗时|見積|見積もり|工数|所要|예상|소요)(?![\p{L}])\.?)+/iu;
/** "(>30 days)": older or longer than that. */
const OLDER = /^\s*[>≥]/;
const ADJECTIVE = /^\W*\d+-\p{L}/u;
const CONCLUSION =
  /^(?:[\s*_`.!]|effort|total|max\.?|est\.?|estimated|approx\.?|work|of work|optional|de trabajo|arbeit|程度|左右|예상|소요)*$/iu;

/** "(Mon. 07/08 - 02:20 PM)" is a date; "(est: 2h)" and "(1:30h)" are none. */
const CLOCK_TIME = /(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?![\d:])(?!\s*(?:h|hrs?|hours?|std|ч)(?![\p{L}]))/iu;

/** The duration that a part of a title is, from end to end, or null. */
function effortOfPart(part: string): Effort | null {
  const from = INTRODUCTION.exec(part)?.[0].length ?? 0;
  // "5-hour" tells what kind of thing it is, not how long it takes.
  if (ADJECTIVE.test(part) || OLDER.test(part)) return null;
  const found = durationAt(part, from);
  return found && CONCLUSION.test(part.slice(found.end)) ? { min: found.min, max: found.max } : null;
}

function effortOfParts(content: string): Effort | null {
  if (!/[\d½¼¾半반]|half/.test(content) || CLOCK_TIME.test(content)) return null;
  const whole = effortOfPart(content);
  if (whole) return whole;
  for (const part of content.split(PARTS)) {
    const effort = part.trim() === '' ? null : effortOfPart(part.trim());
    if (effort) return effort;
  }
  return /^\s*(?:half[- ](?:a )?day|半日|半天|반나절|half an hour)\s*$/i.test(content)
    ? effortOfValue(content)
    : null;
}

/** A duration in brackets, behind a clock, behind `@`, or at the end behind a dash: `Foo (2h)`, `Foo - ⏱️ 30 min`. */
export function effortInTitle(text: string, start: number, end: number): EffortInTitle | null {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x2000 && code !== 40 && code !== 91 && code !== 64) continue;
    const found =
      code === 40 || code === 91 || code === 0xff08 || code === 0x3010
        ? inBrackets(text, at, start, end)
        : code === 64
          ? behindAt(text, at, end)
          : isClock(text, at)
            ? behindClock(text, at, start, end)
            : null;
    if (found) return found;
  }
  return behindDash(text, start, end);
}

function inBrackets(text: string, at: number, start: number, end: number): EffortInTitle | null {
  const close = CLOSING[text.charAt(at)] ?? '';
  const limit = Math.min(end, at + LONGEST_BRACKET);
  const closing = close.charCodeAt(0);
  let stop = at + 1;
  let counted = false;
  for (; stop < limit; stop++) {
    const code = text.charCodeAt(stop);
    if (code === closing) break;
    // A digit, a fraction, `half`, 半, 반
    counted ||=
      isDigit(code) || (code >= 0xbc && code <= 0xbe) || code === 0x66 || code === 0x534a || code === 0xbc18;
  }
  if (stop >= limit || !counted) return null;
  // Not the target of a link, nor its text.
  if (text.charAt(at) === '(' && at > start && text.charAt(at - 1) === ']') return null;
  // "@done(…)", "@due(…)": those that tell an effort are read as tags.
  if (TAG_NAME.test(text.slice(Math.max(start, at - LONGEST_TAG), at))) return null;
  if (close === ']' && text.charAt(stop + 1) === '(') return null;
  const effort = effortOfParts(text.slice(at + 1, stop));
  return effort && { effort, start: at, end: stop + 1 };
}

const LONGEST_TAG = 24;
const TAG_NAME = /(?:^|\s)@[\w-]+$/;
const TAG = /@(?:(?:est|estimate|effort|time|duration|dur)\()?/iy;

function behindAt(text: string, at: number, end: number): EffortInTitle | null {
  TAG.lastIndex = at;
  const tag = TAG.exec(text)?.[0] ?? '@';
  if (at > 0 && /\w/.test(text.charAt(at - 1))) return null;
  const found = durationAt(text.slice(0, end), at + tag.length);
  if (!found) return null;
  if (!tag.endsWith('(')) return /[\w]/.test(text.charAt(found.end)) ? null : ranged(found, at, found.end);
  return text.charAt(found.end) === ')' ? ranged(found, at, found.end + 1) : null;
}

function isClock(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 0x23f1 || code === 0x23f2 || code === 0x23f0 || code === 0x231b || code === 0x23f3)
    return true;
  if (code !== 0xd83d) return false;
  const low = text.charCodeAt(at + 1);
  return low >= 0xdd50 && low <= 0xdd67;
}

function behindClock(text: string, at: number, start: number, end: number): EffortInTitle | null {
  let from = at + (text.charCodeAt(at) === 0xd83d ? 2 : 1);
  while (
    from < end &&
    (text.charCodeAt(from) === 0xfe0f || text.charCodeAt(from) === 32 || text.charAt(from) === '*')
  )
    from++;
  const found = durationAt(text.slice(0, end), from);
  if (!found) return null;
  // The dash that parts the clock from the title goes with it.
  const lead = /[ \u00a0][-–—|·][ \u00a0]*$/.exec(text.slice(Math.max(start, at - 4), at))?.[0].length ?? 0;
  return ranged(found, at - lead, found.end);
}

const DASH = /[ \u00a0](?:[-–—|·])[ \u00a0]+(?=[~≈～\d½約约])/g;

function behindDash(text: string, start: number, end: number): EffortInTitle | null {
  // A duration is short: only the end of the title is looked at.
  const from = Math.max(start, end - 32);
  if (!/\d/.test(text.slice(Math.max(from, end - 24), end))) return null;
  DASH.lastIndex = 0;
  const tail = text.slice(from, end);
  for (const dash of tail.matchAll(DASH)) {
    const part = tail.slice(dash.index + dash[0].length);
    const effort = effortOfPart(part);
    if (effort) return { effort, start: from + dash.index, end };
  }
  return null;
}

function ranged(found: { min: number; max: number }, start: number, end: number): EffortInTitle {
  return { effort: { min: found.min, max: found.max }, start, end };
}
