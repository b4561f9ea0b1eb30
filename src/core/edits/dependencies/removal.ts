import { TaskNode } from '../../forms/taskNode';
import type { TextEdit } from '../../model/problem';
import type { Dependency, Task, TextRange } from '../../model/task';
import { saysNothing } from '../../parse/dependencies';
import { editOf, withoutField } from '../fieldPlaces';
import { dressOf, valueEdit, valuesOf, type DependencyValue } from './places';

const PARTS_BEFORE = /[ \t]*(?:[,;、，/+&]|[ \t](?:and|und|y|e|et|и|та))[ \t]*$/u;
const PARTS_BEHIND = /^[ \t]*(?:[,;、，/+&]|(?:and|und|y|e|et|и|та)[ \t])[ \t]*/u;

/** The ways of taking a dependency back, the likeliest first. */
export function waysToRemove(task: Task, dependency: Dependency): readonly (readonly TextEdit[])[] {
  const { document } = task;
  const outer = dressOf(task, dependency);
  const value = valuesOf(task).find(({ start, end }) => outer.start >= start && outer.end <= end);
  const ways: (TextEdit | null)[] = [];
  const isAlone = !task.dependsOn.some(
    (other) =>
      other.range.start !== dependency.range.start &&
      (!value || (other.range.start >= value.start && other.range.end <= value.end)),
  );
  if (value && isAlone) ways.push(...emptied(task, value));
  if (!isAlone) {
    const before =
      PARTS_BEFORE.exec(document.slice(Math.max(0, outer.start - 20), outer.start))?.[0].length ?? 0;
    const after = PARTS_BEHIND.exec(document.slice(outer.end, outer.end + 20))?.[0].length ?? 0;
    if (before > 0) ways.push(editOf(document, outer.start - before, outer.end, ''));
    if (after > 0) ways.push(editOf(document, outer.start, outer.end + after, ''));
  }
  if (!value) ways.push(...unsaid(task, outer));
  if (task.kind === 'document') ways.push(...ofFrontMatter(task, outer));
  return ways.flatMap((edit) => (edit ? [[edit]] : []));
}

/** A value that lists nothing any more: what the file writes then, or no field at all. */
function emptied(task: Task, value: DependencyValue): (TextEdit | null)[] {
  const { document } = task;
  const nothing = wordForNothing(task, value.kind);
  const none = nothing === null ? null : valueEdit(task, value, nothing);
  if (value.kind === 'cell') return [none, valueEdit(task, value, '-')];
  return [
    none,
    task instanceof TaskNode ? withoutField(task, value.at) : null,
    valueEdit(task, value, 'None'),
  ].filter((edit) => edit === null || edit.text !== document.slice(value.start, value.end));
}

/** What most tasks of the file write that depend on nothing; null where they write nothing. */
function wordForNothing(task: Task, kind: DependencyValue['kind']): string | null {
  const counts = new Map<string, number>();
  for (const other of task.document.tasks.slice(0, 2000)) {
    if (other.kind !== task.kind) continue;
    for (const value of valuesOf(other)) {
      const text = other.document.slice(value.start, value.end);
      if (value.kind === kind && (kind === 'cell' || text !== '') && saysNothing(text))
        counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most ? most[0] : null;
}

const BRACKETED = /[ \t]*[([（][^()[\]（）\r\n]{0,40}$/u;
const CLAUSE = /[ \t]*(?:[,;—–]|[ \t]-)[ \t]+(?:\p{L}+[ \t]+){0,4}$/u;
const EMOJI = /[ \t]*⛔\ufe0f?[ \t]*$/u;

/** Words of a title that say nothing else: ` (depends on T001)`, `, needs T001`, ` ⛔ T001`. */
function unsaid(task: Task, outer: TextRange): (TextEdit | null)[] {
  const { document } = task;
  const before = document.slice(Math.max(0, outer.start - 60), outer.start);
  const behind = document.slice(outer.end, outer.end + 4);
  const bracket = BRACKETED.exec(before);
  const found: TextEdit[] = [];
  if (bracket && /^[)\]）]/.test(behind))
    found.push(editOf(document, outer.start - bracket[0].length, outer.end + 1, ''));
  const emoji = EMOJI.exec(before);
  if (emoji) found.push(editOf(document, outer.start - emoji[0].length, outer.end, ''));
  const clause = CLAUSE.exec(before);
  // Only at the end of a line: what follows would belong to something else.
  if (clause && /^\.?[ \t]*(?:[\r\n]|$)/.test(document.slice(outer.end, outer.end + 40)))
    found.push(editOf(document, outer.start - clause[0].length, outer.end, ''));
  return found;
}

/** An entry of a list in front matter. */
function ofFrontMatter(task: Task, { start, end }: TextRange): TextEdit[] {
  const { document } = task;
  const before = document.slice(Math.max(0, start - 20), start);
  const behind = document.slice(end, end + 20);
  const quote = /["']$/.exec(before)?.[0] ?? '';
  const from = start - quote.length;
  const to = end + (quote !== '' && behind.startsWith(quote) ? 1 : 0);
  const item = /(?:\r\n|\r|\n)[ \t]*-[ \t]+["']?$/.exec(before);
  if (item) return [editOf(document, start - item[0].length, to, '')];
  const left = /,[ \t]*["']?$/.exec(before);
  if (left) return [editOf(document, start - left[0].length, to, '')];
  const right = /^["']?[ \t]*,[ \t]*/.exec(behind);
  if (right) return [editOf(document, from, end + right[0].length, '')];
  return [editOf(document, from, to, '')];
}
