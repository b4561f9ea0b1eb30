import { cellsOf, type Cell } from '../parse/cells';
import { merged, NO_WORDS, wordsOf, type Words } from './clause';
import { ID_LIST, statementsOf, type Statement } from './statement';
import { tokensOf } from './tokens';

/** Tables of more columns are data. */
const MOST_COLUMNS = 16;

/** What the columns of a table are named by. */
export interface TableHeader {
  readonly table: number;
  /** The column that lists the ids of a row's tasks, or -1. */
  readonly ids: number;
  /** Null for a column that is named by anything else than figures. */
  readonly columns: readonly (Words | null)[];
}

/** Null for a table that states nothing of its rows. */
export function headerOf(text: string, start: number, end: number, table: number): TableHeader | null {
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

/** The statements of a row, each with its column. */
export function* rowStatements(
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
  // A column "Value" says nothing; a column "Duration" is not read at all.
  const isNamed =
    row.scope === null || column.status !== null || column.thing !== null || column.total || column.value;
  return isNamed || column.progress || column.effort || column.hours !== null
    ? merged(column, row.words)
    : null;
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
