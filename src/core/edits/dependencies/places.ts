import { frontMatterOf } from '../../forms/frontMatter';
import { TaskNode } from '../../forms/taskNode';
import type { TextEdit } from '../../model/problem';
import type { Dependency, Task, TextRange } from '../../model/task';
import { saysNothing } from '../../parse/dependencies';
import { cellsOfRow } from '../../parse/rowDetails';
import { cellEdit } from '../cellPlace';
import { editOf, endOfText, fieldsOf, insertFieldAbove, insertFieldLike } from '../fieldPlaces';

/** More tasks than these are not asked how they say it. */
const MOST_ASKED = 1500;

/** The value of a dependency field or cell, as an offset range in the document. */
export interface DependencyValue extends TextRange {
  readonly kind: 'field' | 'cell';
  /** Of a field: its place among the fields of its task. */
  readonly at: number;
}

/** Where a task lists what it depends on, apart from its sentences. */
export function valuesOf(task: Task): readonly DependencyValue[] {
  if (!(task instanceof TaskNode)) return [];
  const { offset, base } = task.stretch;
  const { list } = task;
  if (task.kind === 'row' && list && 'columns' in list) {
    const cell = list.columns.depends < 0 ? undefined : cellsOfRow(task)[list.columns.depends];
    if (!cell) return [];
    return [{ kind: 'cell', at: -1, start: offset + cell.start - base, end: offset + cell.end - base }];
  }
  return fieldsOf(task).flatMap((field, at): DependencyValue[] => {
    if (field.kind !== 'depends') return [];
    const start = offset + field.valueStart;
    return [{ kind: 'field', at, start, end: Math.max(start, offset + field.valueEnd) }];
  });
}

/** The edit that writes a new value; an empty field gets a blank before it. */
export function valueEdit(task: Task, value: DependencyValue, text: string): TextEdit {
  const { document } = task;
  if (value.kind === 'cell') return cellEdit(document, value, text);
  const isGlued =
    text !== '' && value.start === value.end && /\S/.test(document.slice(value.start - 1, value.start));
  return editOf(document, value.start, value.end, isGlued ? ` ${text}` : text);
}

/** The marks around an id: `**`, backticks, brackets with the target of a link. */
export function dressOf(task: Task, { range }: Dependency): TextRange {
  const { document } = task;
  const before = /[*_`[#]*$/.exec(document.slice(range.start - 4, range.start))?.[0] ?? '';
  const close =
    /^[*_`\]]*(?:\([^()\s]{1,200}\))?/.exec(document.slice(range.end, range.end + 210))?.[0] ?? '';
  // What is opened and closed around it; `(depends on T001)` closes what was opened before.
  const open = before.replace(/#$/, '');
  const isDressed = open !== '' && close !== '';
  return isDressed ? { start: range.start - open.length, end: range.end + close.length } : range;
}

/** The ways of saying that a task depends on another, the likeliest first. */
export function waysToAdd(task: Task, id: string): readonly (readonly TextEdit[])[] {
  if (!(task instanceof TaskNode)) return [];
  const { document } = task;
  const ways: (TextEdit | null)[] = [];
  const values = valuesOf(task);
  // In a list rather than in a sentence, behind the last one.
  const listed = [...task.dependsOn].sort(
    (a, b) => Number(isIn(b, values)) - Number(isIn(a, values)) || b.range.start - a.range.start,
  );
  for (const last of listed) ways.push(behind(task, last, id));
  for (const value of values)
    if (saysNothing(document.slice(value.start, value.end)))
      ways.push(valueEdit(task, value, dressedLike(task, id)));
  ways.push(inFrontMatter(task, id));
  for (const other of examples(task)) {
    const [value] = valuesOf(other);
    if (value?.kind === 'field') ways.push(insertFieldLike(task, other, value.at, dressedLike(other, id)));
    else ways.push(phraseLike(task, other, id));
  }
  ways.push(insertFieldAbove(task, 'Dependencies', id));
  // Behind a colon names and bare numbers are ids, too.
  for (const words of [` (depends on ${id})`, ` (depends on: ${id})`])
    for (const at of new Set([task.titleRange.end, endOfText(task)]))
      ways.push(editOf(document, at, at, words));
  return ways.flatMap((edit) => (edit ? [[edit]] : []));
}

function isIn({ range }: Dependency, values: readonly TextRange[]): boolean {
  return values.some(({ start, end }) => range.start >= start && range.end <= end);
}

/** `T001` → `T001, T002`: parted and decorated as the ids there are. */
function behind(task: Task, last: Dependency, id: string): TextEdit {
  const { document } = task;
  const outer = dressOf(task, last);
  const open = document.slice(outer.start, last.range.start);
  const close = document.slice(last.range.end, outer.end).replace(/\([^()]*\)$/, '');
  const isLink = close.includes(']') && close !== document.slice(last.range.end, outer.end);
  const text = isLink ? id : open + id + close;
  return editOf(document, outer.end, outer.end, separatorAt(task, last) + text);
}

/** What stands between two ids of the list, a comma where there is one. */
function separatorAt(task: Task, last: Dependency): string {
  const { document, dependsOn } = task;
  const before = dependsOn.filter(({ range }) => range.end <= last.range.start).at(-1);
  const between = before ? document.slice(dressOf(task, before).end, dressOf(task, last).start) : '';
  return /^(?:\s*[,;、，/+&]\s*|\s+)$/.test(between) && !/[\r\n]/.test(between) ? between : ', ';
}

/** The id with the marks that the ids of the task, or of another of its form, carry. */
function dressedLike(task: Task, id: string): string {
  const example = [task, ...examples(task)].find(({ dependsOn }) => dependsOn.length > 0);
  const [first] = example?.dependsOn ?? [];
  if (!example || !first) return id;
  const outer = dressOf(example, first);
  const open = example.document.slice(outer.start, first.range.start);
  const close = example.document.slice(first.range.end, outer.end);
  return close.includes('(') || open.includes('[') ? id : open + id + close;
}

/** Tasks of the same form that say what they depend on; those with a list of it first. */
function examples(task: Task): readonly TaskNode[] {
  const { document } = task;
  const { tasks } = document;
  const at = document.numberOf(task);
  const found = tasks
    .slice(Math.max(0, at - MOST_ASKED), at + MOST_ASKED)
    .filter(
      (each): each is TaskNode =>
        each instanceof TaskNode && each !== task && each.kind === task.kind && each.dependsOn.length > 0,
    );
  const listed = found.find((each) => valuesOf(each)[0]?.kind === 'field');
  const said = found.find((each) => valuesOf(each).length === 0);
  const isMostlySaid = found.filter((each) => valuesOf(each).length === 0).length * 2 > found.length;
  return (isMostlySaid ? [said, listed] : [listed, said]).filter((each) => each !== undefined);
}

const PHRASE = /[ \t]*(?:[([（][^()[\]（）\r\n]{2,40}|⛔\ufe0f?[ \t]*)$/u;

/** ` (depends on T001)`, ` ⛔ abc`: the words of another task, with this id. */
function phraseLike(task: TaskNode, other: TaskNode, id: string): TextEdit | null {
  const { document } = other;
  const [first] = other.dependsOn;
  if (!first) return null;
  const outer = dressOf(other, first);
  const lead = PHRASE.exec(document.slice(Math.max(0, outer.start - 60), outer.start))?.[0];
  if (lead === undefined) return null;
  const bracket = /[([（]/.exec(lead)?.[0];
  const close = bracket === undefined ? '' : bracket === '(' ? ')' : bracket === '[' ? ']' : '）';
  const own =
    document.slice(outer.start, first.range.start) + id + document.slice(first.range.end, outer.end);
  const at = bracket === undefined ? endOfText(task) : task.titleRange.end;
  return editOf(task.document, at, at, (lead.startsWith(' ') ? '' : ' ') + lead + own + close);
}

const LISTED = /^(dependencies|depends_on|dependsOn|blocked_by)([ \t]*:[ \t]*)(\[[^\]\r\n]*\]|)[ \t]*$/m;

/** `dependencies: [T-1]`, or a list with a line for each. */
function inFrontMatter(task: TaskNode, id: string): TextEdit | null {
  const range = frontMatterOf(task);
  if (!range) return null;
  const { start, end } = range;
  const text = task.document.slice(start, end);
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const front = text.replace(/(?:\r\n|\r|\n)$/, '');
  const found = LISTED.exec(front);
  const value = /^[\w.-]+$/.test(id) && !/^[\d.]+$/.test(id) ? id : JSON.stringify(id);
  if (!found)
    return editOf(
      task.document,
      start + front.length,
      start + front.length,
      `${lineEnd}dependencies: [${value}]`,
    );
  const at = start + found.index + (found[1] ?? '').length + (found[2] ?? '').length;
  const list = found[3] ?? '';
  if (list !== '') {
    const inner = list.slice(1, -1).trim();
    return editOf(task.document, at, at + list.length, inner === '' ? `[${value}]` : `[${inner}, ${value}]`);
  }
  const items = /^(?:(?:\r\n|\r|\n)([ \t]*-[ \t]+)[^\r\n]*)+/.exec(
    front.slice(found.index + found[0].length),
  );
  if (!items) return editOf(task.document, at, at, `${/\s$/.test(found[2] ?? '') ? '' : ' '}[${value}]`);
  const place = start + found.index + found[0].length + items[0].length;
  return editOf(task.document, place, place, `${lineEnd}${items[1] ?? '- '}${value}`);
}
