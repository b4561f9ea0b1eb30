import { BlockFlag, BlockKind, Field, STRIDE, type BlockTable } from '../parse/blocks';
import { cellsOf, type Cell } from '../parse/cells';
import {
  Char,
  detach,
  isAsciiWord,
  isDigit,
  isLetter,
  isLineEnd,
  isSpace,
  isWord,
  lineEndFrom,
  skipSpaces,
  trimEnd,
} from '../text/characters';
import type { Memory } from '../text/memory';
import { PieceMap } from '../text/pieceMap';
import { mayBeFigureWord } from '../words/figureWords';
import { statementAtEnd, statementsOf, type Statement } from './statement';
import { headerOf, rowStatements, type TableHeader } from './tableCells';

/**
 * Where a statement stands. `heading`: at the end of a heading. `cookie`: at the end of
 * a line that may be a task or stand for a heading. `line`: in a paragraph or an item of a list. `cell`: in a
 * table. `code`: in a fence. `matter`: in front matter.
 */
export type StatementPlace = 'heading' | 'cookie' | 'line' | 'cell' | 'code' | 'matter';

/** A statement of a part of a document; offsets are those of the part. */
export interface StatedFigures extends Statement {
  readonly place: StatementPlace;
  /** What it is one of many of: the columns of one table, the lines of one fence; the same number for all of them. */
  readonly group: number;
  /** Of a cell its column, else -1. */
  readonly column: number;
  /** Whether it states nothing but an effort, and of no total: what each row of a table of tasks may say. */
  readonly isEffort: boolean;
}

const NOTHING: readonly StatedFigures[] = [];
/** Fences of other languages hold programs. */
const PLAIN_FENCE = /^(?:|text|txt|plain|plaintext|md|markdown|none|ascii|progress)$/i;

/** The statements of a part of a document, parted so that the efforts in a table of tasks are passed over as one. */
export interface FiguresByPlace {
  readonly all: readonly StatedFigures[];
  /** All but efforts in tables. */
  readonly others: readonly StatedFigures[];
  /** The first effort of each table. */
  readonly efforts: readonly StatedFigures[];
}

const NO_FIGURES: FiguresByPlace = { all: NOTHING, others: NOTHING, efforts: NOTHING };

export function figuresByPlace(text: string, table: BlockTable, memory: Memory): FiguresByPlace {
  const all = statedFigures(text, table, memory);
  if (all.length === 0) return NO_FIGURES;
  const inTables = all.filter(isEffortInTable);
  return {
    all,
    others: inTables.length === 0 ? all : all.filter((stated) => !isEffortInTable(stated)),
    efforts: inTables.filter(({ group }, at) => group !== inTables[at - 1]?.group),
  };
}

export function isEffortInTable({ isEffort, place }: StatedFigures): boolean {
  return isEffort && place === 'cell';
}

/** All statements of a part of a document: in headings, lines, tables, fences and front matter. */
function statedFigures(text: string, table: BlockTable, memory: Memory): readonly StatedFigures[] {
  const { blocks, count } = table;
  const found: StatedFigures[] = [];
  const repeated = memory.of(repeatedLines);
  let header: TableHeader | null = null;
  const add = (statements: readonly Statement[], place: StatementPlace, group = -1, column = -1): void => {
    for (const statement of statements)
      if (!isField(statement, place))
        found.push({ ...statement, place, group, column, isEffort: isEffort(statement) });
  };
  for (let block = 0; block < count; block++) {
    const at = block * STRIDE;
    const start = blocks[at + Field.Start] ?? 0;
    const end = blocks[at + Field.End] ?? 0;
    switch (blocks[at + Field.Kind] as BlockKind) {
      case BlockKind.Heading: {
        const [from, to] = [blocks[at + Field.B] ?? 0, blocks[at + Field.C] ?? 0];
        if (!mayState(text, from, to)) break;
        const whole = statementsOf(text, from, to).filter(({ scope }) => scope === null);
        if (whole.length > 0) add(whole, 'line');
        else {
          const last = MAYBE_AT_END.test(text.slice(from, to)) ? statementAtEnd(text, from, to) : null;
          if (last) add([last], 'heading');
        }
        break;
      }
      case BlockKind.Paragraph:
        if (!hasDigit(text, start, end)) break;
        for (const line of linesOf(text, start, end)) {
          const statements = mayState(text, line.start, line.end)
            ? statementsOfLine(text, line, repeated)
            : [];
          if (statements.length > 0) add(statements, 'line');
          else {
            const cookie = cookieAtEnd(text, line);
            if (cookie) add([cookie], 'cookie');
          }
        }
        break;
      case BlockKind.FencedCode: {
        if (!isPlain(text, blocks, at)) break;
        for (const line of linesOf(text, lineEndFrom(text, start, end), end))
          add(statementsOf(text, line.start, line.end), 'code', block);
        break;
      }
      case BlockKind.FrontMatter:
        for (const line of linesOf(text, start, end)) {
          // `total_tasks: 12`
          const said = text.slice(line.start, line.end).replace(/_/g, ' ');
          for (const statement of statementsOf(said, 0, said.length))
            if (statement.scope === null) add([moved(statement, line.start)], 'matter');
        }
        break;
      case BlockKind.TableRow: {
        const parent = blocks[at + Field.Parent] ?? -1;
        if (((blocks[at + Field.Flags] ?? 0) & BlockFlag.Header) !== 0) {
          header = headerOf(text, start, end, parent);
        } else if (header?.table === parent && mayState(text, start, end)) {
          for (const { statement, column } of rowStatements(text, cellsOf(text, start, end), header))
            add([statement], 'cell', parent, column);
        }
        break;
      }
      default:
    }
  }
  return found.length > 0 ? found : NOTHING;
}

/** Shorter lines are read once, however often they come: "Effort: 2h". Code units. */
const SHORT_LINE = 40;
/** So many different ones. */
const REPEATED = 4000;

function repeatedLines(): PieceMap<readonly Statement[]> {
  return new PieceMap(REPEATED);
}

function statementsOfLine(
  text: string,
  { start, end }: Cell,
  repeated: PieceMap<readonly Statement[]>,
): readonly Statement[] {
  if (end - start > SHORT_LINE) return statementsOf(text, start, end);
  let known = repeated.get(text, start, end);
  if (!known) {
    const line = detach(text.slice(start, end));
    repeated.set(text, start, end, (known = statementsOf(line, 0, line.length)));
  }
  // What a task says of itself is left out wherever it stands.
  return known.every((statement) => isField(statement, 'line'))
    ? known
    : known.map((statement) => moved(statement, start));
}

/** A bracket, dash, colon or bar with a number soon behind it. */
const MAYBE_AT_END =
  /(?:[([（【:：]|[-–—]\s|[\u2500-\u25ff\u{1f7e0}-\u{1f7eb}])[^\d([（【:：]{0,24}\d[^.]*$/u;

/** "Effort: 2 h" is what a task says of itself. */
function isField(statement: Statement, place: StatementPlace): boolean {
  return place !== 'cell' && statement.scope === null && isEffort(statement);
}

function isEffort({ quantities, label }: Statement): boolean {
  return !label.total && quantities.every(({ role }) => role === 'effort');
}

const LONGEST_WORD = 24;

function hasDigit(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isDigit(text.charCodeAt(at))) return true;
  return false;
}

/** Whether a number may be a figure, by what stands before and behind it: nearly none is, and looking closer takes time. */
function mayState(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (!isDigit(text.charCodeAt(at))) continue;
    const before = at > start ? text.charCodeAt(at - 1) : Char.Space;
    while (at < end && isDigit(text.charCodeAt(at))) at++;
    // An id, a version, a date, a part of a word.
    if (
      before < 128 &&
      (isAsciiWord(before) || before === Char.Dash || before === Char.Dot || before === Char.Hash)
    )
      continue;
    let next = at;
    while (next < end && (isSpace(text.charCodeAt(next)) || text[next] === '*' || text[next] === '+')) next++;
    if (next >= end) return true;
    const code = text.charCodeAt(next);
    if (isLetter(code) || code > 127) {
      let stop = next;
      while (stop < end && stop - next < LONGEST_WORD && isWord(text.charCodeAt(stop))) stop++;
      if (stop === next || mayBeFigureWord(text.slice(next, stop).toLowerCase())) return true;
    } else if (
      code !== Char.Dot &&
      code !== Char.Dash &&
      code !== Char.Underscore &&
      (code !== Char.Colon || next > at)
    )
      return true;
  }
  return false;
}

function* linesOf(text: string, start: number, end: number): Iterable<Cell> {
  for (let at = start; at < end;) {
    const to = lineEndFrom(text, at, end);
    let from = skipSpaces(text, at, to);
    // The marks of quotes and boxes around each line.
    while (from < to && (text[from] === '>' || text[from] === '│')) from = skipSpaces(text, from + 1, to);
    const last = trimEnd(text, from, to);
    if (last > from) yield { start: from, end: last };
    at = to;
    while (at < end && isLineEnd(text.charCodeAt(at))) at++;
  }
}

function isPlain(text: string, blocks: Int32Array, at: number): boolean {
  if (((blocks[at + Field.Flags] ?? 0) & BlockFlag.Stray) !== 0) return false;
  return PLAIN_FENCE.test(text.slice(blocks[at + Field.B] ?? 0, blocks[at + Field.C] ?? 0).trim());
}

const COOKIE = /[[(]\s*(?:\d{1,4}\s*\/\s*\d{1,4}|\d{1,3}\s?%)(?:[^()[\]]{0,24})[\])]\s*(?:<!--[^>]*-->\s*)?$/;

/** `- [ ] Wire the house [2/5]`, `… (2/5 done)`: how far the parts of a task are. */
function cookieAtEnd(text: string, line: Cell): Statement | null {
  const last = text.charCodeAt(line.end - 1);
  if (last !== Char.RightBracket && last !== Char.RightParenthesis && last !== Char.GreaterThan) return null;
  const cookie = COOKIE.exec(text.slice(line.start, line.end));
  if (!cookie || cookie.index === 0) return null;
  return statementAtEnd(text, line.start, line.end);
}

function moved(statement: Statement, by: number): Statement {
  const bar = statement.bar && {
    ...statement.bar,
    start: statement.bar.start + by,
    end: statement.bar.end + by,
  };
  return {
    ...statement,
    start: statement.start + by,
    end: statement.end + by,
    quantities: statement.quantities.map((quantity) => ({
      ...quantity,
      figure: { ...quantity.figure, start: quantity.figure.start + by, end: quantity.figure.end + by },
    })),
    bar,
  };
}
