import type { Problem } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { TaskDocument } from '../model/task';
import { RULES } from './registry';
import type { Rule } from './rule';

/** What the rules have to say of one document, in the order of its text. */
export function checkDocument(
  document: TaskDocument,
  index: IndexReader,
  rules: readonly Rule[] = RULES,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { meta, check } of rules) {
    for (const found of check(document, index)) {
      problems.push({ rule: meta.id, severity: meta.severity, uri: document.uri, ...found });
    }
  }
  return problems.sort(
    (a, b) => a.range.start - b.range.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}
