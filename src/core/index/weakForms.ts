import {
  classOfList,
  hasOwnId,
  isTaken,
  verdictOnPlain,
  type Vocabulary,
  type Weighing,
} from '../forms/lists';
import { isTaskRow, verdictOnTable } from '../forms/rows';
import { NodeFlag } from '../forms/taskNode';
import {
  isBacklogTitle,
  isPlanDocumentTitle,
  isRepairDocumentTitle,
  isTaskDocumentTitle,
} from '../words/sectionWords';
import { headingText } from './context';
import type { Stretch } from './stretch';

/** Whether the file's name or the title of the document says that it holds tasks. */
export function isTaskDocument(path: string, stretches: readonly Stretch[]): boolean {
  return saysOfItself(path, stretches, isTaskDocumentTitle);
}

/** Whether they say that it is a list of what there is to do, and not a text about tasks. */
export function isBacklog(path: string, stretches: readonly Stretch[]): boolean {
  return saysOfItself(path, stretches, isBacklogTitle);
}

/** Whether they say that it holds things to be mended one by one. */
export function isRepairDocument(path: string, stretches: readonly Stretch[]): boolean {
  return saysOfItself(path, stretches, isRepairDocumentTitle);
}

/** Whether the file's name or the title of the document says that it holds a plan. */
export function isPlanDocument(path: string, stretches: readonly Stretch[]): boolean {
  return saysOfItself(path, stretches, isPlanDocumentTitle);
}

function saysOfItself(
  path: string,
  stretches: readonly Stretch[],
  test: (title: string) => boolean,
): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/([a-z])([A-Z])/g, '$1 $2');
  if (test(name.replace(/[_.-]/g, ' '))) return true;
  for (const stretch of stretches.slice(0, 2)) {
    for (const { heading } of stretch.reading.segments) {
      if (heading?.level === 1 && test(headingText(heading))) return true;
    }
  }
  return false;
}

/** Whether the document's title is a task, so that the document is one. */
export function hasTitleTask(stretches: readonly Stretch[]): boolean {
  return stretches.some((stretch) =>
    stretch.reading.segments.some(({ heading }) => heading?.taken === true && heading.kind === 'document'),
  );
}

/** Ids of the rows that are tasks, in the tables whose id column was `inferred` or not. */
export function rowIds(stretch: Stretch, inferred: boolean): readonly string[] {
  const ids: string[] = [];
  for (const segment of stretch.reading.segments) {
    for (const table of segment.tables) {
      if (table.columns.idInferred !== inferred) continue;
      for (const row of table.rows)
        if (row.taken && row.idText !== null && !row.has(NodeFlag.NumberId)) ids.push(row.idText);
    }
  }
  return ids;
}

/** Decides the tables whose id column was `inferred` or not; returns how many rows are tasks. */
export function decideTables(
  stretch: Stretch,
  words: Vocabulary,
  weighing: Weighing,
  inferred: boolean,
): number {
  let rows = 0;
  stretch.reading.segments.forEach((segment, index) => {
    for (const table of segment.tables) {
      if (table.columns.idInferred !== inferred) continue;
      const before = table.verdict;
      table.verdict = verdictOnTable(table, stretch.contexts[index] ?? null, words, weighing);
      const taken = isTaken(table.verdict);
      let same = before === table.verdict;
      for (const row of table.rows) {
        const isTask = taken && isTaskRow(row, table.verdict, weighing);
        if (isTask !== row.taken) same = false;
        row.taken = isTask;
        if (isTask) rows++;
      }
      // The stretch is to be collected again.
      if (!same) stretch.weakDecidedBy = null;
    }
  });
  return rows;
}

/** Decides the lists without checkboxes. */
export function decideLists(stretch: Stretch, words: Vocabulary, weighing: Weighing): void {
  stretch.reading.segments.forEach((segment, index) => {
    const context = stretch.contexts[index] ?? null;
    for (const list of segment.lists) {
      if (list.boxes > 0) continue;
      list.verdict = verdictOnPlain(list, classOfList(list, context, words), context, words, weighing);
      const taken = isTaken(list.verdict);
      for (const item of list.items) {
        const cites =
          list.verdict === 'ids' && hasOwnId(item, weighing) && weighing.declares(item.idText ?? '');
        // "- Acceptance: …" among tasks says something of them.
        item.taken = taken && !cites && !item.has(NodeFlag.IsField);
      }
    }
  });
}
