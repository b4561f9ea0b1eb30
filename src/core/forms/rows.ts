import { isRecordId } from '../identity/idSyntax';
import type { SectionContext } from '../index/stretch';
import type { ListVerdict, TableReading } from '../parse/reading';
import type { SectionClass } from '../words/sectionWords';
import { classOfLabel, hasOwnId, type Vocabulary, type Weighing } from './lists';
import { NodeFlag, type TaskNode } from './taskNode';

/** Share of the rows that must carry an id or a status for a table to be one of tasks. */
const MOST = 0.6;
/** So many statuses show what a column is for. */
const FEW = 2;
/** Share of the ids that must be different: rows that come back to one id are about it, not it. */
const DISTINCT = 0.8;

/** Whether the rows of a table are tasks: by their ids, else by their statuses. */
export function verdictOnTable(
  table: TableReading,
  context: SectionContext | null,
  words: Vocabulary,
  weighing: Weighing,
): ListVerdict {
  const { columns, rows } = table;
  if (rows.length === 0) return 'too-few';
  const sectionClass = classOfLabel(table.label, words) ?? context?.sectionClass ?? null;
  if (sectionClass === 'criteria' || sectionClass === 'legend' || sectionClass === 'example')
    return sectionClass;
  const evidence =
    Number(columns.status >= 0) +
    Number(columns.priority >= 0) +
    Number(columns.effort >= 0) +
    Number(columns.depends >= 0);
  if (columns.otherLike > evidence + columns.taskLike) return 'no-evidence';
  return (
    verdictByIds(table, evidence, context, sectionClass, weighing) ??
    verdictByStatuses(table, sectionClass, weighing)
  );
}

function verdictByIds(
  table: TableReading,
  evidence: number,
  context: SectionContext | null,
  sectionClass: SectionClass | null,
  weighing: Weighing,
): ListVerdict | null {
  const { columns, rows } = table;
  if (columns.id < 0) return null;
  const ids = rows.filter((row) => row.idText !== null && !isRecordId(row.idText));
  if (ids.length < rows.length * MOST) return null;
  const distinct = new Set(ids.map((row) => row.idText)).size;
  if (columns.idInferred && distinct < ids.length * DISTINCT) return 'citations';
  const explicit = ids.filter((row) => !row.has(NodeFlag.NumberId));
  const cited = explicit.filter((row) => weighing.declares(row.idText ?? '')).length;
  if (explicit.length > 0) {
    if (cited === explicit.length || (cited > 0 && sectionClass === 'plan')) return 'citations';
    // "## Open" above a table says what its rows are.
    const isColumn = context?.status != null && columns.otherLike === 0 && sectionClass !== 'prose';
    if (evidence + columns.taskLike > 0 || columns.taskTitle || isColumn) return 'ids';
    return columns.title >= 0 && columns.otherLike === 0 && sectionClass !== 'prose' ? 'ids' : 'no-evidence';
  }
  // Consecutive numbers alone prove nothing: a table of contents has them too.
  if (columns.otherLike > 0 || sectionClass === 'prose' || sectionClass === 'plan') return 'no-evidence';
  if (columns.taskTitle) return 'ids';
  const planned = (columns.priority >= 0 || columns.depends >= 0) && evidence >= 2;
  // "| # | Status | Stage |" is a plan's list of its steps where nothing else is.
  const onlyForm = weighing.plainLists && (weighing.taskDocument || weighing.planDocument);
  if (columns.title < 0 && columns.status >= 0 && onlyForm) {
    // What has no status has not begun.
    const stated = rows.filter((row) => row.details.status !== null);
    const known = stated.filter((row) => row.details.status !== 'unknown').length;
    return known >= FEW && known >= stated.length * MOST ? 'ids' : 'no-evidence';
  }
  const isSaid = planned || sectionClass === 'tasks';
  return columns.title >= 0 && (columns.status >= 0 || isSaid) ? 'ids' : 'no-evidence';
}

function verdictByStatuses(
  table: TableReading,
  sectionClass: SectionClass | null,
  weighing: Weighing,
): ListVerdict {
  const { columns, rows } = table;
  if (sectionClass === 'prose' || sectionClass === 'plan') return 'no-evidence';
  const onlyForm = weighing.plainLists && weighing.taskDocument;
  if (!columns.taskTitle && !onlyForm) return 'no-evidence';
  // "| Task | Estimate | Depends on |" is a table of tasks wherever it stands.
  const weighs = columns.effort >= 0 || columns.taskLike > 0;
  const planned = columns.taskTitle && weighs && columns.depends >= 0 && columns.otherLike === 0;
  if (rows.some((row) => row.idText !== null && weighing.declares(row.idText))) return 'citations';
  if (columns.status >= 0) {
    // Under a header that says nothing of titles, nothing may speak against tasks either.
    if (columns.title < 0 && columns.otherLike > 0) return 'no-evidence';
    const stated = rows.filter((row) => row.details.status !== null).length;
    return planned || stated >= rows.length * MOST ? 'statuses' : 'no-evidence';
  }
  // "| Size | Task | Remarks |" below "To do": no status is one that is not done yet.
  const weighed = columns.priority >= 0 || columns.effort >= 0 || columns.depends >= 0;
  const isWork = planned || (columns.taskTitle && onlyForm && (weighed || sectionClass === 'tasks'));
  return isWork ? 'statuses' : 'no-evidence';
}

/** Whether this row of a table of tasks is one: a row that names a task declared elsewhere only cites it. */
export function isTaskRow(row: TaskNode, verdict: ListVerdict, weighing: Weighing): boolean {
  if (verdict === 'statuses') return row.details.titleEnd > row.titleStart;
  if (row.idText === null) return false;
  return row.has(NodeFlag.NumberId) || (hasOwnId(row, weighing) && !weighing.declares(row.idText));
}
