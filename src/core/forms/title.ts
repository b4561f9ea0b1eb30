import { Char, isDigit, isLetter, isLineEnd } from '../text/characters';
import type { TaskNode } from './taskNode';

/** Titles longer than this (UTF-16 code units) are cut at a sentence or clause. */
const LONG = 120;

const BOLD_LEAD =
  /^(\*\*|__)(?!\s)((?:[^*_\n]|\n(?!\n)|[*_](?![*_]))+?)\1(?=\s*(?:[—–:：.`→]|-\s|$)|[.:]?\s+[\p{Lu}(])/u;
const CLAUSE = /\s+(?:—|–|--)\s+/g;
const SENTENCE = /[.!?。！？](?:["'”’)\]*_`]*)(?=\s+[\p{Lu}\p{N}`*("'“‘[]|\s*\n|(?<=[。！？])\p{L})/u;

/**
 * One plain line that names the task: its text without id, marker and fields. A bold beginning that is
 * closed by a dash, colon or full stop is the name; else a dash parts the name from the explanation; else,
 * in a long text, the first sentence is the name.
 */
export function titleOf(node: TaskNode): string {
  const { titleText } = node.details;
  if (titleText !== null) return node.stretch.host.plainText(titleText);
  const raw = node.takenId === null ? withoutId(node) : outOfLink(withoutId(node));
  const plain = node.stretch.host.plainText(isPlain(raw) ? raw : nameIn(raw));
  const last = plain.charCodeAt(plain.length - 1);
  const tidy =
    isLetter(last) || isDigit(last)
      ? plain
      : plain
          .replace(/\s*[:：]$/, '')
          .replace(/([^.])\.$/, '$1')
          .trim();
  return tidy === '' ? (node.takenId ?? plain) : tidy;
}

/** Whether the text holds nothing that could part a name from what follows it: most titles are a few plain words. */
function isPlain(raw: string): boolean {
  if (raw.length > LONG) return false;
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if (
      code > Char.Delete ||
      code === Char.Asterisk ||
      code === Char.Underscore ||
      code === Char.Tilde ||
      code === Char.Dash ||
      isLineEnd(code)
    )
      return false;
  }
  return true;
}

/** Without a `**` whose other half stands before the id: "**A1 Title.**" */
function balanced(raw: string): string {
  const marks = raw.split('**').length - 1;
  if (marks % 2 === 0) return raw;
  const last = raw.lastIndexOf('**');
  return raw.slice(0, last) + raw.slice(last + 2);
}

/** "Lay the floor](k1.md)": the id stood inside the link. */
function outOfLink(raw: string): string {
  const close = raw.indexOf('](');
  if (close < 0 || raw.lastIndexOf('[', close) >= 0) return raw;
  const end = raw.indexOf(')', close);
  return end < 0 ? raw : raw.slice(0, close) + raw.slice(end + 1);
}

/** The title as written, without an id in its middle. */
function withoutId(node: TaskNode): string {
  const { titleStart, idStart, idEnd } = node;
  const { titleEnd } = node.details;
  if (node.takenId === null || idStart <= titleStart || idEnd >= titleEnd)
    return node.textOf(titleStart, titleEnd);
  const before = node.textOf(titleStart, idStart).replace(/[[(`]+$/, '');
  const after = node.textOf(idEnd, titleEnd).replace(/^[\])`]+/, '');
  return `${before.trimEnd()} ${after.trimStart()}`.trim();
}

/** The piece of a written title that names the task, without the emphasis around it. */
export function nameIn(written: string): string {
  const close = written.indexOf('**');
  // The id stood inside the bold: "**A1 Title.** More". The name ends where the bold does.
  if (close > 3 && written.split('**').length % 2 === 0) return written.slice(0, close);
  const raw = balanced(written);
  const bold = BOLD_LEAD.exec(raw);
  if (bold?.[2] !== undefined && bold[2].length > 2) return isOrdinal(bold[2]) ? raw : bold[2];
  // A struck title is followed by its pointer.
  const struck = /^~~(.+?)~~(\s+~~)?/s.exec(raw);
  // More than a name may be struck: the whole of a paragraph, or each of its lines.
  if (struck?.[1] !== undefined)
    return struck[1].length > LONG || struck[2] !== undefined ? nameIn(struck[1]) : struck[1];
  const clause = clauseEnd(raw);
  if (clause >= 3) return raw.slice(0, clause);
  if (raw.length > LONG || raw.includes('\n')) {
    const sentence = SENTENCE.exec(raw);
    if (sentence && sentence.index >= 8) return raw.slice(0, sentence.index + 1);
  }
  return raw;
}

/** "Step 1", "v39": what follows is the name. */
function isOrdinal(name: string): boolean {
  return /^(?:\p{L}{1,12}\.?\s*)?#?\d[\d.]*$/u.test(name.trim());
}

/** Where the first dash stands that parts the name from an explanation, outside brackets and code; or -1. */
function clauseEnd(raw: string): number {
  for (const match of raw.matchAll(CLAUSE)) {
    const before = raw.slice(0, match.index);
    const open = before.replace(/[^([（]/g, '').length - before.replace(/[^)\]）]/g, '').length;
    const code = before.split('`').length % 2 === 0;
    if (open <= 0 && !code && !isOrdinal(before)) return match.index;
  }
  return -1;
}
