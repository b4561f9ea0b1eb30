import type { Fix } from '../model/problem';
import type { Task, TaskDocument, TaskStatus } from '../model/task';
import { contradiction } from '../tracker/contradiction';
import { statusOfMarker } from '../words/statusWords';
import type { Rule } from './rule';

const NAMES: Readonly<Record<TaskStatus, string>> = {
  todo: 'to do',
  doing: 'in progress',
  blocked: 'blocked',
  done: 'done',
  decided: 'decided',
  dropped: 'dropped',
  unknown: 'unknown',
};

/** Markers that mean the same in every legend. */
const MARKERS: Readonly<Partial<Record<TaskStatus, string>>> = { todo: ' ', done: 'x' };

/** A task that the tracker has in another status than its file. Words that nobody knows contradict nothing. */
export const trackerStatus: Rule = {
  meta: {
    id: 'tracker/status',
    summary: 'a status that differs from that in the tracker file',
    severity: 'warning',
  },

  *check(document, index) {
    for (const task of document.tasks) {
      const answer = index.tracked(task);
      const theirs = answer && contradiction(task, answer);
      if (!answer || theirs === null) continue;
      yield {
        range: task.markerRange ?? task.idRange ?? task.titleRange,
        message: `The tracker ${answer.tracker.path} has ${task.id ?? ''} as “${answer.item?.status ?? ''}”, but here it is ${NAMES[task.status]}.`,
        task: task.id ?? task.key,
        related: [],
        fixes: fixes(document, task, theirs),
      };
    }
  },
};

/** Only a plain checkbox, whose marker alone says the status, can be set without a guess. */
function fixes(document: TaskDocument, task: Task, status: TaskStatus): Fix[] {
  const range = task.markerRange;
  const text = MARKERS[status];
  if (!range || task.marker === null || text === undefined) return [];
  const plain = statusOfMarker(task.marker) === task.status && Object.hasOwn(MARKERS, task.status);
  if (!plain) return [];
  const edit = { uri: document.uri, range, expected: document.slice(range.start, range.end), text };
  return [{ title: `Set it to [${text}] (${NAMES[status]}) as in the tracker`, edits: [edit] }];
}
