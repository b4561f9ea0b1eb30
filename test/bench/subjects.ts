/** What is measured: the index as the shells use it, and the parsers that it is held against. */
import MarkdownIt from 'markdown-it';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { TaskIndex, type Task, type TaskDocument } from '../../src/core';
import type { BlockScanner } from '../../src/core/parse/scanner';
import type { TaskFile } from './generate';

export const URI = 'file:///bench/BACKLOG.md';

/** Asks for all that the tree, the badges and the diagnostics show, so that nothing can be put off. */
export function settle(index: TaskIndex): number {
  return index.documents().length + index.tasks().length + index.problems().length;
}

/** A document as the extension asks for it after each key: fresh tasks, forms and problems. */
export function settleDocument(index: TaskIndex, document: TaskDocument): number {
  return document.tasks.length + document.forms.length + index.problems(document.uri).length;
}

/** The last index made: where it is measured there always is one, as there is in an editor. */
let latest: TaskIndex | null = null;

/** A fresh index of one text and the problems that all rules see, up to the last question. */
export function indexed(text: string): TaskIndex {
  const index = new TaskIndex();
  index.set(URI, 'BACKLOG.md', text);
  settle(index);
  latest = index;
  return latest;
}

/** What `wavemark index` tells of each task, so that nothing of it is put off. */
function tellAll(task: Task): number {
  const { id, title, status, priority, effortHours, dependsOn, wave, criteria, section, parent } = task;
  return (
    title.length +
    status.length +
    (id?.length ?? 0) +
    (priority?.length ?? 0) +
    (effortHours?.max ?? 0) +
    dependsOn.length +
    (wave?.length ?? 0) +
    (criteria?.total ?? 0) +
    section.length +
    (parent?.line ?? 0) +
    task.endLine
  );
}

/** A fresh index of one text as `wavemark index` lists it: all of each task, and the problems of form. */
export function listed(text: string): TaskIndex {
  const index = new TaskIndex();
  index.set(URI, 'BACKLOG.md', text);
  let told = index.documents().length + index.problemsOfForm().length;
  for (const task of index.tasks()) told += tellAll(task);
  if (told > 0) latest = index;
  return index;
}

/** The block structure alone; returns the number of blocks. */
export function scanned(scanner: BlockScanner, text: string): number {
  let blocks = 0;
  for (let at = 0; at < text.length;) {
    const table = scanner.scan(text, at, { documentStart: at === 0 });
    blocks += table.count;
    at += table.length;
  }
  return blocks;
}

const markdownIt = new MarkdownIt();

/** markdown-it's block rules, tables included; no inline content. */
export function blockPass(text: string): number {
  const tokens: Parameters<typeof markdownIt.block.parse>[3] = [];
  markdownIt.block.parse(text, markdownIt, {}, tokens);
  return tokens.length;
}

const remark = unified().use(remarkParse).use(remarkGfm);

export function remarkTree(text: string): number {
  return remark.parse(text).children.length;
}

/** What an index has wrong of a generated file, in a sentence, or null. */
export function mistake(index: TaskIndex, file: TaskFile): string | null {
  const tasks = index.tasks().filter(({ kind }) => kind === file.kind);
  if (tasks.length !== file.tasks) return `${tasks.length} ${file.kind} tasks instead of ${file.tasks}`;
  const criteria = tasks.filter((task) => task.criteria?.total === 4).length;
  if (criteria < file.withCriteria)
    return `${criteria} tasks with four criteria instead of ${file.withCriteria}`;
  const withId = tasks.filter(({ id }) => id !== null && /^T-\d{5,}$/.test(id)).length;
  if (withId !== file.tasks) return `${withId} tasks with an id instead of ${file.tasks}`;
  const problem = index.problems().find(({ rule }) => FORM_RULES.has(rule));
  return problem === undefined ? null : `a problem that is none: ${problem.message}`;
}

/** Generated files break none of these. */
const FORM_RULES = new Set([
  'id/duplicate',
  'status/unknown-marker',
  'structure/stray-fence',
  'file/skipped',
]);
