/**
 * The oracle: unified + remark-parse + remark-gfm, its tree brought into the form of shape.ts. What is done to it
 * is done by name, in differences.ts or here; nothing else may hide a difference.
 */
import type { Code, Heading, Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Data, Processor } from 'unified';
import type { Shape } from './shape';

/** Number of fence lines (opening, closing) of each fenced code block. */
type FenceCounts = WeakMap<object, number>;

type MicromarkExtension = NonNullable<Data['micromarkExtensions']>[number];
type Construct = Extract<NonNullable<MicromarkExtension['document']>[number], { tokenize: unknown }>;

/** Character codes of `*`, `+`, `-` and the digits. */
const LIST_CODES = [42, 43, 45, ...Array.from('0123456789', (digit) => digit.charCodeAt(0))];

/**
 * Tried before micromark's list construct, never succeeds: corrects what the latter believes about interrupting a
 * paragraph. See `list-after-indented-code` and `list-inside-interrupting-container` in differences.ts.
 */
const interruptsOnlyParagraphs: Construct = {
  name: 'interruptsOnlyParagraphs',
  tokenize(_effects, _ok, nok) {
    const last = this.events.findLast(
      ([side, { type, _container }]) => type === 'chunkFlow' || (side === 'enter' && _container),
    );
    const token = last?.[1];
    if (token?._container || token?._tokenizer?.currentConstruct?.name === 'codeIndented')
      this.interrupt = false;
    return nok;
  },
};

export class Oracle {
  private readonly fences: FenceCounts = new WeakMap();
  private readonly processor = this.createProcessor();

  /** The shapes of `text`; `from` and `line` are added to its offsets and lines. */
  shapes(text: string, from = 0, line = 0): Shape[] {
    const tree: Root = this.processor.parse(text);
    const lines = text.split(/\r\n|\r|\n/);
    // micromark skips the byte order mark and does not count it.
    const skipped = text.startsWith('\uFEFF') ? 1 : 0;
    return new TreeReader(lines, this.fences, from + skipped, line).children(tree.children, 0);
  }

  private createProcessor(): { parse(text: string): Root } {
    const { fences } = this;
    return unified()
      .use(remarkParse)
      .use(remarkGfm)
      .use(function (this: Processor) {
        const data = this.data();
        (data.micromarkExtensions ??= []).push(
          // See `footnote-definitions` in differences.ts.
          { disable: { null: ['gfmFootnoteDefinition'] } },
          { document: Object.fromEntries(LIST_CODES.map((code) => [code, interruptsOnlyParagraphs])) },
        );
        // GFM turns `www.example.com` into links without positions after the fact; inline, it is none of our business.
        for (const extension of (data.fromMarkdownExtensions ??= []).flat()) extension.transforms = [];
        data.fromMarkdownExtensions.push({
          exit: {
            codeFencedFenceSequence() {
              const code = this.stack.findLast((node) => node.type === 'code');
              if (code) fences.set(code, (fences.get(code) ?? 0) + 1);
            },
            // Instead of GFM's handler, which lets the paragraph of a task begin after its checkbox.
            paragraph(token) {
              this.exit(token);
            },
          },
        });
      })
      .freeze();
  }
}

class TreeReader {
  constructor(
    private readonly lines: readonly string[],
    private readonly fences: FenceCounts,
    private readonly from: number,
    private readonly line: number,
  ) {}

  /** `quotes` is the number of quotes around the nodes. */
  children(nodes: readonly Nodes[], quotes: number): Shape[] {
    const shapes: Shape[] = [];
    for (const node of nodes) {
      const before = shapes.at(-1);
      const shape = this.shape(startAfter(node, before, this.line), quotes);
      // See `indented-code-in-pieces` in differences.ts.
      if (before?.label === 'code' && shape.label === 'code') before.endLine = shape.endLine;
      else shapes.push(shape);
    }
    return shapes;
  }

  private shape(node: Nodes, quotes: number): Shape {
    const position = node.position;
    if (!position) throw new Error(`a ${node.type} without a position`);
    const at = this.from + (position.start.offset ?? 0);
    const shape: Shape = {
      label: '',
      at,
      line: position.start.line - 1,
      endLine: position.end.line - 1,
      children: [],
    };
    switch (node.type) {
      case 'heading':
        shape.label = `heading ${node.depth} at ${at} text ${this.headingText(node)}`;
        break;
      case 'code':
        shape.label = this.codeLabel(node, at);
        this.trimBlankLines(shape, quotes, position.end.column - 1);
        break;
      case 'html':
        shape.label = 'html';
        this.trimBlankLines(shape, quotes, position.end.column - 1);
        break;
      case 'list':
        shape.children = this.children(node.children, quotes);
        shape.label = `list at ${at} start ${node.start ?? 'none'} ${isLoose(shape) ? 'loose' : 'tight'}`;
        break;
      case 'listItem':
        shape.label = `item at ${at}`;
        shape.children = this.children(node.children, quotes);
        break;
      case 'blockquote':
        shape.label = `quote at ${at}`;
        shape.children = this.children(node.children, quotes + 1);
        this.trimUnmarkedLines(shape, quotes, position.end.column - 1);
        break;
      case 'table':
        shape.label = `table at ${at}`;
        shape.children = this.children(node.children, quotes);
        break;
      case 'tableRow':
        shape.label = `row at ${at}`;
        break;
      case 'thematicBreak':
        shape.label = `break at ${at}`;
        break;
      case 'paragraph':
      case 'definition':
        shape.label = `${node.type} at ${at}`;
        break;
      default:
        shape.label = `unknown ${node.type}`;
    }
    // Trailing blank lines belong to no block: a container ends with its last child.
    if (node.type === 'list' || node.type === 'listItem') {
      shape.endLine = shape.children.reduce(
        (end, child) => Math.max(end, child.endLine - this.line),
        shape.line,
      );
    }
    shape.line += this.line;
    shape.endLine += this.line;
    return shape;
  }

  private headingText(node: Heading): string {
    const first = node.children[0]?.position?.start.offset;
    const last = node.children.at(-1)?.position?.end.offset;
    if (first === undefined || last === undefined || first === last) return 'none';
    return `${this.from + first}-${this.from + last}`;
  }

  private codeLabel(node: Code, at: number): string {
    const fences = this.fences.get(node);
    return fences === undefined ? 'code' : `fence at ${at} ${fences > 1 ? 'closed' : 'open'}`;
  }

  /** An unclosed fence or comment takes the blank lines at the end of its container; the block table does not. */
  private trimBlankLines(shape: Shape, quotes: number, endColumn: number): void {
    const blank = new RegExp(`^(?:[ \\t]*>){0,${quotes}}[ \\t]*$`);
    let end: number | undefined = endColumn;
    while (shape.endLine > shape.line && blank.test((this.lines[shape.endLine] ?? '').slice(0, end))) {
      shape.endLine--;
      end = undefined;
    }
  }

  /** Where a new container ends a nested quote, micromark lets the quote end inside the new one's line. */
  private trimUnmarkedLines(shape: Shape, quotes: number, endColumn: number): void {
    const marked = new RegExp(`^(?:[ \\t]*>){${quotes + 1}}`);
    const last = Math.max(shape.line, ...shape.children.map(({ endLine }) => endLine - this.line));
    let end: number | undefined = endColumn;
    while (shape.endLine > last && !marked.test((this.lines[shape.endLine] ?? '').slice(0, end))) {
      shape.endLine--;
      end = undefined;
    }
  }
}

/**
 * micromark lets a setext heading begin where the definitions before its text begin, so that they overlap; here
 * it begins with its text.
 */
function startAfter(node: Nodes, previous: Shape | undefined, line: number): Nodes {
  const { position } = node;
  if (
    !previous ||
    node.type !== 'heading' ||
    !position ||
    position.start.line - 1 + line > previous.endLine
  ) {
    return node;
  }
  const start = node.children[0]?.position?.start ?? position.start;
  return { ...node, position: { ...position, start } };
}

/** CommonMark's "loose": remark has only `spread`, which says less about nested lists. */
function isLoose(list: Shape): boolean {
  const apart = (shapes: readonly Shape[]): boolean =>
    shapes.some((shape, index) => index > 0 && shape.line > (shapes[index - 1]?.endLine ?? 0) + 1);
  return apart(list.children) || list.children.some((item) => apart(item.children));
}
