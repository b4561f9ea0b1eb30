/** Entries of ledgers and records: the text of a collapsed item, word for word, under a heading. */
import { linkTarget, linkTo, folderOf } from '../records/relativePath';

/** The text of an item that a ledger or record keeps. */
export interface LedgerEntry {
  /** The task file that it comes from, from the top of the workspace; null where its link leads nowhere. */
  readonly path: string | null;
  /** Null of an item without one. */
  readonly id: string | null;
  /** The item's lines, without the last line's end; with the line ends of the ledger. */
  readonly text: string;
  /** What a link to the heading ends in, or null where no heading stands above it. */
  readonly slug: string | null;
  /** All that was written for it: from the heading, with the blank lines that follow. Offsets in the ledger's text. */
  readonly start: number;
  readonly end: number;
}

interface Line {
  readonly text: string;
  readonly start: number;
  /** Behind its line end. */
  readonly end: number;
}

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const FROM = /\]\(([^()\s]*)\).*<!-- wavemark:collapsed(?: (\S+))? -->[ \t]*$/;

/** The text with one kind of line end, to be compared. */
export function normalized(text: string): string {
  return text.replace(/\r\n|\r/g, '\n');
}

/** The entries of a ledger's text, in its order. */
export function ledgerEntries(text: string, ledgerPath: string): LedgerEntry[] {
  return [...readLedger(text, ledgerPath).entries];
}

/** The entries, the slugs of all headings, and whether the text ends in an open fence. */
export function readLedger(
  text: string,
  ledgerPath: string,
): { readonly entries: readonly LedgerEntry[]; readonly slugs: ReadonlySet<string>; readonly open: boolean } {
  const lines = linesOf(text);
  const entries: LedgerEntry[] = [];
  const slugs = new Set<string>();
  let heading: { at: number; slug: string } | null = null;
  let from: { at: number; target: string; id: string | null } | null = null;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!.text;
    const title = HEADING.exec(line);
    if (title) {
      heading = { at, slug: uniqueSlug(slugOf(unescaped(title[2] ?? '')), slugs) };
      slugs.add(heading.slug);
      from = null;
      continue;
    }
    const source = FROM.exec(line);
    if (source) {
      from = { at, target: source[1] ?? '', id: source[2] ?? null };
      continue;
    }
    const fence = FENCE.exec(line);
    if (!fence || (fence[1]?.startsWith('`') && fence[2]?.includes('`'))) {
      if (line.trim() !== '') from = null;
      continue;
    }
    const close = closingFence(lines, at, fence[1] ?? '');
    if (close < 0) return { entries, slugs, open: true };
    if (from) entries.push(entryOf(text, lines, { from, heading, at, close }, ledgerPath));
    from = null;
    at = close;
  }
  return { entries, slugs, open: false };
}

function entryOf(
  text: string,
  lines: readonly Line[],
  found: {
    readonly from: { readonly at: number; readonly target: string; readonly id: string | null };
    readonly heading: { readonly at: number; readonly slug: string } | null;
    readonly at: number;
    readonly close: number;
  },
  ledgerPath: string,
): LedgerEntry {
  const { from, heading, at, close } = found;
  const target = linkTarget(from.target, folderOf(ledgerPath));
  // What somebody has written under the heading stays there, and so does the heading.
  const alone =
    heading !== null && lines.slice(heading.at + 1, from.at).every(isBlank) && endsSection(lines, close);
  let last = close;
  while (last + 1 < lines.length && isBlank(lines[last + 1]!)) last++;
  let first = alone ? heading.at : from.at;
  // At the end the gap before it goes, too.
  if (last + 1 === lines.length) while (first > 0 && isBlank(lines[first - 1]!)) first--;
  return {
    path: target.kind === 'path' ? target.path : null,
    id: from.id,
    text: contentOf(text, lines, at, close),
    slug: heading?.slug ?? null,
    start: lines[first]!.start,
    end: lines[last]!.end,
  };
}

/** What stands between the fences; of no lines nothing. */
function contentOf(text: string, lines: readonly Line[], open: number, close: number): string {
  const last = lines[close - 1]!;
  return open + 1 >= close ? '' : text.slice(lines[open]!.end, last.start + last.text.length);
}

function endsSection(lines: readonly Line[], close: number): boolean {
  const next = lines.slice(close + 1).find((line) => !isBlank(line));
  return !next || HEADING.test(next.text);
}

function closingFence(lines: readonly Line[], open: number, fence: string): number {
  const close = new RegExp(`^ {0,3}\\${fence[0] ?? '`'}{${String(fence.length)},}[ \\t]*$`);
  for (let at = open + 1; at < lines.length; at++) if (close.test(lines[at]!.text)) return at;
  return -1;
}

function isBlank({ text }: Line): boolean {
  return text.trim() === '';
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const ends = /\r\n|\r|\n/g;
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (const match of text.matchAll(ends)) {
    const end = match.index + match[0].length;
    lines.push({ text: text.slice(start, match.index), start, end });
    start = end;
  }
  if (start < text.length) lines.push({ text: text.slice(start), start, end: text.length });
  return lines;
}

/** What becomes of a heading in the link to it, as GitHub and VS Code make it. */
export function slugOf(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

function uniqueSlug(slug: string, taken: ReadonlySet<string>): string {
  let unique = slug;
  for (let count = 1; taken.has(unique); count++) unique = `${slug}-${String(count)}`;
  return unique;
}

/** An item whose text a ledger is to keep. */
export interface NewEntry {
  /** From the top of the workspace. */
  readonly path: string;
  readonly id: string | null;
  readonly title: string;
  /** With any line ends. */
  readonly text: string;
}

const LONGEST_TITLE = 100;

/** The text of a ledger with entries added at its end, and the slug of each. */
export function withEntries(
  before: string,
  entries: readonly NewEntry[],
  ledgerPath: string,
): { readonly text: string; readonly slugs: readonly string[] } {
  const lineEnd = /\r\n|\r|\n/.exec(before)?.[0] ?? '\n';
  const taken = new Set(readLedger(before, ledgerPath).slugs);
  const slugs: string[] = [];
  let added = '';
  for (const { path, id, title, text } of entries) {
    const short = title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : title;
    const name = id === null ? short : short === '' || short === id ? id : `${id}: ${short}`;
    const slug = uniqueSlug(slugOf(name), taken);
    taken.add(slug);
    slugs.push(slug);
    const base = path.slice(path.lastIndexOf('/') + 1);
    const item = id === null ? '' : `, item ${id}`;
    const mark = `<!-- wavemark:collapsed${id === null ? '' : ` ${id}`} -->`;
    const fence = fenceFor(text);
    const lines = [
      `## ${escaped(name)}`,
      '',
      `From [${escaped(base)}](${linkTo(path, folderOf(ledgerPath))})${escaped(item)}: ${mark}`,
      '',
      `${fence}text`,
      ...text.split(/\r\n|\r|\n/),
      fence,
    ];
    added += `${added === '' ? gapAfter(before, lineEnd) : lineEnd}${lines.join(lineEnd)}${lineEnd}`;
  }
  return { text: before + added, slugs };
}

/** What a ledger begins with that there was none of: a heading, and the way back. */
export function newLedger(path: string, ledgerPath: string, lineEnd: string): string {
  const base = escaped(path.slice(path.lastIndexOf('/') + 1));
  const link = `[${base}](${linkTo(path, folderOf(ledgerPath))})`;
  return [
    '# Decisions',
    '',
    `What was decided in ${link}, in the words of the items that point here.`,
    '',
  ].join(lineEnd);
}

function gapAfter(before: string, lineEnd: string): string {
  if (before === '' || before === '\ufeff') return '';
  if (!/[\r\n]$/.test(before)) return lineEnd + lineEnd;
  return /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)$/.test(before) ? '' : lineEnd;
}

/** Longer than any row of backticks in the text. */
function fenceFor(text: string): string {
  let longest = 2;
  for (const [row] of text.matchAll(/`+/g)) longest = Math.max(longest, row.length);
  return '`'.repeat(longest + 1);
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>~#|&]/g, '\\$&');
}

function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
