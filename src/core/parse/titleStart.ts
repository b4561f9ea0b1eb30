import { NodeFlag, type TaskNode } from '../forms/taskNode';
import { idAtEnd, idAtStart, shapeOf, type IdToken } from '../identity/idSyntax';
import type { TaskStatus } from '../model/task';
import { glyphAt, statusOfWholeText } from '../words/statusWords';
import { boxAt } from './itemReader';
import type { StatusSign } from './statusSigns';
import {
  Char,
  detach,
  isDigit,
  isLower,
  isUpper,
  lineEndFrom,
  skipSpaces,
  trimEnd,
} from '../text/characters';

const KEYWORD = /(TODO|DOING|DONE|WAITING|BLOCKED|IN[-_ ]PROGRESS|CANCELL?ED|WIP)(?=[:：\s])[:：]?\s*/y;
const BRACKET_KEYWORD =
  /\[\s*(TODO|DOING|DONE|WIP|BLOCKED|IN[-_ ]PROGRESS|CANCELL?ED|BACKLOG|RESOLVED|OPEN|CLOSED|FIXED|PARTIAL|PLANNED|DEFERRED)\s*\]\s*/iy;
const TAG = /\[(?:P|US\d+(?:\s*[+,]\s*US\d+)*)\]\s*/y;
const PRIORITY_TAG = /[[(（](P[0-5])[\])）]\s*/y;
/** A tracker's id in brackets anywhere in the text: no prose has the like. */
const TRACKER_ID = /\[([a-z]{1,8}-\d{6,}[\w-]*)\]/;
/** Signs of an id that does not stand first: a closing bracket at the end, 🆔, a comment, a tracker's id. */
const LATE_ID = /\]\s*(?:$|[-–—:])|🆔|-->|\[[a-z]{1,8}-\d{6}/u;

/** What stands before the title proper, in the order it is met. */
export interface Lead {
  status: TaskStatus | null;
  statusWord: boolean;
  glyph: string | null;
  priority: string | null;
  /** By their offsets in the text; see {@link Details.signs}. */
  signs?: StatusSign[];
}

/**
 * Reads the beginning of a task's own line: status glyph, keyword, strike, tags and id. `start` and `end` are
 * offsets in `text`, of which the stretch begins at `base`; `end` is the end of its paragraph without fields.
 */
export function readStart(
  node: TaskNode,
  text: string,
  base: number,
  start: number,
  end: number,
  where: 'heading' | 'item',
): void {
  node.textStart = start - base;
  let at = skipSpaces(text, start, end);
  const first = text.charCodeAt(at);
  // A plain word begins most titles: neither decoration nor an id.
  const plain = isPlainWord(text, at, end, first);
  if (!plain) at = readLead(node, text, at, end, null);
  node.leadStart = at - base;
  node.afterId = at - base;
  if (!plain) {
    const lineEnd = lineEndFrom(text, at, end);
    const id = idAtStart(text, at, lineEnd, where);
    if (id) {
      takeId(node, id, base);
      // A struck title keeps its opening `~~`, by which its pointer is found.
      if (!(node.has(NodeFlag.Struck) && id.start > at)) at = id.after;
      // "### 1. Task 38: …" numbers a mention of another task.
      if (id.kind === 'number' && !id.strong && idAtStart(text, at, lineEnd, where)?.strong === true)
        node.flags |= NodeFlag.Cites;
      at = readTags(text, at, lineEnd, null);
      // "### 1. ⏳ Title"
      for (let before = -1; before !== at && text.charCodeAt(at) >= 0x2000;) {
        before = at;
        at = readPictograph(node, text, at, lineEnd, null);
      }
      if (where === 'heading' && node.markerText === null) at = readBox(node, text, base, at, lineEnd);
      if (text.startsWith('~~', at)) node.flags |= NodeFlag.StruckBehindId;
      node.afterId = at - base;
      return;
    }
  }
  const bracketed = plain ? null : bracketedId(text, at, end);
  if (bracketed) {
    takeId(node, bracketed, base);
    node.afterId = bracketed.after - base;
    return;
  }
  if (mayEndWithId(text, at, end)) readLateId(node, text, base, at, end);
}

const BRACKETED = /(?:\*\*|__)?\[(\p{L}{1,12}[-_]\d[\w-]*)\]\s*/uy;

/** "**[task-032] Allocate**": an id in brackets within bold. */
function bracketedId(text: string, at: number, end: number): IdToken | null {
  BRACKETED.lastIndex = at;
  const match = BRACKETED.exec(text);
  const id = match?.[1];
  if (!match || id === undefined || BRACKETED.lastIndex > end) return null;
  const start = at + match[0].indexOf('[') + 1;
  const after = at + match[0].length;
  return {
    id,
    kind: 'explicit',
    start,
    end: start + id.length,
    after,
    strong: true,
    shape: shapeOf(id),
    unclosed: '',
  };
}

/** "### 404. [x] Title": a box after the id. */
function readBox(node: TaskNode, text: string, base: number, at: number, end: number): number {
  const box = boxAt(text, at, end);
  if (!box || box.doubtful) return at;
  node.flags |= NodeFlag.Box;
  node.markerText = box.marker;
  node.markerStart = box.markerStart - base;
  return skipSpaces(text, box.end, end);
}

/** Whether the text begins with a word of letters alone that a space and another such word follow. */
function isPlainWord(text: string, at: number, end: number, first: number): boolean {
  if (!isUpper(first) && !isLower(first)) return false;
  let upper = 0;
  let code = first;
  while (at < end && (isLower(code) || isUpper(code))) {
    if (isUpper(code)) upper++;
    code = text.charCodeAt(++at);
  }
  if (at >= end) return upper < 2;
  // "DONE:", "TODO write", "Task 3": all capitals or a number after it need a closer look.
  if (upper > 1 || code !== Char.Space) return false;
  // "Task ID: 62", "Story no. 7": a number soon after may be announced.
  for (let ahead = at + 1; ahead < end && ahead < at + 10; ahead++)
    if (isDigit(text.charCodeAt(ahead))) return false;
  const next = text.charCodeAt(at + 1);
  return (
    isLower(next) ||
    isUpper(next) ||
    next === Char.LeftParenthesis ||
    next === Char.Backtick ||
    next === Char.Asterisk
  );
}

function mayEndWithId(text: string, start: number, end: number): boolean {
  for (let at = end - 1; at >= start; at--) {
    const code = text.charCodeAt(at);
    if (code === Char.RightBracket || code === 62 || code === 0xdd94)
      return LATE_ID.test(text.slice(start, end));
  }
  return false;
}

/** "… rate-limit [t-2509…-0863]", "… 🆔 abc", "<!-- id: 21 -->": an id at the end, or a tracker's anywhere. */
function readLateId(node: TaskNode, text: string, base: number, start: number, end: number): void {
  const last = idAtEnd(text, start, trimEnd(text, start, end));
  if (last) return takeId(node, last, base);
  const match = TRACKER_ID.exec(text.slice(start, end));
  if (!match?.[1]) return;
  const at = start + match.index + 1;
  node.idText = detach(match[1]);
  node.idShape = 't';
  node.idStart = at - base;
  node.idEnd = at + match[1].length - base;
  node.flags |= NodeFlag.StrongId;
}

function takeId(node: TaskNode, token: IdToken, base: number): void {
  node.idText = detach(token.id);
  node.idShape = token.shape;
  node.idStart = token.start - base;
  node.idEnd = token.end - base;
  if (token.kind === 'number') node.flags |= NodeFlag.NumberId;
  // "Agent-1: …" may name anything; "T-1" and "TASK-1" are how ids are written.
  if (token.strong && !beginsLikeAWord(token.id)) node.flags |= NodeFlag.StrongId;
}

/** Whether a capital and two small letters come first. */
function beginsLikeAWord(id: string): boolean {
  const second = id.charCodeAt(1);
  if (second < 128 && !isLower(second)) return false;
  return /^\p{Lu}\p{Ll}{2}/u.test(id);
}

/** Takes glyphs, keywords, strike and tags that stand before the id; returns where the id may stand. */
function readLead(node: TaskNode, text: string, at: number, end: number, lead: Lead | null): number {
  for (let round = 0; round < 5 && at < end; round++) {
    const before = at;
    const code = text.charCodeAt(at);
    if (code >= 0x2000) at = readPictograph(node, text, at, end, lead);
    else if (code === Char.Tilde && text.charCodeAt(at + 1) === Char.Tilde) {
      node.flags |= NodeFlag.Struck;
      break;
    } else if (code === Char.Asterisk && text.charCodeAt(at + 1) === Char.Space) {
      // Kiro marks an optional task with a star after the box: `- [ ]* 2.4 Write tests`.
      at = skipSpaces(text, at + 1, end);
    } else if (code === Char.LeftBracket) {
      at = readKeyword(node, BRACKET_KEYWORD, text, at, end, lead);
      if (at === before) at = readTags(text, at, end, lead);
    } else if (code >= 66 && code <= 87) {
      at = readKeyword(node, KEYWORD, text, at, end, lead);
    }
    if (at === before) break;
  }
  return at;
}

function readKeyword(
  node: TaskNode,
  pattern: RegExp,
  text: string,
  at: number,
  end: number,
  lead: Lead | null,
): number {
  pattern.lastIndex = at;
  const word = pattern.exec(text)?.[1];
  const after = pattern.lastIndex;
  if (word === undefined || after > end) return at;
  // "TODO 3.6" is a citation or an id, not a status.
  if (pattern === KEYWORD && word === 'TODO' && isDigit(text.charCodeAt(after))) return at;
  const status = statusOfWholeText(word.replace(/[-_]/g, ' '));
  if (status === null) return at;
  node.flags |= NodeFlag.Glyph;
  if (lead) {
    lead.status = status;
    lead.statusWord = true;
    const start = at + (pattern === KEYWORD ? 0 : text.slice(at).indexOf(word));
    const value = { valueStart: start, valueEnd: start + word.length };
    lead.signs?.push({ kind: 'keyword', start: at, end: after, ...value, status });
  }
  return after;
}

const PRIORITY_EMOJI = /^(?:🔺|⏫|🔼|🔽|⏬)/u;
const PICTOGRAPH = /(?:\p{Extended_Pictographic}|\ufe0f|\u200d|\u20e3|[\u{1f3fb}-\u{1f3ff}])+/uy;

function readPictograph(node: TaskNode, text: string, at: number, end: number, lead: Lead | null): number {
  const glyph = glyphAt(text, at);
  if (glyph) {
    node.flags |= NodeFlag.Glyph;
    const after = skipSpaces(text, glyph.end, end);
    if (lead && lead.status === null) {
      lead.status = glyph.status;
      lead.glyph = glyph.glyph;
      const value = { valueStart: at, valueEnd: glyph.end };
      lead.signs?.push({ kind: 'before', start: at, end: after, ...value, status: glyph.status });
    }
    return after;
  }
  if (lead) lead.priority ??= PRIORITY_EMOJI.exec(text.slice(at, at + 2))?.[0] ?? null;
  PICTOGRAPH.lastIndex = at;
  return PICTOGRAPH.test(text) && PICTOGRAPH.lastIndex <= end
    ? skipSpaces(text, PICTOGRAPH.lastIndex, end)
    : at;
}

function readTags(text: string, at: number, end: number, lead: Lead | null): number {
  for (let round = 0; round < 4; round++) {
    const code = text.charCodeAt(at);
    if (code !== Char.LeftBracket && code !== Char.LeftParenthesis && code !== 0xff08) break;
    TAG.lastIndex = at;
    if (TAG.test(text) && TAG.lastIndex <= end) {
      at = TAG.lastIndex;
      continue;
    }
    PRIORITY_TAG.lastIndex = at;
    const priority = PRIORITY_TAG.exec(text);
    if (!priority || PRIORITY_TAG.lastIndex > end) break;
    if (lead) lead.priority ??= priority[1] ?? null;
    at = PRIORITY_TAG.lastIndex;
  }
  return at;
}

/** Reads once more what stands before the title, for its status and priority; changes nothing of the node. */
export function leadOf(node: TaskNode, text: string, base: number, signs?: StatusSign[]): Lead {
  const lead: Lead = { status: null, statusWord: false, glyph: null, priority: null };
  if (signs) lead.signs = signs;
  const { flags } = node;
  const end = base + node.textEnd;
  readLead(node, text, skipSpaces(text, base + node.textStart, end), end, lead);
  // Tags between id and title.
  if (node.idEnd > 0 && node.idEnd < node.afterId) {
    const between = text.slice(base + node.idEnd, base + node.afterId);
    const tags = /[[(（]/.exec(between);
    if (tags) readTags(text, base + node.idEnd + tags.index, base + node.afterId, lead);
    for (let at = 0; at < between.length; at++) {
      if (between.charCodeAt(at) >= 0x2000)
        readPictograph(node, text, base + node.idEnd + at, base + node.afterId, lead);
    }
  }
  node.flags = flags;
  return lead;
}
