import type { Nodes } from 'mdast';
import { detach } from '../text/characters';
import { simpleText } from './inlineSimple';
import { createRemark } from './remark.lazy';

/** Longest fragment, in code units, that is handed to the full parser. */
const LONGEST_PARSED = 2000;
/** Longest fragment that the quick reader is tried on. */
const LONGEST_SIMPLE = 8000;
/** Fragments whose plain text is remembered, and how long they may be: parsing one takes as long as looking up hundreds. */
const MOST_REMEMBERED = 2000;
const LONGEST_REMEMBERED = 500;
/** Keeps the fragment a paragraph: no line of it can begin a list, a heading or a table. */
const LEAD = 'x ';

/**
 * A function that gives the plain text of an inline Markdown fragment, on one line: emphasis, code spans, links
 * (their text), images (their alt text), autolinks, entities and escapes resolved, HTML tags and comments left
 * out. Fragments without markup or with simple markup do not reach the full parser.
 */
export function createPlainText(): (markdown: string) => string {
  let full: ((markdown: string) => string) | undefined;
  const known = new Map<string, string>();
  return (markdown) => {
    const line = oneLine(markdown);
    if (line.length <= LONGEST_SIMPLE) {
      const simple = simpleText(line);
      if (simple !== null) return simple;
    }
    const remembered = known.get(line);
    if (remembered !== undefined) return remembered;
    full ??= createParsedText();
    const text = full(line);
    if (line.length > LONGEST_REMEMBERED) return text;
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(detach(line), text);
    return text;
  };
}

/** The same, with the full parser for every fragment: slow, and what the fast paths must agree with. */
export function createParsedText(): (markdown: string) => string {
  const processor = createRemark();
  return (markdown) => {
    const line = oneLine(markdown);
    const cut = line.length <= LONGEST_PARSED ? line.length : cutBefore(line, LONGEST_PARSED);
    const parts: string[] = [];
    collect(processor.parse(LEAD + line.slice(0, cut)), parts);
    // What lies behind the limit is shown as it is written.
    return oneLine(parts.join('').slice(LEAD.length) + line.slice(cut));
  };
}

/** Where to cut a long fragment: at a space if there is one, never within a surrogate pair. */
function cutBefore(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  if (space > at / 2) return space;
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

function collect(node: Nodes, parts: string[]): void {
  switch (node.type) {
    case 'html':
      if (/^<br\s*\/?>/i.test(node.value)) parts.push(' ');
      return;
    case 'break':
      parts.push(' ');
      return;
    case 'image':
    case 'imageReference':
      parts.push(node.alt ?? '');
      return;
    default:
      if ('value' in node) parts.push(node.value);
      if ('children' in node) for (const child of node.children) collect(child, parts);
  }
}

const LINE_BREAKS = /[ \t]*(?:\r\n?|\n)[ \t]*/g;

/** Line breaks as one space, spaces at both ends left out. */
function oneLine(text: string): string {
  if (!text.includes('\n') && !text.includes('\r')) return text.trim();
  return text
    .replace(/(?<!\\)((?:\\\\)*)\\(?=\r?\n)/g, '$1')
    .replace(LINE_BREAKS, ' ')
    .trim();
}
