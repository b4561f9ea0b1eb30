import type { Heading, Task } from '../model/task';
import { Field, STRIDE } from '../parse/blocks';
import type { SectionContext } from './stretch';

/** A heading where it is now: its stretch moves, and it may be read anew. */
export class HeadingPlace implements Heading {
  constructor(private readonly context: SectionContext) {}

  get level(): number {
    return this.context.level;
  }

  get title(): string {
    return this.context.title;
  }

  get isTitle(): boolean {
    return this.context.isTitle;
  }

  get start(): number {
    const { heading } = this.context;
    if (!heading) return 0;
    const { table, offset } = heading.stretch;
    return offset + (table.blocks[heading.block * STRIDE + Field.Start] ?? 0);
  }

  get line(): number {
    return this.context.heading?.line ?? 0;
  }

  get task(): Task | null {
    const { heading } = this.context;
    return heading?.taken ? heading : null;
  }
}
