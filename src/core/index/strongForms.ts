import { classOfList, isTaskAmongBoxes, verdictOnBoxes, type Vocabulary } from '../forms/lists';
import { hasEmptyBoxes } from '../forms/listTraits';
import { NodeFlag } from '../forms/taskNode';
import { isTicked } from '../parse/itemReader';
import type { ListReading } from '../parse/reading';
import { boardBit, NO_STRENGTH } from './strength';
import type { Stretch } from './stretch';

/** Decides headings' lists with checkboxes, and criteria: what needs no look at the rest of the document. */
export function decideStrong(
  stretch: Stretch,
  words: Vocabulary,
  isHeadingId: (id: string) => boolean,
): void {
  let strong = 0;
  let bullets = 0;
  let numbered = 0;
  let columns = 0;
  let boards = 0;
  let emptyBoxes = false;
  let weak = false;
  let cites = false;
  const criteria: ListReading[] = [];
  const { segments } = stretch.reading;
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index];
    if (!segment) continue;
    const context = stretch.contexts[index] ?? null;
    if (segment.heading?.taken) strong++;
    if (context?.ownStatus && segment.heading) boards |= boardBit(context.level, context.ownStatus);
    if (segment.tables.length > 0) weak = true;
    for (const list of segment.lists) {
      const sectionClass = classOfList(list, context, words);
      if (sectionClass === 'criteria') noteCriteria(list, criteria);
      if (list.boxes === 0) {
        weak = true;
        for (const item of list.items) item.taken = false;
        if (sectionClass === 'criteria') list.verdict = 'criteria';
        if (list.within || (sectionClass !== null && sectionClass !== 'tasks')) continue;
        const fields = list.items.filter((item) => item.has(NodeFlag.IsField)).length;
        if (fields > list.items.length / 2) continue;
        emptyBoxes ||= hasEmptyBoxes(list);
        if (list.ordered) numbered += list.items.length;
        else bullets += list.items.length;
        continue;
      }
      list.verdict = verdictOnBoxes(list, sectionClass, isHeadingId);
      cites ||= list.ids;
      const taken = list.verdict === 'checkboxes';
      for (const item of list.items) {
        item.taken = taken && (item.markerText !== null || isTaskAmongBoxes(item));
        if (item.taken) strong++;
      }
      if (taken && context?.ownStatus) columns |= 1 << context.level;
    }
  }
  stretch.criteria = criteria;
  stretch.strength =
    strong + bullets + numbered + columns + boards !== 0 || weak || cites
      ? { strong, bullets, numbered, columns, boards, emptyBoxes, weak, cites }
      : NO_STRENGTH;
}

function noteCriteria(list: ListReading, criteria: ListReading[]): void {
  // What is nested in a criterion explains it.
  if (list.within?.list?.verdict === 'criteria') return;
  criteria.push(list);
  if (list.counted) return;
  let done = 0;
  for (const item of list.items) {
    const marker = item.markerText;
    const ticked =
      marker === null ? item.has(NodeFlag.Glyph) && item.details.status === 'done' : isTicked(marker);
    if (ticked) done++;
  }
  list.done = done;
  list.total = list.items.length;
}
