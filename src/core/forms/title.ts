import type { TaskNode } from './taskNode';

/** Titles longer than this (UTF-16 code units) are cut at a sentence or clause. */
const LONG = 120;

const BOLD_LEAD =
  /^(\*\*|__)(?!\s)((?:[^*_\n]|\n(?!\n)|[*_](?![*_]))+?)\1(?=\s*(?:[—–:：.`→]|-\s|$)|[.:]?\s+[\p{Lu}(])/u;
const CLAUSE = /\s+(?:—|–|--)\s+/;
const SENTENCE = /[.!?。！？](?:["'”’)\]*_`]*)(?=\s+[\p{Lu}\p{N}`*("'“‘[]|\s*\n|(?<=[。！？])\p{L})/u;

/**
 * One plain line that names the task: its text without id, marker and fields. A bold beginning that is
 * closed by a dash, colon or full stop is the name; else a dash parts the name from the explanation; else,
 * in a long text, the first sentence is the name.
 */
export function titleOf(node: TaskNode): string {
  const { titleText } = node.details;
  if (titleText !== null) return node.stretch.host.plainText(titleText);
  const raw = withoutId(node);
  const plain = node.stretch.host.plainText(nameIn(raw));
  const tidy = plain
    .replace(/\s*[:：]$/, '')
    .replace(/([^.])\.$/, '$1')
    .trim();
  return tidy === '' ? (node.takenId ?? plain) : tidy;
}

/** Without a `**` whose other half stands before the id: "**A1 Title.**" */
function balanced(raw: string): string {
  const marks = raw.split('**').length - 1;
  if (marks % 2 === 0) return raw;
  const last = raw.lastIndexOf('**');
  return raw.slice(0, last) + raw.slice(last + 2);
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

function nameIn(written: string): string {
  const raw = balanced(written);
  const bold = BOLD_LEAD.exec(raw);
  if (bold?.[2] !== undefined && bold[2].length > 2) return bold[2];
  // A struck title is followed by its pointer.
  const struck = /^~~(.+?)~~/s.exec(raw);
  if (struck?.[1] !== undefined) return struck[1];
  const clause = CLAUSE.exec(raw);
  if (clause && clause.index >= 3) return raw.slice(0, clause.index);
  if (raw.length > LONG || raw.includes('\n')) {
    const sentence = SENTENCE.exec(raw);
    if (sentence && sentence.index >= 8) return raw.slice(0, sentence.index + 1);
  }
  return raw;
}
