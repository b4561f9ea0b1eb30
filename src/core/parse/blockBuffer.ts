import { Field, STRIDE } from './blocks';
import type { BlockFlag, BlockKind } from './blocks';

/** A growable {@link BlockTable.blocks}; callers speak absolute offsets, it stores them relative to `origin`. */
export class BlockBuffer {
  count = 0;
  private origin = 0;
  private data = new Int32Array(STRIDE * 256);

  reset(origin: number): void {
    this.origin = origin;
    this.count = 0;
  }

  /** Appends a block whose end is not known yet; returns its index. `b` and `c` are stored as they are. */
  add(
    kind: BlockKind,
    flags: BlockFlag,
    start: number,
    line: number,
    parent: number,
    a: number,
    b: number,
    c: number,
  ): number {
    const at = this.count * STRIDE;
    if (at + STRIDE > this.data.length) this.grow();
    const { data } = this;
    data[at + Field.Kind] = kind;
    data[at + Field.Flags] = flags;
    data[at + Field.Start] = start - this.origin;
    data[at + Field.End] = start - this.origin;
    data[at + Field.Line] = line;
    data[at + Field.EndLine] = line;
    data[at + Field.Parent] = parent;
    data[at + Field.A] = a;
    data[at + Field.B] = b;
    data[at + Field.C] = c;
    return this.count++;
  }

  /** Sets the fields B and C of a block from two absolute offsets. */
  span(index: number, b: number, c: number): void {
    this.data[index * STRIDE + Field.B] = b - this.origin;
    this.data[index * STRIDE + Field.C] = c - this.origin;
  }

  /** Sets the field B of a block as it is. */
  number(index: number, b: number): void {
    this.data[index * STRIDE + Field.B] = b;
  }

  /** Sets the field B of a block from an absolute offset. */
  content(index: number, b: number): void {
    this.data[index * STRIDE + Field.B] = b - this.origin;
  }

  /** Sets where a block ends. */
  end(index: number, line: number, end: number): void {
    this.data[index * STRIDE + Field.EndLine] = line;
    this.data[index * STRIDE + Field.End] = end - this.origin;
  }

  flag(index: number, flag: BlockFlag): void {
    const at = index * STRIDE + Field.Flags;
    this.data[at] = (this.data[at] ?? 0) | flag;
  }

  slice(): Int32Array {
    return this.data.slice(0, this.count * STRIDE);
  }

  private grow(): void {
    const data = new Int32Array(this.data.length * 2);
    data.set(this.data);
    this.data = data;
  }
}
