import type { Citation, IdMention } from '../model/reader';
import type { Task, TaskDocument, TextRange } from '../model/task';
import { Char, isWord } from '../text/characters';

/** What finding citations needs of the index. */
interface Directory {
  documents(): readonly TaskDocument[];
  resolve(id: string, from: TaskDocument): readonly Task[];
  document(uri: string): TaskDocument | undefined;
  byId(id: string): readonly Task[];
}

/** A word before a bare number that makes it a citation: "TODO 3.6", "item 16", "items 3.6 and 3.7". */
const CITING_WORD =
  /(?:\b(?:todos?|items?|tasks?|tickets?|issues?|points?|see|into|ties to|after|before|needs|depends on|blocked by|requires|waits for|aufgabe|punkt|tarea|tarefa|tâche|задача|завдання)|任务|タスク|작업|→)\s*(?:#|no\.?\s*)?(?:\d+(?:\.\d+)*\s*(?:,|and|&|und|y|et|\/|[-–—])\s*)*$/iu;

/** Every mention of an id in task files. Bare numbers count only after a word that cites, or where they declare. */
export function findCitations(index: Directory, id: string): Citation[] {
  const found: Citation[] = [];
  const bare = /^\d+(?:\.\d+)*$/.test(id);
  for (const document of index.documents()) {
    const declared = new Map<number, Task>();
    const needed = new Map<number, Task>();
    for (const task of document.tasks) {
      if (task.id === id && task.idRange) declared.set(task.idRange.start, task);
      for (const dependency of task.dependsOn)
        if (dependency.id === id) needed.set(dependency.range.start, task);
    }
    if (declared.size === 0 && needed.size === 0 && !document.text.includes(id)) continue;
    const ranges = new Map<number, TextRange>();
    for (const [start, task] of declared) if (task.idRange) ranges.set(start, task.idRange);
    for (const [start, task] of needed) {
      const range = task.dependsOn.find((dependency) => dependency.range.start === start)?.range;
      if (range) ranges.set(start, range);
    }
    for (const start of mentionsIn(document.text, id, bare))
      if (!ranges.has(start)) ranges.set(start, { start, end: start + id.length });
    const targets = index.resolve(id, document);
    for (const [start, range] of [...ranges].sort((a, b) => a[0] - b[0])) {
      const declares = declared.get(start);
      const within = document.taskAt(start);
      const role = declares ? 'declaration' : needed.has(start) ? 'dependency' : 'mention';
      found.push({
        id,
        document,
        range,
        line: document.positionAt(start).line,
        within,
        role,
        targets: declares ? [declares] : targets,
      });
    }
  }
  return found;
}

function mentionsIn(text: string, id: string, bare: boolean): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + id.length)) {
    if (isWhole(text, at, at + id.length) && (!bare || isCited(text, at))) starts.push(at);
  }
  return starts;
}

/** Whether the bare number at `at` stands behind a word that makes it a citation. */
export function isCited(text: string, at: number): boolean {
  return CITING_WORD.test(text.slice(Math.max(0, at - 48), at));
}

/** Whether the stretch is a whole id, not a part of a longer one: P0-1 is not in P0-10, 3.6 not in 3.6.1. */
function isWhole(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  if (
    start > 0 &&
    (isWord(before) || before === Char.Dash || before === Char.Underscore || before === Char.Hash)
  )
    return false;
  if (before === Char.Dot && isWord(text.charCodeAt(start - 2))) return false;
  if (end >= text.length) return true;
  if (isWord(after) || after === Char.Underscore) return false;
  if (after === Char.Dash || after === Char.Dot) return !isWord(text.charCodeAt(end + 1));
  return true;
}

const ID_CHARACTER = /[\p{L}\p{N}_.#-]/u;
/** UTF-16 code units to each side within which an id is looked for. */
const REACH = 64;

/** The known id that stands at `offset` of a text: the longest one, in the scope of the document `uri`. */
export function mentionAt(index: Directory, text: string, offset: number, uri: string): IdMention | null {
  let start = offset;
  let end = offset;
  while (start > 0 && offset - start < REACH && ID_CHARACTER.test(text.charAt(start - 1))) start--;
  while (end < text.length && end - offset < REACH && ID_CHARACTER.test(text.charAt(end))) end++;
  const from = index.document(uri);
  for (let length = end - start; length > 0; length--) {
    for (let at = start; at + length <= end; at++) {
      if (at > offset || at + length < offset) continue;
      const id = text.slice(at, at + length);
      if (!/[\p{L}\p{N}]$/u.test(id) || !isWhole(text, at, at + length)) continue;
      const targets = targetsOf(index, id, from);
      if (targets.length === 0) continue;
      const range = { start: at, end: at + length };
      if (/^\d+(?:\.\d+)*$/.test(id)) {
        const declares = targets.some((task) => task.document === from && task.idRange?.start === at);
        const needed = from
          ?.taskAt(at)
          ?.dependsOn.some(
            (dependency) =>
              dependency.id === id && dependency.range.start <= at && dependency.range.end >= at + length,
          );
        if (!declares && !needed && !isCited(text, at)) continue;
      }
      return { id, range, targets };
    }
  }
  return null;
}

function targetsOf(index: Directory, id: string, from: TaskDocument | undefined): readonly Task[] {
  if (from) return index.resolve(id, from);
  const bare = /^\d+(?:\.\d+)*$/.test(id);
  const all = index.byId(id);
  // Outside a task file a bare number means a task only where one file alone has numbers to cite.
  return bare && new Set(all.map((task) => task.document.uri)).size > 1 ? [] : all;
}
