import { isAsciiPunctuation } from './inlineSimple';
import { BlockKind, type BlockTable } from './blocks';
import { LeafWalk } from './leaves';

/** The destination of a Markdown link, image or link definition, as written. Offsets as of the text it is in. */
export interface Link {
  readonly target: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Destinations of inline links and of link definitions in a stretch, by the rules of CommonMark; what looks like
 * one in code is none. Offsets relative to the stretch.
 */
export function linksIn(source: string, base: number, table: BlockTable): Link[] {
  const found: Link[] = [];
  // Most files have none, and `]` stands before each.
  const whole = source.slice(base, base + table.length);
  if (!whole.includes('](') && !whole.includes(']:')) return found;
  for (const leaf = new LeafWalk(table); leaf.next();) {
    const { kind, start, end } = leaf;
    const text = whole.slice(start, end);
    if (kind === BlockKind.Definition) {
      const [, lead = '', written = ''] = DEFINITION.exec(text) ?? [];
      if (written !== '') found.push(link(written, start + lead.length));
    } else if (text.includes('](')) inlineLinks(text, start, found);
  }
  return found;
}

const DEFINITION = /^(\[[^\]]{1,999}\]:\s*)(<[^<>\r\n]*>|\S+)/;
/** `<with spaces>`, or a run without spaces whose parentheses are balanced, two deep at most. */
const DESTINATION =
  /\(\s*(<(?:\\.|[^<>\\\r\n])*>|(?:\\.|[^\s()\\<]|\((?:\\.|[^\s()\\]|\([^\s()]*\))*\))(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\]|\([^\s()]*\))*\))*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/y;
const LONGEST_LINK = 1_000;

function inlineLinks(text: string, base: number, found: Link[]): void {
  for (let at = 0; at < text.length;) {
    const character = text[at];
    if (character === '\\') at += 2;
    else if (character === '`') at = behindCode(text, at);
    else if (character === '<' && text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4);
      at = end < 0 ? text.length : end + 3;
    } else if (character === ']' && text[at + 1] === '(') {
      const piece = text.slice(at + 1, at + 1 + LONGEST_LINK);
      DESTINATION.lastIndex = 0;
      const match = DESTINATION.exec(piece);
      const written = match?.[1];
      if (match && written !== undefined) {
        found.push(link(written, base + at + 1 + match[0].indexOf(written)));
        at += 1 + match[0].length;
      } else at += 1;
    } else at += 1;
  }
}

/** The offset behind a code span, or behind the backticks that open none. */
function behindCode(text: string, at: number): number {
  const run = /^`+/.exec(text.slice(at, at + 64))?.[0] ?? '`';
  for (let close = text.indexOf(run, at + run.length); close >= 0; close = text.indexOf(run, close)) {
    let end = close;
    while (text[end] === '`') end++;
    if (end - close === run.length) return end;
    close = end;
  }
  return at + run.length;
}

function link(written: string, start: number): Link {
  const angled = written.startsWith('<');
  const inner = angled ? written.slice(1, -1) : written;
  const from = angled ? start + 1 : start;
  return { target: unescaped(inner), start: from, end: from + inner.length };
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (both, character: string) =>
    isAsciiPunctuation(character.charCodeAt(0)) ? character : both,
  );
}
