/**
 * The block structure of a stretch of Markdown, as a flat table of integers.
 *
 * A task file of 10 MB holds some 600,000 blocks; an object for each would cost more time and memory than
 * reading the text. So a block is {@link STRIDE} consecutive integers in an `Int32Array`, parents before
 * children, in document order. All offsets are UTF-16 code units and, like the lines (0-based), relative to
 * the stretch, so that a stretch that moves as a whole need not be read again.
 */

export const enum BlockKind {
  /** ATX or setext heading. */
  Heading = 1,
  Paragraph,
  List,
  Item,
  FencedCode,
  IndentedCode,
  /** HTML block, comments included (see {@link BlockFlag.Comment}). */
  Html,
  ThematicBreak,
  Quote,
  Table,
  /** A header or body row of a table; the delimiter row is no block. */
  TableRow,
  /** `---` … `---` at the very start of a document (or `...` as its end). */
  FrontMatter,
  /** A link reference definition. */
  Definition,
}

/** Bits of {@link Field.Flags}. */
export const enum BlockFlag {
  None = 0,
  /** Heading: underlined. */
  Setext = 1,
  /** List, item: ordered. */
  Ordered = 2,
  /** Fenced code, front matter, HTML of kinds 1–5: its end was found. */
  Closed = 4,
  /** HTML: begins with `<!--`. */
  Comment = 8,
  /** TableRow: the header row. */
  Header = 16,
  /** List: has blank lines between its items or their children (CommonMark: loose). */
  Loose = 32,
  /** Item: nothing but the marker on its line. */
  Empty = 64,
  /** Fenced code that never ends and hides tasks: read as a single line of text, what follows it as usual. */
  Stray = 128,
}

/** Positions of the fields inside a block's {@link STRIDE} integers. */
export const enum Field {
  Kind = 0,
  Flags = 1,
  /** First character: the marker where there is one, the indentation never. */
  Start = 2,
  /** After the last character of the last line, its line end excluded. */
  End = 3,
  /** First line. */
  Line = 4,
  /** Last line; trailing blank lines never belong to a block. */
  EndLine = 5,
  /** Index of the enclosing block, -1 at the top. */
  Parent = 6,
  /**
   * Heading: level 1–6. List: character code of `-`, `*`, `+`, `.` or `)`. Item: the literal number, or -1
   * for bullets. Fenced code: the length of the fence. HTML: its CommonMark kind 1–7.
   */
  A = 7,
  /**
   * Heading, item: offset of the content's first character (item: after marker and spaces; where the item
   * is empty, after the marker). List: the first number, or -1. Fenced code: start of the info string.
   * Front matter: start of its text.
   */
  B = 8,
  /**
   * Heading: end of the content, closing `#`s and spaces excluded. Item: column (0-based, tabs expanded)
   * of the marker. Fenced code: end of the info string. Front matter: end of its text.
   */
  C = 9,
}

export const STRIDE = 10;

/** One stretch of a document: from one top-level heading at the start of a line to the next. */
export interface BlockTable {
  /** {@link STRIDE} integers a block. */
  readonly blocks: Int32Array;
  /** Number of blocks. */
  readonly count: number;
  /** Start offset of every line of the stretch; a lone CR, CRLF and LF each end a line. */
  readonly lineStarts: Int32Array;
  /** Length of the stretch in UTF-16 code units, line ends included. */
  readonly length: number;
  /**
   * Index of the top-level block that was still open at the end of the text and would have needed an end
   * (fenced code, a comment or other HTML of kinds 1–5, front matter), or -1.
   */
  readonly unclosed: number;
}
