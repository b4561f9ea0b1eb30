import type { TaskStatus } from '../model/task';

const STATUS_BITS: Readonly<Partial<Record<TaskStatus, number>>> = { todo: 1, doing: 2, blocked: 4, done: 8 };

/** The bit of {@link Strength.boards} for a heading of the level that states the status. */
export function boardBit(level: number, status: TaskStatus): number {
  return level < 1 || level > 7 ? 0 : (STATUS_BITS[status] ?? 0) << ((level - 1) * 4);
}

/** Whether the headings of a level are the columns of a board: two statuses at least, one of them open. */
export function isBoard(boards: number, level: number): boolean {
  const bits = (boards >> ((level - 1) * 4)) & 15;
  return (bits & (bits - 1)) !== 0 && (bits & 7) !== 0;
}

/** What a stretch adds to the weighing of forms. */
export interface Strength {
  /** Tasks that are certain by themselves: headings, checkboxes, rows and items with ids. */
  readonly strong: number;
  /** Plain bullets and plain numbered items that could be tasks. */
  readonly bullets: number;
  readonly numbered: number;
  /** Heading levels of kanban columns that hold strong tasks, as bits. */
  readonly columns: number;
  /** Statuses that headings of each level state: four bits a level (see {@link isBoard}). */
  readonly boards: number;
  /** Whether a list has empty boxes drawn as glyphs. */
  readonly emptyBoxes: boolean;
  /** Whether it has candidates that depend on the rest of the document. */
  readonly weak: boolean;
  /** Whether it has boxes with ids, which may cite headings. */
  readonly cites: boolean;
}

export const NO_STRENGTH: Strength = {
  strong: 0,
  bullets: 0,
  numbered: 0,
  columns: 0,
  boards: 0,
  emptyBoxes: false,
  weak: false,
  cites: false,
};
