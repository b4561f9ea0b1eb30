import type { TextEdit } from '../model/problem';
import type { TaskDocument } from '../model/task';

/** The lines of a document, to be cut out and put in elsewhere. Lines are counted from 0. */
export class Lines {
  /** Each with its line end. */
  readonly all: readonly string[];
  private readonly starts: readonly number[];
  private readonly uri: string;

  constructor({ uri, text }: Pick<TaskDocument, 'uri' | 'text'>) {
    this.uri = uri;
    this.all = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
    let at = 0;
    this.starts = [0, ...this.all.map((line) => (at += line.length))];
  }

  /** How many there are; behind a last line end there is none. */
  get count(): number {
    return this.all.length;
  }

  /** Whether nothing stands behind the last line end. */
  get isEnded(): boolean {
    return /^$|[\r\n]$/.test(this.all.at(-1) ?? '');
  }

  /** Code units of all of them. */
  get length(): number {
    return this.starts[this.all.length] ?? 0;
  }

  /** The line end that the file uses first. */
  get lineEnd(): string {
    return /\r\n|\r|\n/.exec(this.all[0] ?? '')?.[0] ?? '\n';
  }

  /** Without its line end. */
  text(line: number): string {
    return (this.all[line] ?? '').replace(/[\r\n]+$/, '');
  }

  isBlank(line: number): boolean {
    return this.text(line).trim() === '';
  }

  /** Number of the line that an offset stands in. */
  at(offset: number): number {
    let low = 0;
    let high = this.all.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Offset of a line's first character; of a line after the last, the end of the text. */
  start(line: number): number {
    return this.starts[Math.min(line, this.all.length)] ?? 0;
  }

  /** Offset of a line's end, before its line end. */
  end(line: number): number {
    return this.start(line) + this.text(line).length;
  }

  /** Lines from `first` to `last`, without the line end of the last. */
  block(first: number, last: number): string {
    return this.all.slice(first, last).join('') + this.text(last);
  }

  /** Takes whole lines out, and the blank ones after them where blank lines would meet. */
  cut(first: number, last: number): TextEdit {
    const meets = first === 0 || this.isBlank(first - 1);
    let until = last;
    if (meets) while (until + 1 < this.all.length && this.isBlank(until + 1)) until++;
    const end = this.start(until + 1);
    if (until < this.all.length - 1) return this.edit(this.start(first), end, '');
    // At the end of the file the blank lines before go too, and where it has no last line end, the one that is last then.
    let from = first;
    while (from > 0 && this.isBlank(from - 1)) from--;
    const isEnded = /[\r\n]$/.test(this.all[until] ?? '');
    const start = isEnded || from === 0 ? this.start(from) : this.end(from - 1);
    return this.edit(start, end, '');
  }

  /** Cuts runs of lines out, in order; those with nothing between them at one go, lest the cuts meet. */
  cutAll(runs: readonly { readonly first: number; readonly last: number }[]): TextEdit[] {
    const whole: { readonly first: number; last: number }[] = [];
    for (const run of runs) {
      const before = whole.at(-1);
      let next = (before?.last ?? -2) + 1;
      while (next < run.first && this.isBlank(next)) next++;
      if (before && next === run.first) before.last = run.last;
      else whole.push({ ...run });
    }
    return whole.map(({ first, last }) => this.cut(first, last));
  }

  /** Puts lines in after one, with so many blank lines between. */
  insertAfter(line: number, block: string, blanks: number): TextEdit {
    const at = this.end(line);
    return this.edit(at, at, this.lineEnd.repeat(1 + blanks) + block);
  }

  edit(start: number, end: number, text: string): TextEdit {
    const first = this.at(start);
    const from = this.start(first);
    const expected = this.all
      .slice(first, this.at(Math.max(start, end - 1)) + 1)
      .join('')
      .slice(start - from, end - from);
    return { uri: this.uri, range: { start, end }, expected, text };
  }
}
