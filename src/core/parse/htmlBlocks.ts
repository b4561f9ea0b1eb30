import { Char, isDigit, isLetter, isBlank } from '../text/characters';

/** Element names that open an HTML block of kind 6 (CommonMark 0.31). */
const BLOCK_NAMES: ReadonlySet<string> = new Set(
  (
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div ' +
    'dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe ' +
    'legend li link main menu menuitem nav noframes ol optgroup option p param search section summary table ' +
    'tbody td tfoot th thead title tr track ul'
  ).split(' '),
);

/** Element names that open an HTML block of kind 1. */
const RAW_NAMES: ReadonlySet<string> = new Set(['pre', 'script', 'style', 'textarea']);

/** Length of the longest name of {@link BLOCK_NAMES}, `blockquote`. */
const LONGEST_NAME = 10;

const COMMENT_OPEN = '<!--';
const CDATA_OPEN = '<![CDATA[';

/** CommonMark kind 1–7 of the HTML block that begins with the `<` at `at`, or 0. */
export function htmlKind(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at + 1);
  if (at + 1 >= end) return 0;
  if (code === Char.Exclamation) {
    if (at + 2 < end && isLetter(text.charCodeAt(at + 2))) return 4;
    if (text.startsWith(COMMENT_OPEN, at)) return 2;
    return text.startsWith(CDATA_OPEN, at) ? 5 : 0;
  }
  if (code === Char.QuestionMark) return 3;
  const closing = code === Char.Slash;
  const nameStart = closing ? at + 2 : at + 1;
  if (nameStart >= end || !isLetter(text.charCodeAt(nameStart))) return 0;
  let after = nameStart + 1;
  while (after < end && isNameCharacter(text.charCodeAt(after))) after++;
  const follower = after < end ? text.charCodeAt(after) : Char.Space;
  if (!isBlank(follower) && follower !== Char.Slash && follower !== Char.GreaterThan) return 0;
  const name = after - nameStart <= LONGEST_NAME ? text.slice(nameStart, after).toLowerCase() : '';
  if (follower !== Char.Slash && !closing && RAW_NAMES.has(name)) return 1;
  if (BLOCK_NAMES.has(name)) {
    if (follower !== Char.Slash) return 6;
    return after + 1 < end && text.charCodeAt(after + 1) === Char.GreaterThan ? 6 : 0;
  }
  const tagEnd = closing ? closingTagEnd(text, after, end) : openTagEnd(text, after, end);
  if (tagEnd < 0) return 0;
  for (let index = tagEnd; index < end; index++) {
    if (!isBlank(text.charCodeAt(index))) return 0;
  }
  return 7;
}

/** Where, in the line that opens a block of `kind` with the `<` at `at`, its end may first begin. */
export function htmlEndSearchStart(kind: number, at: number): number {
  // `<!-->` and `<?>` are whole blocks: opening and end share characters.
  if (kind === 2) return at + 2;
  return kind === 4 ? at + 3 : at + 1;
}

/** Whether the stretch of a line holds the end of an HTML block of `kind` 1–5. */
export function holdsHtmlEnd(kind: number, text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (kind === 1) {
      if (code === Char.LessThan && isRawEndTag(text, at, end)) return true;
    } else if (code === Char.GreaterThan) {
      if (kind === 4) return true;
      const before = at > from ? text.charCodeAt(at - 1) : 0;
      if (kind === 3) {
        if (before === Char.QuestionMark) return true;
        continue;
      }
      const wanted = kind === 2 ? Char.Dash : Char.RightBracket;
      if (before === wanted && at - 1 > from && text.charCodeAt(at - 2) === wanted) return true;
    }
  }
  return false;
}

function isRawEndTag(text: string, at: number, end: number): boolean {
  if (at + 1 >= end || text.charCodeAt(at + 1) !== Char.Slash) return false;
  let after = at + 2;
  while (after < end && after - at < LONGEST_NAME && isLetter(text.charCodeAt(after))) after++;
  if (after >= end || text.charCodeAt(after) !== Char.GreaterThan) return false;
  return RAW_NAMES.has(text.slice(at + 2, after).toLowerCase());
}

function isNameCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === Char.Dash;
}

function isAttributeStart(code: number): boolean {
  return isLetter(code) || code === Char.Colon || code === Char.Underscore;
}

function isAttributeCharacter(code: number): boolean {
  return isAttributeStart(code) || isDigit(code) || code === Char.Dash || code === Char.Dot;
}

function closingTagEnd(text: string, at: number, end: number): number {
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at < end && text.charCodeAt(at) === Char.GreaterThan ? at + 1 : -1;
}

/** Offset after the `>` of an open tag whose name ends at `at`, all on one line, or -1. */
function openTagEnd(text: string, at: number, end: number): number {
  for (;;) {
    while (at < end && isBlank(text.charCodeAt(at))) at++;
    if (at >= end) return -1;
    const code = text.charCodeAt(at);
    if (code === Char.GreaterThan) return at + 1;
    if (code === Char.Slash)
      return at + 1 < end && text.charCodeAt(at + 1) === Char.GreaterThan ? at + 2 : -1;
    if (!isAttributeStart(code)) return -1;
    while (at < end && isAttributeCharacter(text.charCodeAt(at))) at++;
    at = attributeValuesEnd(text, at, end);
    if (at < 0) return -1;
  }
}

/** Offset after the values of an attribute whose name ends at `at`, or -1 where one is malformed. */
function attributeValuesEnd(text: string, at: number, end: number): number {
  for (;;) {
    while (at < end && isBlank(text.charCodeAt(at))) at++;
    if (at >= end || text.charCodeAt(at) !== Char.Equals) return at;
    at++;
    while (at < end && isBlank(text.charCodeAt(at))) at++;
    if (at >= end) return -1;
    const code = text.charCodeAt(at);
    if (
      code === Char.LessThan ||
      code === Char.Equals ||
      code === Char.GreaterThan ||
      code === Char.Backtick
    ) {
      return -1;
    }
    if (code === Char.DoubleQuote || code === Char.Apostrophe) {
      at++;
      while (at < end && text.charCodeAt(at) !== code) at++;
      if (at + 1 >= end) return -1;
      at++;
      const after = text.charCodeAt(at);
      return isBlank(after) || after === Char.Slash || after === Char.GreaterThan ? at : -1;
    }
    while (at < end && !endsUnquotedValue(text.charCodeAt(at))) at++;
  }
}

function endsUnquotedValue(code: number): boolean {
  return (
    isBlank(code) ||
    code === Char.DoubleQuote ||
    code === Char.Apostrophe ||
    code === Char.Slash ||
    code === Char.LessThan ||
    code === Char.Equals ||
    code === Char.GreaterThan ||
    code === Char.Backtick
  );
}
