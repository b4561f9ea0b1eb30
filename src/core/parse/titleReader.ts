import { NodeFlag, type TaskNode } from '../forms/taskNode';
import { idAtEnd, idAtStart, type IdToken } from '../identity/idSyntax';
import type { TaskStatus } from '../model/task';
import { glyphAt, statusOfWholeText } from '../words/statusWords';
import { Char, detach, isLineEnd, isSpace, skipSpaces, trimEnd } from './chars';
import { dependenciesInProse } from './dependencies';
import { effortInTitle } from './effort';

const KEYWORD = /(TODO|DOING|DONE|WAITING|BLOCKED|IN[-_ ]PROGRESS|CANCELL?ED|WIP)(?=[:：\s])[:：]?\s*/y;
const BRACKET_KEYWORD = /\[\s*(TODO|DOING|DONE|WIP|BLOCKED|IN[-_ ]PROGRESS|CANCELL?ED)\s*\]\s*/iy;
const TAG = /\[(?:P|US\d+(?:\s*[+,]\s*US\d+)*)\]\s*/y;
const PRIORITY_TAG = /[[(（](P[0-5])[\])）]\s*/y;
const PRIORITY_TAIL = /[[(（](P[0-5])[\])）]/;
const PRIORITY_EMOJI = /[🔺⏫🔼🔽⏬]/u;
const DATE_EMOJI = /\s*[📅✅➕⏳🛫❌🔁🏁]\ufe0f?\s*(?:\d{4}-\d{2}-\d{2}|every [^\p{Extended_Pictographic}]+)/gu;
/** How far (code units) before the end of a title a status with its remark is looked for. */
const LONGEST_REMARK = 600;

/** What a first look at the characters of a title says is worth looking for. */
const enum Hint {
  None = 0,
  Bracket = 1,
  High = 2,
  Dash = 4,
  Tilde = 8,
  Colon = 16,
}

function hintsOf(text: string, start: number, end: number): number {
  let hints = Hint.None;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x2000) hints |= code === 0x2014 || code === 0x2013 ? Hint.Dash : code === 0xff08 ? Hint.Bracket : Hint.High;
    else if (code === Char.LParen || code === Char.LBracket) hints |= Hint.Bracket;
    else if (code === Char.Dash) {
      if (text.charCodeAt(at - 1) === Char.Space && text.charCodeAt(at + 1) !== Char.LBracket) hints |= Hint.Dash;
    } else if (code === Char.Tilde) hints |= Hint.Tilde;
    else if (code === Char.Colon) hints |= Hint.Colon;
  }
  return hints;
}

/**
 * Reads a task's own line(s): leading status glyph, strike, tags and id; trailing id, status, effort and
 * priority; dependencies in its prose. `start` and `end` are offsets in `text`, of which the stretch begins
 * at `base`; `end` is the end of its paragraph without field lines.
 */
export function readTitle(
  node: TaskNode,
  text: string,
  base: number,
  start: number,
  end: number,
  where: 'heading' | 'item' | 'cell',
): void {
  let firstEnd = start;
  while (firstEnd < end && !isLineEnd(text.charCodeAt(firstEnd))) firstEnd++;
  const hints = hintsOf(text, start, end);
  let at = readLead(node, text, skipSpaces(text, start, firstEnd), firstEnd, hints);
  node.leadStart = at - base;
  const id = idAtStart(text, at, firstEnd, where);
  if (id) {
    takeId(node, id, base);
    // A struck title keeps its opening `~~`, by which its pointer is found.
    at = node.has(NodeFlag.Struck) && id.start > at ? at : id.after;
    // "### 1. Task 38: …" numbers a mention of another task.
    if (id.kind === 'number' && !id.strong && idAtStart(text, at, firstEnd, where)?.strong === true) node.flags |= NodeFlag.Cites;
    if ((hints & (Hint.Bracket | Hint.High)) !== 0) at = readTags(node, text, at, firstEnd);
  }
  let tail = trimEnd(text, at, end);
  if (!id && (hints & (Hint.Bracket | Hint.High)) !== 0) {
    const last = idAtEnd(text, at, tail);
    if (last) {
      takeId(node, last, base);
      tail = trimBrackets(text, at, last.start);
    }
  }
  if ((hints & (Hint.Bracket | Hint.High | Hint.Dash)) !== 0) {
    if ((hints & Hint.Bracket) !== 0 || (hints & Hint.High) !== 0) {
      const effort = effortInTitle(text, at, tail);
      if (effort) {
        node.ownEffort = effort.effort;
        if (effort.end >= tail) tail = trimEnd(text, at, effort.start);
      }
    }
    tail = readTailStatus(node, text, at, tail);
    if (node.idText === null && (hints & Hint.Bracket) !== 0) tail = readTrackerId(node, text, base, at, tail);
    if ((hints & Hint.Bracket) !== 0 && node.ownEffort === null) {
      const effort = effortInTitle(text, at, tail);
      if (effort) {
        node.ownEffort = effort.effort;
        if (effort.end >= tail) tail = trimEnd(text, at, effort.start);
      }
    }
    if (node.ownPriority === null) readPriority(node, text.slice(at, tail));
  }
  const needed = dependenciesInProse(text, at, end);
  if (needed.length > 0) {
    node.ownDependencies = needed.map((d) => ({ id: d.id, range: { start: d.start - base, end: d.end - base } }));
  }
  node.afterId = at - base;
  node.titleStart = at - base;
  node.titleEnd = Math.max(at, tail) - base;
}

/** Takes glyphs, keywords, strike and tags that stand before the id; returns where the id may stand. */
function readLead(node: TaskNode, text: string, at: number, end: number, hints: number): number {
  for (let round = 0; round < 5 && at < end; round++) {
    const before = at;
    const code = text.charCodeAt(at);
    if (code >= 0x2000) {
      const glyph = glyphAt(text, at);
      if (glyph) {
        if (node.ownStatus === null) {
          node.ownStatus = glyph.status;
          node.glyph = glyph.glyph;
        }
        node.flags |= NodeFlag.Glyph;
        at = skipSpaces(text, glyph.end, end);
      } else {
        at = skipPictograph(text, at, end);
      }
    } else if (code === Char.Tilde && text.charCodeAt(at + 1) === Char.Tilde) {
      node.flags |= NodeFlag.Struck;
      break;
    } else if (code === Char.Star && text.charCodeAt(at + 1) === Char.Space) {
      // Kiro marks an optional task with a star after the box: `- [ ]* 2.4 Write tests`.
      at = skipSpaces(text, at + 1, end);
    } else if (code === Char.LBracket) {
      BRACKET_KEYWORD.lastIndex = at;
      const keyword = BRACKET_KEYWORD.exec(text);
      if (keyword && BRACKET_KEYWORD.lastIndex <= end) {
        setWord(node, keyword[1] ?? '');
        at = BRACKET_KEYWORD.lastIndex;
      } else {
        at = readTags(node, text, at, end);
      }
    } else if (code >= 66 && code <= 87 && (hints !== Hint.None || code !== 80)) {
      KEYWORD.lastIndex = at;
      const keyword = KEYWORD.exec(text);
      // "TODO 3.6" is a citation or an id, not a status.
      if (keyword && KEYWORD.lastIndex < end && !(keyword[1] === 'TODO' && /\d/.test(text.charAt(KEYWORD.lastIndex)))) {
        setWord(node, keyword[1] ?? '');
        at = KEYWORD.lastIndex;
      }
    }
    if (at === before) break;
  }
  return at;
}

function setWord(node: TaskNode, word: string): void {
  const status = statusOfWholeText(word.replace(/[-_]/g, ' '));
  if (status === null) return;
  node.ownStatus = status;
  node.flags |= NodeFlag.StatusWord | NodeFlag.Glyph;
}

function readTags(node: TaskNode, text: string, at: number, end: number): number {
  for (let round = 0; round < 4; round++) {
    TAG.lastIndex = at;
    if (TAG.test(text) && TAG.lastIndex <= end) {
      at = TAG.lastIndex;
      continue;
    }
    PRIORITY_TAG.lastIndex = at;
    const priority = PRIORITY_TAG.exec(text);
    if (priority && PRIORITY_TAG.lastIndex <= end) {
      node.ownPriority ??= priority[1] ?? null;
      at = PRIORITY_TAG.lastIndex;
      continue;
    }
    break;
  }
  return at;
}

const PICTOGRAPH = /(?:\p{Extended_Pictographic}|[\ufe0f\u200d\u20e3\u{1f3fb}-\u{1f3ff}])+/uy;

function skipPictograph(text: string, at: number, end: number): number {
  PICTOGRAPH.lastIndex = at;
  return PICTOGRAPH.test(text) && PICTOGRAPH.lastIndex <= end ? skipSpaces(text, PICTOGRAPH.lastIndex, end) : at;
}

function takeId(node: TaskNode, token: IdToken, base: number): void {
  node.idText = detach(token.id);
  node.idShape = token.shape;
  node.idIsNumber = token.kind === 'number';
  node.idStart = token.start - base;
  node.idEnd = token.end - base;
  if (token.strong) node.flags |= NodeFlag.StrongId;
}

/** "Admin auth [t-2509…-0863] — done": the id at the end of what is left, or in brackets anywhere. */
function readTrackerId(node: TaskNode, text: string, base: number, start: number, end: number): number {
  const last = idAtEnd(text, start, end);
  if (last) {
    takeId(node, last, base);
    return trimBrackets(text, start, last.start);
  }
  const match = TRACKER_ID.exec(text.slice(start, end));
  if (!match?.[1]) return end;
  const at = start + match.index + 1;
  node.idText = detach(match[1]);
  node.idShape = 't';
  node.idStart = at - base;
  node.idEnd = at + match[1].length - base;
  node.flags |= NodeFlag.StrongId;
  return end;
}

function trimBrackets(text: string, start: number, end: number): number {
  while (end > start) {
    const code = text.charCodeAt(end - 1);
    if (!isSpace(code) && code !== Char.LBracket && code !== Char.LParen && code !== Char.Backtick && code !== 0xfe0f) break;
    end--;
  }
  return end;
}

const TRAILING_GROUP = /(?:[([（]((?:[\p{Lu} _-]{3,20}:[^()[\]（）]{1,160})|[^()[\]（）]{1,48})[)\]）]|\*\*([^*\n]{1,48})\*\*)\s*$/u;
const SEPARATOR = /\s(?:—|–|-|--|·)\s+|:\s+/gu;
/** What may follow a status word: nothing, a remark in brackets, the end of a sentence. */
const STATUS_HEAD = /^([^()[\]（）.;,，。；\n]{1,32}?)\s*(?:$|[([（].*$|[.;,，。；](?:\s.*)?$)/su;
/** A tracker's id in brackets anywhere in the text: no prose has the like. */
const TRACKER_ID = /\[([a-z]{1,8}-\d{6,}[\w-]*)\]/;
const TRAILING_GLYPHS = /(?:\s*(?:\p{Extended_Pictographic}|[\ufe0f\u200d]))+\s*$/u;

/** Takes status words and glyphs from the end of the title; returns where the title then ends. */
function readTailStatus(node: TaskNode, text: string, start: number, end: number): number {
  const dashed = dashedStatus(text, start, end);
  if (dashed) {
    node.ownStatus = dashed.status;
    node.flags |= NodeFlag.StatusWord;
    end = dashed.at;
  }
  let from = Math.max(start, end - 160);
  // Not through the middle of a surrogate pair.
  if (from > start && (text.charCodeAt(from) & 0xfc00) === 0xdc00) from++;
  let tail = text.slice(from, end);
  if (DATE_EMOJI.test(tail)) {
    DATE_EMOJI.lastIndex = 0;
    const first = tail.search(DATE_EMOJI);
    DATE_EMOJI.lastIndex = 0;
    if (first >= 0 && tail.slice(first).replace(DATE_EMOJI, '').trim() === '') tail = tail.slice(0, first);
  }
  for (let round = 0; round < 4; round++) {
    const before = tail;
    const glyphs = TRAILING_GLYPHS.exec(tail);
    if (glyphs && glyphs.index > 0) {
      const trimmed = glyphs[0].trim();
      for (let at = 0; at < trimmed.length; at++) {
        const glyph = glyphAt(trimmed, at);
        if (glyph && node.ownStatus === null) {
          node.ownStatus = glyph.status;
          node.glyph = glyph.glyph;
        }
      }
      tail = tail.slice(0, glyphs.index);
    }
    const group = TRAILING_GROUP.exec(tail);
    const inner = group?.[1] ?? group?.[2];
    if (group && inner !== undefined && group.index > 0) {
      const status = statusOfBracket(inner);
      if (status !== null) {
        node.ownStatus = status;
        node.flags |= NodeFlag.StatusWord;
        tail = tail.slice(0, group.index).replace(/\s*(?:—|–|-)?\s*$/, '');
      }
    }
    if (tail === before) break;
  }
  return Math.min(end, trimEnd(text, start, from + tail.length));
}

/** The last "— done", "- in_progress (remarks …)" or ": COMPLETE" of a title, and where its separator begins. */
function dashedStatus(text: string, start: number, end: number): { at: number; status: TaskStatus } | null {
  const from = Math.max(start, end - LONGEST_REMARK);
  const tail = text.slice(from, end);
  let found: { at: number; status: TaskStatus } | null = null;
  for (const match of tail.matchAll(SEPARATOR)) {
    if (from + match.index <= start) continue;
    const words = STATUS_HEAD.exec(tail.slice(match.index + match[0].length))?.[1];
    const status = words === undefined ? null : statusOfWholeText(words);
    if (status !== null) found = { at: from + match.index, status };
  }
  return found;
}

/** "(COMPLETED ✅)", "[BLOCKED: waiting for keys]", "[DONE]". */
function statusOfBracket(inner: string): TaskNode['ownStatus'] {
  const whole = statusOfWholeText(inner);
  if (whole !== null) return whole;
  const head = /^([\p{Lu}\s_-]{3,20})[:：]/u.exec(inner)?.[1];
  return head === undefined ? null : statusOfWholeText(head);
}

function readPriority(node: TaskNode, title: string): void {
  const tag = PRIORITY_TAIL.exec(title);
  if (tag?.[1]) node.ownPriority = tag[1];
  else {
    const emoji = PRIORITY_EMOJI.exec(title);
    if (emoji) node.ownPriority = emoji[0];
  }
}
