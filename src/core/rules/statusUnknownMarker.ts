import type { Rule } from './rule';

/** A marker that neither the file's legend nor common usage explains: the task counts as not done. */
export const statusUnknownMarker: Rule = {
  meta: {
    id: 'status/unknown-marker',
    summary: 'a bracket marker with no known meaning',
    severity: 'warning',
    ofForm: true,
  },

  *check(document) {
    for (const task of document.unknownMarkers) {
      const range = task.markerRange;
      if (!range) continue;
      const fix = (text: string, status: string) => ({
        title: `Change [${task.marker ?? ''}] to [${text}] (${status})`,
        edits: [{ uri: document.uri, range, expected: document.slice(range.start, range.end), text }],
      });
      yield {
        range,
        message: `[${task.marker ?? ''}] has no known meaning, so “${task.title}” counts as not done. Use [ ], [/] or [x], or explain the marker in a legend.`,
        task: task.id ?? task.key,
        related: [],
        fixes: [fix(' ', 'to do'), fix('/', 'in progress'), fix('x', 'done')],
      };
    }
  },
};
