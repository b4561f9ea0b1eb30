import { NodeFlag, type Details, type TaskNode } from '../forms/taskNode';
import { statusOfMarker, statusOfWholeText } from '../words/statusWords';
import { Field, STRIDE } from './blocks';
import { cellsOf, type Cell } from './cells';
import { detach } from '../text/characters';
import { dependenciesInProse, dependenciesOfValue } from './dependencies';
import { addDependencies, readTitleEnd } from './detailReader';
import type { FieldValues } from './fieldValues';
import { boxAt } from './itemReader';
import type { TableColumns } from './reading';
import { note } from './titleStatus';

/** The cells of a row, as offsets in the text. */
export function cellsOfRow(node: Pick<TaskNode, 'stretch' | 'block'>): Cell[] {
  const { blocks } = node.stretch.table;
  const base = node.stretch.base;
  const at = node.block * STRIDE;
  return cellsOf(
    node.stretch.source,
    base + (blocks[at + Field.Start] ?? 0),
    base + (blocks[at + Field.End] ?? 0),
  );
}

/** The title's cell: the title column, else the first column beside id and status that holds words. */
export function titleCell(cells: readonly Cell[], columns: TableColumns): Cell | undefined {
  let column = columns.title;
  if (column < 0 || column === columns.id) {
    column = cells.findIndex(
      (cell, index) =>
        index !== columns.id &&
        index !== columns.status &&
        index !== columns.effort &&
        index !== columns.priority &&
        cell.end - cell.start > 1,
    );
  }
  return cells[column] ?? cells[Math.max(0, columns.id)];
}

/** Reads what the cells of a row say of its task. */
export function readRowDetails(node: TaskNode, details: Details, text: string, base: number): void {
  const table = node.list;
  if (!table || !('columns' in table)) return;
  const { columns } = table;
  const { values } = node.stretch.host;
  const cells = cellsOfRow(node);
  const cellAt = (column: number): Cell | undefined => (column < 0 ? undefined : cells[column]);
  const valueOf = (column: number): string => {
    const cell = cellAt(column);
    return cell ? text.slice(cell.start, cell.end) : '';
  };
  const title = titleCell(cells, columns);
  if (title)
    readTitleEnd(node, details, text, base, Math.max(title.start, base + node.titleStart), title.end);
  const idCell = cells.find((cell) => cell.end > base + node.idStart);
  if (node.idStart >= 0 && idCell) readIdCellRemark(details, text, idCell, base + node.idEnd);
  readStatusCell(details, text, cellAt(columns.status), values);
  const priority = valueOf(columns.priority).replace(/[*_`]/g, '').trim();
  if (priority !== '' && priority !== '-' && priority !== '—') details.priority = detach(priority);
  if (columns.effort >= 0) {
    const cell = cellAt(columns.effort);
    details.effort = (cell && values.effortOf(text, cell.start, cell.end)) ?? details.effort;
  }
  const status = cellAt(columns.status);
  if (status) addDependencies(details, dependenciesInProse(text, status.start, status.end), base, true);
  const depends = cellAt(columns.depends);
  if (!depends) return;
  const numbers = node.has(NodeFlag.NumberId);
  // "Phase 1" is none of the tasks 1.1, 1.2 of a column that is headed "Phase".
  const called = node.idText?.includes('.') === true ? '' : columns.idName;
  const found = dependenciesOfValue(text, depends.start, depends.end, numbers, false, called);
  addDependencies(details, found, base, false);
}

/** `~~A3~~ **decided**`: a word after the id that says how it ended. */
function readIdCellRemark(details: Details, text: string, cell: Cell, idEnd: number): void {
  const remark = text.slice(idEnd, Math.max(idEnd, cell.end)).replace(/^[~*_\s`\])]+/, '');
  const status = remark === '' ? null : statusOfWholeText(remark);
  if (status === null) return;
  details.status = status;
  details.statusWord = true;
  note(details, 'remark', idEnd, cell.end, status, cell.end - remark.length);
}

function readStatusCell(details: Details, text: string, cell: Cell | undefined, values: FieldValues): void {
  if (!cell) return;
  const box = boxAt(text, cell.start, cell.end);
  const status =
    box && !box.doubtful ? statusOfMarker(box.marker) : values.statusOf(text, cell.start, cell.end);
  if (box && !box.doubtful) note(details, 'box', cell.start, cell.end, status, box.markerStart, box.end - 1);
  else note(details, 'cell', cell.start, cell.end, status);
  if (status === null) return;
  details.status = status;
  details.statusWord = true;
}
