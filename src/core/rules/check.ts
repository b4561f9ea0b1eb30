import type { Problem } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { TaskDocument } from '../model/task';
import { finish } from '../text/steps';
import { RULES } from './registry';
import type { Rule } from './rule';

/** Problems between two chances to pause. */
const STEP = 32;

/** What the rules have to say of one document, in the order of its text. */
export function checkDocument(
  document: TaskDocument,
  index: IndexReader,
  rules: readonly Rule[] = RULES,
): readonly Problem[] {
  return finish(checkInSteps(document, index, rules));
}

/** The same in steps, between which the index must stay as it is. */
export function* checkInSteps(
  document: TaskDocument,
  index: IndexReader,
  rules: readonly Rule[] = RULES,
): Generator<void, readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { meta, check } of rules) {
    yield;
    for (const found of check(document, index)) {
      problems.push({ rule: meta.id, severity: meta.severity, uri: document.uri, ...found });
      if (problems.length % STEP === 0) yield;
    }
  }
  return problems.sort(
    (a, b) => a.range.start - b.range.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}
