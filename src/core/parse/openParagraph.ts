import type { ParagraphLines } from './linkDefinition';

/**
 * The paragraph being read. It becomes a block only when it ends, since until then it may turn out to be a
 * setext heading, link reference definitions or, with its last line, a table. Offsets are absolute.
 */
export class OpenParagraph implements ParagraphLines {
  /** First character. */
  start = 0;
  /** Line of `start`. */
  line = 0;
  /** Number of lines. */
  count = 0;
  /** First character of the last line that is no indentation. */
  lastStart = 0;
  /** End of the last line. */
  lastEnd = 0;
  /** End of the line before the last one. */
  previousEnd = 0;
  /** Whether the last line is indented by four columns or more, so that it cannot head a table. */
  lastIndented = false;
  /** Filled only where `bracketed`. */
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** Whether it begins with `[`, as definitions do. */
  bracketed = false;

  begin(line: number, start: number, end: number, bracketed: boolean): void {
    this.start = start;
    this.line = line;
    this.count = 0;
    this.bracketed = bracketed;
    this.lastEnd = start;
    this.add(start, end, false);
  }

  add(start: number, end: number, indented: boolean): void {
    if (this.bracketed) {
      if (this.count === this.starts.length) this.grow();
      this.starts[this.count] = start;
      this.ends[this.count] = end;
    }
    this.count++;
    this.previousEnd = this.lastEnd;
    this.lastStart = start;
    this.lastEnd = end;
    this.lastIndented = indented;
  }

  /** Takes the last line away. */
  dropLast(): void {
    this.count--;
    this.lastEnd = this.previousEnd;
  }

  private grow(): void {
    const starts = new Int32Array(this.starts.length * 2);
    starts.set(this.starts);
    this.starts = starts;
    const ends = new Int32Array(this.ends.length * 2);
    ends.set(this.ends);
    this.ends = ends;
  }
}
