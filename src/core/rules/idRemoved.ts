import { taskName } from '../features/words';
import type { FileAlignment, IdChange } from '../model/alignment';
import type { Fix, RelatedPlace, TextEdit } from '../model/problem';
import type { Citation, IndexReader } from '../model/reader';
import type { Task, TaskDocument, TextRange } from '../model/task';
import { CitedIds } from './citedIds';
import { putBack } from './putBack';
import { restoreAllIds } from './restoreIds';
import type { Finding, Rule } from './rule';

type Removed = Extract<IdChange, { kind: 'removed' }>;

/** An id that is gone: an error while something still cites it, else a warning. */
export const idRemoved: Rule = {
  meta: { id: 'id/removed', summary: 'a baseline id that is gone', severity: 'error' },

  *check(document, index) {
    const alignment = index.alignment(document.uri);
    if (alignment) yield* removedFrom(document, alignment, index);
    for (const uri of index.deletedFiles()) {
      const gone = index.alignment(uri);
      if (gone) yield* removedWithFile(document, uri, gone, index);
    }
  },
};

function* removedFrom(
  document: TaskDocument,
  alignment: FileAlignment,
  index: IndexReader,
): Generator<Finding> {
  const removed = removedIn(alignment);
  if (removed.length === 0) return;
  const cited = new CitedIds(index, document.uri);
  const gone = new Set(removed.map(({ before }) => before));
  const citations = new Map(removed.map((change) => [change, cited.of(idOf(change), change.holder)]));
  for (const change of removed) {
    const cites = citations.get(change) ?? [];
    // Uncited parts of what is gone are gone with it: one cause, one problem.
    if (cites.length === 0 && isPartOf(change.before, gone)) continue;
    yield {
      severity: cites.length > 0 ? 'error' : 'warning',
      range: placeOf(change, alignment, document),
      message: `${sayGone(change, alignment, document)}, ${sayCited(cites, change.holder)}.`,
      task: idOf(change),
      related: cites.map(related),
      // What is there already must not be put back.
      fixes: isStillWritten(change, document) ? [] : fixesOf(change, alignment),
    };
  }
}

/** Of a file that is gone as a whole, only what is missed: at the first place that cites it. */
function* removedWithFile(
  document: TaskDocument,
  uri: string,
  alignment: FileAlignment,
  index: IndexReader,
): Generator<Finding> {
  const removed = removedIn(alignment);
  if (removed.length === 0) return;
  const cited = new CitedIds(index, uri);
  for (const change of removed) {
    const cites = cited.of(idOf(change), null);
    const first = cites.find((cite) => cite.document !== null);
    // Each is told once, by the first task file that cites it.
    if (first?.document !== document) continue;
    yield {
      severity: 'error',
      range: first.range,
      message: `${idOf(change)} “${change.before.title}” went with ${alignment.before.path}, which was deleted since ${alignment.ref}, ${sayCited(cites, null)}.`,
      task: idOf(change),
      related: cites.filter((cite) => cite !== first).map(related),
      fixes: [],
    };
  }
}

function removedIn({ changes }: FileAlignment): Removed[] {
  return changes.filter((change) => change.kind === 'removed');
}

function idOf({ before }: Removed): string {
  return before.id ?? '';
}

function isPartOf({ parent, id }: Task, gone: ReadonlySet<Task>): boolean {
  if (!parent || parent.id === null || !gone.has(parent)) return false;
  return id?.startsWith(`${parent.id}.`) ?? false;
}

function sayGone(change: Removed, { ref }: FileAlignment, document: TaskDocument): string {
  const { before, after } = change;
  if (after) return `This task was ${idOf(change)} in ${ref} and has no id now`;
  const name = `${idOf(change)} “${before.title}”`;
  return isStillWritten(change, document)
    ? `${name} is still written in the file, but since ${ref} Markdown no longer reads it as an item of its own`
    : `${name} was removed since ${ref}`;
}

/** Titles of fewer UTF-16 code units may stand anywhere. */
const TELLING = 12;

/** A list that no longer begins with 1 is text to Markdown, if it stands right below a line of text. */
function isStillWritten({ before }: Removed, { text }: TaskDocument): boolean {
  const { start, end } = before.titleRange;
  const [line = ''] = before.document.text.slice(start, end).split(/\r\n|\r|\n/);
  return line.length >= TELLING && text.includes(line);
}

function sayCited(cites: readonly Citation[], holder: Task | null): string {
  const places = cites.length === 1 ? '1 place still cites it' : `${cites.length} places still cite it`;
  if (cites.length === 0) return 'and nothing cites it';
  return holder ? `and ${places}, which now means “${holder.title}”` : `and ${places}`;
}

function related({ id, uri, path, document, range, start, end, within }: Citation): RelatedPlace {
  const by = within ? ` by ${taskName(within)}` : '';
  const message = `${id} is cited here${by}`;
  return document ? { uri, range, message } : { uri, range, message, file: { path, start, end } };
}

/** The task itself; else the one that it followed, so that it is seen where it stood; else the first line. */
function placeOf({ before, after }: Removed, alignment: FileAlignment, document: TaskDocument): TextRange {
  if (after) return after.titleRange;
  const { tasks } = alignment.before;
  for (let at = tasks.indexOf(before) - 1; at >= 0; at--) {
    const previous = tasks[at];
    const now = previous && alignment.now(previous);
    if (now?.document.uri === document.uri) return now.idRange ?? now.titleRange;
  }
  const end = document.offsetAt({ line: 0, column: Number.MAX_SAFE_INTEGER });
  return { start: Math.min(document.text.startsWith('\ufeff') ? 1 : 0, end), end };
}

function fixesOf(change: Removed, alignment: FileAlignment): Fix[] {
  if (change.after) return [];
  const id = idOf(change);
  const { pointer, whole } = putBack(change.before, alignment);
  // Where another task has the number, all numbers go back to what they were.
  const also = change.holder ? restoreAllIds(alignment) : [];
  const more = also.length > 0 ? ', and restore the changed ids' : '';
  const fix = (title: string, edit: TextEdit | null): Fix[] =>
    edit ? [{ title: `${title}${more}`, edits: [...also, edit] }] : [];
  return [...fix(`Put ${id} back as a struck line`, pointer), ...fix(`Put ${id} back as it was`, whole)];
}
