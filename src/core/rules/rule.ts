import type { IndexReader, MentionFilter, OfAll } from '../model/reader';
import type { Problem, Severity } from '../model/problem';
import type { Task, TaskDocument } from '../model/task';
import type { BlockTable } from '../parse/blocks';
import type { Memory } from '../text/memory';

export interface RuleMeta {
  /** `area/name`: also the name of its page in docs/rules and of its fixtures. */
  readonly id: string;
  /** What it finds, as the end of "finds …". */
  readonly summary: string;
  /** Of its problems, unless one says otherwise. */
  readonly severity: Severity;
  /** Whether it is about how a file is written rather than about what it says: `wavemark index` tells these. */
  readonly ofForm?: boolean;
  /** Whether whoever wants one of its problems mended may want all of a file mended: one fix each, and no choice. */
  readonly together?: boolean;
}

/** What a rule finds; of its own severity unless it says otherwise. */
export type Finding = Omit<Problem, 'rule' | 'severity' | 'uri'> & { readonly severity?: Severity };

/** What a rule asks of parts or of all; known beforehand, much need not be asked at one go. */
export interface Questions {
  /** See {@link TaskDocument.derived}. */
  readonly derived?: readonly ((tasks: readonly Task[]) => unknown)[];
  /** See {@link TaskDocument.found}. */
  readonly found?: readonly ((text: string, blocks: BlockTable, memory: Memory) => unknown)[];
  /** See {@link IndexReader.mentionsMatching}. */
  readonly mentions?: readonly MentionFilter[];
  /** See {@link IndexReader.ofAll}. */
  readonly ofAll?: readonly OfAll<unknown>[];
}

/** One rule. `check` must not throw, whatever the document holds. */
export interface Rule {
  readonly meta: RuleMeta;
  readonly asks?: Questions;
  check(document: TaskDocument, index: IndexReader): Iterable<Finding>;
}
