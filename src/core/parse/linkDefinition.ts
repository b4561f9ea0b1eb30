import { Char, isBlank, skipBlanks } from '../text/characters';

/** CommonMark's limit for a link label, in characters. */
const LABEL_LIMIT = 999;

/** The lines of a paragraph, without indentation, container markers and line ends; absolute offsets. */
export interface ParagraphLines {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly count: number;
}

/**
 * Number of lines, from line `first` of a paragraph on, that make up one link reference definition, or 0.
 * Such a definition always ends with a line. Linear in what it reads.
 */
export function definitionLines(text: string, lines: ParagraphLines, first: number): number {
  if (!mayDefine(text, lines.starts[first] ?? 0, lines.ends[first] ?? 0)) return 0;
  const reader = new DefinitionReader(text, lines, first);
  if (!reader.label() || reader.code() !== Char.Colon) return 0;
  reader.at++;
  if (!reader.whiteSpace() || !reader.destination()) return 0;
  const afterDestination = reader.at;
  const destinationLine = reader.line;
  if (reader.title()) return reader.line - first + 1;
  // What looks like a title belongs to the next paragraph if it begins a line of its own.
  const rest = skipBlanks(text, afterDestination, lines.ends[destinationLine] ?? 0);
  return rest >= (lines.ends[destinationLine] ?? 0) ? destinationLine - first + 1 : 0;
}

/** Whether the line may begin a definition: tells checkboxes and links apart from them at little cost. */
function mayDefine(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start) !== Char.LeftBracket) return false;
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.RightBracket) return at + 1 < end && text.charCodeAt(at + 1) === Char.Colon;
    if (code === Char.LeftBracket) return false;
    if (code === Char.Backslash) at++;
  }
  return true;
}

class DefinitionReader {
  at: number;
  private end: number;

  constructor(
    private readonly text: string,
    private readonly lines: ParagraphLines,
    public line: number,
  ) {
    this.at = lines.starts[line] ?? 0;
    this.end = lines.ends[line] ?? 0;
  }

  /** Character at the current place, or -1 at the end of a line. */
  code(): number {
    return this.at < this.end ? this.text.charCodeAt(this.at) : -1;
  }

  label(): boolean {
    if (this.code() !== Char.LeftBracket) return false;
    this.at++;
    let size = 0;
    let seen = false;
    for (;;) {
      const code = this.code();
      if (code < 0) {
        if (!this.nextLine()) return false;
        continue;
      }
      if (code === Char.LeftBracket) return false;
      if (code === Char.RightBracket) {
        this.at++;
        return seen;
      }
      if (++size > LABEL_LIMIT) return false;
      if (!isBlank(code)) seen = true;
      this.at++;
      if (code !== Char.Backslash) continue;
      const escaped = this.code();
      if (escaped === Char.LeftBracket || escaped === Char.Backslash || escaped === Char.RightBracket) {
        this.at++;
        size++;
      }
    }
  }

  /** Skips spaces, tabs and line ends; false at the end of the paragraph. */
  whiteSpace(): boolean {
    for (;;) {
      this.at = skipBlanks(this.text, this.at, this.end);
      if (this.at < this.end) return true;
      if (!this.nextLine()) return false;
    }
  }

  destination(): boolean {
    return this.code() === Char.LessThan ? this.enclosedDestination() : this.rawDestination();
  }

  /** White space, a title and the end of its line. */
  title(): boolean {
    if (this.at < this.end && !isBlank(this.code())) return false;
    if (!this.whiteSpace()) return false;
    const open = this.code();
    if (open !== Char.DoubleQuote && open !== Char.Apostrophe && open !== Char.LeftParenthesis) return false;
    const close = open === Char.LeftParenthesis ? Char.RightParenthesis : open;
    this.at++;
    for (;;) {
      const code = this.code();
      if (code < 0) {
        if (!this.nextLine()) return false;
        continue;
      }
      this.at++;
      if (code === close) break;
      if (code !== Char.Backslash) continue;
      const escaped = this.code();
      if (escaped === close || escaped === Char.Backslash) this.at++;
    }
    return skipBlanks(this.text, this.at, this.end) >= this.end;
  }

  private enclosedDestination(): boolean {
    this.at++;
    for (;;) {
      const code = this.code();
      if (code < 0 || code === Char.LessThan) return false;
      this.at++;
      if (code === Char.GreaterThan) return true;
      if (code !== Char.Backslash) continue;
      const escaped = this.code();
      if (escaped === Char.LessThan || escaped === Char.GreaterThan || escaped === Char.Backslash) this.at++;
    }
  }

  private rawDestination(): boolean {
    const start = this.at;
    let depth = 0;
    for (;;) {
      const code = this.code();
      if (code < 0 || isBlank(code) || (code === Char.RightParenthesis && depth === 0)) break;
      // Control characters; NUL stands for the replacement character, which is none.
      if ((code < Char.Space && code !== 0) || code === Char.Delete) return false;
      if (code === Char.LeftParenthesis) depth++;
      else if (code === Char.RightParenthesis) depth--;
      this.at++;
      if (code !== Char.Backslash) continue;
      const escaped = this.code();
      if (
        escaped === Char.LeftParenthesis ||
        escaped === Char.RightParenthesis ||
        escaped === Char.Backslash
      ) {
        this.at++;
      }
    }
    return this.at > start && depth === 0;
  }

  private nextLine(): boolean {
    if (this.line + 1 >= this.lines.count) return false;
    this.line++;
    this.at = this.lines.starts[this.line] ?? 0;
    this.end = this.lines.ends[this.line] ?? 0;
    return true;
  }
}
