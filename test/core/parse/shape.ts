import { BlockFlag, BlockKind, Field, STRIDE } from '../../../src/core/parse/blocks';
import { BlockScanner } from '../../../src/core/parse/scanner';

/**
 * A block in the form in which the scanner and the oracle are compared: one line of text for each block, indented
 * by depth, so that a failing test shows a difference that can be read. Lines are 0-based, offsets UTF-16.
 */
export interface Shape {
  /** Kind and whatever else is compared, but for lines and children. */
  label: string;
  /** Absolute offset of its first character. */
  at: number;
  line: number;
  endLine: number;
  children: Shape[];
}

export function render(shapes: readonly Shape[], depth = 0): string {
  return shapes
    .map(
      ({ label, line, endLine, children }) =>
        `${'  '.repeat(depth)}${label} lines ${line}-${endLine}\n${render(children, depth + 1)}`,
    )
    .join('');
}

/** One stretch of a scan: absolute offsets and lines throughout. */
export interface Stretch {
  readonly from: number;
  readonly line: number;
  readonly length: number;
  readonly shapes: Shape[];
}

/** Scans `text` stretch by stretch. */
export function scanStretches(text: string, documentStart: boolean): Stretch[] {
  const scanner = new BlockScanner();
  const stretches: Stretch[] = [];
  let from = 0;
  let line = 0;
  while (from < text.length) {
    const table = scanner.scan(text, from, { documentStart: documentStart && from === 0 });
    const shapes = shapesOf(table.blocks, table.count, from, line);
    stretches.push({ from, line, length: table.length, shapes });
    from += table.length;
    line += table.lineStarts.length;
  }
  return stretches;
}

export function scannedShapes(text: string, documentStart = false): Shape[] {
  return scanStretches(text, documentStart).flatMap(({ shapes }) => shapes);
}

/** The blocks of a table as a tree; `from` and `line` are added to its offsets and lines. */
export function shapesOf(blocks: Int32Array, count: number, from: number, line: number): Shape[] {
  const top: Shape[] = [];
  const all: Shape[] = [];
  for (let index = 0; index < count; index++) {
    const field = (name: Field): number => blocks[index * STRIDE + name] ?? 0;
    const shape: Shape = {
      label: labelOf(field, from),
      at: from + field(Field.Start),
      line: line + field(Field.Line),
      endLine: line + field(Field.EndLine),
      children: [],
    };
    all.push(shape);
    const parent = field(Field.Parent);
    (parent < 0 ? top : (all[parent]?.children ?? [])).push(shape);
  }
  return top;
}

function labelOf(field: (name: Field) => number, from: number): string {
  const flags = field(Field.Flags);
  const at = from + field(Field.Start);
  switch (field(Field.Kind)) {
    case BlockKind.Heading: {
      const [start, end] = [from + field(Field.B), from + field(Field.C)];
      return `heading ${field(Field.A)} at ${at} text ${start === end ? 'none' : `${start}-${end}`}`;
    }
    case BlockKind.Paragraph:
      return `paragraph at ${at}`;
    case BlockKind.List: {
      const start = flags & BlockFlag.Ordered ? field(Field.B) : 'none';
      return `list at ${at} start ${start} ${flags & BlockFlag.Loose ? 'loose' : 'tight'}`;
    }
    case BlockKind.Item:
      return `item at ${at}`;
    case BlockKind.FencedCode:
      return `fence at ${at} ${flags & BlockFlag.Closed ? 'closed' : 'open'}`;
    case BlockKind.IndentedCode:
      return 'code';
    case BlockKind.Html:
      return 'html';
    case BlockKind.ThematicBreak:
      return `break at ${at}`;
    case BlockKind.Quote:
      return `quote at ${at}`;
    case BlockKind.Table:
      return `table at ${at}`;
    case BlockKind.TableRow:
      return `row at ${at}`;
    case BlockKind.FrontMatter:
      return `front matter at ${at}`;
    case BlockKind.Definition:
      return `definition at ${at}`;
    default:
      return `unknown kind ${field(Field.Kind)}`;
  }
}
