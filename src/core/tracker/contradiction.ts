import type { Task, TaskStatus } from '../model/task';
import type { TrackerAnswer } from '../model/tracker';
import { statusOfTrackerWord } from '../words/statusWords';

/**
 * The status that the tracker has for a task where it differs from the file's own; null where the two agree, or
 * where one of them is not known: words that nobody knows contradict nothing.
 */
export function contradiction(task: Task, answer: TrackerAnswer): TaskStatus | null {
  const word = answer.item?.status;
  const theirs = word == null ? null : statusOfTrackerWord(word);
  if (theirs === null || task.status === 'unknown') return null;
  return plain(task.status) === plain(theirs) ? null : theirs;
}

/** A decision that was made is done for any tracker that knows no decisions. */
function plain(status: TaskStatus): TaskStatus {
  return status === 'decided' ? 'done' : status;
}
