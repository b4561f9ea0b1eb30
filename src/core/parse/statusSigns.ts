import type { TaskStatus } from '../model/task';

/**
 * How a task says its status, apart from its box, a strike and the section it stands in. `before`, `behind`: a
 * pictograph before or behind the title. `keyword`: `DONE: …`, `[DONE] …`. `dashed`: `… — done`. `group`:
 * `… (DONE)`, `… **done**`. `remark`: a word behind a struck title or a row's id. `box`: a box in a cell.
 */
export type SignKind =
  | 'before'
  | 'behind'
  | 'keyword'
  | 'dashed'
  | 'group'
  | 'remark'
  | 'cell'
  | 'box'
  | 'field'
  | 'progress'
  | 'property';

/** A place where a task says its status. Offsets are those of its stretch, or of the document where that is said. */
export interface StatusSign {
  readonly kind: SignKind;
  /** All of it, with what parts it from the title; what is left out where nothing is said. */
  readonly start: number;
  readonly end: number;
  /** What is said: the pictograph, the words, the value. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Null where there is a place for a status, and nothing is said there. */
  readonly status: TaskStatus | null;
}
