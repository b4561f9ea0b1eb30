import { Char, isDigit, isBlank, skipBlanks } from '../text/characters';
import type { LineCursor } from './lineCursor';

/** CommonMark's limit: browsers overflow beyond. */
const MAX_DIGITS = 9;

/** The list marker that a line begins with, as last {@link ListMarker.read}. */
export class ListMarker {
  /** `-`, `*`, `+`, `.` or `)`. */
  code = 0;
  /** The literal number, or -1 for a bullet. */
  value = -1;
  /** Length of the marker without the space after it. */
  length = 0;
  /** Whether nothing follows it on its line. */
  empty = false;

  /**
   * Reads the marker at `cursor.first`, which must be indented by less than four columns; false where there is
   * none. One that would interrupt a paragraph must have text and, if it is a number, be 1.
   */
  read(cursor: LineCursor, interrupting: boolean): boolean {
    const { text, first, end } = cursor;
    let { code } = cursor;
    // Most text begins with a letter.
    if (code > Char.Digit9) return false;
    let after = first + 1;
    if (code === Char.Dash || code === Char.Asterisk || code === Char.Plus) {
      this.value = -1;
    } else if (isDigit(code)) {
      let value = code - Char.Digit0;
      while (after < end && after - first < MAX_DIGITS && isDigit(text.charCodeAt(after))) {
        value = value * 10 + (text.charCodeAt(after) - Char.Digit0);
        after++;
      }
      if (after >= end) return false;
      if (interrupting && (code !== Char.Digit1 || after !== first + 1)) return false;
      code = text.charCodeAt(after);
      if (code !== Char.Dot && code !== Char.RightParenthesis) return false;
      this.value = value;
      after++;
    } else {
      return false;
    }
    if (after < end && !isBlank(text.charCodeAt(after))) return false;
    if ((code === Char.Dash || code === Char.Asterisk) && cursor.isThematicBreak()) return false;
    this.empty = skipBlanks(text, after, end) >= end;
    if (this.empty && interrupting) return false;
    this.code = code;
    this.length = after - first;
    return true;
  }

  /** Consumes the marker and the white space that belongs to it; returns the width of the item's indentation. */
  consume(cursor: LineCursor): number {
    const { column, first, firstColumn } = cursor;
    cursor.moveTo(first + this.length, firstColumn + this.length);
    const markerWidth = firstColumn - column + this.length;
    if (this.empty) return markerWidth + 1;
    // Five columns or more: the item begins with indented code.
    const space = cursor.indent > 4 ? 1 : cursor.indent;
    cursor.consumeIndent(space);
    return markerWidth + space;
  }
}
