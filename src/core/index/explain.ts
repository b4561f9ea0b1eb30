import type { FormEvidence, TaskKind } from '../model/task';
import { isTaken } from '../forms/lists';
import type { ListReading, ListVerdict, TableReading } from '../parse/reading';
import type { HostDocument } from './hostDocument';
import type { Stretch } from './stretch';

const REASONS: Readonly<Record<ListVerdict, string>> = {
  undecided: 'The items were not weighed.',
  checkboxes: 'The items have checkboxes.',
  ids: 'The items carry ids of their own.',
  'only-form': 'The file holds tasks and has no form of them that is plainer.',
  'task-section': 'Its title is a column beside columns that hold tasks.',
  statuses: 'The items state how far they are.',
  estimates: 'The items say how long they take.',
  criteria: 'The items are conditions to check, not work: they count as acceptance criteria.',
  legend: 'The items explain markers.',
  example: 'The items show how to write or to do something.',
  plan: 'The list arranges tasks that are declared elsewhere.',
  prose: 'Its title says that notes, references, figures or files follow.',
  details: 'The items describe the task above them.',
  groups: 'The items name groups: what is listed below them is weighed.',
  fields: 'The items are labelled fields.',
  citations: 'The items name tasks that are declared elsewhere.',
  'stronger-form': 'The tasks of this file have checkboxes, ids or fields; these items have none.',
  'other-form': 'The tasks of this file are of the other kind of list.',
  'too-few': 'There are no items.',
  'no-evidence': 'Nothing says that these are tasks.',
};

/** Every candidate list, table and series of headings, in document order, with the verdict and its reason. */
export function explainDocument(host: HostDocument, stretches: readonly Stretch[]): FormEvidence[] {
  const evidence: FormEvidence[] = [];
  for (const stretch of stretches) {
    for (const segment of stretch.reading.segments) {
      const { heading } = segment;
      if (heading?.taken) {
        evidence.push({
          form: heading.kind,
          line: heading.line + 1,
          section: heading.section,
          items: 1,
          taken: true,
          reason:
            heading.idText === null
              ? 'The heading is one of a series with the fields of tasks.'
              : 'The heading declares a task by its id.',
        });
      }
      for (const list of segment.lists)
        if ((list.counted ? list.total : list.items.length) > 0) evidence.push(ofList(stretch, list));
      for (const table of segment.tables) if (table.rows.length > 0) evidence.push(ofTable(stretch, table));
    }
  }
  const fenced = fencedBoxes(host.text, stretches);
  return [...evidence, ...fenced].sort((a, b) => a.line - b.line);
}

function ofList(stretch: Stretch, list: ListReading): FormEvidence {
  const form: TaskKind = list.boxes > 0 ? 'checkbox' : list.ordered ? 'numbered' : 'bullet';
  return {
    form,
    line: stretch.line + list.line + 1,
    section: list.items[0]?.section ?? stretch.sectionOfList(list),
    items: list.counted ? list.total : list.items.length,
    taken: isTaken(list.verdict),
    reason: REASONS[list.verdict],
  };
}

function ofTable(stretch: Stretch, table: TableReading): FormEvidence {
  return {
    form: 'row',
    line: stretch.line + table.line + 1,
    section: table.rows[0]?.section ?? [],
    items: table.rows.length,
    taken: isTaken(table.verdict),
    reason:
      table.verdict === 'statuses'
        ? 'The rows state how far they are.'
        : REASONS[table.verdict].replace(/\bitems\b/, 'rows'),
  };
}

const BOX_LINE = /^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[[^\]\n]{1,2}\][ \t]/gm;

/** Checkbox lines inside closed fences: shown as examples, and said so. */
function fencedBoxes(text: string, stretches: readonly Stretch[]): FormEvidence[] {
  const found: FormEvidence[] = [];
  for (const stretch of stretches) {
    for (const fence of stretch.fences()) {
      const items = text.slice(fence.start, fence.end).match(BOX_LINE)?.length ?? 0;
      if (items === 0) continue;
      found.push({
        form: 'checkbox',
        line: fence.line + 1,
        section: [],
        items,
        taken: false,
        reason: 'The items stand in a closed code fence: they are an example.',
      });
    }
  }
  return found;
}
