import type { IndexReader } from '../model/reader';
import type { Problem, Severity } from '../model/problem';
import type { TaskDocument } from '../model/task';

export interface RuleMeta {
  /** `area/name`: also the name of its page in docs/rules and of its fixtures. */
  readonly id: string;
  /** What it finds, as the end of "finds …". */
  readonly summary: string;
  readonly severity: Severity;
}

/** One rule. `check` must not throw, whatever the document holds. */
export interface Rule {
  readonly meta: RuleMeta;
  check(document: TaskDocument, index: IndexReader): Iterable<Omit<Problem, 'rule' | 'severity' | 'uri'>>;
}
