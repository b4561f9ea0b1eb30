import { isCollapsed } from '../decisions/decided';
import { ledgerOf, recordNamedBy, type LedgerSetting } from '../decisions/destination';
import { ledgerEntries, normalized, slugOf, type LedgerEntry } from '../decisions/ledger';
import { partsOf } from '../forms/decision';
import { TaskNode } from '../forms/taskNode';
import { ownTextOf } from '../decisions/ownText';
import { linkTarget, folderOf } from '../records/relativePath';
import type { TextEdit } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { shortened } from '../text/shortened';
import { textsAfter } from './applyEdits';
import { nameOf, type CollapseOptions, type LeftItem, type TwoPhasePlan } from './collapse';
import { refusal, type Refusal } from './plan';

export interface ExpandPlan extends TwoPhasePlan {
  /** In the order in which they were named. */
  readonly expanded: readonly Task[];
  readonly left: readonly LeftItem[];
}

/** The paths of the files that may keep the texts of collapsed items, the likeliest first. */
export function filesOfExpand(
  index: IndexReader,
  tasks: readonly Task[],
  ledger: LedgerSetting,
): readonly string[] {
  return [...new Set(tasks.flatMap((task) => placesOf(index, task, ledger).map(({ path }) => path)))];
}

interface Place {
  readonly path: string;
  /** Of the heading that the item links to. */
  readonly slug: string | null;
}

function placesOf(index: IndexReader, task: Task, ledger: LedgerSetting): Place[] {
  const own = ownTextOf(task);
  if (!isCollapsed(task) || typeof own === 'string') return [];
  const places: Place[] = [];
  const folder = folderOf(index.pathFromTop(task.document));
  for (const [, link = ''] of own.text.matchAll(/\]\(([^()\s]+)\)/g)) {
    const target = linkTarget(link, folder);
    const hash = link.indexOf('#');
    const path = target.kind === 'path' ? index.pathOfLink(link, task.document) : null;
    if (path !== null) places.push({ path, slug: hash < 0 ? null : decoded(link.slice(hash + 1)) });
  }
  const record = recordNamedBy(index, task, own);
  if (record) places.push({ path: record.path, slug: null });
  const place = ledgerOf(index, task.document, ledger);
  if ('path' in place) places.push({ path: place.path, slug: null });
  return places;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Brings the texts of collapsed items back from the record or ledger that keeps them, byte for byte, and takes the
 * entries there away; what somebody has written beside them stays. Tried out before it is handed back: all tasks
 * that are there are still read as they are, and each item is whole again.
 */
export function expandItems(
  index: IndexReader,
  tasks: readonly Task[],
  options: Omit<CollapseOptions, 'wanted'>,
): ExpandPlan | Refusal {
  const left: LeftItem[] = [];
  const expanded: Task[] = [];
  const edits: TextEdit[] = [];
  const removals: TextEdit[] = [];
  for (const task of new Set(tasks)) {
    const found = backOf(index, task, options);
    if (typeof found === 'string') {
      left.push({ task, reason: found });
      continue;
    }
    expanded.push(task);
    edits.push(found.edit);
    removals.push(found.removal);
  }
  const fault = faultOfExpand(index, edits, expanded);
  if (fault !== null) return refusal(fault);
  const [first] = left;
  if (expanded.length === 0 && first) {
    const { document, titleRange: range } = first.task;
    return refusal(first.reason, { uri: document.uri, range, message: 'This item stays as it is' });
  }
  const [only, second] = expanded;
  const title = only && !second ? `Expand ${nameOf(only)}` : `Expand ${String(expanded.length)} items`;
  const firsts = new Set(edits.map(({ uri }) => uri));
  return {
    kind: 'edits',
    title,
    edits: [...edits, ...joined(removals)],
    created: [],
    first: firsts,
    expanded,
    left,
  };
}

function backOf(
  index: IndexReader,
  task: Task,
  { ledger, files }: Omit<CollapseOptions, 'wanted'>,
): { readonly edit: TextEdit; readonly removal: TextEdit } | string {
  const own = ownTextOf(task);
  if (!isCollapsed(task) || typeof own === 'string')
    return `${nameOf(task)} is not collapsed, so there is nothing to expand`;
  const places = placesOf(index, task, ledger);
  for (const { path, slug } of places) {
    const file = files.get(path);
    if (!file || file.text === null) continue;
    const entry = entryFor(index, task, ledgerEntries(file.text, path), slug);
    if (!entry) continue;
    const more = addedSince(task, entry.text);
    if (more !== '')
      return `“${more}” was written to ${nameOf(task)} since it was collapsed, and would be lost; take it away first`;
    const text = restored(task, own.text, entry.text);
    if (text === null)
      return `the text of ${nameOf(task)} in ${path} begins with another number or marker than the item has now; bring it back by hand`;
    const expected = file.text.slice(entry.start, entry.end);
    return {
      edit: { uri: task.document.uri, range: own.range, expected: own.text, text },
      removal: { uri: file.uri, range: { start: entry.start, end: entry.end }, expected, text: '' },
    };
  }
  const where = [...new Set(places.map(({ path }) => path))].join(' and ');
  return `the text of ${nameOf(task)} is not kept word for word in ${where === '' ? 'any record' : where}, so it cannot be brought back`;
}

/** Entries that follow each other share the gap between them. */
function joined(removals: readonly TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  const inOrder = [...removals].sort(
    (a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0) || a.range.start - b.range.start,
  );
  for (const edit of inOrder) {
    const last = result.at(-1);
    if (last?.uri !== edit.uri || edit.range.start > last.range.end) {
      result.push(edit);
      continue;
    }
    const { start } = last.range;
    const end = Math.max(last.range.end, edit.range.end);
    const expected =
      last.expected + edit.expected.slice(Math.max(0, edit.expected.length - (end - last.range.end)));
    result[result.length - 1] = { ...last, range: { start, end }, expected };
  }
  return result;
}

/** What the item links to; else what has its id, or its title where it has none. The last one that was entered. */
function entryFor(
  index: IndexReader,
  task: Task,
  entries: readonly LedgerEntry[],
  slug: string | null,
): LedgerEntry | undefined {
  const path = index.pathFromTop(task.document);
  const linked = slug === null ? undefined : entries.find((entry) => entry.slug === slug);
  if (linked) return linked;
  const own = entries.filter((entry) => entry.path === path && entry.id === task.id);
  const named = task.id !== null ? own : own.filter((entry) => entry.slug === slugOf(task.title));
  return named.at(-1);
}

const LONGEST_QUOTE = 60;

/** Words behind the struck name that are neither its pointer nor part of its text. */
function addedSince(task: Task, entry: string): string {
  if (!(task instanceof TaskNode)) return '';
  const { tail } = partsOf(task);
  const late = task.takenId !== null && task.idStart > task.titleStart ? task.takenId : '';
  const rest = tail
    .replace(/\[[^\]\n]*\]\([^()\s]*\)|`[^`\n]*`/, '')
    .replace(late, '')
    .replace(/^[\s*_.]*(?:→|->|=>|⇒|➜|➔)/, '')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (rest === '' || entry.replace(/\s+/g, ' ').includes(rest)) return '';
  return shortened(rest, LONGEST_QUOTE);
}

const LEAD = /^([ \t>]*)((?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)/;

/** The text with the line ends, and where all of it has moved the indentation, that the item has today. */
function restored(task: Task, current: string, entry: string): string | null {
  const [, indentNow = '', markerNow = ''] = LEAD.exec(current) ?? [];
  const [, indent = '', marker = ''] = LEAD.exec(entry) ?? [];
  if (marker.trim() !== markerNow.trim()) return null;
  let lines = normalized(entry).split('\n');
  if (indentNow !== indent) {
    if (lines.some((line) => line.trim() !== '' && !line.startsWith(indent))) return null;
    lines = lines.map((line) => (line.trim() === '' ? line : indentNow + line.slice(indent.length)));
  }
  return lines.join(lineEndAt(task.document, task));
}

/** The end of the item's line, else of the one before it. */
function lineEndAt(document: TaskDocument, task: Task): string {
  const end = document.offsetAt({ line: task.line, column: Number.MAX_SAFE_INTEGER });
  const behind = /^(?:\r\n|\r|\n)/.exec(document.slice(end, end + 2))?.[0];
  const start = document.offsetAt({ line: task.line, column: 0 });
  return behind ?? /(?:\r\n|\r|\n)$/.exec(document.slice(Math.max(0, start - 2), start))?.[0] ?? '\n';
}

function faultOfExpand(
  index: IndexReader,
  edits: readonly TextEdit[],
  tasks: readonly Task[],
): string | null {
  const texts = textsAfter(index, edits);
  if ('fault' in texts) return texts.fault;
  const whole = new Set(tasks);
  return index.tryTexts(texts, (after) => {
    for (const uri of texts.keys()) {
      const now = after.document(uri)?.tasks ?? [];
      let at = 0;
      // What was carried away with an item comes back between the others.
      for (const task of index.document(uri)?.tasks ?? []) {
        while (at < now.length && !isSame(now[at]!, task, whole.has(task))) at++;
        if (at++ >= now.length)
          return `expanded, ${nameOf(task)} would be read otherwise; bring the text back by hand`;
      }
    }
    return null;
  });
}

function isSame(now: Task, task: Task, isWhole: boolean): boolean {
  if (now.id !== task.id || now.kind !== task.kind) return false;
  return isWhole || (now.title === task.title && now.status === task.status);
}
