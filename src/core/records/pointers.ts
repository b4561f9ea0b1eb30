import type { TaskIndex } from '../index/taskIndex';
import type { Task, TaskDocument, TextRange } from '../model/task';
import { recordIdOf } from './recordName';

/** Something in a task's text that leads to a file: a link, or what a decided item names. */
export interface Pointer {
  /** As it is resolved: `ADR-017`, `docs/runbook.md`, `../notes.md#why`. */
  readonly text: string;
  readonly kind: 'link' | 'record' | 'file';
  readonly range: TextRange;
  readonly task: Task;
}

/** A relative path in code: it has a folder and a name with an extension, and no blanks. */
const FILE = /^(?:\.{0,2}\/)?(?:[\w.@-]+\/)+[\w.@-]*\.[A-Za-z][A-Za-z0-9]{0,7}(?:#[\w-]*)?$/;

/** The pointers in the tasks of a document, in the order of its text. */
export function pointersOf(document: TaskDocument): Pointer[] {
  const pointers: Pointer[] = [];
  for (const decided of document.derived(decidedPointers)) {
    for (const { text, kind, task } of decided) {
      const range = placeOf(text, task);
      if (range) pointers.push({ text, kind, range, task });
    }
  }
  for (const { target, start, end } of document.links()) {
    const task = target.startsWith('#') ? null : document.taskAt(start);
    if (task) pointers.push({ text: target, kind: 'link', range: { start, end }, task });
  }
  return pointers.sort((a, b) => a.range.start - b.range.start);
}

/** What decided items name. */
export function decidedPointers(tasks: readonly Task[]): readonly Omit<Pointer, 'range'>[] {
  const found: Omit<Pointer, 'range'>[] = [];
  for (const task of tasks) {
    const text = task.status === 'decided' ? (task.decision?.pointer ?? null) : null;
    if (text === null) continue;
    const kind = recordIdOf(text) ? 'record' : FILE.test(text) ? 'file' : null;
    if (kind !== null) found.push({ text, kind, task });
  }
  return found;
}

/** Where a decided item names its record: behind the strike, in its own lines. */
function placeOf(pointer: string, task: Task): TextRange | null {
  const { document } = task;
  const start = task.titleRange.start;
  const end = document.offsetAt({ line: task.endLine, column: Number.MAX_SAFE_INTEGER });
  const text = document.slice(start, end);
  const struck = text.startsWith('~~') || text.startsWith('**~~') ? text.indexOf('~~', 4) : 0;
  const at = text.indexOf(pointer, Math.max(0, struck));
  return at < 0 ? null : { start: start + at, end: start + at + pointer.length };
}

/** The ways to resolve a pointer: a path in code may begin at the document's folder or at the workspace's top. */
export function readingsOf({ text, kind }: Pointer): readonly string[] {
  return kind === 'file' && !text.startsWith('/') ? [text, `/${text}`] : [text];
}

/**
 * Paths from the workspace's top that pointers lead to and that the list of files lacks: the shell is to look
 * whether they are there, and tell `index.files` of each.
 */
export function pathsToLookFor(
  index: TaskIndex,
  documents: readonly TaskDocument[] = index.documents(),
): string[] {
  const paths = new Set<string>();
  for (const document of documents)
    for (const pointer of pointersOf(document))
      for (const reading of readingsOf(pointer))
        for (const path of index.files.candidates(reading, document.path)) paths.add(path);
  return [...paths];
}
