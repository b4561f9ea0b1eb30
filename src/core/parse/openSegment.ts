import type { TaskNode } from '../forms/taskNode';
import type { Field } from './fields';
import type { LegendEntry } from './legend';
import type { ListReading, Segment, TableReading } from './reading';

/** Most parts of most segments stay empty and share one empty array; see {@link appended}. */
export const NONE: never[] = [];

/** A segment while it is read. */
export class OpenSegment implements Segment {
  index = 0;
  heading: TaskNode | null = null;
  level: number;
  lists: ListReading[] = NONE;
  tables: TableReading[] = NONE;
  fields: Field[] = NONE;
  legend: LegendEntry[] = NONE;
  lastLine: number;

  constructor(level: number, lastLine: number) {
    this.level = level;
    this.lastLine = lastLine;
  }

  /** Nothing more comes. There may be many thousands: an array that has grown has room that stays empty. */
  close(): void {
    if (this.fields.length > 1) this.fields = this.fields.slice();
    if (this.lists.length > 1) this.lists = this.lists.slice();
  }
}

/** The list with the items at its end: itself, or a new one where it is the shared empty one. */
export function appended<Item>(list: Item[], items: readonly Item[]): Item[] {
  if (items.length === 0) return list;
  if (list === NONE) return [...items];
  for (const item of items) list.push(item);
  return list;
}
