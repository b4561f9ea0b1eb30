import type { TaskStatus } from '../model/task';
import { figureWordAt, type FigureWord } from '../words/figureWords';
import { statusOfGlyph } from '../words/statusWords';
import { Char, isDigit, isLineEnd, isSpace } from '../text/characters';
import { numberAt, type Figure, type Precision } from './figure';
import { barAt, type ProgressBar } from './progressBar';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** `stop`: the end of a sentence. `part`: what parts statements in one line. `other`: whatever is not understood. */
export type Token = Place &
  (
    | { readonly kind: 'number' | 'percent'; readonly figure: Figure }
    | { readonly kind: 'bar'; readonly bar: ProgressBar }
    | { readonly kind: 'word'; readonly word: FigureWord }
    | { readonly kind: 'glyph'; readonly status: TaskStatus | null }
    | { readonly kind: 'colon' | 'comma' | 'dash' | 'slash' | 'open' | 'close' | 'stop' | 'part' | 'other' }
  );

/** Longer lines are no statements. */
const LONGEST = 400;
const MARKUP = new Set('*_`"“”„«»'.split(''));
const COMMAS = new Set(',;，；、+&'.split(''));
const DASHES = new Set('–—→-=≙'.split(''));
const PARTS = new Set('|·•│／'.split(''));
const OPENING = new Set('([（【'.split(''));
const CLOSING = new Set(')]）】'.split(''));
const COMMENT = /<!--.*?(?:-->|$)|<\/?(?:b|i|em|strong|code|sub|sup|kbd|u|small)>/iy;
/** `[x]`, shown beside the status that it stands for. */
const BOX = /\[[ xX/~-]\]/y;
const WORD = /[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_'’./@#-]*/uy;
const PICTOGRAPH = /(?:\p{Extended_Pictographic}|[\u25a0-\u25ff\u2190-\u21ff])(?:\ufe0f|\u200d|\u20e3)*/uy;

/** What a piece of a text consists of, as far as figures go; null where it is too long to be looked at. */
export function tokensOf(text: string, start: number, end: number): Token[] | null {
  if (end - start > LONGEST) return null;
  const piece = text.slice(start, end);
  const lower = piece.toLowerCase();
  // A capital that is longer in lower case would move everything behind it.
  if (lower.length !== piece.length) return null;
  const tokens: Token[] = [];
  let precision: Precision = 'exact';
  const push = (token: Token): void => {
    tokens.push(token);
    precision = 'exact';
  };
  for (let at = 0; at < piece.length;) {
    const code = piece.charCodeAt(at);
    const character = piece.charAt(at);
    const place = (length: number): Place => ({ start: start + at, end: start + at + length });
    if (isSpace(code) || MARKUP.has(character) || code === 92) {
      at++;
      continue;
    }
    if (character === '~' && piece[at + 1] === '~') return null;
    if (code === 60) {
      const skipped = matchAt(COMMENT, piece, at);
      if (skipped > 0) {
        at += skipped;
        continue;
      }
    }
    const box = code === Char.LeftBracket ? matchAt(BOX, piece, at) : 0;
    if (box > 0) {
      at += box;
      continue;
    }
    const bar = barAt(piece, at);
    if (bar) {
      const moved = { ...bar, start: start + bar.start, end: start + bar.end };
      push({ kind: 'bar', bar: moved, ...place(bar.end - at) });
      at = bar.end;
      continue;
    }
    if (character === '~' || character === '≈' || character === '±') {
      precision = 'about';
      at++;
      continue;
    }
    const number = isDigit(code) ? numberAt(piece, at) : null;
    if (number) {
      const token = numberToken(piece, number, precision, start);
      push(token);
      at = token.end - start;
      continue;
    }
    const found = figureWordAt(lower, at);
    const unknown = matchAt(WORD, piece, at);
    if (
      found &&
      (found.end - at >= unknownLength(piece, at, unknown) || !isWordBound(piece, at, found.end))
    ) {
      const { word } = found;
      if (word.kind === 'about' || word.kind === 'atLeast' || word.kind === 'atMost') {
        precision = word.kind;
        at = found.end;
        continue;
      }
      push({ kind: 'word', word, ...place(found.end - at) });
      at = found.end;
      continue;
    }
    if (unknown > 0) {
      push({ kind: 'other', ...place(unknown) });
      at += unknown;
      continue;
    }
    const pictograph = matchAt(PICTOGRAPH, piece, at);
    if (pictograph > 0) {
      const status = statusOfGlyph(String.fromCodePoint(piece.codePointAt(at) ?? 0)) ?? null;
      push({ kind: 'glyph', status, ...place(pictograph) });
      at += pictograph;
      continue;
    }
    const length = code >= 0xd800 && code <= 0xdbff ? 2 : 1;
    push({ kind: markOf(piece, at, character), ...place(length) });
    at += length;
  }
  return tokens;
}

function numberToken(
  piece: string,
  number: Omit<Figure, 'precision'>,
  precision: Precision,
  offset: number,
): Token {
  let { end } = number;
  let stated = precision;
  if (piece[end] === '+' && !/[\p{L}\p{N}]/u.test(piece[end + 1] ?? '')) {
    end++;
    if (stated === 'exact') stated = 'atLeast';
  }
  const figure: Figure = {
    ...number,
    start: offset + number.start,
    end: offset + number.end,
    precision: stated,
  };
  const percent = /^[ \u00a0\u202f]?[%％]/.exec(piece.slice(end))?.[0].length ?? 0;
  const place = { start: figure.start, end: offset + end + percent };
  if (percent > 0) return { kind: 'percent', figure, ...place };
  // A date, a version, a range, a clock, a code: `3-5`, `24/8/2025`, `12:30`, `1.2.3`, `2nd`.
  const tail = /^(?:[-–][\dA-Za-z]|[.:]\d|\/\d+\/|[A-Z_]|(?:st|nd|rd|th)\b)[\p{L}\p{N}_./:–-]*/u.exec(
    piece.slice(end),
  );
  if (tail) return { kind: 'other', start: figure.start, end: offset + end + tail[0].length };
  return { kind: 'number', figure, ...place };
}

function markOf(
  piece: string,
  at: number,
  character: string,
): 'colon' | 'comma' | 'dash' | 'slash' | 'open' | 'close' | 'stop' | 'part' | 'other' {
  if (character === ':' || character === '：') return 'colon';
  if (character === '/') return 'slash';
  if (PARTS.has(character)) return character === '／' ? 'slash' : 'part';
  if (COMMAS.has(character)) return 'comma';
  if (OPENING.has(character)) return 'open';
  if (CLOSING.has(character)) return 'close';
  if (DASHES.has(character)) return 'dash';
  if ('.。!！'.includes(character)) {
    const next = piece.charCodeAt(at + 1);
    return at + 1 >= piece.length || isSpace(next) || isLineEnd(next) || character !== '.' ? 'stop' : 'other';
  }
  return 'other';
}

/** In scripts with spaces a phrase must end where a word does. */
function isWordBound(piece: string, at: number, end: number): boolean {
  return /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(piece.slice(at, end));
}

/** Of what would be one unknown word, that part which a phrase must cover: `tasks:` and `done.` end in marks. */
function unknownLength(piece: string, at: number, length: number): number {
  let end = at + length;
  while (end > at && /['’./@#-]/.test(piece.charAt(end - 1))) end--;
  return end - at;
}

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
