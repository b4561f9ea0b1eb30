/**
 * Plain text of inline Markdown that holds nothing but what can be read with certainty at a glance: code spans,
 * and `**` and `~~` that open at a word's beginning and close at its end.
 */

const enum Code {
  Space = 32,
  Exclamation = 33,
  Ampersand = 38,
  LeftParenthesis = 40,
  Star = 42,
  Less = 60,
  LeftBracket = 91,
  Backslash = 92,
  RightBracket = 93,
  Underscore = 95,
  Backtick = 96,
  Tilde = 126,
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Letters that are certainly neither spaces nor punctuation: ASCII, Latin-1, Greek, Cyrillic, kana, Han, Hangul. */
function isLetter(code: number): boolean {
  if (code < 128) return isAlphanumeric(code);
  return (
    (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x391 && code <= 0x3a1) ||
    (code >= 0x3b1 && code <= 0x3c9) ||
    (code >= 0x400 && code <= 0x481) ||
    (code >= 0x3041 && code <= 0x3096) ||
    (code >= 0x30a1 && code <= 0x30fa) ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7a3)
  );
}

function isAsciiPunctuation(code: number): boolean {
  return (
    (code > 32 && code < 48) ||
    (code > 57 && code < 65) ||
    (code > 90 && code < 97) ||
    (code > 122 && code < 127)
  );
}

/** Whether any character of the text may be markup. */
function hasMarkup(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case Code.Ampersand:
      case Code.Star:
      case Code.Less:
      case Code.LeftBracket:
      case Code.Backslash:
      case Code.Underscore:
      case Code.Backtick:
      case Code.Tilde:
        return true;
      default:
    }
  }
  return false;
}

/** The plain text of a trimmed line, or null where only the full parser can tell. */
export function simpleText(line: string): string | null {
  if (!hasMarkup(line)) return line;
  // Addresses take some markup characters in, and give others back.
  if (line.includes('](') || line.includes('@') || /www\.|https?:/i.test(line)) return null;
  return new SimpleReader(line).read();
}

class SimpleReader {
  private at = 0;
  /** Offset from which text is still to be copied. */
  private copied = 0;
  private result = '';
  private readonly open: number[] = [];
  /** Runs of `*`, `~` and `_` that were left standing: two of a kind might pair. */
  private loneStars = 0;
  private loneTildes = 0;
  private loneUnderscores = 0;
  private stars = 0;
  private tildes = 0;

  constructor(private readonly line: string) {}

  read(): string | null {
    const { line } = this;
    while (this.at < line.length) {
      const code = line.charCodeAt(this.at);
      if (!this.step(code)) return null;
    }
    if (this.open.length > 0) return null;
    const lone = (count: number, pairs: number): boolean => count > 1 || (count === 1 && pairs > 0);
    if (lone(this.loneStars, this.stars) || lone(this.loneTildes, this.tildes) || this.loneUnderscores > 1)
      return null;
    return (this.result + line.slice(this.copied)).trim();
  }

  /** Reads on by one construct; false where it cannot be read with certainty. */
  private step(code: number): boolean {
    const { line } = this;
    const next = line.charCodeAt(this.at + 1);
    switch (code) {
      case Code.Backtick:
        return this.codeSpan();
      case Code.Star:
      case Code.Tilde:
        return this.run(code);
      case Code.Underscore:
        return this.underscore();
      case Code.Backslash:
        if (isAsciiPunctuation(next)) return false;
        break;
      case Code.Ampersand:
        if (next === 35 || isAlphanumeric(next)) return false;
        break;
      case Code.Less:
        if (next === 47 || next === Code.Exclamation || next === 63 || isAlphanumeric(next)) return false;
        break;
      case Code.LeftBracket:
        // A footnote, or `[text][label]`; without a definition both are text, and so are brackets alone.
        break;
      default:
    }
    this.at++;
    return true;
  }

  private codeSpan(): boolean {
    const { line } = this;
    const fence = runLength(line, this.at, Code.Backtick);
    let close = this.at + fence;
    for (;;) {
      close = line.indexOf('`', close);
      if (close < 0) return false;
      const length = runLength(line, close, Code.Backtick);
      if (length === fence) break;
      close += length;
    }
    let content = line.slice(this.at + fence, close);
    const padded = content.startsWith(' ') && content.endsWith(' ') && content.trim() !== '';
    if (padded) content = content.slice(1, -1);
    this.result += line.slice(this.copied, this.at) + content;
    this.at = this.copied = close + fence;
    return true;
  }

  private run(code: number): boolean {
    const { line } = this;
    const length = runLength(line, this.at, code);
    const end = this.at + length;
    const before = this.at === 0 ? Code.Space : line.charCodeAt(this.at - 1);
    const after = end >= line.length ? Code.Space : line.charCodeAt(end);
    const spaceBefore = before === Code.Space;
    const spaceAfter = after === Code.Space;
    if (length !== 2 || (spaceBefore && spaceAfter)) {
      if (code === Code.Star) this.loneStars++;
      else this.loneTildes++;
      this.at = end;
      return true;
    }
    const opens =
      (spaceBefore && (isLetter(after) || isAsciiPunctuation(after))) ||
      (before === Code.LeftParenthesis && isLetter(after));
    const closes =
      (spaceAfter && (isLetter(before) || isAsciiPunctuation(before))) ||
      (isAsciiPunctuation(after) && isLetter(before));
    if (opens) this.open.push(code);
    else if (!closes || this.open.pop() !== code) return false;
    if (code === Code.Star) this.stars++;
    else this.tildes++;
    this.result += line.slice(this.copied, this.at);
    this.at = this.copied = end;
    return true;
  }

  private underscore(): boolean {
    const { line } = this;
    const end = this.at + runLength(line, this.at, Code.Underscore);
    const within =
      this.at > 0 &&
      isLetter(line.charCodeAt(this.at - 1)) &&
      end < line.length &&
      isLetter(line.charCodeAt(end));
    if (!within) this.loneUnderscores++;
    this.at = end;
    return true;
  }
}

function runLength(text: string, at: number, code: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) === code) end++;
  return end - at;
}
