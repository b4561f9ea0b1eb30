import { candidatesIn, collapsible, hasFinished, type NotCollapsible } from '../decisions/decided';
import { isHeldBy, ledgerOf, recordNamedBy, type LedgerSetting } from '../decisions/destination';
import {
  ledgerEntries,
  newLedger,
  normalized,
  readLedger,
  withEntries,
  type NewEntry,
} from '../decisions/ledger';
import type { OwnText } from '../decisions/ownText';
import { taskLabel } from '../features/words';
import type { TextEdit } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { folderOf, linkTo } from '../records/relativePath';
import { shortened } from '../text/shortened';
import { collapsedEdit } from './collapsedLine';
import { faultOfCollapse, type Collapsing } from './collapseCheck';
import { placeName, refusal, type EditPlan, type Refusal } from './plan';

/** A file that keeps decisions, as a shell gives it. */
export interface LedgerFile {
  readonly uri: string;
  /** Null where there is none yet. */
  readonly text: string | null;
}

export interface CollapseOptions {
  readonly ledger: LedgerSetting;
  /** Those of {@link filesOfCollapse}, by their paths; one that cannot be read as text is left out. */
  readonly files: ReadonlyMap<string, LedgerFile>;
  /**
   * Each was asked for by itself, and any finished item may be collapsed. Else those that are no decisions are passed
   * over without a word, and no others are a reason to refuse.
   */
  readonly wanted?: boolean;
}

export interface NewFile {
  readonly uri: string;
  /** From the top of the workspace. */
  readonly path: string;
  readonly text: string;
}

/** An item that keeps its place and number, and where its text is. */
export interface CollapsedItem {
  readonly task: Task;
  readonly pointer: string;
  /** The record or ledger that keeps the text, from the top of the workspace. */
  readonly path: string;
  /** Whether its text had to be added there. */
  readonly added: boolean;
}

/** An item that stays as it is, and in words that make a sentence why. */
export interface LeftItem {
  readonly task: Task;
  readonly reason: string;
}

/** Edits of several files, of which some have to be on disk before the others are touched. */
export interface TwoPhasePlan extends EditPlan {
  /** Files that are to be made, before anything else. */
  readonly created: readonly NewFile[];
  /** The uris of the files whose new texts have to be safe before any other file loses a word. */
  readonly first: ReadonlySet<string>;
}

export interface CollapsePlan extends TwoPhasePlan {
  /** By document, in document order. */
  readonly collapsed: readonly CollapsedItem[];
  readonly left: readonly LeftItem[];
}

/** All that is decided and still carries its text; of one document or of all. */
export function decidedItems(index: IndexReader, document?: TaskDocument): Task[] {
  const documents = document ? [document] : index.documents();
  return documents.flatMap((each) =>
    candidatesIn(each)
      .filter(({ found }) => found.kind === 'collapsible')
      .map(({ task }) => task),
  );
}

/**
 * The paths of the files that may keep texts of items which are whole all the same: for the shell to tell the index of,
 * see {@link TaskIndex.setLedger}.
 */
export function ledgersOf(index: IndexReader, ledger: LedgerSetting): readonly string[] {
  const paths = new Set<string>();
  for (const document of index.documents()) {
    const place = hasFinished(document) ? ledgerOf(index, document, ledger) : null;
    if (place && 'path' in place) paths.add(place.path);
    for (const { task, found } of candidatesIn(document)) {
      const record = found.kind === 'collapsible' ? recordNamedBy(index, task, found.own) : null;
      if (record) paths.add(record.path);
    }
  }
  return [...paths];
}

/** The paths, from the top of the workspace, of the files that may keep the texts of items: for the shell to read. */
export function filesOfCollapse(
  index: IndexReader,
  tasks: readonly Task[],
  ledger: LedgerSetting,
  wanted: boolean,
): readonly string[] {
  const paths = new Set<string>();
  for (const task of tasks) {
    const found = collapsible(task, wanted);
    if (found.kind !== 'collapsible') continue;
    const record = recordNamedBy(index, task, found.own);
    if (record) paths.add(record.path);
    const place = ledgerOf(index, task.document, ledger);
    if ('path' in place) paths.add(place.path);
  }
  return [...paths];
}

/**
 * Collapses decided items: each becomes its struck name and a pointer, `N. ~~Title.~~ → POINTER.`, and keeps its
 * place, number and subtasks. Its text goes, word for word, to the record that it names, if the workspace has that
 * record, else to the ledger; where the text is there already, nothing is added. The plan is tried out before it is
 * handed back: with it the same tasks are read, and only the collapsed ones otherwise, namely as collapsed.
 */
export function collapseItems(
  index: IndexReader,
  tasks: readonly Task[],
  options: CollapseOptions,
): CollapsePlan | Refusal {
  const left: LeftItem[] = [];
  const items: Item[] = [];
  for (const task of inOrder(tasks)) {
    const found = itemOf(index, task, options);
    if (typeof found !== 'string') items.push(found);
    else if (found !== '') left.push({ task, reason: found });
  }
  const chosen = items.filter(({ task }) => !items.some(({ own }) => own.carried.includes(task)));
  let plan = planOf(index, chosen, left, options);
  let fault = faultOfCollapse(index, plan.steps);
  if (fault !== null && chosen.length > 1) {
    // One of them spoils it for all: each by itself then.
    const fine = chosen.filter((item) => {
      const alone = faultOfCollapse(index, planOf(index, [item], [], options).steps);
      if (alone !== null) left.push({ task: item.task, reason: alone });
      return alone === null;
    });
    plan = planOf(index, fine, left, options);
    fault = faultOfCollapse(index, plan.steps);
  }
  if (fault !== null) return refusal(fault);
  const [first] = left;
  if (plan.collapsed.length === 0 && first && options.wanted === true) {
    const more = left.length > 1 ? `, and ${String(left.length - 1)} more cannot be collapsed either` : '';
    const { task, reason } = first;
    return refusal(`${reason}${more}`, {
      uri: task.document.uri,
      range: task.titleRange,
      message: 'This item stays as it is',
    });
  }
  return plan;
}

interface Item {
  readonly task: Task;
  readonly own: OwnText;
  /** From the top of the workspace. */
  readonly path: string;
  /** As the item names the record; null for an entry of the ledger. */
  readonly pointer: string | null;
  /** What has to be added; null where the text is there already. */
  readonly entry: NewEntry | null;
  /** Of the entry that is there already. */
  readonly slug: string | null;
}

/** What is to become of an item; else why it stays as it is, or nothing where nothing is to be done. */
function itemOf(
  index: IndexReader,
  task: Task,
  { ledger, files, wanted = false }: CollapseOptions,
): Item | string {
  const found = collapsible(task, wanted);
  if (found.kind === 'collapsed') return '';
  // Nobody said that these are decided.
  if (!wanted && (found.kind === 'open' || (found.kind === 'form' && task.status !== 'decided'))) return '';
  if (found.kind !== 'collapsible') return sentenceOf(task, found);
  const { own } = found;
  if (new Set(own.text.match(/\r\n|\r|\n/g)).size > 1)
    return `the lines of ${nameOf(task)} end in different ways, so it could not be brought back as it is`;
  const path = index.pathFromTop(task.document);
  const entry: NewEntry = { path, id: task.id, title: task.title, text: own.text };
  const record = recordNamedBy(index, task, own);
  const text = record && files.get(record.path)?.text;
  if (record && typeof text === 'string') {
    if (readLedger(text, record.path).open) return openFence(record.path);
    const held = isEntered(text, record.path, entry) !== null || isHeldBy(text, task, own, record.pointer);
    return { task, own, path: record.path, pointer: record.pointer, entry: held ? null : entry, slug: null };
  }
  const place = ledgerOf(index, task.document, ledger);
  if ('fault' in place) return place.fault;
  const file = files.get(place.path);
  if (!file) return `${place.path} cannot be read, so the text of ${nameOf(task)} could not be kept there`;
  if (file.uri === task.document.uri || index.document(file.uri))
    return `${place.path} is a task file itself and cannot be the ledger; name another file in wavemark.ledger`;
  if (file.text !== null && readLedger(file.text, place.path).open) return openFence(place.path);
  const slug = file.text === null ? null : isEntered(file.text, place.path, entry);
  return { task, own, path: place.path, pointer: null, entry: slug === null ? entry : null, slug };
}

function openFence(path: string): string {
  return `${path} has a code fence that is never closed, which would swallow what is added; close it first`;
}

/** The slug of the entry that holds the item word for word; empty where no heading stands above it, null for none. */
function isEntered(text: string, ledgerPath: string, { path, id, text: words }: NewEntry): string | null {
  const wanted = normalized(words);
  const entry = ledgerEntries(text, ledgerPath).find(
    (each) => each.path === path && each.id === id && normalized(each.text) === wanted,
  );
  return entry ? (entry.slug ?? '') : null;
}

interface Planned extends CollapsePlan {
  readonly steps: readonly Collapsing[];
}

function planOf(
  index: IndexReader,
  items: readonly Item[],
  left: readonly LeftItem[],
  { files }: CollapseOptions,
): Planned {
  const pointers = new Map<Item, string>();
  const additions: TextEdit[] = [];
  const created: NewFile[] = [];
  const first = new Set<string>();
  for (const path of new Set(items.map((item) => item.path))) {
    const file = files.get(path);
    const own = items.filter((item) => item.path === path);
    const fresh = own.filter(({ entry }) => entry !== null);
    const origin = own[0]!.task.document;
    const before = file?.text ?? newLedger(index.pathFromTop(origin), path, lineEndOf(origin));
    const { text, slugs } = withEntries(
      before,
      fresh.flatMap(({ entry }) => entry ?? []),
      path,
    );
    const base = path.slice(path.lastIndexOf('/') + 1);
    for (const item of own) {
      const slug = item.slug ?? slugs[fresh.indexOf(item)] ?? '';
      const way = linkTo(path, folderOf(index.pathFromTop(item.task.document)));
      pointers.set(item, item.pointer ?? `[${base}](${way}${slug === '' ? '' : `#${slug}`})`);
    }
    if (!file || fresh.length === 0) continue;
    first.add(file.uri);
    if (file.text === null) created.push({ uri: file.uri, path, text });
    else {
      const end = file.text.length;
      additions.push({ uri: file.uri, range: { start: end, end }, expected: '', text: text.slice(end) });
    }
  }
  const steps = items.map((item): Collapsing => ({
    task: item.task,
    carried: item.own.carried,
    edit: collapsedEdit(item.task, item.own, pointers.get(item) ?? ''),
  }));
  return {
    kind: 'edits',
    title: titleOf(items),
    edits: [...additions, ...steps.map(({ edit }) => edit)],
    created,
    first,
    collapsed: items.map((item) => ({
      task: item.task,
      pointer: pointers.get(item) ?? '',
      path: item.path,
      added: item.entry !== null,
    })),
    left,
    steps,
  };
}

function titleOf(items: readonly Item[]): string {
  const [only, second] = items;
  if (only && !second) return `Collapse ${nameOf(only.task)} to its pointer`;
  return `Collapse ${String(items.length)} decided items to their pointers`;
}

function lineEndOf(document: TaskDocument): string {
  return /\r\n|\r|\n/.exec(document.text)?.[0] ?? '\n';
}

function inOrder(tasks: readonly Task[]): Task[] {
  const order = (a: Task, b: Task): number =>
    a.document.path < b.document.path ? -1 : a.document.path > b.document.path ? 1 : a.line - b.line;
  return [...new Set(tasks)].sort(order);
}

/** Code units. */
const LONGEST_TITLE = 60;

/** How sentences call an item. */
export function nameOf(task: Task): string {
  return task.id ?? `“${shortened(task.title, LONGEST_TITLE)}”`;
}

const MOST_NAMED = 3;

function sentenceOf(task: Task, found: Exclude<NotCollapsible, { kind: 'collapsed' }>): string {
  const name = nameOf(task);
  switch (found.kind) {
    case 'form':
      return `${name} is no item of a list, and only such items are collapsed to a pointer`;
    case 'open':
      return `${name} is not decided; strike its title out, or write DECIDED behind it, once it is`;
    case 'part':
      return `${name} is not wholly decided: its text says “${found.words}”; give what is open an item of its own first`;
    case 'children': {
      const names = found.open.slice(0, MOST_NAMED).map((child) => child.id ?? taskLabel(child));
      const more =
        found.open.length > MOST_NAMED ? ` and ${String(found.open.length - MOST_NAMED)} more` : '';
      return `${name} has open subtasks (${names.join(', ')}${more}); decide them first`;
    }
    case 'inline':
      return `the subtasks of ${name} stand in its own lines; give each a line of its own first`;
    case 'between':
      return `${name} has text of its own below its subtasks (${placeName(task)}); move it above them first`;
  }
}
