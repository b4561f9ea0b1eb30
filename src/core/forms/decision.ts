import type { Decision, TextRange } from '../model/task';
import { NodeFlag, type TaskNode } from './taskNode';
import { nameIn } from './title';

/** What the first paragraph of a task consists of. Offsets are relative to `text`. */
export interface ItemParts {
  /** From the title to the end of the paragraph, as written. */
  readonly text: string;
  /** What names the task, decoration included, strike excluded. */
  readonly name: TextRange;
  /** Behind the closing `~~` of a struck title; -1 where the title is not struck. */
  readonly strikeEnd: number;
  /** Whether the strike holds the name and little more. */
  readonly strikesName: boolean;
  /** What follows the strike, or the name. */
  readonly tail: string;
}

/** A strike that holds as much more than the name holds the explanation as well, in UTF-16 code units. */
const MOST_BESIDE_NAME = 60;
/** A pointer with its remarks is no longer than that, in UTF-16 code units. */
const LONGEST_POINTER = 320;
const BESIDE = /\([^()]*\)|<!--[^>]*-->/g;
/** What may follow the pointer as a sentence of its own. */
const LONGEST_REMARK = 40;
/** Words that stand for a pointer: a few, and no sentence that explains. */
const LONGEST_WORDS = 90;

const RECORD = /\b(?:ADR|RFC|DEC|PDR|TDR|MADR|RFD|DR)[- ]?\d+\b/;
const CODE_OR_LINK = /`([^`\n]+)`|\[([^\]\n]+)\]\([^)\n]*\)/;
const ARROW = /^[\s*_]*(?:→|->|=>|⇒|➜|➔|—|–|-|:|see\b|siehe\b)?\s*/i;
/** Signs that nothing but a pointer follows. */
const POINTS = /^[\s*_.]*(?:→|->|=>|⇒|➜|➔)/;

export function partsOf(node: TaskNode): ItemParts {
  const text = node.textOf(node.titleStart, node.textEnd);
  const strikeEnd = node.isStruck ? endOfStrike(text) : -1;
  if (strikeEnd < 0) {
    const name = rangeOfName(text, 0, node.details.titleEnd - node.titleStart);
    return { text, name, strikeEnd, strikesName: false, tail: text.slice(name.end) };
  }
  const open = text.startsWith('~~') ? 2 : 0;
  const name = rangeOfName(text, open, strikeEnd - 2);
  const beside = text.slice(name.end, strikeEnd - 2).trim();
  const isName = beside.length <= MOST_BESIDE_NAME;
  return {
    text,
    name: isName ? { start: open, end: strikeEnd - 2 } : name,
    strikeEnd,
    strikesName: isName,
    tail: text.slice(strikeEnd),
  };
}

/** Behind the strike that the text begins with or lies in, and those that follow it at once; -1 where it is not closed. */
function endOfStrike(text: string): number {
  let end = -1;
  for (let at = text.startsWith('~~') ? 2 : 0; ;) {
    const close = text.indexOf('~~', at);
    if (close < 0) return end;
    end = close + 2;
    const next = /^\s+~~(?=\S)/.exec(text.slice(end));
    if (!next) return end;
    at = end + next[0].length;
  }
}

/** Where the name stands in a piece of the text, with the signs of emphasis around it. */
function rangeOfName(text: string, from: number, to: number): TextRange {
  const written = withoutLastComments(text.slice(from, Math.max(from, to)));
  const name = nameIn(written);
  const at = written.indexOf(name);
  if (at < 0 || name === '') return { start: from, end: from + written.length };
  let [start, end] = [from + at, from + at + name.length];
  const marks = /^(?:\*\*|__)/.exec(text.slice(end, to))?.[0] ?? '';
  if (marks !== '') end += marks.length;
  if (marks !== '' && start - from >= 2 && text.startsWith(marks, start - 2)) start -= 2;
  // A full stop behind the emphasis ends the name.
  if (/^[.?!](?=\s|$)/.test(text.slice(end, to))) end++;
  return { start, end };
}

function withoutLastComments(written: string): string {
  let text = written.trimEnd();
  while (text.endsWith('-->')) {
    const open = text.lastIndexOf('<!--');
    if (open < 0) break;
    text = text.slice(0, open).trimEnd();
  }
  return text;
}

/** The pointer that follows a struck title: the record it names, else a file or link, else the words. */
export function decisionOf(node: TaskNode): Decision {
  const { text, strikeEnd, tail } = partsOf(node);
  const rest = (strikeEnd >= 0 ? tail : text).replace(ARROW, '').trim();
  return { pointer: pointerIn(rest, strikeEnd >= 0 && isPointer(tail)), collapsed: isCollapsed(node) };
}

/** Whether nothing is left of a struck item but its name and a pointer; its subtasks aside. */
export function isCollapsed(node: TaskNode): boolean {
  if (!node.isStruck) return false;
  const { strikeEnd, strikesName, tail } = partsOf(node);
  return strikeEnd >= 0 && strikesName && isPointer(tail) && !hasOwnBody(node);
}

/** Whether the item has more than its first paragraph that is not one of its subtasks. */
function hasOwnBody(node: TaskNode): boolean {
  if (!node.has(NodeFlag.HasBody)) return false;
  const { document } = node;
  const end = document.offsetAt({ line: node.endLine, column: Number.MAX_SAFE_INTEGER });
  const from = node.absolute(node.textEnd, node.textEnd).start;
  const body = document.slice(from, end);
  let at = from;
  for (const line of body.split(/(?<=\r\n|\r(?!\n)|\n)/)) {
    if (
      at > from &&
      line.trim() !== '' &&
      document.taskAt(at + (/^\s*/.exec(line)?.[0].length ?? 0)) === node
    )
      return true;
    at += line.length;
  }
  return false;
}

function isPointer(tail: string): boolean {
  const words = tail.trim();
  if (words === '' || /^[.!]$/.test(words)) return true;
  if (words.length > LONGEST_POINTER) return false;
  // Sentences that follow the pointer are text again.
  const more = /[.!?]["”’)*_`]*\s+(?=\p{Lu})/u.exec(words.replace(BESIDE, ''));
  if (more && words.length - more.index > LONGEST_REMARK) return false;
  if (POINTS.test(words)) return true;
  const rest = words.replace(ARROW, '');
  if (startsWith(RECORD, rest) || startsWith(CODE_OR_LINK, rest)) return true;
  return rest.length <= LONGEST_WORDS && !/[.!?]\s+\p{L}/u.test(rest) && !/[\r\n]/.test(rest);
}

function startsWith(pattern: RegExp, text: string): boolean {
  return pattern.exec(text.replace(/^[\s(*_]+/, ''))?.index === 0;
}

function pointerIn(tail: string, takesWords: boolean): string | null {
  const record = RECORD.exec(tail);
  if (record) return record[0];
  const named = CODE_OR_LINK.exec(tail);
  // A file or link that opens the tail is the pointer; one that comes later only adds to the words.
  if (named && tail.slice(0, named.index).trim() === '') return named[1] ?? named[2] ?? null;
  if (!takesWords) return null;
  const words = tail
    .replace(/\s+/g, ' ')
    .replace(/\s+\(.*$/, '')
    .replace(/[.;]\s*$/, '');
  return words === '' ? null : words;
}
