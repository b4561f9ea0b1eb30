import { anchorOf } from '../features/navigation';
import { nextFreeId } from '../identity/series';
import { neighbours, sharedIds, type SharedId } from '../identity/sharedScope';
import type { Fix, TextEdit } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import type { Finding, Rule } from './rule';

/** Two tasks with one id: a citation of it no longer says which is meant. */
export const idDuplicate: Rule = {
  meta: { id: 'id/duplicate', summary: 'two tasks with one id', severity: 'error', ofForm: true },
  asks: { ofAll: [neighbours] },

  *check(document, index) {
    const repeated = new Set<Task>();
    /** Several tasks that take a new id get one each, so that their fixes can be applied together. */
    const given = new Map<string, string>();
    for (const group of document.duplicates) {
      const [first, ...others] = group;
      if (!first) continue;
      for (const task of others) {
        repeated.add(task);
        yield {
          ...duplicate(task, first, freeId(task, index, given)),
          message: `The id ${task.id ?? ''} is already that of “${first.title}” in line ${first.line + 1}.`,
        };
      }
    }
    if (index.documents().length < 2) return;
    for (const shared of sharedIds(document, index)) {
      if (!repeated.has(shared.task)) yield across(shared, freeId(shared.task, index, given));
    }
  },
};

/** The same id in another file that counts on in the same series. */
function across({ task, first }: SharedId, free: string | null): Finding {
  const id = task.id ?? '';
  const { path } = first.document;
  if (wordsOf(task.title) !== wordsOf(first.title)) {
    return {
      ...duplicate(task, first, free),
      message: `The id ${id} is already that of “${first.title}” in ${path}, which counts in the same series.`,
    };
  }
  return {
    ...duplicate(task, first, null),
    severity: 'info',
    message: `The task ${id} stands in ${path} too, where it is ${first.status}; here it is ${task.status}. Keep one of them.`,
  };
}

function wordsOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function duplicate(task: Task, first: Task, free: string | null): Omit<Finding, 'message'> {
  return {
    range: anchorOf(task),
    task: task.id ?? task.key,
    related: [
      {
        uri: first.document.uri,
        range: anchorOf(first),
        message: `${first.id ?? ''} is declared here first`,
      },
    ],
    fixes: free === null || !task.idRange ? [] : [rename(task.document, task, free)],
  };
}

function freeId(task: Task, index: IndexReader, given: Map<string, string>): string | null {
  const { id } = task;
  if (id === null) return null;
  const series = id.replace(/\d+$/, '');
  const last = given.get(series);
  const fresh = last === undefined ? index.nextFreeId(id) : nextFreeId(last, [last]);
  if (fresh !== null) given.set(series, fresh);
  return fresh;
}

function rename(document: TaskDocument, task: Task, id: string): Fix {
  return { title: `Give this task the next free id ${id}`, edits: [edit(document, task, id)] };
}

function edit(document: TaskDocument, task: Task, id: string): TextEdit {
  const range = anchorOf(task);
  const expected = document.slice(range.start, range.end);
  // Of a path of list numbers only the last one is written at the item.
  const text = expected === task.id ? id : id.slice(id.lastIndexOf('.') + 1);
  return { uri: document.uri, range, expected, text };
}
