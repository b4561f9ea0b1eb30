import { NodeFlag, type TaskNode } from '../forms/taskNode';
import { statusOfPercent, statusOfValue } from '../words/statusWords';
import { Char, detach, isDigit, isLineEnd, isLower, isSpace, isUpper, lineEndFrom, skipSpaces } from './chars';
import { dependenciesOfValue } from './dependencies';
import { effortOfValue } from './effort';
import type { Field, FieldReader } from './fields';

/** A checkbox at `at`: `[x] `, `[ ]`, `[✅] `. */
export interface Box {
  /** What stands between the brackets; a space where nothing does. */
  readonly marker: string;
  readonly markerStart: number;
  /** After the closing bracket. */
  readonly end: number;
  /** A letter or digit that is no usual marker: a box only beside other boxes (`- [P] …` may explain a tag). */
  readonly doubtful: boolean;
}

export function boxAt(text: string, at: number, end: number): Box | null {
  if (text.charCodeAt(at) !== Char.LBracket) return null;
  const inner = at + 1;
  let close = inner;
  while (close < end && close - inner <= 4 && text.charCodeAt(close) !== Char.RBracket) {
    if (isLineEnd(text.charCodeAt(close))) return null;
    close++;
  }
  if (text.charCodeAt(close) !== Char.RBracket || close >= end) return null;
  const marker = text.slice(inner, close);
  // One character as a reader sees it: a surrogate pair and a variation selector count as one.
  const length = marker.endsWith('\ufe0f') ? marker.length - 1 : marker.length;
  const code = text.charCodeAt(inner);
  if (length > 2 || (length === 2 && !(code >= 0xd800 && code < 0xdc00))) return null;
  const after = text.charCodeAt(close + 1);
  // Kiro writes `[ ]* 2.4` for an optional task.
  const starred = after === Char.Star && isSpace(text.charCodeAt(close + 2));
  if (close + 1 < end && !isSpace(after) && !starred) return null;
  const usual = code === 120 || code === 88 || code === 111;
  const doubtful = !usual && (isDigit(code) || isLower(code) || isUpper(code) || code === 0x5f || code === 0x5e);
  return { marker: marker === '' ? ' ' : detach(marker.replace('\ufe0f', '')), markerStart: inner, end: close + 1, doubtful };
}

/**
 * Where the text of an item's paragraph ends: before the first line that is a field. Such fields are handed
 * to `onField`, with whether their line keeps the item's indentation (else it belongs to the section).
 */
export function endOfOwnText(
  text: string,
  start: number,
  end: number,
  contentColumn: number,
  fields: FieldReader,
  onField: (field: Field, indented: boolean) => void,
): number {
  let lineEnd = lineEndFrom(text, start, end);
  let ownEnd = end;
  while (lineEnd < end) {
    let lineStart = lineEnd + 1;
    if (text.charCodeAt(lineEnd) === Char.CR && text.charCodeAt(lineStart) === Char.LF) lineStart++;
    const contentStart = skipSpaces(text, lineStart, end);
    const nextEnd = lineEndFrom(text, contentStart, end);
    const found = fields.fieldsIn(text, contentStart, nextEnd);
    if (found.length > 0) {
      ownEnd = Math.min(ownEnd, lineEnd);
      const indented = contentStart - lineStart >= contentColumn;
      for (const field of found) onField(field, indented);
    } else if (ownEnd < end) {
      // A line after the first field continues that field.
    }
    lineEnd = nextEnd;
  }
  return ownEnd;
}

const INLINE_CRITERION = /[(（]\d{1,2}[)）]|<br\s*\/?>/g;

/** Number of criteria that one value lists: "(1) … (2) …", "- a<br>- b"; one where it is a plain sentence. */
export function criteriaInValue(value: string): number {
  if (value.trim() === '') return 0;
  const marks = value.match(INLINE_CRITERION) ?? [];
  const numbered = marks.filter((mark) => !mark.startsWith('<')).length;
  if (numbered > 0) return numbered;
  return marks.length + 1;
}

/** Enters a field's value into the task it belongs to. Offsets in `text`; the stretch begins at `base`. */
export function applyField(node: TaskNode, field: Field, text: string, base: number): void {
  const value = text.slice(field.valueStart, field.valueEnd);
  switch (field.kind) {
    case 'status': {
      const status = statusOfValue(value);
      // Words without a known meaning do not outweigh a status in the title.
      if (status !== null && (status !== 'unknown' || node.ownStatus === null)) {
        node.ownStatus = status;
        node.flags |= NodeFlag.StatusWord;
      }
      node.flags |= NodeFlag.StatusField;
      break;
    }
    case 'progress': {
      const percent = /(\d{1,3})\s*[%％]/.exec(value)?.[1];
      if (percent !== undefined && !node.has(NodeFlag.StatusField)) {
        node.ownStatus = statusOfPercent(Number(percent));
        node.flags |= NodeFlag.StatusWord;
      }
      break;
    }
    case 'priority':
      if (value.trim() !== '') node.ownPriority = detach(priorityValue(value));
      break;
    case 'effort':
      node.ownEffort = effortOfValue(value) ?? node.ownEffort;
      break;
    case 'depends': {
      const found = dependenciesOfValue(text, field.valueStart, field.valueEnd, true);
      if (found.length === 0) break;
      const known = node.ownDependencies ?? [];
      for (const { id, start, end } of found) {
        if (!known.some((other) => other.id === id)) known.push({ id: detach(id), range: { start: start - base, end: end - base } });
      }
      node.ownDependencies = known;
      break;
    }
    case 'criteria':
      node.criteriaTotal += criteriaInValue(value);
      break;
    case 'wave':
      if (value.trim() !== '') node.ownWave = detach(value.trim());
      break;
    case 'id':
      if (node.idText === null && /^[`*[\s]*[\p{L}#\d][\w.#-]*[`*\]\s]*$/u.test(value) && /\d/.test(value)) {
        node.idText = detach(value.replace(/[`*[\]\s]/g, ''));
        node.idStart = field.valueStart - base;
        node.idEnd = field.valueEnd - base;
        node.flags |= NodeFlag.StrongId;
      }
      break;
    case 'title':
    case 'tasks':
    case 'other':
      break;
  }
}

/** "P0 - Critical" → `P0`; "🔴 最高" → `最高`; "High" as it is. */
function priorityValue(value: string): string {
  const bare = value.replace(/[*_`]+/g, '').replace(/^[\s\p{Extended_Pictographic}\ufe0f]+/u, '').trim();
  const code = /^P\d\+*(?![\w-])/.exec(bare);
  if (code) return code[0];
  return bare.replace(/\s+[-–—(|·].*$/u, '').slice(0, 40);
}
