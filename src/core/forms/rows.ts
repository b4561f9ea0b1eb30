import type { SectionContext } from '../index/stretch';
import type { ListVerdict, TableReading } from '../parse/reading';
import type { SectionClass } from '../words/sectionWords';
import { classOfLabel, hasOwnId, type Vocabulary, type Weighing } from './lists';
import { NodeFlag, type TaskNode } from './taskNode';

const MOST = 0.6;

/** Whether the rows of a table are tasks. */
export function verdictOnTable(
  table: TableReading,
  context: SectionContext | null,
  words: Vocabulary,
  weighing: Weighing,
): ListVerdict {
  const { columns, rows } = table;
  if (rows.length === 0) return 'too-few';
  const sectionClass: SectionClass | null = classOfLabel(table.label, words) ?? context?.sectionClass ?? null;
  if (sectionClass === 'criteria' || sectionClass === 'legend' || sectionClass === 'example') return sectionClass;
  const evidence = Number(columns.status >= 0) + Number(columns.priority >= 0) + Number(columns.effort >= 0) + Number(columns.depends >= 0);
  const withId = rows.filter((row) => row.idText !== null && !isCitation(row) && (!row.idIsNumber || columns.id >= 0));
  const explicit = withId.filter((row) => !row.idIsNumber);
  if (columns.otherLike > evidence + columns.taskLike) return 'no-evidence';
  if (withId.length >= rows.length * MOST && columns.id >= 0) {
    const cited = explicit.filter((row) => weighing.declares(row.idText ?? '')).length;
    if (cited === explicit.length && explicit.length > 0) return 'citations';
    if (evidence + columns.taskLike === 0) return sectionClass === 'tasks' && columns.title >= 0 ? 'ids' : 'no-evidence';
    // Consecutive numbers alone prove nothing: a table of contents has them too.
    if (explicit.length === 0 && evidence === 0) return 'no-evidence';
    if (explicit.length === 0 && sectionClass === 'prose') return 'prose';
    if (explicit.length === 0 && columns.status < 0 && !weighing.plainLists && columns.depends < 0 && columns.priority < 0) return 'stronger-form';
    if (sectionClass === 'plan' && cited > 0) return 'citations';
    return 'ids';
  }
  if (columns.status >= 0 && columns.title >= 0 && weighing.plainLists && weighing.taskDocument && sectionClass !== 'prose' && sectionClass !== 'plan') {
    const stated = rows.filter((row) => row.ownStatus !== null).length;
    if (stated >= rows.length * MOST) return 'statuses';
  }
  return 'no-evidence';
}

/** Whether this row of a table of tasks is one: a row that names a task declared elsewhere only cites it. */
export function isTaskRow(row: TaskNode, verdict: ListVerdict, weighing: Weighing): boolean {
  if (verdict === 'statuses') return true;
  if (row.idText === null) return false;
  if (!row.idIsNumber && weighing.declares(row.idText)) return false;
  return row.idIsNumber || hasOwnId(row, weighing) || row.has(NodeFlag.StrongId);
}

function isCitation(row: TaskNode): boolean {
  return row.idStart < 0;
}
