import type { TextEdit } from '../model/problem';
import type { IndexReader } from '../model/reader';
import { RULES } from '../rules/registry';

/** The mends of several problems of one rule in one file. */
export interface TogetherFix {
  /** How many problems it mends. */
  readonly count: number;
  readonly edits: readonly TextEdit[];
}

/**
 * What mends all problems of a rule in a file that can be mended, in one edit; null where these are fewer than two, or the
 * rule's fixes are to be looked at one by one ({@link RuleMeta.together}). Of fixes that overlap the first is taken.
 */
export function fixTogether(index: IndexReader, uri: string, rule: string): TogetherFix | null {
  if (!RULES.some(({ meta }) => meta.id === rule && meta.together)) return null;
  const edits: TextEdit[] = [];
  let count = 0;
  for (const problem of index.problems(uri)) {
    const [fix] = problem.rule === rule ? problem.fixes : [];
    if (!fix || fix.edits.some((edit) => edits.some((other) => touch(edit, other)))) continue;
    edits.push(...fix.edits);
    count++;
  }
  return count < 2 ? null : { count, edits };
}

function touch(a: TextEdit, b: TextEdit): boolean {
  return a.uri === b.uri && a.range.start <= b.range.end && b.range.start <= a.range.end;
}
