import type { FileAlignment, IdChange } from '../model/alignment';
import type { Fix } from '../model/problem';
import { restoreAllIds, restoreId } from './restoreIds';
import type { Rule } from './rule';

/** A task whose id differs from the one it had: whoever cites the old one finds nothing, or another task. */
export const idRenumbered: Rule = {
  meta: {
    id: 'id/renumbered',
    summary: 'a task whose id differs from the one it had in the baseline',
    severity: 'error',
  },

  *check(document, index) {
    const alignment = index.alignment(document.uri);
    if (!alignment) return;
    let all: Fix | null = null;
    for (const change of alignment.changes) {
      if (change.kind !== 'renumbered') continue;
      const { before, after, holder } = change;
      all ??= fixOfAll(alignment);
      const old = before.id ?? '';
      const finds = holder ? `finds “${holder.title}”` : 'finds nothing';
      yield {
        range: after.idRange ?? after.titleRange,
        message: `This task was ${old} in ${alignment.ref} and is ${after.id ?? ''} now: whoever cites ${old} ${finds}.`,
        task: after.id ?? after.key,
        related: holder
          ? [
              {
                uri: holder.document.uri,
                range: holder.idRange ?? holder.titleRange,
                message: `${old} is now declared here`,
              },
            ]
          : [],
        fixes: fixesOf(change, all),
      };
    }
  },
};

function fixesOf(change: Extract<IdChange, { kind: 'renumbered' }>, all: Fix): Fix[] {
  const edit = restoreId(change);
  if (!edit) return [];
  const { before, cause } = change;
  // The number of a part comes back with that of the whole.
  const title =
    cause.before === before
      ? `Restore ${before.id ?? ''}`
      : `Restore ${before.id ?? ''} by restoring ${cause.before.id ?? ''}`;
  const own = { title, edits: [edit] };
  return all.edits.length > 1 ? [own, all] : [own];
}

function fixOfAll(alignment: FileAlignment): Fix {
  const edits = restoreAllIds(alignment);
  return { title: `Restore all ${edits.length} changed ids of this file`, edits };
}
