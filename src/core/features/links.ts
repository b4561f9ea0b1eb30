import type { IndexReader } from '../model/reader';
import type { TaskDocument, TextRange } from '../model/task';
import { recordsIn } from '../records/recordAt';

/** A place of a task file that leads somewhere: to the tasks with an id, or to the files of a record. */
export interface IdLink {
  readonly range: TextRange;
  readonly kind: 'task' | 'record';
  /** As it is resolved, not always as it is written: the first id of a range. */
  readonly id: string;
}

/** Places between two chances to pause. */
const STEP = 128;

/**
 * The ids that tasks wait for and the records that are named, where there is something to lead to. Declarations and
 * mentions in prose are left out, and so is what already is a link in Markdown.
 */
export function* idLinks(
  reader: IndexReader,
  document: TaskDocument,
  limit: number,
): Generator<void, readonly IdLink[]> {
  const links = new Map<number, IdLink>();
  const known = new Map<string, boolean>();
  let count = 0;
  const add = (link: IdLink, exists: () => boolean): void => {
    const key = `${link.kind} ${link.id}`;
    const answers = known.get(key) ?? exists();
    known.set(key, answers);
    if (answers && !links.has(link.range.start)) links.set(link.range.start, link);
  };
  for (const task of document.tasks) {
    if (links.size >= limit) break;
    if (++count % STEP === 0) yield;
    for (const { id, range } of task.dependsOn) {
      // A task's front matter and cells name what they wait for too; its own id is no link to itself.
      if (range.end > range.start && id !== task.id)
        add({ range, kind: 'task', id }, () => reader.resolve(id, document).length > 0);
    }
  }
  for (const { id, range } of recordsIn(document.text)) {
    if (links.size >= limit) break;
    if (++count % STEP === 0) yield;
    add({ range, kind: 'record', id }, () => reader.recordOf(id, document).kind === 'found');
  }
  const free = [...links.values()].sort((a, b) => a.range.start - b.range.start);
  return free.filter(notIn(document.links())).filter(({ range }) => !isLinkText(document.text, range));
}

const LONGEST_LINK_TEXT = 200;

/** Whether a place is in the text of a Markdown link: `[as ADR-017 says](adr/017.md)`. */
function isLinkText(text: string, { start, end }: TextRange): boolean {
  const behind = /^[^[\]\r\n]*\](?=[([])/.test(text.slice(end, end + LONGEST_LINK_TEXT));
  return behind && /\[[^[\]\r\n]*$/.test(text.slice(Math.max(0, start - LONGEST_LINK_TEXT), start));
}

/** Leaves out what overlaps one of the ranges, which are in order. */
function notIn(ranges: readonly TextRange[]): (link: IdLink) => boolean {
  let at = 0;
  return ({ range }) => {
    while ((ranges[at]?.end ?? Infinity) <= range.start) at++;
    return (ranges[at]?.start ?? Infinity) >= range.end;
  };
}
