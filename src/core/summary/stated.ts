import { BlockFlag, BlockKind, Field, STRIDE, type BlockTable } from '../parse/blocks';
import { cellsOf, type Cell } from '../parse/cells';
import {
  Char,
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
import { mayBeFigureWord } from '../words/figureWords';
import { NO_WORDS, wordsOf, type Words } from './clause';
import { ID_LIST, statementAtEnd, statementsOf, type Statement } from './statement';
import { tokensOf } from './tokens';

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
}

const NOTHING: readonly StatedFigures[] = [];
/** Fences of other languages hold programs. */
const PLAIN_FENCE = /^(?:|text|txt|plain|plaintext|md|markdown|none|ascii|progress)$/i;
/** Tables of more columns or rows are data. */
const MOST_COLUMNS = 16;

/** All statements of a part of a document: in headings, lines, tables, fences and front matter. */
export function statedFigures(text: string, table: BlockTable): readonly StatedFigures[] {
  const { blocks, count } = table;
  const found: StatedFigures[] = [];
  let header: TableHeader | null = null;
  for (let block = 0; block < count; block++) {
    const at = block * STRIDE;
    const start = blocks[at + Field.Start] ?? 0;
    const end = blocks[at + Field.End] ?? 0;
    const add = (statements: readonly Statement[], place: StatementPlace, group = -1, column = -1): void => {
      for (const statement of statements) found.push({ ...statement, place, group, column });
    };
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
        for (const line of linesOf(text, start, end)) {
          const statements = mayState(text, line.start, line.end)
            ? statementsOf(text, line.start, line.end)
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

/** A bracket, dash, colon or bar with a number soon behind it. */
const MAYBE_AT_END =
  /(?:[([（【:：]|[-–—]\s|[\u2500-\u25ff\u{1f7e0}-\u{1f7eb}])[^\d([（【:：]{0,24}\d[^.]*$/u;

const LONGEST_WORD = 24;

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

interface TableHeader {
  readonly table: number;
  /** The column that lists the ids of a row's tasks, or -1. */
  readonly ids: number;
  /** Null for a column that is named by anything else than figures. */
  readonly columns: readonly (Words | null)[];
}

function headerOf(text: string, start: number, end: number, table: number): TableHeader | null {
  const cells = cellsOf(text, start, end);
  if (cells.length < 2 || cells.length > MOST_COLUMNS) return null;
  const columns = cells.map((cell, at) => (at === 0 ? null : wordsOfCell(text, cell)));
  const ids = cells.findIndex(({ start: from, end: to }) => IDS_HEADER.test(text.slice(from, to)));
  return columns.some((words) => words !== null) ? { table, ids, columns } : null;
}

/** What a header says, where it says nothing else; an empty one says that a value follows. */
function wordsOfCell(text: string, { start, end }: Cell): Words | null {
  const said = text.slice(start, end).replace(/[*_`\s]/g, '');
  if (said === '' || said === '#') return { ...NO_WORDS, value: true };
  if (/^[%％]$/.test(said)) return { ...NO_WORDS, progress: true };
  const tokens = tokensOf(text, start, end);
  const bare = tokens?.filter(
    ({ kind }) =>
      kind !== 'open' && kind !== 'close' && kind !== 'glyph' && kind !== 'slash' && kind !== 'dash',
  );
  if (!bare || bare.length === 0) return null;
  const isPercent = (at: number): boolean =>
    /[%％#]/.test(text.slice(bare[at]?.start ?? 0, bare[at]?.end ?? 0));
  const known = bare.filter(
    (token, at) => token.kind === 'word' || (token.kind === 'other' && isPercent(at)),
  );
  if (known.length < bare.length) return null;
  const words = wordsOf(known);
  if (words.mixed) return null;
  const percent = /[%％]/.test(said);
  return { ...words, progress: words.progress || percent };
}

function* rowStatements(
  text: string,
  cells: readonly Cell[],
  { columns, ids }: TableHeader,
): Iterable<{ statement: Statement; column: number }> {
  const [first] = cells;
  if (!first || first.end <= first.start) return;
  const name = text.slice(first.start, first.end);
  if (/~~/.test(name)) return;
  const row = wordsOfName(text, first);
  if (!row) return;
  const listing = cells[ids];
  const listed = listing && text.slice(listing.start, listing.end);
  for (const [column, cell] of cells.entries()) {
    const words = columns[column];
    if (!words || column === 0) continue;
    if (words.status !== null && row.words.status !== null) continue;
    const label = together(row, words);
    if (!label) continue;
    const [found, ...others] = statementsOf(text, cell.start, cell.end, label);
    if (!found || others.length > 0 || found.scope !== null) continue;
    const isListed = listed !== undefined && column !== ids && ID_LIST.test(listed);
    yield { statement: { ...found, scope: row.scope, ids: isListed ? listed : found.ids }, column };
  }
}

/** What a row's name and a column's say together; null where that is nothing to go by. */
function together(row: RowName, column: Words): Words | null {
  const both: Words = {
    status: row.words.status ?? column.status,
    thing: row.words.thing ?? column.thing,
    total: row.words.total || column.total,
    value: row.words.value || column.value,
    progress: row.words.progress || column.progress,
    effort: row.words.effort || column.effort,
    parallel: row.words.parallel || column.parallel,
    sequential: row.words.sequential || column.sequential,
    critical: row.words.critical || column.critical,
    gain: row.words.gain || column.gain,
    hours: row.words.hours ?? column.hours,
    mixed: false,
  };
  // A column "Value" says nothing; a column "Duration" is not read at all.
  const isNamed =
    row.scope === null || column.status !== null || column.thing !== null || column.total || column.value;
  return isNamed || column.progress || column.effort || column.hours !== null ? both : null;
}

const IDS_HEADER =
  /^[\s*_]*(?:tasks?(?: ids?| range)?|ids?|id range|range|items?|任务|タスク|aufgaben|tareas|tâches|задачи)[\s*_]*$/iu;

interface RowName {
  readonly words: Words;
  readonly scope: string | null;
}

/** A row is named by known words alone ("Total tasks", "Done"), or by what it speaks of ("P0", "Phase 1 total"). */
function wordsOfName(text: string, { start, end }: Cell): RowName | null {
  const tokens = tokensOf(text, start, end);
  if (!tokens || tokens.length === 0) return null;
  const known = tokens.filter(
    ({ kind }) => kind === 'word' || kind === 'glyph' || kind === 'open' || kind === 'close',
  );
  if (known.length === tokens.length) {
    const words = wordsOf(tokens);
    return words.mixed ? null : { words, scope: null };
  }
  const scope = text
    .slice(start, end)
    .replace(/[*_`]+/g, '')
    .trim();
  return { words: NO_WORDS, scope };
}
