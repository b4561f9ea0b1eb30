import { Char } from '../text/characters';

/**
 * Where in a line the containers have been read up to. Offsets are absolute, in UTF-16 code units; columns are
 * 0-based with tab stops of four, so that a tab may be consumed in part.
 */
export class LineCursor {
  text = '';
  /** Number of the line within the stretch. */
  line = 0;
  /** First character of the line, a byte order mark included. */
  start = 0;
  /** After the last character of the line, its line end excluded. */
  end = 0;
  /** Start of the next line. */
  next = 0;
  /** First character that no container has consumed; may be a tab consumed in part. */
  pos = 0;
  column = 0;
  /** First character from `pos` on that is neither space nor tab; `end` where there is none. */
  first = 0;
  firstColumn = 0;
  /** Character at `first`, or -1 at the end of the line. */
  code = -1;

  /** Up to here the line is known not to be a thematic break of `notBreakMarker`. */
  private notBreakUntil = -1;
  private notBreakMarker = 0;

  /** Goes to the line at `start` whose text begins at `contentStart` (after a byte order mark). */
  begin(start: number, contentStart: number): void {
    const { text } = this;
    const { length } = text;
    let end = contentStart;
    let code = 0;
    while (end < length) {
      code = text.charCodeAt(end);
      if (code <= Char.CarriageReturn && (code === Char.LineFeed || code === Char.CarriageReturn)) break;
      end++;
    }
    this.start = start;
    this.end = end;
    if (end >= length) this.next = length;
    else if (code === Char.CarriageReturn && text.charCodeAt(end + 1) === Char.LineFeed) this.next = end + 2;
    else this.next = end + 1;
    this.notBreakUntil = -1;
    this.moveTo(contentStart, 0);
  }

  /** Whether nothing but spaces and tabs is left. */
  get blank(): boolean {
    return this.code < 0;
  }

  /** Columns of white space before `first`. */
  get indent(): number {
    return this.firstColumn - this.column;
  }

  /** Consumes the line up to `pos`. */
  moveTo(pos: number, column: number): void {
    const { text, end } = this;
    this.pos = pos;
    this.column = column;
    let code = -1;
    while (pos < end) {
      code = text.charCodeAt(pos);
      if (code === Char.Space) column++;
      else if (code === Char.Tab) column += 4 - (column & 3);
      else break;
      pos++;
    }
    this.first = pos;
    this.firstColumn = column;
    this.code = pos < end ? code : -1;
  }

  /** Consumes `columns` columns of white space, of which there must be as many. */
  consumeIndent(columns: number): void {
    const target = this.column + columns;
    while (this.column < target) {
      let after = this.column + 1;
      if (this.text.charCodeAt(this.pos) === Char.Tab) {
        after = this.column + 4 - (this.column & 3);
        if (after > target) {
          this.column = target;
          return;
        }
      }
      this.column = after;
      this.pos++;
    }
  }

  /**
   * Whether the line, from `first` on, is a thematic break of the character at `first`. Remembers where the
   * last attempt failed: `* * * … a` opens a list at each star and would be read anew each time.
   */
  isThematicBreak(): boolean {
    const { text, end, first, code: marker } = this;
    if (first <= this.notBreakUntil && marker === this.notBreakMarker) return false;
    let count = 0;
    for (let at = first; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === marker) count++;
      else if (code !== Char.Space && code !== Char.Tab) {
        this.notBreakUntil = at;
        this.notBreakMarker = marker;
        return false;
      }
    }
    return count >= 3;
  }
}
