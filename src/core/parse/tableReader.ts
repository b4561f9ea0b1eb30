import { NodeFlag, TaskNode } from '../forms/taskNode';
import { idAtStart, isNeverId, isRecordId, shapeOf, type IdToken } from '../identity/idSyntax';
import type { Stretch } from '../index/stretch';
import { roleOfHeader } from '../words/columnWords';
import { normalizeWords } from '../words/lookup';
import { BlockFlag, BlockKind, Field, STRIDE } from './blocks';
import type { Cell } from './cells';
import { detach, isLetter, skipSpaces } from '../text/characters';
import type { Field as LabelledField, FieldReader } from './fields';
import { boxAt } from './itemReader';
import type { Label, Segment, TableColumns, TableReading } from './reading';
import { cellsOfRow, titleCell } from './rowDetails';

/** Share of the rows that must name known fields for a two-column table to be one of fields. */
const FIELD_SHARE = 0.5;

/** Reads one table: as fields of the heading above it, or as a candidate for tasks. */
export function readTable(
  stretch: Stretch,
  segment: Segment,
  block: number,
  label: Label | null,
  fields: FieldReader,
): TableReading | LabelledField[] | null {
  const { blocks, count } = stretch.table;
  const text = stretch.source;
  const base = stretch.base;
  const rows: number[] = [];
  for (let row = block + 1; row < count && blocks[row * STRIDE + Field.Parent] === block; row++) {
    if (blocks[row * STRIDE + Field.Kind] === BlockKind.TableRow) rows.push(row);
  }
  const header = rows[0];
  if (header === undefined) return null;
  const cells = rows.map((row) => cellsOfRow({ stretch, block: row }));
  const headerCells = cells[0] ?? [];
  if (headerCells.length === 2) {
    const found = fieldsOfTable(text, base, cells, fields);
    if (found) return found;
  }
  const isHeader = ((blocks[header * STRIDE + Field.Flags] ?? 0) & BlockFlag.Header) !== 0;
  const body = isHeader ? cells.slice(1) : cells;
  const headers = headerCells.map((cell) => text.slice(cell.start, cell.end));
  const found = withIdColumn(columnsOf(headers), text, body);
  const columns = { ...found, idName: normalizeWords(headers[found.id] ?? '') };
  const line = blocks[block * STRIDE + Field.Line] ?? 0;
  const table: TableReading = { block, line, label, columns, rows: [], verdict: 'undecided' };
  (isHeader ? rows.slice(1) : rows).forEach((row, index) => {
    table.rows.push(readRow(stretch, segment, row, body[index] ?? [], table));
  });
  return table;
}

/** `| **Estimated Hours** | 2h |`: the rows as fields, if that is what they are. */
function fieldsOfTable(
  text: string,
  base: number,
  rows: readonly Cell[][],
  fields: FieldReader,
): LabelledField[] | null {
  const known: LabelledField[] = [];
  for (const [name, value] of rows) {
    const kind = name && value ? fields.kindOfLabel(text.slice(name.start, name.end)) : null;
    if (kind === null || !name || !value) continue;
    known.push({
      kind,
      labelStart: name.start - base,
      valueStart: value.start - base,
      valueEnd: value.end - base,
    });
  }
  const telling = known.filter((field) => field.kind !== 'other').length;
  return known.length >= 2 && telling >= 1 && known.length >= rows.length * FIELD_SHARE ? known : null;
}

const SUMMED =
  /^[\s*_]*(?:milestone|phase|epic|sprint|stage|iteration|area|fase|etapa|этап|阶段|フェーズ|단계)s?[\s*_]*$/i;

function columnsOf(headers: readonly string[]): TableColumns {
  const columns = {
    count: headers.length,
    id: -1,
    order: -1,
    title: -1,
    status: -1,
    priority: -1,
    effort: -1,
    depends: -1,
    taskLike: 0,
    otherLike: 0,
    taskTitle: false,
    idName: '',
    idInferred: false,
  };
  let size = -1;
  let order = -1;
  headers.forEach((text, at) => {
    const role = roleOfHeader(text);
    if (role === 'size') size = at;
    else if (role === 'order') order = at;
    else if (role === 'task-like') columns.taskLike++;
    else if (role === 'other-like') columns.otherLike++;
    else if (role === 'task-title') {
      columns.title = at;
      columns.taskTitle = true;
    } else if (role !== null && columns[role] < 0) columns[role] = at;
  });
  if (columns.effort < 0) columns.effort = size;
  const isPlan = columns.depends >= 0 || columns.effort >= 0 || columns.status >= 0;
  if (isPlan && columns.taskTitle) columns.order = order;
  // A row for each milestone sums up its tasks, unless it names them.
  if (!columns.taskTitle && SUMMED.test(headers[0] ?? '')) columns.otherLike += 2;
  return columns;
}

/** A first column whose cells are ids is the id column, whatever its header ("Task", "Issue"). */
function withIdColumn(columns: TableColumns, text: string, body: readonly (readonly Cell[])[]): TableColumns {
  if (columns.id >= 0 || body.length === 0) return columns;
  let ids = 0;
  for (const [first] of body) {
    const id = first && idAtStart(text, first.start, first.end, 'cell');
    if (id && (id.kind === 'explicit' || isStepNumber(text, id, first))) ids++;
  }
  if (ids < body.length * FIELD_SHARE || ids === 0) return withOrder(columns, text, body);
  return { ...columns, id: 0, idInferred: true, title: columns.title === 0 ? -1 : columns.title };
}

/** "| Order | Task | Depends on |": the numbers are ids unless the titles begin with others. */
function withOrder(columns: TableColumns, text: string, body: readonly (readonly Cell[])[]): TableColumns {
  const { order, title } = columns;
  if (order < 0) return columns;
  const named = body.some((cells) => {
    const cell = cells[title];
    return cell !== undefined && idAtStart(text, cell.start, cell.end, 'cell')?.kind === 'explicit';
  });
  return named ? columns : { ...columns, id: order };
}

/** "2.1.3" and nothing else in its cell. */
function isStepNumber(text: string, id: IdToken, cell: Cell): boolean {
  return id.id.includes('.') && /^[*_`~\s]*$/.test(text.slice(id.end, cell.end));
}

const CODE = /^[*_`~[\s]*(\p{Lu}[\p{Lu}\d]*(?:[-_.]\d+)+)[*_`~\]\s]*$/u;

/** In a column that is headed "ID", a code is an id even where its letters name something else elsewhere. */
function idOfColumn(text: string, cell: Cell, columns: TableColumns): IdToken | null {
  if (columns.id < 0 || columns.idInferred) return null;
  const id = CODE.exec(text.slice(cell.start, cell.end))?.[1];
  if (id === undefined) return null;
  const start = text.indexOf(id, cell.start);
  return {
    id,
    kind: 'explicit',
    start,
    end: start + id.length,
    after: cell.end,
    strong: false,
    shape: shapeOf(id),
    unclosed: '',
  };
}

/** The id in the id column; without one, in the first cell or at the beginning of the title. */
function idOfRow(
  text: string,
  cells: readonly Cell[],
  columns: TableColumns,
  title: Cell | undefined,
): { cell: Cell | undefined; id: IdToken | null } {
  const idIn = (cell: Cell | undefined): IdToken | null =>
    cell ? idAtStart(text, cell.start, cell.end, 'cell') : null;
  const cell = cells[Math.max(0, columns.id)];
  if (columns.id >= 0) return { cell, id: idIn(cell) ?? (cell ? idOfColumn(text, cell, columns) : null) };
  // The number of a phase or a week is not the task's; "1.2 Lay the pipes" under "Task" begins with its own.
  const isOwn = (id: IdToken): boolean =>
    id.kind !== 'number' || (columns.taskTitle && cell === title && id.id.includes('.'));
  const first = idIn(cell);
  if (first && isOwn(first)) return { cell, id: first };
  const second = columns.taskTitle && title !== cell ? idIn(title) : null;
  return { cell: title, id: second?.kind === 'explicit' ? second : null };
}

/** Under "ID" no neighbours of its shape are asked for: `B6` is as good as `B11`. */
function isInIdColumn(id: IdToken, columns: TableColumns): boolean {
  if (columns.id < 0 || columns.idInferred || id.kind !== 'explicit') return false;
  return isLetter(id.id.charCodeAt(0)) && !isNeverId(id.id) && !isRecordId(id.id);
}

function readRow(
  stretch: Stretch,
  segment: Segment,
  row: number,
  cells: readonly Cell[],
  table: TableReading,
): TaskNode {
  const { blocks } = stretch.table;
  const text = stretch.source;
  const base = stretch.base;
  const { columns } = table;
  const line = blocks[row * STRIDE + Field.Line] ?? 0;
  const node = new TaskNode('row', stretch, segment, row, line, blocks[row * STRIDE + Field.EndLine] ?? line);
  node.list = table;
  const title = titleCell(cells, columns);
  if (title) {
    node.leadStart = node.afterId = node.textStart = skipSpaces(text, title.start, title.end) - base;
    node.textEnd = title.end - base;
    if (text.startsWith('~~', title.start)) node.flags |= NodeFlag.Struck;
  }
  const { cell: idCell, id } = idOfRow(text, cells, columns, title);
  if (id && idCell) {
    node.idText = detach(id.id);
    node.idShape = id.shape;
    if (id.kind === 'number') node.flags |= NodeFlag.NumberId;
    if (id.strong || isInIdColumn(id, columns)) node.flags |= NodeFlag.StrongId;
    node.idStart = id.start - base;
    node.idEnd = id.end - base;
    if (title === idCell) node.afterId = Math.max(node.afterId, id.after - base);
    if (text.startsWith('~~', idCell.start)) node.flags |= NodeFlag.Struck;
  }
  const statusCell = cells[columns.status];
  const box = columns.status >= 0 && statusCell ? boxAt(text, statusCell.start, statusCell.end) : null;
  if (box && !box.doubtful) {
    node.markerText = box.marker;
    node.markerStart = box.markerStart - base;
  }
  return node;
}
