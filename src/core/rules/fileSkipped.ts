import type { Rule } from './rule';

/** A file that could not be read as text: nothing is known of its tasks. */
export const fileSkipped: Rule = {
  meta: {
    id: 'file/skipped',
    summary: 'a file too large, binary or not valid UTF-8',
    severity: 'info',
    ofForm: true,
  },

  *check(document) {
    if (document.skipped === null) return;
    yield { range: { start: 0, end: 0 }, message: document.skipped, task: null, related: [], fixes: [] };
  },
};
