import type { Rule } from './rule';

/** A code fence too many: Markdown readers show everything after it as code. */
export const structureStrayFence: Rule = {
  meta: { id: 'structure/stray-fence', summary: 'a fence that is never closed and hides tasks', severity: 'warning' },

  *check(document) {
    for (const { range, hiddenTasks, closeAt, fence } of document.strayFences) {
      const tasks = hiddenTasks === 1 ? '1 task' : `${hiddenTasks} tasks`;
      const lineEnd = /\r\n|\r|\n/.exec(document.text)?.[0] ?? '\n';
      const line = document.text.slice(range.start, range.end);
      const indent = /^[ \t]*/.exec(document.text.slice(document.text.lastIndexOf('\n', range.start - 1) + 1, range.start))?.[0] ?? '';
      yield {
        range,
        message: `This code fence is one too many: it hides ${tasks} from Markdown readers. Close it, or remove it.`,
        task: null,
        related: [],
        fixes: [
          {
            title: 'Close the fence',
            edits: [{ uri: document.uri, range: { start: closeAt, end: closeAt }, expected: '', text: `${lineEnd}${indent}${fence}` }],
          },
          {
            title: 'Remove the fence',
            edits: [{ uri: document.uri, range, expected: line, text: '' }],
          },
        ],
      };
    }
  },
};
