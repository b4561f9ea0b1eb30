import { nextFreeId } from '../identity/series';
import type { TextEdit } from '../model/problem';
import type { Task, TaskDocument } from '../model/task';
import type { Rule } from './rule';

/** Two tasks of one document with one id: a citation of it no longer says which is meant. */
export const idDuplicate: Rule = {
  meta: { id: 'id/duplicate', summary: 'two tasks with one id', severity: 'error', ofForm: true },

  *check(document, index) {
    for (const group of document.duplicates) {
      const [first, ...others] = group;
      if (!first) continue;
      let free = first.id === null ? null : index.nextFreeId(first.id);
      for (const task of others) {
        const range = task.idRange ?? task.titleRange;
        const fresh = free;
        yield {
          range,
          message: `The id ${task.id ?? ''} is already that of “${first.title}” in line ${first.line + 1}.`,
          task: task.id ?? task.key,
          related: [
            {
              uri: document.uri,
              range: first.idRange ?? first.titleRange,
              message: `${first.id ?? ''} is declared here first`,
            },
          ],
          fixes:
            fresh === null || !task.idRange
              ? []
              : [{ title: `Give this task the next free id ${fresh}`, edits: [edit(document, task, fresh)] }],
        };
        // Several tasks that share one id get a new one each, so that their fixes can be applied together.
        free = fresh === null ? null : nextFreeId(fresh, [fresh]);
      }
    }
  },
};

function edit(document: TaskDocument, task: Task, id: string): TextEdit {
  const range = task.idRange ?? task.titleRange;
  const expected = document.text.slice(range.start, range.end);
  // Of a path of list numbers only the last one is written at the item.
  const text = expected === task.id ? id : id.slice(id.lastIndexOf('.') + 1);
  return { uri: document.uri, range, expected, text };
}
