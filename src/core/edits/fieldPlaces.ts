/** Where a labelled field of a task is written: beside the fields that it stands beside in other tasks. */
import type { TaskNode } from '../forms/taskNode';
import type { TextEdit } from '../model/problem';
import type { Task, TaskDocument } from '../model/task';
import type { Field } from '../parse/fields';
import { normalizeWords } from '../words/lookup';

/** A stretch between a heading and its first field that is longer is no mere gap. Code units. */
const LONGEST_GAP = 200;

export function editOf(document: TaskDocument, start: number, end: number, text: string): TextEdit {
  return { uri: document.uri, range: { start, end }, expected: document.slice(start, end), text };
}

/** The line end that the lines around a task have. */
export function lineEndNear(task: Task): string {
  const { document } = task;
  const end = document.offsetAt({ line: task.line, column: Number.MAX_SAFE_INTEGER });
  return (
    /^(?:\r\n|\r|\n)/.exec(document.slice(end, end + 2))?.[0] ??
    /\r\n|\r|\n/.exec(document.slice(0, 2000))?.[0] ??
    '\n'
  );
}

/** The end of the task's own first paragraph, blanks excluded. */
export function endOfText(task: TaskNode): number {
  const start = task.stretch.offset + task.textStart;
  const text = task.document.slice(start, task.stretch.offset + task.textEnd);
  return start + text.trimEnd().length;
}

/** All labelled fields of a task, by the order of the text. */
export function fieldsOf(task: TaskNode): readonly Field[] {
  const section = task.kind === 'heading' || task.kind === 'document' ? task.segment.fields : [];
  return [...(task.fields ?? []), ...section].sort((a, b) => a.labelStart - b.labelStart);
}

function labelOf(task: TaskNode, field: Field): string {
  return normalizeWords(task.textOf(field.labelStart, field.valueStart));
}

/**
 * The edit that gives a task a field that another task has at the place `at` among its {@link fieldsOf}; null where
 * neither of the fields that stand beside it there is here.
 */
export function insertFieldLike(task: TaskNode, other: TaskNode, at: number, value: string): TextEdit | null {
  const fields = fieldsOf(other);
  const field = fields[at];
  if (!field) return null;
  const own = fieldsOf(task);
  const find = (like: Field | undefined): Field | undefined =>
    like && own.find((each) => labelOf(task, each) === labelOf(other, like));
  const previous = fields[at - 1];
  const before = find(previous);
  const shift = task.stretch.offset;
  const lineEnd = lineEndNear(task);
  const asHere = (text: string): string => text.replace(/\r\n|\r|\n/g, lineEnd);
  if (previous && before) {
    const place = shift + Math.max(before.valueEnd, before.valueStart);
    const lead = other.textOf(Math.max(previous.valueEnd, previous.valueStart), field.valueStart);
    return editOf(task.document, place, place, asHere(lead) + value);
  }
  const next = fields[at + 1];
  const behind = find(next);
  if (next && behind) {
    const place = shift + behind.labelStart;
    const tail = other.textOf(Math.max(field.valueEnd, field.valueStart), next.labelStart);
    const text = other.textOf(field.labelStart, field.valueStart) + value + asHere(tail);
    return editOf(task.document, place, place, text);
  }
  if (own.length > 0 || at > 0) return null;
  const place = endOfText(task);
  const { offset } = other.stretch;
  const lead = asHere(other.document.slice(offset + other.textEnd, offset + field.valueStart));
  return lead.trim() !== '' && lead.length < LONGEST_GAP
    ? editOf(task.document, place, place, lead + value)
    : null;
}

/**
 * `**Status**: Done` above the first of the fields of a heading that has some, labelled and indented as that is; null
 * where it has none, or none whose label is English.
 */
export function insertFieldAbove(task: TaskNode, name: string, value: string): TextEdit | null {
  const [first] = task.kind === 'heading' ? fieldsOf(task) : [];
  if (!first) return null;
  const label = task.textOf(first.labelStart, first.valueStart);
  const words = /[A-Za-z][A-Za-z /&-]*[A-Za-z]/.exec(label);
  if (!words || /[^\p{ASCII}]/u.test(label)) return null;
  const at = task.stretch.offset + first.labelStart;
  const lineStart = task.document.offsetAt({ line: task.document.positionAt(at).line, column: 0 });
  const indent = task.document.slice(lineStart, at);
  if (!/^\s*(?:[-*+]\s+)?$/.test(indent)) return null;
  const tail = first.valueEnd > first.valueStart ? lineTail(task, first) : '';
  const written =
    label.slice(0, words.index) + asWritten(name, words[0]) + label.slice(words.index + words[0].length);
  const gap = /\s$/.test(written) ? '' : ' ';
  return editOf(task.document, at, at, `${written}${gap}${value}${tail}${lineEndNear(task)}${indent}`);
}

/** Two blanks at the end of a line break it: what stands above such a field must end likewise. */
function lineTail(task: TaskNode, field: Field): string {
  const end = task.stretch.offset + field.valueEnd;
  return /^(?: {2,}|\\)(?=[\r\n])/.exec(task.document.slice(end, end + 20))?.[0] ?? '';
}

function asWritten(name: string, like: string): string {
  if (like === like.toUpperCase()) return name.toUpperCase();
  return like === like.toLowerCase() ? name.toLowerCase() : name;
}

/** Takes the whole line of a field away; null where it has no line for itself. `at` is its place among {@link fieldsOf}. */
export function withoutField(task: TaskNode, at: number): TextEdit | null {
  const field = fieldsOf(task)[at];
  if (!field) return null;
  const { document } = task;
  const label = task.stretch.offset + field.labelStart;
  const line = document.positionAt(label).line;
  const start = document.offsetAt({ line, column: 0 });
  const end = document.offsetAt({ line, column: Number.MAX_SAFE_INTEGER });
  const valueEnd = task.stretch.offset + Math.max(field.valueEnd, field.valueStart);
  const lead = document.slice(start, label);
  if (!/^\s*(?:[-*+]\s+)?$/.test(lead) || document.slice(valueEnd, end).trim() !== '') return null;
  const next = document.offsetAt({ line: line + 1, column: 0 });
  if (next > end) return editOf(document, start, next, '');
  const before = document.offsetAt({ line: line - 1, column: Number.MAX_SAFE_INTEGER });
  return line > 0 ? editOf(document, before, end, '') : null;
}
