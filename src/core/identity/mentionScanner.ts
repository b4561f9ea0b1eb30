import {
  Char,
  detach,
  isAsciiWord,
  isBlank,
  isDigit,
  isLineEnd,
  isLower,
  isSpace,
  isUpper,
  isWord,
} from '../text/characters';
import type { Citing, CitingWords } from './citingWords';
import { isMeasureWord } from './idLexicon';
import { endsElement, joinsToken, LIST, spansAt, type IdSpan } from './idMentions';
import { isCertain } from './idToken';
import { scanExplicit, scanNumber, scanSlug, startsUpper } from './idTokens';
import { MentionFlag, MentionTableBuilder, rangePrefix, type MentionTable } from './mentionTable';
import { CommentFinder, type TextSyntax } from './textSyntax';
import { finish } from '../text/steps';

/** UTF-16 code units between two chances to pause. */
const STEP = 1 << 15;
/** Offsets are kept as 32-bit numbers, and nobody writes by hand so many ids into one file. */
const MOST_MENTIONS = 100_000;

/**
 * Everything in a text that looks like the mention of an id, whichever ids there are: a task that is new needs
 * no second look at the texts. Linear in the text.
 */
export function scanMentions(text: string, syntax: TextSyntax, words: CitingWords): MentionTable {
  return finish(scanMentionsInSteps(text, syntax, words));
}

/** The same in steps, between which the caller may let other work in. */
export function* scanMentionsInSteps(
  text: string,
  syntax: TextSyntax,
  words: CitingWords,
): Generator<void, MentionTable> {
  const scan = new MentionScan(text, syntax, words);
  for (let limit = STEP; scan.runTo(limit); limit += STEP) yield;
  return scan.found.build();
}

const RANGE_OF_NUMBERS =
  /[ \u00a0]?(?:[-–—~～〜]|\.\.\.?|…|[ \u00a0](?:to|through|bis|à|до)[ \u00a0])[ \u00a0]?#?(?=\d)/y;
/** Between a citing word and its number: `#`, `no.`, decoration that opens. */
const NEXT_WORD = /[ \u00a0](\p{L}{1,12})/uy;
/** Longer than the names that only look like ids (`S3`). */
const NO_NAME = /^[\x21-\x7e]{4}/;
const FILE_NAME = /[\w./-]{1,120}\.(?:md|markdown)$/i;

class MentionScan {
  readonly found = new MentionTableBuilder();
  private readonly comments: CommentFinder;
  private at = 0;
  private line = 0;
  private lineStart = 0;
  private before = 0;
  private count = 0;

  constructor(
    private readonly text: string,
    private readonly syntax: TextSyntax,
    private readonly words: CitingWords,
  ) {
    this.comments = new CommentFinder(text, syntax);
    // Editors do not count a byte order mark as a column.
    if (text.charCodeAt(0) === Char.ByteOrderMark) this.at = this.lineStart = 1;
  }

  /** Reads on to the first token that begins at or behind `limit`; false at the end of the text. */
  runTo(limit: number): boolean {
    const { text } = this;
    const stop = Math.min(limit, text.length);
    while (this.at < stop && this.count < MOST_MENTIONS) {
      if (this.at === this.lineStart) this.skipLines(stop);
      if (this.at >= stop) break;
      const code = text.charCodeAt(this.at);
      if (isDigit(code)) this.number();
      else if (isLower(code) || isUpper(code)) this.word(code);
      else if (code === Char.Hash) this.hash();
      else if (code === Char.LineFeed || code === Char.CarriageReturn) this.lineEnd(code);
      else if (code > 127 && code < 0x2e80 && startsUpper(code) && !joinsToken(this.before)) this.explicit();
      else this.pass(this.at + 1);
    }
    return this.at < text.length && this.count < MOST_MENTIONS;
  }

  /** Passes over lines without a digit, as most are: every id has one, and none goes on in the next line. */
  private skipLines(stop: number): void {
    const { text } = this;
    const { length } = text;
    let { lineStart, line } = this;
    for (let at = lineStart; lineStart < stop; at++) {
      const code = at < length ? text.charCodeAt(at) : Char.LineFeed;
      if (code > Char.Digit9) {
        if (code > 127 && !isFarFromDigits(code)) break;
        continue;
      }
      if (code >= Char.Digit0) break;
      if (code !== Char.LineFeed && code !== Char.CarriageReturn) continue;
      if (at >= length) {
        lineStart = length;
        break;
      }
      if (code === Char.CarriageReturn && text.charCodeAt(at + 1) === Char.LineFeed) at++;
      line++;
      lineStart = at + 1;
    }
    if (lineStart === this.lineStart) return;
    this.line = line;
    this.lineStart = lineStart;
    this.pass(lineStart);
  }

  private pass(to: number): void {
    this.before = this.text.charCodeAt(to - 1);
    this.at = to;
  }

  private lineEnd(code: number): void {
    const crlf = code === Char.CarriageReturn && this.text.charCodeAt(this.at + 1) === Char.LineFeed;
    this.pass(this.at + (crlf ? 2 : 1));
    this.line++;
    this.lineStart = this.at;
  }

  private word(first: number): void {
    const { text, at } = this;
    let stop = at + 1;
    let hasDigit = false;
    for (; stop < text.length; stop++) {
      const code = text.charCodeAt(stop);
      if (isDigit(code)) hasDigit = true;
      else if (!isAsciiWord(code)) break;
    }
    if (joinsToken(this.before)) {
      if (this.before === Char.Dot && this.namedFile(at, stop)) return;
      return this.pass(stop);
    }
    const next = text.charCodeAt(stop);
    const joined =
      (next === Char.Dash || next === Char.Dot || next === Char.Colon || next > 127) &&
      stop + 1 < text.length &&
      isWord(text.charCodeAt(stop + 1));
    if (!hasDigit && !joined) return this.pass(stop);
    if (isLower(first) && !this.lowerMayBe(at, stop)) return this.pass(stop);
    this.explicit();
  }

  /** Whether a digit is somewhere in the lower-case token: most words with a hyphen have none. */
  private lowerMayBe(at: number, stop: number): boolean {
    const { text } = this;
    if (text.charCodeAt(stop) !== Char.Dash) return false;
    for (let end = at; end < at + 80; end++) {
      const code = text.charCodeAt(end);
      if (isDigit(code)) return true;
      if (!isLower(code) && code !== Char.Dash) return false;
    }
    return false;
  }

  private explicit(): void {
    const { text, at } = this;
    const spans = spansAt(text, at, text.length, false, true);
    if (spans) {
      const [first] = spans;
      const name = first?.last === null && !NO_NAME.test(first.id) && !scanExplicit(text, at, text.length);
      return this.take(spans, name ? MentionFlag.Name : 0, null);
    }
    const slug = isLower(text.charCodeAt(at)) ? scanSlug(text, at, text.length) : null;
    if (slug) return this.take([spanOf(text, at, slug.end)], 0, null);
    // Over the rest of the word.
    let stop = at + 1;
    while (stop < text.length && isAsciiWord(text.charCodeAt(stop))) stop++;
    this.pass(stop);
  }

  private hash(): void {
    const spans = joinsToken(this.before) ? null : spansAt(this.text, this.at, this.text.length, false);
    if (spans) this.take(spans, MentionFlag.Number, null);
    else this.pass(this.at + 1);
  }

  private number(): void {
    const { text, at } = this;
    const citing = joinsToken(this.before) ? null : this.citing(at);
    const spans = citing === null ? null : this.numbersFrom(at, citing === 'weak');
    if (spans) return this.take(spans, MentionFlag.Number, null, citing);
    let stop = at + 1;
    while (stop < text.length && isAsciiWord(text.charCodeAt(stop))) stop++;
    this.pass(stop);
  }

  /** `docs/TODO.md#3.6`, `TODO.md 3.6`: what follows the name of a Markdown file is one of its tasks. */
  private namedFile(at: number, stop: number): boolean {
    const { text } = this;
    const extension = text.slice(at, Math.min(stop, at + 9)).toLowerCase();
    if (extension !== 'md' && extension !== 'markdown') return false;
    const sign = /[`'")\]]{0,3}(?:#|[ \u00a0]?§|:?[ \u00a0](?:#|no\. ?)?)(?=[\dA-Z])/y;
    sign.lastIndex = stop;
    const between = sign.exec(text)?.[0];
    const name = FILE_NAME.exec(text.slice(Math.max(this.lineStart, stop - 128), stop))?.[0];
    if (between === undefined || name === undefined) return false;
    const from = stop + between.length;
    const digits = isDigit(text.charCodeAt(from));
    const tight = between.endsWith('#');
    const spans = digits ? this.numbersFrom(from) : spansAt(text, from, text.length, false, true);
    if (!spans || (!digits && !tight)) return false;
    this.take(spans, digits ? MentionFlag.Number : 0, detach(name.replace(/^(?:\.\/)+/, '')), 'strong');
    return true;
  }

  /** What the words before a number make of it. */
  private citing(at: number): Citing | null {
    const { text } = this;
    let end = at;
    // Decoration and number signs, blanks; in prose a line that was wrapped.
    let parted = false;
    while (end > 0 && isOpening(text.charCodeAt(end - 1))) {
      end--;
      // `items[3]` and `task(3)` are code.
      parted ||= isNumberSign(text.charCodeAt(end));
    }
    let wrapped = false;
    for (; end > 0; end--) {
      const code = text.charCodeAt(end - 1);
      if (isLineEnd(code)) {
        if (this.syntax.kind !== 'prose' || (wrapped && code !== Char.CarriageReturn)) return null;
        wrapped = true;
      } else if (!isSpace(code)) break;
      parted = true;
    }
    // "no. 3"
    if (
      text.charCodeAt(end - 1) === Char.Dot &&
      /\bn[or]$/i.test(text.slice(Math.max(0, end - 4), end - 1))
    ) {
      end -= 3;
      while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--;
    }
    const last = text.charCodeAt(end - 1);
    if (
      end === 0 ||
      !(parted || last >= 0x2e80) ||
      (last < 128 && !isAsciiWord(last) && last !== Char.GreaterThan)
    )
      return null;
    return this.words.before(text, 0, end);
  }

  /**
   * `3.6`, `3.6 and 3.7`, `14.1-14.3`; null where the number is a measure, a version or a date.
   *
   * @param doubtful whether a plain number with a word behind it counts something: `→ 5 rows`, `before 30 July`
   */
  private numbersFrom(at: number, doubtful = false): IdSpan[] | null {
    const { text } = this;
    const spans: IdSpan[] = [];
    for (let from = at; ;) {
      const span = numberSpan(text, from);
      if (!span || isMeasured(text, span.end)) break;
      const alone = spans.length === 0 && !doubtful;
      if (!alone && !span.id.includes('.') && !endsElement(text, span.end, text.length)) break;
      spans.push(span);
      LIST.lastIndex = span.end;
      const comma = LIST.exec(text)?.[0];
      if (comma === undefined) break;
      from = span.end + comma.length;
    }
    return spans.length > 0 ? spans : null;
  }

  /** Notes the spans that count where they stand. */
  private take(spans: readonly IdSpan[], kind: number, file: string | null, known?: Citing | null): void {
    const { at } = this;
    const { text, lineStart } = this;
    const [first] = spans;
    const citing = file !== null ? 'strong' : known === undefined ? this.citing(at) : known;
    const prose = this.comments.isComment(at, lineStart);
    let context = 0;
    if (prose) context |= MentionFlag.Prose;
    if (citing === 'strong') context |= MentionFlag.Cited;
    if (citing === 'weak') context |= MentionFlag.Hinted;
    for (const span of spans) {
      const certain = kind === 0 && isCertain(span.id, 'upper', false, false);
      if (counts(span.id, kind, certain, context)) {
        this.note(span, kind | context | (certain ? MentionFlag.Certain : 0), file);
      }
    }
    const end = spans.at(-1)?.end ?? at + 1;
    this.at = end;
    // `G-L6/F-L8`: a slash behind an id parts it from the next.
    this.before = text.charCodeAt(end - 1);
    if (text.charCodeAt(end) === Char.Slash && first !== undefined && kind === 0) {
      this.before = 0;
      this.at++;
    }
  }

  private note({ id, last, lastStart, start, end }: IdSpan, flags: number, file: string | null): void {
    const { text } = this;
    const add = (name: string, from: number, to: number, own: number, until: string | null = null): void => {
      const alone = own !== MentionFlag.Range && to - from < name.length ? MentionFlag.Alone : 0;
      const column = from - this.lineStart;
      const place = { start: from, end: to, line: this.line, column, flags: flags | own | alone, file };
      this.found.add(detach(name), place, until);
      this.count++;
    };
    if (last === null) return add(id, start, end, 0);
    const prefix = rangePrefix(id);
    const lastId = /^\d+$/.test(last) ? prefix + last : last;
    add(id, start, end, MentionFlag.Range, detach(last));
    add(id, start, Math.min(end, start + writtenLength(text, start, id)), MentionFlag.End);
    add(lastId, lastStart, end, MentionFlag.End);
  }
}

/** How much of the text at `start` is the id: all of it, or the number it ends in. */
function writtenLength(text: string, start: number, id: string): number {
  return text.startsWith(id, start) ? id.length : id.length - rangePrefix(id).length;
}

/** Punctuation, symbols, kana and Chinese characters: there is no digit of any script among them. */
function isFarFromDigits(code: number): boolean {
  return code >= 0x2000 && code < 0xa000;
}

function spanOf(text: string, start: number, end: number): IdSpan {
  return { id: text.slice(start, end), last: null, lastStart: end, start, end };
}

/**
 * Whether an id counts where it stands. In prose and comments all do. In code only what could hardly be
 * anything else (`P0-001`), and what a citing word stands before; in data only the former.
 */
function counts(id: string, kind: number, certain: boolean, context: number): boolean {
  if (certain || (context & MentionFlag.Prose) !== 0) return true;
  if ((context & MentionFlag.Cited) === 0) return false;
  return (kind & MentionFlag.Number) === 0 || id.includes('.');
}

/** `#`, `§`, `№` */
function isNumberSign(code: number): boolean {
  return code === Char.Hash || code === 0xa7 || code === 0x2116;
}

function isOpening(code: number): boolean {
  return (
    isNumberSign(code) ||
    code === Char.Asterisk ||
    code === Char.Backtick ||
    code === Char.LeftParenthesis ||
    code === Char.LeftBracket ||
    code === Char.Tilde
  );
}

const NUMBER = /\d{1,4}(?:\.\d{1,4}){0,4}/y;

function numberSpan(text: string, at: number): IdSpan | null {
  NUMBER.lastIndex = at;
  const id = NUMBER.exec(text)?.[0];
  if (id === undefined) return null;
  const stop = at + id.length;
  RANGE_OF_NUMBERS.lastIndex = stop;
  const sign = RANGE_OF_NUMBERS.exec(text)?.[0];
  if (sign !== undefined) {
    const lastStart = stop + sign.length;
    const raw = scanNumber(text, lastStart, text.length);
    const last = raw ? text.slice(lastStart, raw.end) : '';
    const alike = last.split('.').length === id.split('.').length && rangePrefix(last) === rangePrefix(id);
    if (raw && alike && Number(last.slice(rangePrefix(id).length)) > Number(id.slice(rangePrefix(id).length)))
      return { id, last, lastStart, start: at, end: raw.end };
  }
  const raw = scanNumber(text, at, text.length);
  return raw ? spanOf(text, at, raw.end) : null;
}

/** `after 2 days`, `item 3 %`. */
function isMeasured(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === Char.Percent || text.charCodeAt(at + 1) === Char.Percent) return true;
  NEXT_WORD.lastIndex = at;
  const word = NEXT_WORD.exec(text)?.[1];
  return word !== undefined && isMeasureWord(word);
}
