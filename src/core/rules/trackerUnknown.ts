import type { Rule } from './rule';

/** An id of the tracker's kind that the tracker does not have. */
export const trackerUnknown: Rule = {
  meta: { id: 'tracker/unknown', summary: 'an id that the tracker file lacks', severity: 'warning' },

  *check(document, index) {
    for (const task of document.tasks) {
      const answer = index.tracked(task);
      if (!answer || answer.item) continue;
      yield {
        range: task.idRange ?? task.titleRange,
        message: `The tracker ${answer.tracker.path} has no ${task.id ?? ''}. Correct the id, or add the task there.`,
        task: task.id ?? task.key,
        related: [],
        fixes: [],
      };
    }
  },
};
