import type { Fix, TextEdit } from '../model/problem';
import type { StrayFence, TaskDocument } from '../model/task';
import type { Rule } from './rule';

/** A code fence that makes Markdown readers show tasks as code: one too many, or one that ends too early. */
export const structureStrayFence: Rule = {
  meta: {
    id: 'structure/stray-fence',
    summary: 'a fence that is never closed and hides tasks',
    severity: 'warning',
    ofForm: true,
  },

  *check(document) {
    for (const stray of document.strayFences) {
      // Nothing but an example is read differently: there is nothing to lose.
      if (stray.hiddenTasks === 0) continue;
      const tasks = stray.hiddenTasks === 1 ? '1 task' : `${stray.hiddenTasks} tasks`;
      yield {
        range: stray.range,
        message:
          stray.closing === null
            ? `This code fence is one too many: it hides ${tasks} from Markdown readers. Close it, or remove it.`
            : `This code fence holds another of its own length and ends there: what follows hides ${tasks} from Markdown readers. Make it longer.`,
        task: null,
        related:
          stray.closing === null
            ? []
            : [
                {
                  uri: document.uri,
                  range: stray.closing,
                  message: 'The fence that is meant to close it opens another',
                },
              ],
        fixes:
          stray.closing === null ? fixesOfStray(document, stray) : [lengthen(document, stray, stray.closing)],
      };
    }
  },
};

function fixesOfStray(document: TaskDocument, { range, fence }: StrayFence): Fix[] {
  const { text, uri } = document;
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const indent = /[ \t]*$/.exec(text.slice(0, range.start))?.[0] ?? '';
  const end = endOfCode(text, range.end);
  const close: TextEdit = {
    uri,
    range: { start: end, end },
    expected: '',
    text: `${lineEnd}${indent}${fence}`,
  };
  const remove: TextEdit = { uri, range, expected: text.slice(range.start, range.end), text: '' };
  return [
    { title: 'Close the fence', edits: [close] },
    { title: 'Remove the fence', edits: [remove] },
  ];
}

const TASK_OR_HEADING = /^[ \t]*(?:#{1,6}[ \t]|(?:[-*+]|\d+[.)])[ \t]+\[.\][ \t])/;

/** Where the code evidently ends: before the first line that looks like a task or a heading, blank lines left out. */
function endOfCode(text: string, from: number): number {
  let end = from;
  for (const match of text.slice(from).matchAll(/(?:\r\n|\r|\n)([^\r\n]*)/g)) {
    const line = match[1] ?? '';
    if (TASK_OR_HEADING.test(line)) break;
    if (line.trim() !== '') end = from + match.index + match[0].length;
  }
  return end;
}

/** One more fence character at both ends than the fences inside have. */
function lengthen(
  document: TaskDocument,
  { range, fence }: StrayFence,
  closing: { start: number; end: number },
): Fix {
  const { text, uri } = document;
  const marker = fence.charAt(0);
  const inner = [...text.slice(range.end, closing.start).matchAll(/^[ \t]*(`{3,}|~{3,})/gm)].map(
    (match) => match[1]?.length ?? 0,
  );
  const longer = marker.repeat(Math.max(fence.length, ...inner) + 1);
  const start = { start: range.start, end: range.start + fence.length };
  return {
    title: 'Make the outer fence longer',
    safe: true,
    edits: [
      { uri, range: start, expected: fence, text: longer },
      { uri, range: closing, expected: text.slice(closing.start, closing.end), text: longer },
    ],
  };
}
