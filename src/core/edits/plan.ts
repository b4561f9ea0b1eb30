import type { RelatedPlace, TextEdit } from '../model/problem';
import type { Task } from '../model/task';

/** Edits that were tried out: applied to the texts they were made for, they do what the title says and no more. */
export interface EditPlan {
  readonly kind: 'edits';
  /** What they do, as an imperative sentence without a full stop. */
  readonly title: string;
  /** By uri, then by place; none where nothing is to be done. */
  readonly edits: readonly TextEdit[];
}

/** An edit that cannot be made safely. */
export interface Refusal {
  readonly kind: 'refused';
  /** One sentence that says why, and where it helps how to mend it. */
  readonly reason: string;
  /** What stands in the way, if it stands somewhere. */
  readonly place: RelatedPlace | null;
  /** Whether it would be done if somebody who was told the reason asked for it all the same. */
  readonly confirmable: boolean;
}

export function refusal(reason: string, place: RelatedPlace | null = null, confirmable = false): Refusal {
  return { kind: 'refused', reason, place, confirmable };
}

/** `docs/TODO.md:12`, as people name a place. */
export function placeName(task: Task): string {
  return `${task.document.path}:${String(task.line + 1)}`;
}
