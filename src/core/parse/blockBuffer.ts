import { Field, STRIDE } from './blocks';
import type { BlockFlag, BlockKind } from './blocks';
import { IntArena } from './intArena';

/** A growable {@link BlockTable.blocks}; callers speak absolute offsets, it stores them relative to `origin`. */
export class BlockBuffer {
  count = 0;
  private origin = 0;
  private readonly arena = new IntArena();

  reset(origin: number): void {
    this.origin = origin;
    this.count = 0;
  }

  /** Appends a block whose end is not known yet; returns its index. */
  add(kind: BlockKind, flags: BlockFlag, start: number, line: number, parent: number, a: number): number {
    const { arena, origin, count } = this;
    arena.reserve((count + 1) * STRIDE, count * STRIDE);
    const { data } = arena;
    const at = arena.base + count * STRIDE;
    data[at + Field.Kind] = kind;
    data[at + Field.Flags] = flags;
    data[at + Field.Start] = start - origin;
    data[at + Field.End] = start - origin;
    data[at + Field.Line] = line;
    data[at + Field.EndLine] = line;
    data[at + Field.Parent] = parent;
    data[at + Field.A] = a;
    data[at + Field.B] = 0;
    data[at + Field.C] = 0;
    this.count = count + 1;
    return count;
  }

  /** Sets where a block ends. */
  end(index: number, line: number, end: number): void {
    const { data, base } = this.arena;
    data[base + index * STRIDE + Field.EndLine] = line;
    data[base + index * STRIDE + Field.End] = end - this.origin;
  }

  flag(index: number, flag: BlockFlag): void {
    const { data, base } = this.arena;
    const at = base + index * STRIDE + Field.Flags;
    data[at] = (data[at] ?? 0) | flag;
  }

  /** Sets the fields B and C from absolute offsets. */
  setSpan(index: number, start: number, end: number): void {
    this.setB(index, start - this.origin);
    this.setC(index, end - this.origin);
  }

  /** Sets the field B from an absolute offset. */
  setContent(index: number, start: number): void {
    this.setB(index, start - this.origin);
  }

  /** Sets the field B as it is. */
  setB(index: number, b: number): void {
    const { data, base } = this.arena;
    data[base + index * STRIDE + Field.B] = b;
  }

  /** Sets the field C as it is. */
  setC(index: number, c: number): void {
    const { data, base } = this.arena;
    data[base + index * STRIDE + Field.C] = c;
  }

  take(): Int32Array {
    return this.arena.take(this.count * STRIDE);
  }
}
