import type { Position, TextRange } from './task';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** From worst to mildest. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Replace `range` of the document `uri` by `text`, provided that it still reads `expected`. */
export interface TextEdit {
  readonly uri: string;
  readonly range: TextRange;
  readonly expected: string;
  readonly text: string;
}

/** A mend for a problem; applied, the problem is gone. */
export interface Fix {
  /** An imperative sentence without a full stop: "Give this task the next free id T014". */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /**
   * Keys of tasks that are to be collapsed. Other files take part, which the index does not hold: `edits` is empty, and
   * the shell plans what is to be done when it is asked for.
   */
  readonly collapses?: readonly string[];
  /** Keeps the meaning and leaves nothing to choose: it may be applied together with others, unasked. */
  readonly safe?: boolean;
}

export interface RelatedPlace {
  readonly uri: string;
  readonly range: TextRange;
  readonly message: string;
  /** Where that is, in a file whose text the index does not keep: one that is no task file. */
  readonly file?: { readonly path: string; readonly start: Position; readonly end: Position };
}

export interface Problem {
  /** Rule id, such as `id/duplicate`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly uri: string;
  readonly range: TextRange;
  readonly message: string;
  /** Id (or, without one, key) of the task it is about, or null. */
  readonly task: string | null;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
}
