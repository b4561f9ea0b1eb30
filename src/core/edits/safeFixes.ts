import type { Fix, Problem, TextEdit } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { TaskDocument } from '../model/task';
import { applyEdits, editsByUri } from './applyEdits';

/** A problem that was mended. */
export interface AppliedFix {
  readonly rule: string;
  readonly uri: string;
  readonly path: string;
  /** 0-based; of the text in which the problem was found. */
  readonly line: number;
  readonly title: string;
  /** The files that it changed. */
  readonly uris: readonly string[];
}

export interface SafeFixes {
  /** The new texts of the files that change, by uri. */
  readonly texts: ReadonlyMap<string, string>;
  /** In the order in which they were made. */
  readonly applied: readonly AppliedFix[];
  /** The index as it is with the new texts. */
  readonly after: IndexReader;
}

/** One fix may uncover another problem; what takes longer than this goes round in circles. */
const ROUNDS = 5;

/**
 * Mends all that can be mended without a choice and without changing what is meant ({@link Fix.safe}), again
 * and again until nothing more is to be done. Fixes that overlap wait for the next round. A file whose tasks
 * would be read otherwise (their ids, titles, statuses or places) stays as it was.
 */
export function safeFixes(index: IndexReader): SafeFixes {
  const texts = new Map<string, string>();
  const applied: AppliedFix[] = [];
  const closed = new Set<string>();
  let after = index;
  for (let round = 0; round < ROUNDS; round++) {
    const found = after.problems();
    const chosen = choose(found, closed);
    if (chosen.length === 0) break;
    const fresh = textsWith(
      after,
      chosen.flatMap(({ fix }) => fix.edits),
    );
    const next = after.withTexts(fresh);
    const spoilt = [...fresh.keys()].filter(
      (uri) => tasksOf(after.document(uri)) !== tasksOf(next.document(uri)),
    );
    if (spoilt.length > 0) {
      for (const uri of spoilt) closed.add(uri);
      continue;
    }
    if (next.problems().length >= found.length) break;
    for (const { problem, fix } of chosen) applied.push(told(after, problem, fix));
    for (const [uri, text] of fresh) texts.set(uri, text);
    after = next;
  }
  return { texts, applied, after };
}

interface Choice {
  readonly problem: Problem;
  readonly fix: Fix;
}

/** The first safe fix of each problem, of those that overlap the first. */
function choose(problems: readonly Problem[], closed: ReadonlySet<string>): Choice[] {
  const taken = new Map<string, TextEdit[]>();
  const chosen: Choice[] = [];
  for (const problem of problems) {
    const fix = problem.fixes.find(({ safe, edits }) => safe === true && edits.length > 0);
    if (!fix || fix.edits.some(({ uri }) => closed.has(uri))) continue;
    if (fix.edits.some((edit) => taken.get(edit.uri)?.some((other) => touch(edit, other)))) continue;
    for (const edit of fix.edits) {
      const known = taken.get(edit.uri);
      if (known) known.push(edit);
      else taken.set(edit.uri, [edit]);
    }
    chosen.push({ problem, fix });
  }
  return chosen;
}

function touch(a: TextEdit, b: TextEdit): boolean {
  return a.range.start <= b.range.end && b.range.start <= a.range.end;
}

/** The texts of the documents with the edits; without those to which they cannot be applied. */
function textsWith(index: IndexReader, edits: readonly TextEdit[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [uri, own] of editsByUri(edits)) {
    const applied = applyEdits(index.document(uri)?.text ?? '', own);
    if ('text' in applied) texts.set(uri, applied.text);
  }
  return texts;
}

function tasksOf(document: TaskDocument | undefined): string {
  return JSON.stringify(
    document?.tasks.map(({ id, kind, title, status, parent }) => [id, kind, title, status, parent?.id]),
  );
}

function told(index: IndexReader, problem: Problem, fix: Fix): AppliedFix {
  const { rule, uri, range } = problem;
  const document = index.document(uri);
  return {
    rule,
    uri,
    path: document?.path ?? uri,
    line: document?.positionAt(range.start).line ?? 0,
    title: fix.title,
    uris: [...new Set(fix.edits.map((edit) => edit.uri))],
  };
}
