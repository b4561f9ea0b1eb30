/** Tasks as lines of a table: sign, id, title, and on the right what there is room for. */
import type { Task } from '../../core';
import { clean } from '../io';
import { effortText, isOpen } from './format';
import type { Terminal } from './terminal';

/** A column on the right is shown while titles keep this many columns. */
const TITLE_ROOM = 44;
const MAX_ID = 28;
const MAX_NESTING = 6;

interface Column {
  readonly width: number;
  readonly alignRight: boolean;
  readonly text: (task: Task) => string;
}

export interface TaskTable {
  /** @param indent columns before the sign */
  line(task: Task, indent: number): string;
}

/** @param tasks those that will be shown: they decide how wide the columns are */
export function taskTable(tasks: readonly Task[], terminal: Terminal): TaskTable {
  const { measure, paint, signs, width } = terminal;
  const idText = (task: Task): string => measure.truncate(clean(task.id ?? ''), MAX_ID);
  const idWidth = hasIdColumn(tasks) ? widest(tasks, (task) => measure.width(idText(task))) : 0;
  const columns: Column[] = [];
  let room = width - 4 - signs.statusWidth - 1 - (idWidth > 0 ? idWidth + 2 : 0);
  for (const column of possibleColumns(tasks, terminal)) {
    if (column.width === 0 || room - column.width - 2 < TITLE_ROOM) continue;
    room -= column.width + 2;
    columns.push(column);
  }
  const rightWidth = columns.reduce((sum, column) => sum + column.width + 2, 0);

  const line = (task: Task, indent: number): string => {
    const nesting = nestingOf(task) * 2;
    const before = indent + signs.statusWidth + 1 + (idWidth > 0 ? idWidth + 2 : 0) + nesting;
    const space = Math.max(width - before - rightWidth, 8);
    const inline = idWidth === 0 && task.id !== null ? `${idText(task)}  ` : '';
    const title = measure.truncate(titleText(task, terminal), Math.max(space - measure.width(inline), 8));
    const sign = paint.status[task.status](signs.status[task.status]);
    const id = idWidth > 0 ? `${paint.id(measure.padEnd(idText(task), idWidth))}  ` : paint.id(inline);
    const shown = isOpen(task) ? title : paint.dim(title);
    const right = columns.map((column) => {
      const text = measure.truncate(column.text(task), column.width);
      return `  ${column.alignRight ? measure.padStart(text, column.width) : measure.padEnd(text, column.width)}`;
    });
    const gap = ' '.repeat(Math.max(space - measure.width(inline) - measure.width(title), 0));
    const tail = right.join('').trimEnd();
    const end = tail === '' ? '' : gap + paint.dim(tail);
    return `${' '.repeat(indent)}${sign} ${id}${' '.repeat(nesting)}${shown}${end}`;
  };
  return { line };
}

/** How many tasks stand above a task; what is nested deeper is not set off further. */
function nestingOf(task: Task): number {
  let depth = 0;
  for (let at = task.parent; at && depth < MAX_NESTING; at = at.parent) depth += 1;
  return depth;
}

/** A column of ids is worth its room where a quarter of the tasks or more have one. */
function hasIdColumn(tasks: readonly Task[]): boolean {
  return tasks.filter(({ id }) => id !== null).length * 4 >= tasks.length;
}

/** The title, and of a decided task the record that holds the decision. */
function titleText(task: Task, terminal: Terminal): string {
  const title = clean(task.title) || '(no title)';
  const pointer = task.decision?.pointer;
  return pointer ? `${title} ${terminal.signs.arrow} ${clean(pointer)}` : title;
}

/** In the order in which they are given room. */
function possibleColumns(tasks: readonly Task[], terminal: Terminal): Column[] {
  const column = (text: (task: Task) => string, limit: number, alignRight: boolean): Column => {
    const width = Math.min(
      limit,
      widest(tasks, (task) => terminal.measure.width(text(task))),
    );
    return { width, alignRight, text };
  };
  return [
    column(({ priority }) => clean(priority ?? ''), 10, false),
    column(({ effortHours }) => (effortHours ? effortText(effortHours, terminal) : ''), 10, true),
    column(({ criteria }) => (criteria ? `${String(criteria.done)}/${String(criteria.total)}` : ''), 7, true),
    column(({ wave }) => clean(wave ?? ''), 30, false),
  ];
}

function widest(tasks: readonly Task[], width: (task: Task) => number): number {
  let most = 0;
  for (const task of tasks) most = Math.max(most, width(task));
  return most;
}
