import type { Task, TaskDocument } from './task';

/** What has happened to a published id since the baseline. Tasks named `before` are the baseline's. */
export type IdChange =
  | {
      /** A task has another id than it had. */
      readonly kind: 'renumbered';
      readonly before: Task;
      readonly after: Task;
      /** The task whose written number makes the difference: itself, or one that it is a part of. */
      readonly cause: { readonly before: Task; readonly after: Task };
      /** What the old id means now, or null. */
      readonly holder: Task | null;
    }
  | {
      /** A new task has an id that meant another. */
      readonly kind: 'reused';
      readonly before: Task;
      readonly after: Task;
      /** Where the task that the id meant is now; null where it is gone. */
      readonly now: Task | null;
    }
  | {
      /** A task is gone, and its id with it. */
      readonly kind: 'removed';
      readonly before: Task;
      /** The task itself, if it is there still and only its id is gone. */
      readonly after: Task | null;
      /** A task that was given the id and had another: it is reported as renumbered. */
      readonly holder: Task | null;
    };

/** The tasks of a file's baseline, and what became of them. */
export interface FileAlignment {
  /** As the user gave it: `HEAD`. */
  readonly ref: string;
  /** The file as it was. */
  readonly before: TaskDocument;
  /** The file as it is; null where it was deleted. */
  readonly today: TaskDocument | null;
  /** In document order of the baseline. */
  readonly changes: readonly IdChange[];
  /** List numbers that have changed, and would be published ids if anything cited one of them. */
  readonly doubtful: readonly string[];
  /** Today's task of one of the baseline, in whichever file; null where it is gone. */
  now(before: Task): Task | null;
}
