import type { Details } from '../forms/taskNode';
import type { TaskStatus } from '../model/task';
import { trimEnd } from '../text/characters';
import { glyphAt, statusOfWholeText } from '../words/statusWords';
import type { SignKind } from './statusSigns';

const DATE_EMOJI =
  /\s*[📅✅➕⏳🛫❌🔁🏁]\ufe0f?\s*(?:\d{4}-\d{2}-\d{2}|every [^\p{Extended_Pictographic}]+)/gu;
/** How far (code units) before the end of a title a status with its remark is looked for. */
const LONGEST_REMARK = 600;
const LONGEST_TAIL = 200;

const SEPARATOR = /\s(?:—|–|-|--|·)\s+|:\s+/gu;
/** What may follow a status word: nothing, a remark in brackets, the end of a sentence. */
const STATUS_HEAD = /^([^()[\]（）.;,，。；\n]{1,32}?)\s*(?:$|[([（].*$|[.;,，。；](?:\s.*)?$)/su;

/** The last "— done", "- in_progress (remarks …)" or ": COMPLETE" of a title, and where its separator begins. */
function dashedStatus(text: string, start: number, end: number): DashedStatus | null {
  const from = Math.max(start, end - LONGEST_REMARK);
  const tail = text.slice(from, end);
  let found: DashedStatus | null = null;
  for (const match of tail.matchAll(SEPARATOR)) {
    if (from + match.index <= start) continue;
    const valueAt = match.index + match[0].length;
    const words = STATUS_HEAD.exec(tail.slice(valueAt))?.[1];
    const status = words === undefined ? null : statusOfWholeText(words);
    if (status === null) continue;
    const valueStart = from + valueAt;
    found = { at: from + match.index, status, valueStart, valueEnd: valueStart + (words ?? '').length };
  }
  return found;
}

interface DashedStatus {
  readonly at: number;
  readonly status: TaskStatus;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** "~~Fold the maps~~ **done** — by the crew": the word right after the strike says how it ended. */
export function readAfterStrike(details: Details, text: string, start: number, end: number): void {
  const open = text.indexOf('~~', start);
  const close = open < 0 ? -1 : text.indexOf('~~', open + 2);
  if (close < 0 || close + 2 >= end) return;
  const after = text.slice(close + 2, Math.min(end, close + 82));
  const rest = after.replace(/^[\s*_—–:→-]+/, '');
  const words = /^([^*()[\]（）.;:,，。；：—–\n]{2,32})/u.exec(rest)?.[1];
  const status = words === undefined ? null : statusOfWholeText(words);
  if (status === null) return;
  setWord(details, status);
  const valueStart = close + 2 + after.length - rest.length;
  note(details, 'remark', close + 2, valueStart + (words ?? '').length, status, valueStart);
}

/** Takes note of a place that says the status, by offsets in the text. */
export function note(
  details: Details,
  kind: SignKind,
  start: number,
  end: number,
  status: TaskStatus | null,
  valueStart = start,
  valueEnd = end,
): void {
  details.signs?.push({ kind, start, end, valueStart, valueEnd, status });
}

const TRAILING_GROUP =
  /(?:[([（]((?:[\p{Lu} _-]{3,20}:[^()[\]（）]{1,160})|[^()[\]（）]{1,48})[)\]）]|\*\*([^*\n]{1,48})\*\*)\s*$/u;
/** "✅ COMPLETE", "🚧 In progress (2 of 5)", "⏭️ Not needed": a pictograph and, behind it, words to the end. */
const GLYPH_AND_WORDS =
  /\s\p{Extended_Pictographic}\ufe0f?[ \u00a0]*([\p{L}][^\p{Extended_Pictographic}\n]{1,63})$/u;
const TRAILING_GLYPHS = /(?:\s*(?:\p{Extended_Pictographic}|\ufe0f|\u200d))+\s*$/u;

/** Takes status words and glyphs from the end of the title; returns where the title then ends. */
export function takeStatus(
  details: Details,
  text: string,
  start: number,
  end: number,
  mayHoldGlyphs: boolean,
): number {
  const dashed = dashedStatus(text, start, end);
  if (dashed) {
    setWord(details, dashed.status);
    note(details, 'dashed', dashed.at, end, dashed.status, dashed.valueStart, dashed.valueEnd);
    end = dashed.at;
  }
  let from = Math.max(start, end - LONGEST_TAIL);
  // Not through the middle of a surrogate pair.
  if (from > start && (text.charCodeAt(from) & 0xfc00) === 0xdc00) from++;
  let tail = text.slice(from, end);
  if (mayHoldGlyphs) tail = withoutDates(tail);
  for (let round = 0; round < 4; round++) {
    const before = tail;
    const glyphs = mayHoldGlyphs ? TRAILING_GLYPHS.exec(tail) : null;
    if (glyphs && glyphs.index > 0) {
      const trimmed = glyphs[0].trim();
      const place = from + glyphs.index + glyphs[0].length - glyphs[0].trimStart().length;
      for (let at = 0; at < trimmed.length; at++) {
        const glyph = glyphAt(trimmed, at);
        if (!glyph) continue;
        if (details.signs) {
          const first = place + at;
          const blank = text.slice(start, first).trimEnd().length + start;
          note(details, 'behind', blank, place + glyph.end, glyph.status, first);
        }
        if (details.status !== null) continue;
        details.status = glyph.status;
        details.glyph = glyph.glyph;
      }
      tail = tail.slice(0, glyphs.index);
    }
    const worded = mayHoldGlyphs ? GLYPH_AND_WORDS.exec(tail) : null;
    if (worded?.[1] !== undefined && worded.index > 0) {
      const status = statusOfWholeText(worded[1]);
      if (status !== null) {
        setWord(details, status);
        const wordedEnd = from + worded.index + worded[0].trimEnd().length;
        tail = tail.slice(0, worded.index).trimEnd();
        note(details, 'group', from + tail.length, wordedEnd, status, from + worded.index + 1);
      }
    }
    const group = TRAILING_GROUP.exec(tail);
    const inner = group?.[1] ?? group?.[2];
    if (group && inner !== undefined && group.index > 0) {
      const status = statusOfBracket(inner);
      if (status !== null) {
        setWord(details, status);
        const groupStart = from + group.index;
        tail = tail.slice(0, group.index).replace(/\s*(?:—|–|-)?\s*$/, '');
        const valueStart = groupStart + group[0].indexOf(inner);
        const groupEnd = groupStart + group[0].trimEnd().length;
        note(details, 'group', from + tail.length, groupEnd, status, valueStart, valueStart + inner.length);
      }
    }
    if (tail === before) break;
  }
  return Math.min(end, trimEnd(text, start, from + tail.length));
}

/** A word says the status: it outweighs glyphs. */
export function setWord(details: Details, status: TaskStatus): void {
  details.status = status;
  details.statusWord = true;
}

function withoutDates(tail: string): string {
  const first = [...tail.matchAll(DATE_EMOJI)][0]?.index ?? -1;
  return first >= 0 && tail.slice(first).replace(DATE_EMOJI, '').trim() === '' ? tail.slice(0, first) : tail;
}

/** "(COMPLETED ✅)", "[BLOCKED: waiting for keys]", "[DONE]". */
function statusOfBracket(inner: string): TaskStatus | null {
  const whole = statusOfWholeText(inner);
  if (whole !== null) return whole;
  const head = /^([\p{Lu}\s_-]{3,20})[:：]/u.exec(inner)?.[1];
  return head === undefined ? null : statusOfWholeText(head);
}
