import { NodeFlag, TaskNode } from '../forms/taskNode';
import type { Stretch } from '../index/stretch';
import { Field, STRIDE } from './blocks';
import { Char, detach, lineEndFrom, skipSpaces } from '../text/characters';
import { isRuler } from './labels';
import type { Label, ListReading, Segment } from './reading';
import { readStart } from './titleStart';

/** Glyphs that open a line of a plain-text task list ("☐ Buy milk"). */
const BOX_GLYPHS = '☐☑☒✔✘✓✗❑❍⬜🔲□';
const BARE_BOX = /^\[[ xX/~+-]?\](?= )/;

/**
 * The lines of a paragraph or of indented code that begin with a box glyph ("☐ Buy milk") or with a box without
 * a list marker ("[ ] Buy milk"), as lists, one for each label between them.
 *
 * @param above the items before, of other paragraphs, that these lines may lie in; brought up to date
 */
export function readPlainTextLists(
  stretch: Stretch,
  segment: Segment,
  block: number,
  above: Above[],
): readonly ListReading[] {
  const { blocks } = stretch.table;
  const text = stretch.source;
  const base = stretch.base;
  const end = base + (blocks[block * STRIDE + Field.End] ?? 0);
  let line = blocks[block * STRIDE + Field.Line] ?? 0;
  const lists: ListReading[] = [];
  let list: ListReading | null = null;
  let label: Label | null = null;
  // What a block of code or a paragraph begins with is indented, too.
  for (let at = lineStartOf(text, base + (blocks[block * STRIDE + Field.Start] ?? 0)); at < end; line++) {
    const lineEnd = lineEndFrom(text, at, end);
    const from = skipSpaces(text, at, lineEnd);
    const box = boxAt(text, from);
    const column = from < lineEnd ? columnOf(text, at, from) : -1;
    const isLabel = lineEnd > from && text.charCodeAt(lineEnd - 1) === Char.Colon;
    // Words below an item that stand as far in as its box belong to it; a label there names what follows.
    if (column >= 0) leave(above, box === '' && !isLabel ? column + 1 : column);
    if (box === '') {
      // What is indented below an item describes it.
      if (column >= 0) for (const { node } of above) node.relEndLine = line;
      // "Deck:" names the lines below it.
      label = isLabel ? labelOf(text, from, lineEnd) : label;
      if (lineEnd > from) list = null;
    } else if (!isRuler(text, from, lineEnd)) {
      if (!list) lists.push((list = newList(segment, block, line, label)));
      const node = new TaskNode('checkbox', stretch, segment, block, line, line);
      readLine(node, list, text, base, from, from + box.length, lineEnd);
      node.up = above[above.length - 1]?.node ?? null;
      for (const { node: outer } of above) outer.relEndLine = line;
      above.push({ node, column });
    }
    at = lineEnd + (text.startsWith('\r\n', lineEnd) ? 2 : 1);
  }
  return lists;
}

function isBlank(code: number): boolean {
  return code === Char.Space || code === Char.Tab;
}

function lineStartOf(text: string, at: number): number {
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** An item and the column at which its box stands. */
export interface Above {
  readonly node: TaskNode;
  readonly column: number;
}

/** Leaves the items that a paragraph without boxes does not lie in. */
export function passPlainText(above: Above[], text: string, start: number): void {
  if (above.length > 0) leave(above, columnOf(text, lineStartOf(text, start), start));
}

const TAB = 4;

/** Column of `at` in its line, tabs to every fourth. */
function columnOf(text: string, lineStart: number, at: number): number {
  let column = 0;
  for (let index = lineStart; index < at; index++)
    column = text.charCodeAt(index) === Char.Tab ? column - (column % TAB) + TAB : column + 1;
  return column;
}

/** Drops the items that a line at the column does not lie in. */
function leave(above: Above[], column: number): void {
  while ((above[above.length - 1]?.column ?? -1) >= column) above.pop();
}

function newList(segment: Segment, block: number, line: number, label: Label | null): ListReading {
  return {
    block,
    line,
    ordered: false,
    within: null,
    label,
    items: [],
    boxes: 0,
    ids: false,
    segment,
    counted: false,
    total: 0,
    done: 0,
    verdict: 'undecided',
  };
}

function labelOf(text: string, start: number, end: number): Label {
  return { title: detach(text.slice(start, end - 1)), leadIn: false };
}

function boxAt(text: string, at: number): string {
  const code = text.charCodeAt(at);
  if (code === Char.LeftBracket) return BARE_BOX.exec(text.slice(at, at + 4))?.[0] ?? '';
  if (code < 0x25a0) return '';
  const glyph = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const after = text.charCodeAt(at + glyph.length);
  return BOX_GLYPHS.includes(glyph) && (after === Char.Space || after === 0xfe0f || after === Char.Tab)
    ? glyph
    : '';
}

function readLine(
  node: TaskNode,
  list: ListReading,
  text: string,
  base: number,
  start: number,
  after: number,
  end: number,
): void {
  const bracketed = text.charCodeAt(start) === Char.LeftBracket;
  node.list = list;
  node.flags |= NodeFlag.Box;
  node.markerText = bracketed ? text.slice(start + 1, after - 1) : text.slice(start, after);
  node.markerStart = start + (bracketed ? 1 : 0) - base;
  node.textEnd = end - base;
  list.items.push(node);
  list.boxes++;
  const from = text.charCodeAt(after) === 0xfe0f ? after + 1 : after;
  readStart(node, text, base, skipSpaces(text, from, end), end, 'item');
  list.ids ||= node.idText !== null;
}
