/** A JSON file in which another tool keeps the status of tasks that task files name by id. */

/** What a tracker says of one task. */
export interface TrackedItem {
  readonly id: string;
  readonly title: string | null;
  /** As written; null where nothing is, or where two entries of one id contradict each other. */
  readonly status: string | null;
}

/**
 * A tracker as a shell has found it, see `TaskIndex.setTracker`. One that cannot be read is told as such: an id
 * that it may hold is not "unknown".
 */
export interface Tracker {
  /** For people: relative to the root, `/` separators. */
  readonly path: string;
  /** The uri of the folder whose task files it is for, without a slash at the end. */
  readonly serves: string;
  /** By id; null where the file cannot be read. */
  readonly items: ReadonlyMap<string, TrackedItem> | null;
}

/** What was found of an id: where, and the item if there is one. */
export interface TrackerAnswer {
  readonly tracker: Tracker;
  readonly item: TrackedItem | null;
}

/** Where in a tracker's JSON the tasks are: paths such as `tasks[*].id`. */
export interface TrackerFields {
  readonly id: string;
  readonly title: string | null;
  readonly status: string | null;
}

/** One entry of the setting `wavemark.trackers`. */
export interface TrackerSetting {
  /** Relative to the folder that the setting belongs to, `/` separators; leads out of no folder. */
  readonly path: string;
  /** Null: the file's shape is recognised. */
  readonly fields: TrackerFields | null;
}

/** Where a tracker is looked for without a setting: in this place of any folder above a task file. */
export const KNOWN_TRACKER = '.arw/tasks.json';

/** Larger tracker files are not read, in bytes: parsing them would hold up the editor. */
export const MAX_TRACKER_BYTES = 5_000_000;
