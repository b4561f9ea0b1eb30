/** `check --fix`: mends what can be mended without a choice, file by file. */
import type { AppliedFix, IndexReader, SafeFixes } from '../core';
import { clean, complain, type CliIo } from './io';
import type { Workspace } from './nodeWorkspace';
import { plural } from './plural';
import { Edits, type NewText } from './write/editFiles';

export interface Repairs {
  /** As the files are now; in a dry run as they would be. */
  readonly index: IndexReader;
  readonly fixed: readonly AppliedFix[] | null;
  /** What a dry run shows; null where the files were written. */
  readonly diff: string | null;
  /** Whether a file that was to be mended could not be. */
  readonly refused: boolean;
}

export async function repair({ index, root }: Workspace, dryRun: boolean, io: CliIo): Promise<Repairs> {
  const { safeFixes } = await import('../core');
  const fixes = safeFixes(index);
  const edits = new Edits(root, io);
  const done = new Map<string, string>();
  let diff = '';
  let refused = false;
  for (const uris of together(fixes)) {
    const texts = uris.map((uri): NewText => ({
      uri,
      before: index.document(uri)?.text ?? '',
      after: fixes.texts.get(uri) ?? '',
    }));
    const outcome = dryRun ? edits.preview(texts) : edits.write(texts);
    if ('diff' in outcome) diff += outcome.diff;
    if (outcome.refused === null) {
      for (const { uri, after } of texts) done.set(uri, after);
      continue;
    }
    complain(io, outcome.refused);
    refused = true;
  }
  return {
    index: index.withTexts(done),
    fixed: fixes.applied.filter((fix) => fix.uris.every((uri) => done.has(uri))),
    diff: dryRun ? diff : null,
    refused,
  };
}

/** Files that one fix changes are written together or not at all; the others each by itself. */
function together({ texts, applied }: SafeFixes): string[][] {
  const groups = new Map<string, Set<string>>([...texts.keys()].map((uri) => [uri, new Set([uri])]));
  for (const { uris } of applied) {
    const joined = new Set(uris.flatMap((uri) => [...(groups.get(uri) ?? [])]));
    for (const uri of joined) groups.set(uri, joined);
  }
  return [...new Set(groups.values())].map((group) => [...group]);
}

/** What was mended, a line each, before what is left. */
export function fixedLines(fixed: readonly AppliedFix[], prefix: string): string[] {
  if (fixed.length === 0) return ['Nothing could be mended without a choice', ''];
  const lines = fixed.map(({ path, line, title, rule }) =>
    clean(`  ${prefix}${path}:${String(line + 1)}  ${title}  ${rule}`),
  );
  return [`Mended ${plural(fixed.length, 'problem')}:`, ...lines, ''];
}
