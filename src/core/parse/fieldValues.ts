import type { Effort, TaskStatus } from '../model/task';
import { PieceMap } from '../text/pieceMap';
import { statusOfValue } from '../words/statusWords';
import { effortOfValue } from './effort';

/** Values remembered. */
const CACHE_SIZE = 4096;
/** Longer ones (code units) hardly come again. */
const LONGEST = 40;

/** Reads the values of fields and cells; remembers short ones, for a file repeats few. */
export class FieldValues {
  private readonly statuses = new PieceMap<TaskStatus | null>(CACHE_SIZE);
  private readonly efforts = new PieceMap<Effort | null>(CACHE_SIZE);

  statusOf(text: string, start: number, end: number): TaskStatus | null {
    return remembered(this.statuses, text, start, end, statusOfValue);
  }

  effortOf(text: string, start: number, end: number): Effort | null {
    return remembered(this.efforts, text, start, end, effortOfValue);
  }
}

function remembered<Value>(
  known: PieceMap<Value | null>,
  text: string,
  start: number,
  end: number,
  read: (value: string) => Value | null,
): Value | null {
  if (end - start > LONGEST) return read(text.slice(start, end));
  const cached = known.get(text, start, end);
  if (cached !== undefined) return cached;
  const value = read(text.slice(start, end));
  known.set(text, start, end, value);
  return value;
}
