import { isNeverId, isRecordId } from '../identity/idSyntax';
import type { IndexReader } from '../model/reader';
import type { TaskDocument } from '../model/task';

/** Ids that differ by the number at their end: `T012` is number 12 of `T`, three digits wide. */
export interface IdSeries {
  readonly prefix: string;
  /** Digits that a number is padded to with zeros. */
  readonly width: number;
}

/** A series, or in one sentence why none can be told. */
export type ChosenSeries = IdSeries | { readonly reason: string };

/** Words of task files, as they begin ids. */
const TASK_WORDS: Readonly<Record<string, string>> = {
  todo: 'TODO',
  todos: 'TODO',
  backlog: 'BACKLOG',
  backlogs: 'BACKLOG',
  task: 'TASK',
  tasks: 'TASK',
};
const LONGEST_PREFIX = 12;

/**
 * What the ids of a file without any may begin with, the best first: a word of its name (`sprint-tasks.md`:
 * `SPRINT-`), else the word that makes it a task file (`BACKLOG.md`: `BACKLOG-`), `TASK-`, `T-`.
 */
export function defaultPrefixes(document: TaskDocument): readonly string[] {
  const base = document.path.slice(document.path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  const words = base
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const own = words
    .filter((word) => TASK_WORDS[word.toLowerCase()] === undefined)
    .map((w) => w.toUpperCase());
  const task = words.map((word) => TASK_WORDS[word.toLowerCase()]).filter((word) => word !== undefined);
  return [...new Set([...own.filter(canBegin).slice(0, 1), ...task, 'TASK', 'T'])].map((word) => `${word}-`);
}

/** Whether a word can begin the ids of a new series: nothing that a reader takes for a product or a record. */
function canBegin(word: string): boolean {
  if (!/^[A-Z]{2,}$/.test(word) || word.length > LONGEST_PREFIX) return false;
  return !isNeverId(`${word}-100`) && !isRecordId(`${word}-100`);
}

/** How wide the numbers of a new series are: three digits, more where there are more tasks. */
export function defaultWidth(count: number): number {
  return Math.max(3, String(count).length);
}

/** More series than this are looked for in one pass over the texts. */
const FEW = 8;
/** Whatever an id may be a part of. Longer ones hold none. */
const WORD = /[\p{L}\p{N}_#.:-]+/gu;
const LONGEST_WORD = 100;

/**
 * The highest number that the index knows of each series: declared, cited, or so in the baseline. What was
 * once given is never given again.
 */
export class SeriesNumbers {
  private asked = 0;
  private table: Map<string, number> | null = null;

  constructor(private readonly index: IndexReader) {}

  highest(prefix: string): number {
    if (this.asked++ < FEW) return this.lookFor(prefix);
    this.table ??= this.readAll();
    return this.table.get(prefix) ?? 0;
  }

  private *texts(): Generator<string> {
    for (const { uri, text } of this.index.documents()) {
      yield text;
      const baseline = this.index.baseline(uri);
      if (baseline?.kind === 'known') yield baseline.text;
    }
  }

  private lookFor(prefix: string): number {
    const escaped = prefix.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}_-])${escaped}(\\d{1,9})(?!\\d)`, 'gu');
    let highest = 0;
    for (const text of this.texts()) {
      if (!text.includes(prefix)) continue;
      for (const [, digits] of text.matchAll(pattern)) highest = Math.max(highest, Number(digits));
    }
    return highest;
  }

  /** Every series of every word: `T012.3` is number 12 of `T` and number 3 of `T012.`. */
  private readAll(): Map<string, number> {
    const table = new Map<string, number>();
    for (const text of this.texts()) {
      for (const [word] of text.matchAll(WORD)) {
        if (word.length > LONGEST_WORD) continue;
        for (const { 0: digits, index: at } of word.matchAll(/\d+/g)) {
          if (digits.length > 9) continue;
          for (let start = 0; start < at; start++) {
            if (start > 0 && /[\p{L}\p{N}_-]/u.test(word.charAt(start - 1))) continue;
            const prefix = word.slice(start, at);
            table.set(prefix, Math.max(table.get(prefix) ?? 0, Number(digits)));
          }
        }
      }
    }
    return table;
  }
}

/** The highest number of one series, see {@link SeriesNumbers}. */
export function highestNumber(index: IndexReader, prefix: string): number {
  return new SeriesNumbers(index).highest(prefix);
}
