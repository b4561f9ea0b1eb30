const PLAIN = /^[\x20-\x7e]*$/;

/** Measures and cuts text by the columns it takes, never through a character that is drawn as one. */
export class Measure {
  private segmenter: Intl.Segmenter | null = null;

  constructor(
    private readonly columns: (text: string) => number,
    readonly ellipsis: string,
  ) {}

  width(text: string): number {
    return PLAIN.test(text) ? text.length : this.columns(text);
  }

  /** At most `width` columns; what was cut off is said by an ellipsis. */
  truncate(text: string, width: number): string {
    if (this.width(text) <= width) return text;
    const room = width - this.ellipsis.length;
    if (room <= 0) return this.ellipsis.slice(0, Math.max(width, 0));
    return this.head(text, room).trimEnd() + this.ellipsis;
  }

  /** As {@link truncate}, but the beginning goes: the end of a path says more. */
  truncateStart(text: string, width: number): string {
    if (this.width(text) <= width) return text;
    const parts = this.parts(text);
    let room = width - this.ellipsis.length;
    let from = parts.length;
    while (from > 0) {
      room -= this.width(parts[from - 1] ?? '');
      if (room < 0) break;
      from -= 1;
    }
    return this.ellipsis + parts.slice(from).join('');
  }

  /** As much of the beginning as fits in `width` columns. */
  head(text: string, width: number): string {
    if (PLAIN.test(text)) return text.slice(0, width);
    let room = width;
    let end = 0;
    for (const part of this.parts(text)) {
      room -= this.width(part);
      if (room < 0) break;
      end += part.length;
    }
    return text.slice(0, end);
  }

  padEnd(text: string, width: number): string {
    return text + ' '.repeat(Math.max(width - this.width(text), 0));
  }

  padStart(text: string, width: number): string {
    return ' '.repeat(Math.max(width - this.width(text), 0)) + text;
  }

  /** Lines of at most `width` columns, broken at spaces, and within words only where a word is too long. */
  wrap(text: string, width: number): string[] {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const found of text.split(' ')) {
      let word = found;
      let wide = this.width(word);
      if (used > 0 && used + 1 + wide <= width) {
        line += ` ${word}`;
        used += 1 + wide;
        continue;
      }
      if (used > 0) lines.push(line);
      while (wide > width) {
        const piece = this.head(word, width) || (this.parts(word)[0] ?? word);
        lines.push(piece);
        word = word.slice(piece.length);
        wide = this.width(word);
      }
      line = word;
      used = wide;
    }
    if (used > 0 || lines.length === 0) lines.push(line);
    return lines;
  }

  private parts(text: string): string[] {
    this.segmenter ??= new Intl.Segmenter();
    return Array.from(this.segmenter.segment(text), ({ segment }) => segment);
  }
}
