/** How well tasks are aligned with a baseline: what is found of random edits, against what they were. */
import { random } from '../bench/random';
import type { EditedFile } from './alignmentFiles';
import { editScript, findFacts, type Facts } from './editScripts';

export type Kind = keyof Facts;

export const KINDS: readonly Kind[] = ['renumbered', 'reused', 'removed'];

/** What was found rightly, found wrongly, and missed. */
export interface Count {
  right: number;
  wrong: number;
  missed: number;
}

export class Score {
  scripts = 0;
  /** Scripts whose result was not read as they meant it. */
  unread = 0;
  readonly counts: Readonly<Record<Kind, Count>> = {
    renumbered: { right: 0, wrong: 0, missed: 0 },
    reused: { right: 0, wrong: 0, missed: 0 },
    removed: { right: 0, wrong: 0, missed: 0 },
  };
  /** The first few mistakes, for people. */
  readonly mistakes: string[] = [];

  /** Of what was found, the share that is true; 1 where nothing was. */
  precision(kind: Kind): number {
    const { right, wrong } = this.counts[kind];
    return right + wrong === 0 ? 1 : right / (right + wrong);
  }

  /** Of what is true, the share that was found; 1 where nothing is. */
  recall(kind: Kind): number {
    const { right, missed } = this.counts[kind];
    return right + missed === 0 ? 1 : right / (right + missed);
  }

  /** Tries `scripts` scripts of `edits` on the file. */
  try(file: EditedFile, scripts: number, edits: readonly string[], most: number, seed: number): this {
    for (let round = 0; round < scripts; round++) {
      const from = random(seed * 7919 + round);
      const count = from.between(1, most);
      const script = editScript(file.document, { seed: from, edits, count, numbers: file.numbers });
      if (!script) {
        this.unread++;
        continue;
      }
      this.scripts++;
      const found = findFacts(file.document, script.after);
      for (const kind of KINDS) {
        const count = this.counts[kind];
        for (const fact of found[kind]) {
          if (script.truth[kind].has(fact)) count.right++;
          else {
            count.wrong++;
            this.note(
              `${file.name}, ${seed}/${round}: ${kind} ${fact} is wrong (${script.edits.join(', ')})`,
            );
          }
        }
        for (const fact of script.truth[kind]) {
          if (found[kind].has(fact)) continue;
          count.missed++;
          this.note(`${file.name}, ${seed}/${round}: ${kind} ${fact} is missed (${script.edits.join(', ')})`);
        }
      }
    }
    return this;
  }

  private note(mistake: string): void {
    if (this.mistakes.length < 40) this.mistakes.push(mistake);
  }
}
