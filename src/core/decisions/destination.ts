/** Where the text of a decided item goes: the record that it names, else the ledger. */
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { recordsIn } from '../records/recordAt';
import { TaskNode } from '../forms/taskNode';
import { partsOf } from '../forms/decision';
import type { OwnText } from './ownText';

export const DEFAULT_LEDGER = 'DECISIONS.md';

/** The setting `wavemark.ledger` as it is for a document; empty for the default. */
export type LedgerSetting = (document: TaskDocument) => string;

const MARKDOWN = /\.(?:md|markdown)$/i;

/**
 * The ledger of a document, from the top of the workspace; in one sentence why there can be none.
 *
 * @param setting `wavemark.ledger`: a name or a path that begins with `./` counts from the document's folder, any
 *   other path from the top of its workspace folder
 */
export function ledgerOf(
  index: IndexReader,
  document: TaskDocument,
  setting: LedgerSetting,
): { readonly path: string } | { readonly fault: string } {
  const wanted = setting(document).trim().replaceAll('\\', '/') || DEFAULT_LEDGER;
  if (/^[a-z][a-z\d+.-]*:/i.test(wanted))
    return { fault: `the ledger “${wanted}” is not in the workspace; give another path in wavemark.ledger` };
  if (!MARKDOWN.test(wanted))
    return { fault: `the ledger “${wanted}” is no Markdown file; give another name in wavemark.ledger` };
  const isBeside = !wanted.includes('/') || /^\.{1,2}\//.test(wanted) || wanted.startsWith('/');
  const path = index.pathOfLink(encodeURI(isBeside ? wanted : `/${wanted}`), document);
  if (path === null)
    return { fault: `the ledger “${wanted}” is not in the workspace; give another path in wavemark.ledger` };
  return { path };
}

/** A record that an item names and that the workspace has. */
export interface NamedRecord {
  /** As the item writes it: `ADR-018`, `[the record](adr/018.md)`. */
  readonly pointer: string;
  /** From the top of the workspace. */
  readonly path: string;
}

const INTRODUCED =
  /(?:(→|->|=>|⇒|➜|➔)|\b(?:see|siehe|recorded in|documented in|decided in|decided by|as per|per)\b)[ \t\r\n]*[*_(]*$/i;
const LINK_OR_CODE = /\[[^\]\n]*\]\(([^()\s]+)\)|`([^`\s]+\.[A-Za-z]{2,8})`/g;

/**
 * The record that an item names as its own: what an arrow points at, else what words such as “see” do, else the only
 * one that it names at all. Null where there is none, where several are as good, or where it is no Markdown file.
 */
export function recordNamedBy(index: IndexReader, task: Task, own: OwnText): NamedRecord | null {
  const ranked: [NamedRecord[], NamedRecord[], NamedRecord[]] = [[], [], []];
  const from = task instanceof TaskNode ? Math.max(0, behindName(task) - own.range.start) : 0;
  const text = own.text.slice(from);
  const add = (pointer: string, target: string, at: number, isRecord: boolean): void => {
    const path = fileOf(index, target, task.document, isRecord);
    if (path === null) return;
    const introduced = INTRODUCED.exec(text.slice(Math.max(0, at - 40), at));
    if (!introduced && !isRecord) return;
    ranked[introduced ? (introduced[1] === undefined ? 1 : 0) : 2].push({ pointer, path });
  };
  const links: [number, number][] = [];
  for (const match of text.matchAll(LINK_OR_CODE)) {
    links.push([match.index, match.index + match[0].length]);
    add(match[0], match[1] ?? match[2] ?? '', match.index, false);
  }
  for (const { id, range } of recordsIn(text))
    if (!links.some(([start, end]) => start <= range.start && range.end <= end))
      add(id, id, range.start, true);
  const [arrows, words, others] = ranked;
  if (arrows[0]) return arrows[0];
  if (words[0]) return words[0];
  return new Set(others.map(({ path }) => path)).size === 1 ? (others[0] ?? null) : null;
}

/** Where what follows the name begins; an offset in the document. */
function behindName(node: TaskNode): number {
  const { name, strikesName, strikeEnd } = partsOf(node);
  return node.absolute(node.titleStart, node.titleStart).start + (strikesName ? strikeEnd : name.end);
}

function fileOf(
  index: IndexReader,
  target: string,
  document: TaskDocument,
  isRecord: boolean,
): string | null {
  const answers = isRecord || target.startsWith('/') ? [target] : [target, `/${target}`];
  for (const each of answers) {
    const answer = index.recordOf(each, document);
    if (answer.kind !== 'found') continue;
    const [path, second] = answer.paths;
    if (
      path !== undefined &&
      second === undefined &&
      MARKDOWN.test(path) &&
      path !== index.pathFromTop(document)
    )
      return path;
  }
  return null;
}

/** Text without marks and line breaks, to be compared. */
function plain(text: string): string {
  return text
    .replace(/^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[.\][ \t]+)?|#{1,6}[ \t]+)?/gm, '')
    .replace(/[*_`~]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

const POINTER_WORDS = /(?:→|->|=>|⇒|➜|➔|\b(?:see|siehe)\b)/gi;
const STATUS_WORDS = /\b(?:decided|built|entschieden)\b/gi;

/**
 * Whether a record says all that an item says besides its name and its pointer, paragraph by paragraph, in the same
 * words: whoever decided has written it there.
 */
export function isHeldBy(recordText: string, task: Task, own: OwnText, pointer: string): boolean {
  const from = task instanceof TaskNode ? behindName(task) - own.range.start : 0;
  const record = plain(recordText);
  return own.text
    .slice(from)
    .split(/(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)/)
    .map((paragraph) => plain(paragraph.replaceAll(pointer, ' ').replace(POINTER_WORDS, ' ')))
    .map((words) => words.replace(/^[\s.,;:()—–-]+|[\s.,;:()—–-]+$/g, ''))
    .every(
      (words) => words.replace(STATUS_WORDS, '').replace(/[\s\p{P}]/gu, '') === '' || record.includes(words),
    );
}
