import type { TaskNode } from '../forms/taskNode';
import { wordsOf } from './words';

/** What a task is recognized by. */
export interface Traits {
  /** Its title, word by word: equal titles are equal here. */
  readonly title: string;
  readonly words: ReadonlySet<string>;
}

interface Entry extends Traits {
  /** Where an id ends, a title begins. */
  readonly id: string | null;
}

/** UTF-16 code units of a task's text that are compared. */
const BODY = 2000;

/** Reads what tasks are recognized by, once for each. */
export class TraitReader {
  private readonly known = new WeakMap<TaskNode, Entry>();

  of(node: TaskNode): Traits {
    const known = this.known.get(node);
    if (known?.id === node.takenId && known !== undefined) return known;
    const words = wordsOf(node.title);
    const entry = { id: node.takenId, title: words.join(' '), words: new Set(words) };
    this.known.set(node, entry);
    return entry;
  }

  /** The words of all its lines after the title; not kept, because lines come and go without the task. */
  bodyOf(node: TaskNode): ReadonlySet<string> {
    const { document } = node;
    const start = node.titleRange.end;
    const end = Math.min(start + BODY, document.offsetAt({ line: node.endLine, column: Infinity }));
    return new Set(wordsOf(document.text.slice(start, end)));
  }
}

/** The title as written, with all of its first paragraph: what is the same here needs no closer look. */
export function rawTitle(node: TaskNode): string {
  return node.textOf(node.titleStart, node.textEnd);
}
