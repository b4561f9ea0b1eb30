import type { TextEdit } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { TaskDocument } from '../model/task';
import { correctionsOf } from '../summary/correction';
import type { Comparison } from '../summary/candidate';
import { judgements, type Judgement } from '../summary/judge';
import { editsByUri, textsAfter } from './applyEdits';

/**
 * The edits, and with them those that keep the summaries of the same files true: every stated count, share, total and
 * effort that is right now (see the rule `summary/drift`) and that the edits would make wrong is brought along, in the form
 * in which it is written. Figures that are wrong already stay as they are, as do figures in text that the edits replace or
 * move. So a box that is ticked and the "12/40 (30%)" above it change in one edit, and are undone in one.
 *
 * All offsets are those of the texts as they are now, like those of the edits given; what is returned is ordered by file,
 * then by place. Where the edits cannot be applied, they come back alone.
 */
export function withSummaries(index: IndexReader, edits: readonly TextEdit[]): readonly TextEdit[] {
  const found: TextEdit[] = [];
  const planned = editsByUri(edits);
  const before = new Map<string, readonly Judgement[]>();
  for (const uri of planned.keys()) {
    const document = index.document(uri);
    const right = document
      ? judgements(document, index, true).filter(({ agrees, tied }) => agrees && tied)
      : [];
    if (right.length > 0) before.set(uri, right);
  }
  if (before.size === 0) return edits;
  const texts = textsAfter(index, edits);
  if ('fault' in texts) return edits;
  index.tryTexts(texts, (after) => {
    for (const [uri, right] of before) {
      const fresh = after.document(uri);
      if (fresh) found.push(...broughtAlong(fresh, after, right, planned.get(uri) ?? []));
    }
  });
  return found.length === 0 ? edits : confirmed(index, edits, found);
}

function broughtAlong(
  document: TaskDocument,
  index: IndexReader,
  right: readonly Judgement[],
  edits: readonly TextEdit[],
): TextEdit[] {
  const now = new Map(judgements(document, index, true).map((each) => [placeOf(each), each]));
  return right.flatMap((judgement) => {
    const shift = shiftOf(judgement, edits);
    const same = shift === null ? undefined : now.get(placeOf(judgement) + shift);
    const by = same && counterpart(same, judgement.by);
    if (shift === null || !same || !by || by.agrees) return [];
    return (correctionsOf(document, same, by) ?? []).map((edit) => ({
      ...edit,
      range: { start: edit.range.start - shift, end: edit.range.end - shift },
    }));
  });
}

function placeOf({ offset, stated }: Judgement): number {
  return offset + stated.start;
}

/** How far the edits move a statement; null where they touch it. */
function shiftOf({ offset, stated }: Judgement, edits: readonly TextEdit[]): number | null {
  const [start, end] = [offset + stated.start, offset + stated.end];
  let shift = 0;
  for (const { range, text } of edits) {
    if (range.start >= end) continue;
    if (range.end > start) return null;
    shift += text.length - (range.end - range.start);
  }
  return shift;
}

/** The same tasks, counted in the same way. */
function counterpart({ comparisons }: Judgement, { scope, reading }: Comparison): Comparison | null {
  const isSame = (other: Comparison): boolean =>
    other.scope.kind === scope.kind && other.scope.name === scope.name && other.reading.name === reading.name;
  return comparisons.find(isSame) ?? null;
}

/** All edits together; without those for summaries where these would not come out as meant. */
function confirmed(
  index: IndexReader,
  edits: readonly TextEdit[],
  found: readonly TextEdit[],
): readonly TextEdit[] {
  const all = [...edits, ...found];
  const together = [...editsByUri(all).values()].flatMap((own) =>
    [...own].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end),
  );
  return 'fault' in textsAfter(index, together) ? edits : together;
}
