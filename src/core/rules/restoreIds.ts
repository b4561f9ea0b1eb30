import type { FileAlignment, IdChange } from '../model/alignment';
import type { TextEdit } from '../model/problem';
import type { Task } from '../model/task';

type Renumbered = Extract<IdChange, { kind: 'renumbered' }>;

/** What an id is written as where it is declared: of a path of list numbers, the last one. */
function literal({ document, idRange }: Task): string | null {
  return idRange ? document.slice(idRange.start, idRange.end) : null;
}

/** The edit that gives a task its id back; null where another kind of id stands there now. */
export function restoreId({ cause: { before, after } }: Renumbered): TextEdit | null {
  const [then, now] = [literal(before), literal(after)];
  const range = after.idRange;
  if (then === null || now === null || !range) return null;
  if ((then === before.id) !== (now === after.id) && !(isNumber(then) && isNumber(now))) return null;
  return { uri: after.document.uri, range, expected: now, text: then };
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

/** The edits that give all tasks of a file their ids back. */
export function restoreAllIds({ changes }: FileAlignment): TextEdit[] {
  const edits = new Map<number, TextEdit>();
  for (const change of changes) {
    const edit = change.kind === 'renumbered' ? restoreId(change) : null;
    if (edit) edits.set(edit.range.start, edit);
  }
  return [...edits.values()];
}
