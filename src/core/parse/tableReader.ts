import { NodeFlag, TaskNode } from '../forms/taskNode';
import { idAtStart } from '../identity/idSyntax';
import type { Stretch } from '../index/stretch';
import { roleOfHeader } from '../words/columnWords';
import { statusOfMarker, statusOfValue, statusOfWholeText } from '../words/statusWords';
import { BlockFlag, BlockKind, Field, STRIDE } from './blocks';
import { cellsOf, type Cell } from './cells';
import { detach } from './chars';
import { dependenciesOfValue } from './dependencies';
import { effortOfValue } from './effort';
import type { FieldReader } from './fields';
import { boxAt } from './itemReader';
import { readTitle } from './titleReader';
import type { Label, Segment, TableColumns, TableReading } from './reading';

/** Rows beyond this share must name known fields for a two-column table to be one of fields. */
const FIELD_SHARE = 0.5;

/** Reads one table: as fields of the heading above it, or as a candidate for tasks. */
export function readTable(
  stretch: Stretch,
  segment: Segment,
  block: number,
  label: Label | null,
  fields: FieldReader,
): TableReading | null {
  const { blocks, count } = stretch.table;
  const text = stretch.host.text;
  const base = stretch.offset;
  const rows: number[] = [];
  for (let row = block + 1; row < count && blocks[row * STRIDE + Field.Parent] === block; row++) {
    if (blocks[row * STRIDE + Field.Kind] === BlockKind.TableRow) rows.push(row);
  }
  const cells = (row: number): Cell[] =>
    cellsOf(text, base + (blocks[row * STRIDE + Field.Start] ?? 0), base + (blocks[row * STRIDE + Field.End] ?? 0));
  const header = rows[0];
  if (header === undefined) return null;
  const headerCells = cells(header);
  if (headerCells.length === 2 && readFieldTable(text, rows.map(cells), segment, fields)) return null;
  const body = rows.filter((row) => ((blocks[row * STRIDE + Field.Flags] ?? 0) & BlockFlag.Header) === 0).map(cells);
  const columns = withIdColumn(columnsOf(headerCells.map((cell) => text.slice(cell.start, cell.end))), text, body);
  const table: TableReading = {
    block,
    line: blocks[block * STRIDE + Field.Line] ?? 0,
    label,
    columns,
    rows: [],
    verdict: 'undecided',
  };
  for (const row of rows) {
    if (((blocks[row * STRIDE + Field.Flags] ?? 0) & BlockFlag.Header) !== 0) continue;
    const node = readRow(stretch, segment, row, cells(row), columns);
    node.row = table;
    table.rows.push(node);
  }
  return table;
}

/** `| **Estimated Hours** | 2h |`: hands the rows to the segment as fields. */
function readFieldTable(text: string, rows: Cell[][], segment: Segment, fields: FieldReader): boolean {
  const found = rows.map(([name, value]) => {
    if (!name || !value) return null;
    const kind = fields.kindOfLabel(text.slice(name.start, name.end));
    return kind && { kind, labelStart: name.start, valueStart: value.start, valueEnd: value.end };
  });
  const known = found.filter((field) => field !== null);
  const telling = known.filter((field) => field.kind !== 'other').length;
  if (known.length < 2 || telling < 1 || known.length < rows.length * FIELD_SHARE) return false;
  segment.fields.push(...known);
  return true;
}

function columnsOf(headers: readonly string[]): TableColumns {
  const columns = { count: headers.length, id: -1, title: -1, status: -1, priority: -1, effort: -1, depends: -1, taskLike: 0, otherLike: 0, taskTitle: false, idInferred: false };
  headers.forEach((text, at) => {
    const role = roleOfHeader(text);
    if (role === 'task-like') columns.taskLike++;
    else if (role === 'other-like') columns.otherLike++;
    else if (role === 'task-title') {
      columns.title = at;
      columns.taskTitle = true;
    }
    else if (role !== null && columns[role] < 0) columns[role] = at;
  });
  return columns;
}

/** A first column whose cells are ids is the id column, whatever its header ("Task", "Issue"). */
function withIdColumn(columns: TableColumns, text: string, body: readonly (readonly Cell[])[]): TableColumns {
  if (columns.id >= 0 || body.length === 0) return columns;
  let ids = 0;
  for (const [first] of body) {
    const id = first && idAtStart(text, first.start, first.end, 'cell');
    if (id && id.kind === 'explicit') ids++;
  }
  if (ids < body.length * FIELD_SHARE || ids === 0) return columns;
  return { ...columns, id: 0, idInferred: true, title: columns.title === 0 ? -1 : columns.title };
}

function readRow(stretch: Stretch, segment: Segment, row: number, cells: readonly Cell[], columns: TableColumns): TaskNode {
  const { blocks } = stretch.table;
  const text = stretch.host.text;
  const base = stretch.offset;
  const node = new TaskNode('row', stretch, segment, row);
  node.relLine = blocks[row * STRIDE + Field.Line] ?? 0;
  node.relEndLine = blocks[row * STRIDE + Field.EndLine] ?? node.relLine;
  const at = (column: number): Cell | undefined => (column < 0 ? undefined : cells[column]);

  const idCell = at(columns.id >= 0 ? columns.id : 0);
  const id = idCell && idAtStart(text, idCell.start, idCell.end, 'cell');
  // A title column, else the first column after the id that holds words.
  let titleColumn = columns.title;
  if (titleColumn < 0 || titleColumn === columns.id) {
    titleColumn = cells.findIndex((cell, index) => index !== columns.id && index !== columns.status && cell.end - cell.start > 1);
  }
  const title = at(titleColumn) ?? idCell ?? { start: base, end: base };
  readTitle(node, text, base, title.start, title.end, 'cell');
  node.textEnd = title.end - base;
  if (id) {
    node.idText = detach(id.id);
    node.idShape = id.shape;
    node.idIsNumber = id.kind === 'number';
    node.idStart = id.start - base;
    node.idEnd = id.end - base;
    node.flags = id.strong ? node.flags | NodeFlag.StrongId : node.flags & ~NodeFlag.StrongId;
    if (idCell) readIdCellRemark(node, text, idCell, id.end);
  }
  readStatusCell(node, text, at(columns.status), base);
  const value = (column: number): string => {
    const cell = at(column);
    return cell ? text.slice(cell.start, cell.end) : '';
  };
  if (columns.priority >= 0) {
    const priority = value(columns.priority).replace(/[*_`]/g, '').trim();
    if (priority !== '' && priority !== '-' && priority !== '—') node.ownPriority = detach(priority);
  }
  if (columns.effort >= 0) node.ownEffort = effortOfValue(value(columns.effort));
  const depends = at(columns.depends);
  if (depends) {
    const found = dependenciesOfValue(text, depends.start, depends.end, columns.id >= 0 && node.idIsNumber);
    if (found.length > 0) {
      node.ownDependencies = found.map((d) => ({ id: detach(d.id), range: { start: d.start - base, end: d.end - base } }));
    }
  }
  return node;
}

/** `~~A3~~ **decided**`: the id struck through, and a word that says how it ended. */
function readIdCellRemark(node: TaskNode, text: string, cell: Cell, idEnd: number): void {
  const whole = text.slice(cell.start, cell.end);
  const struck = whole.startsWith('~~');
  const remark = text.slice(idEnd, cell.end).replace(/^[~*_\s`\])]+/, '');
  const status = remark === '' ? null : statusOfWholeText(remark);
  if (status !== null) {
    node.ownStatus = status;
    node.flags |= NodeFlag.StatusWord;
  } else if (struck) {
    node.flags |= NodeFlag.Struck;
  }
}

function readStatusCell(node: TaskNode, text: string, cell: Cell | undefined, base: number): void {
  if (!cell) return;
  const value = text.slice(cell.start, cell.end);
  const box = boxAt(text, cell.start, cell.end);
  if (box && !box.doubtful) {
    node.markerText = box.marker;
    node.markerStart = box.markerStart - base;
    node.ownStatus = statusOfMarker(box.marker);
    return;
  }
  const status = statusOfValue(value);
  if (status !== null) {
    node.ownStatus = status;
    node.flags |= NodeFlag.StatusField | NodeFlag.StatusWord;
  }
}
