import type { IndexReader } from '../model/reader';

/**
 * The ids of which it matters whether any text file cites them: those that are gone since the baseline, and list
 * numbers that are ids only if something does. For shells that look through the other text files on demand.
 */
export function missedIds(index: IndexReader): readonly string[] {
  const missed = new Set<string>();
  const uris = [...index.documents().map(({ uri }) => uri), ...index.deletedFiles()];
  for (const uri of uris) {
    const alignment = index.alignment(uri);
    if (!alignment) continue;
    for (const { kind, before } of alignment.changes)
      if (kind === 'removed' && before.id !== null) missed.add(before.id);
    for (const id of alignment.doubtful) missed.add(id);
  }
  return [...missed];
}
