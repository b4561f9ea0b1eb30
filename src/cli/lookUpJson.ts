/** The JSON of `wavemark show` and `wavemark refs`; lines and columns from 1. */
import type { Citation, IndexReader, Task } from '../core';
import { taskJson } from '../core';
import { problemJson } from '../core';
import { nearestIds } from './lookUpTask';

/** A task as others name it. */
function taskLink(task: Task): object {
  const { key, id, title, status, document, line } = task;
  return { key, id, title, status, path: document.path, line: line + 1 };
}

export function showJson(index: IndexReader, root: string, id: string, tasks: readonly Task[]): object {
  return {
    version: 1,
    root,
    id,
    tasks: tasks.map((task) => ({
      ...taskJson(task, index),
      ready: index.isReady(task),
      waitsFor: index.dependencies(task).map(({ id: needed, targets }) => ({
        id: needed,
        tasks: targets.map(taskLink),
      })),
      unblocks: index.dependents(task).map(taskLink),
      children: index.children(task).map(taskLink),
      citations:
        task.id === null ? 0 : index.citations(task.id).filter(({ role }) => role !== 'declaration').length,
      text: textOf(task),
    })),
    problems: tasks.flatMap((task) =>
      index
        .problems(task.document.uri)
        .filter(({ range }) => task.document.taskAt(range.start) === task)
        .map((problem) => problemJson(problem, index)),
    ),
    nearest: tasks.length > 0 ? [] : nearestIds(index, id),
  };
}

/** The task's own lines as they are written. */
function textOf({ document, line, endLine }: Task): string {
  const from = document.offsetAt({ line, column: 0 });
  return document.text.slice(from, document.offsetAt({ line: endLine, column: Number.MAX_SAFE_INTEGER }));
}

export interface References {
  /** The folder that paths are relative to. */
  readonly root: string;
  readonly id: string;
  readonly tasks: readonly Task[];
  readonly citations: readonly Citation[];
  readonly lineOf: (citation: Citation) => string;
  /** How many text files were not looked through. */
  readonly tooLarge: number;
}

export function refsJson({ root, id, tasks, citations, lineOf, tooLarge }: References): object {
  return {
    version: 1,
    root,
    id,
    tasks: tasks.map(taskLink),
    tooLarge,
    citations: citations.map((citation) => {
      const { path, start, end, role, spelling, within, targets, scope } = citation;
      return {
        path,
        line: start.line + 1,
        column: start.column + 1,
        endLine: end.line + 1,
        endColumn: end.column + 1,
        role,
        within: within?.key ?? null,
        targets: targets.map(({ key }) => key),
        scope,
        ambiguous: role !== 'declaration' && targets.length > 1,
        spelling,
        text: lineOf(citation),
      };
    }),
  };
}
