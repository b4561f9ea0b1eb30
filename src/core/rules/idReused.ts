import { nextFreeId } from '../identity/series';
import type { FileAlignment } from '../model/alignment';
import type { Fix } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { Task } from '../model/task';
import type { Rule } from './rule';

/** An id that was given to a new task although it meant another: what cites the old one now cites the new. */
export const idReused: Rule = {
  meta: { id: 'id/reused', summary: 'an id that in the baseline meant another task', severity: 'error' },

  *check(document, index) {
    const alignment = index.alignment(document.uri);
    if (!alignment) return;
    const given: string[] = [];
    for (const change of alignment.changes) {
      if (change.kind !== 'reused') continue;
      const { before, after, now } = change;
      const id = after.id ?? '';
      yield {
        range: after.idRange ?? after.titleRange,
        message: `In ${alignment.ref} ${id} meant “${before.title}”, ${whereabouts(before, now)}: whoever cites it now finds another task.`,
        task: after.id ?? after.key,
        related: now
          ? [
              {
                uri: now.document.uri,
                range: now.idRange ?? now.titleRange,
                message: `“${now.title}” is here`,
              },
            ]
          : [],
        fixes: fixesOf(after, alignment, index, given),
      };
    }
  },
};

function whereabouts(before: Task, now: Task | null): string {
  if (!now) return 'which is gone';
  if (now.document.uri !== before.document.uri) return `which is in ${now.document.path} now`;
  return now.id === null ? 'which has no id now' : `which is ${now.id} now`;
}

/** The next id that neither the index nor the baseline has used; each problem gets one of its own. */
function fixesOf(after: Task, alignment: FileAlignment, index: IndexReader, given: string[]): Fix[] {
  const { id, idRange: range, document } = after;
  if (id === null || !range) return [];
  const before = alignment.before.tasks.flatMap((task) => task.id ?? []);
  const [free, unused] = [index.nextFreeId(id), nextFreeId(id, [...before, ...given])];
  if (free === null || unused === null) return [];
  // Both are of one series: the longer or later one is the higher.
  const fresh =
    free.length > unused.length || (free.length === unused.length && free > unused) ? free : unused;
  given.push(fresh);
  const expected = document.slice(range.start, range.end);
  // Of a path of list numbers only the last one is written at the item.
  const text = expected === id ? fresh : fresh.slice(fresh.lastIndexOf('.') + 1);
  return [
    {
      title: `Give this task the next free id ${fresh}`,
      edits: [{ uri: document.uri, range, expected, text }],
    },
  ];
}
