import type { BlockTable } from '../parse/blocks';
import { isSameTable } from './leftovers';
import type { Stretch } from './stretch';

/**
 * The stretches that a block without an end has swallowed, such as a comment that somebody begins to write: when it
 * ends, the text behind it mostly is what it was, and need not be read again.
 */
export class FormerStretches {
  private readonly byText = new Map<string, Stretch[]>();

  constructor(stretches: readonly Stretch[]) {
    for (const stretch of stretches) {
      const { text } = stretch;
      const same = this.byText.get(text);
      if (same) same.push(stretch);
      else this.byText.set(text, [stretch]);
    }
  }

  /** One that reads as the text from `base` on does, moved there and without anything that was decided; or null. */
  take(offset: number, line: number, source: string, base: number, table: BlockTable): Stretch | null {
    const same = this.byText.get(source.slice(base, base + table.length));
    const at = same?.findIndex((stretch) => isSameTable(stretch.table, table)) ?? -1;
    const [found] = at < 0 ? [] : (same?.splice(at, 1) ?? []);
    if (!found) return null;
    found.moveTo(offset, line, source, base);
    found.forget();
    return found;
  }
}
