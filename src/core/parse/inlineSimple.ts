/**
 * Plain text of inline Markdown that can be read with certainty at a glance: code spans, plain links and tags,
 * emphasis, strong and strike that open at a word's beginning and close at its end. Whatever is not certain is left to the
 * full parser, which a property test holds this reader against.
 */

const enum Code {
  Space = 32,
  Exclamation = 33,
  Ampersand = 38,
  LeftParenthesis = 40,
  Star = 42,
  Dot = 46,
  Colon = 58,
  Less = 60,
  At = 64,
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

/** Letters that are certainly neither spaces nor punctuation: ASCII, Latin, Greek, Cyrillic, kana, Han, Hangul. */
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

export function isAsciiPunctuation(code: number): boolean {
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
  const text = textOf(line);
  return text === null ? null : text.trim();
}

function textOf(line: string): string | null {
  return hasMarkup(line) ? new SimpleReader(line).read() : line;
}

/** A tag without attributes, or a comment without dashes. */
const TAG = /<[A-Za-z][A-Za-z0-9-]{0,40} *\/?>|<\/[A-Za-z][A-Za-z0-9-]{0,40} *>|<!--[^->][^-]{0,200}-->/y;
const LINK_TARGET = /\((?:#[\w-]*|[\w./-]*|https?:\/\/[\w./?=%,#+-]*)\)/y;
const ENTITY = /&(?:#x?[\da-f]{1,7}|[a-z][a-z\d]{1,31});/iy;
const KNOWN_ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': '\u00a0',
};

class SimpleReader {
  private at = 0;
  /** Offset from which text is still to be copied. */
  private copied = 0;
  private result = '';
  /** Pairs that are open, innermost last: character times length. */
  private readonly open: number[] = [];
  /** Characters of which a run was left standing that may open a pair with a run behind it. */
  private readonly standing = new Set<number>();

  constructor(private readonly line: string) {}

  read(): string | null {
    const { line } = this;
    while (this.at < line.length) if (!this.step(line.charCodeAt(this.at))) return null;
    if (this.open.length > 0) return null;
    return this.result + line.slice(this.copied);
  }

  /** Reads on by one construct; false where it cannot be read with certainty. */
  private step(code: number): boolean {
    switch (code) {
      case Code.Backtick:
        return this.codeSpan();
      case Code.Star:
      case Code.Tilde:
      case Code.Underscore:
        return this.run(code);
      case Code.Backslash:
        if (isAsciiPunctuation(this.line.charCodeAt(this.at + 1))) this.replace(1, '');
        break;
      case Code.Ampersand:
        return this.entity();
      case Code.Less:
        return this.tag();
      case Code.LeftBracket:
        return this.bracket();
      case Code.At:
      case Code.Colon:
      case Code.Dot:
        if (this.inAddress(code)) return false;
        break;
      default:
    }
    this.at++;
    return true;
  }

  /** Puts `text` in the place of the next `length` characters. */
  private replace(length: number, text: string): true {
    this.result += this.line.slice(this.copied, this.at) + text;
    this.at = this.copied = this.at + length;
    return true;
  }

  /** Addresses take some markup characters in and give others back. */
  private inAddress(code: number): boolean {
    const { line, at } = this;
    if (code === Code.Colon) return line.charCodeAt(at + 1) === 47 && line.charCodeAt(at + 2) === 47;
    if (code === Code.Dot) return at > 2 && line.slice(at - 3, at).toLowerCase() === 'www';
    const before = at === 0 ? Code.Space : line.charCodeAt(at - 1);
    return before !== Code.Space && before !== Code.LeftParenthesis && before !== Code.Backtick;
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
    const padded = content.startsWith(' ') && content.endsWith(' ') && /[^ ]/.test(content);
    if (padded) content = content.slice(1, -1);
    return this.replace(close + fence - this.at, content);
  }

  private entity(): boolean {
    ENTITY.lastIndex = this.at;
    const entity = ENTITY.exec(this.line)?.[0];
    if (entity === undefined) return this.replace(1, '&');
    const known = KNOWN_ENTITIES[entity];
    return known !== undefined && this.replace(entity.length, known);
  }

  private tag(): boolean {
    const { line } = this;
    const next = line.charCodeAt(this.at + 1);
    const may =
      next === 47 || next === Code.Exclamation || next === 63 || (isAlphanumeric(next) && next > 57);
    if (!may) return this.replace(1, '<');
    TAG.lastIndex = this.at;
    const tag = TAG.exec(line)?.[0];
    if (tag === undefined) return !line.includes('>', this.at) && this.replace(1, '<');
    return this.replace(tag.length, /^<br *\/?>$/i.test(tag) ? ' ' : '');
  }

  /** A link's text is read by itself; brackets without a target are text. */
  private bracket(): boolean {
    const { line } = this;
    const close = line.indexOf(']', this.at);
    if (close < 0) return this.replace(1, '[');
    const inner = line.slice(this.at + 1, close);
    if (line.charCodeAt(close + 1) !== Code.LeftParenthesis) {
      // Only a bracket further on could make a link with this one.
      if (line.includes('](', close)) return !/[[`\\<]/.test(inner) && this.replace(1, '[');
      return this.replace(1, '[');
    }
    LINK_TARGET.lastIndex = close + 1;
    const target = LINK_TARGET.exec(line)?.[0];
    const image = this.at > 0 && line.charCodeAt(this.at - 1) === Code.Exclamation;
    if (target === undefined || image || inner.includes('[')) return false;
    const text = textOf(inner);
    return text !== null && this.replace(inner.length + 2 + target.length, text);
  }

  /** A run of `*`, `_` or `~`: opens or closes a pair where it can do only one of both. */
  private run(code: number): boolean {
    const { line } = this;
    const length = runLength(line, this.at, code);
    const end = this.at + length;
    const before = this.at === 0 ? Code.Space : line.charCodeAt(this.at - 1);
    const after = end >= line.length ? Code.Space : line.charCodeAt(end);
    const spaceBefore = before === Code.Space;
    const spaceAfter = after === Code.Space;
    if (code === Code.Underscore && isLetter(before) && isLetter(after)) return this.pass(end);
    const pairs = length === 2 || (length === 1 && code !== Code.Tilde);
    if (!pairs || (spaceBefore && spaceAfter)) return this.leave(code, end, spaceBefore, spaceAfter);
    const opens =
      (spaceBefore && (isLetter(after) || isAsciiPunctuation(after))) ||
      (before === Code.LeftParenthesis && isLetter(after));
    if (opens) {
      this.open.push(code * length);
      return this.replace(length, '');
    }
    const closes =
      (spaceAfter && (isLetter(before) || isAsciiPunctuation(before))) ||
      (isAsciiPunctuation(after) && isLetter(before));
    if (!closes || this.standing.has(code)) return false;
    if (this.open.at(-1) !== code * length) return this.leave(code, end, spaceBefore, spaceAfter);
    this.open.pop();
    return this.replace(length, '');
  }

  private pass(end: number): true {
    this.at = end;
    return true;
  }

  /** Leaves a run standing as text, if nothing before it can pair with it. */
  private leave(code: number, end: number, spaceBefore: boolean, spaceAfter: boolean): boolean {
    if (!spaceBefore && (this.standing.has(code) || this.open.includes(code) || this.open.includes(code * 2)))
      return false;
    if (!spaceAfter) this.standing.add(code);
    return this.pass(end);
  }
}

function runLength(text: string, at: number, code: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) === code) end++;
  return end - at;
}
