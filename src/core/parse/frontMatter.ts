import { Char, skipBlanks } from '../text/characters';

/** Absolute offsets of a document's front matter. */
export interface FrontMatter {
  /** Start of the line after the opening one. */
  readonly textStart: number;
  /** Start of the closing line. */
  readonly textEnd: number;
  /** End of the closing line, its line end excluded. */
  readonly end: number;
  /** Start of the line after the closing one. */
  readonly next: number;
}

/**
 * The front matter that begins at `start`: a line `---`, any lines, and a line `---` or `...` (spaces may follow
 * the latter). Without the closing line there is none.
 */
export function findFrontMatter(text: string, start: number): FrontMatter | null {
  if (!isFence(text, start, Char.Dash) || !isLineEnd(text.charCodeAt(start + 3))) return null;
  const { length } = text;
  const textStart = lineAfter(text, start + 3);
  let at = textStart;
  while (at < length) {
    const code = text.charCodeAt(at);
    if ((code === Char.Dash || code === Char.Dot) && isFence(text, at, code)) {
      const end = skipBlanks(text, at + 3, length);
      if (end >= length || isLineEnd(text.charCodeAt(end))) {
        return { textStart, textEnd: at, end, next: lineAfter(text, end) };
      }
    }
    at = lineAfter(text, at);
  }
  return null;
}

function isFence(text: string, at: number, code: number): boolean {
  return text.charCodeAt(at) === code && text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code;
}

function isLineEnd(code: number): boolean {
  return code === Char.LineFeed || code === Char.CarriageReturn;
}

function lineAfter(text: string, at: number): number {
  const { length } = text;
  while (at < length && !isLineEnd(text.charCodeAt(at))) at++;
  if (at >= length) return length;
  return text.charCodeAt(at) === Char.CarriageReturn && text.charCodeAt(at + 1) === Char.LineFeed
    ? at + 2
    : at + 1;
}
