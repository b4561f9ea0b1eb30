import { anchorOf } from '../features/navigation';
import { isFinished } from '../features/words';
import { taskLinks } from '../graph/taskLinks';
import type { Fix, RelatedPlace } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { statusOfMarker } from '../words/statusWords';
import { shortened } from '../text/shortened';
import type { Finding, Rule } from './rule';

/** In a file with more done tasks over open ones it is a habit, and told once. */
const MOST_DONE = 8;
/** As many done children say that their parent may be done as well. */
const FEWEST_CHILDREN = 2;
const MOST_RELATED = 10;
/** Code units. */
const LONGEST_TITLE = 60;

/** Tasks by their numbers in the document. */
interface Candidates {
  readonly done: readonly Family[];
  readonly open: readonly Family[];
}

interface Family {
  readonly parent: number;
  /** The open ones of a done parent, all of an open one. */
  readonly children: readonly number[];
}

/** A parent and its children that cannot both be right. */
export const statusParent: Rule = {
  meta: {
    id: 'status/parent',
    summary: 'a done parent over an open child; a hint for an open parent whose children are all done',
    severity: 'warning',
  },
  asks: { ofAll: [families] },

  *check(document, index) {
    const found = index.ofAll(families).get(document.uri);
    if (!found) return;
    const done = found.done
      .map((family) => tasksOf(document, family))
      .map(({ parent, children }) => ({
        parent,
        children: children.filter((child) => !isOptional(document, child)),
      }))
      .filter(({ children }) => children.length > 0);
    if (done.length > MOST_DONE) yield habit(document, done);
    else for (const { parent, children } of done) if (parent) yield doneOverOpen(document, parent, children);
    for (const family of found.open) {
      const { parent, children } = tasksOf(document, family);
      if (parent) yield openOverDone(document, parent, children);
    }
  },
};

function* families(index: IndexReader): Generator<void, ReadonlyMap<string, Candidates>> {
  const { documents, count, parent } = yield* index.ofAllInSteps(taskLinks);
  const found = new Map<string, Candidates>();
  for (const [nth, { uri, first }] of documents.entries()) {
    const tasks = index.document(uri)?.tasks ?? [];
    const end = documents[nth + 1]?.first ?? count;
    const children = new Map<number, number[]>();
    for (let task = first; task < end; task++) {
      const above = parent[task]!;
      if (above < 0) continue;
      const known = children.get(above - first);
      if (known) known.push(task - first);
      else children.set(above - first, [task - first]);
    }
    yield;
    const done: Family[] = [];
    const open: Family[] = [];
    for (const [at, each] of children) {
      const task = tasks[at];
      if (!task || task.kind === 'document') continue;
      if (task.status === 'done') {
        const left = each.filter((child) => isOpenBox(tasks[child]));
        if (left.length > 0) done.push({ parent: at, children: left });
      } else if (isPlainBox(task) && each.length >= FEWEST_CHILDREN) {
        const isAllFinished = each.every((child) => isFinishedBox(tasks[child]));
        if (isAllFinished && each.some((child) => tasks[child]?.status === 'done'))
          open.push({ parent: at, children: each });
      }
    }
    if (done.length + open.length > 0) found.set(uri, { done, open });
  }
  return found;
}

/** A box says for itself that it is open; a bullet below a done task says nothing. */
function isOpenBox(task: Task | undefined): boolean {
  return task?.marker != null && !isFinished(task) && task.status !== 'unknown';
}

function isFinishedBox(task: Task | undefined): boolean {
  return task?.marker != null && isFinished(task);
}

/** A checkbox that is to do or in progress, and whose criteria do not say otherwise. */
function isPlainBox({ marker, status, criteria }: Task): boolean {
  if (marker === null || (status !== 'todo' && status !== 'doing')) return false;
  return statusOfMarker(marker) === status && (criteria === null || criteria.done === criteria.total);
}

/** `- [ ]* 4.6 Write property tests`: the notation of specifications for what may be left out. */
function isOptional(document: TaskDocument, { markerRange, titleRange }: Task): boolean {
  if (markerRange && document.slice(markerRange.end, markerRange.end + 2) === ']*') {
    // `]**bold**` without a blank is a title.
    if (document.slice(markerRange.end + 2, markerRange.end + 3) !== '*') return true;
  }
  return /^\W{0,3}optional\b|\(optional\)/iu.test(document.slice(titleRange.start, titleRange.end));
}

function tasksOf(
  { tasks }: TaskDocument,
  family: Family,
): { readonly parent: Task | undefined; readonly children: readonly Task[] } {
  return { parent: tasks[family.parent], children: family.children.flatMap((at) => tasks[at] ?? []) };
}

function doneOverOpen(document: TaskDocument, parent: Task, children: readonly Task[]): Finding {
  const open = children.length === 1 ? 'a subtask is' : `${children.length} subtasks are`;
  return {
    range: anchorOf(parent),
    message: `${nameOf(parent)} is done, but ${open} open. Finish what is left, or reopen it.`,
    task: parent.id ?? parent.key,
    related: children
      .slice(0, MOST_RELATED)
      .map((child) => place(document, child, `${nameOf(child)} is open`)),
    fixes: [...fix(document, parent, ' ', 'to do'), ...fix(document, parent, '/', 'in progress')],
  };
}

function habit(document: TaskDocument, done: readonly { readonly parent: Task | undefined }[]): Finding {
  const parents = done.flatMap(({ parent }) => parent ?? []);
  const [first, ...others] = parents;
  return {
    range: first ? anchorOf(first) : { start: 0, end: 0 },
    message: `${parents.length} tasks of this file are done although subtasks of theirs are open; ${first ? nameOf(first) : ''} is the first.`,
    task: first ? (first.id ?? first.key) : null,
    related: others
      .slice(0, MOST_RELATED)
      .map((parent) => place(document, parent, `${nameOf(parent)} is done over open subtasks, too`)),
    fixes: [],
  };
}

function openOverDone(document: TaskDocument, parent: Task, children: readonly Task[]): Finding {
  return {
    severity: 'hint',
    range: anchorOf(parent),
    message: `${nameOf(parent)} is open, but all its ${children.length} subtasks are finished. Tick it if nothing is left to do.`,
    task: parent.id ?? parent.key,
    related: [],
    fixes: fix(document, parent, 'x', 'done'),
  };
}

/** Only a plain checkbox, whose marker alone says the status, can be set without a guess. */
function fix(
  document: TaskDocument,
  { marker, markerRange, status }: Task,
  text: string,
  name: string,
): Fix[] {
  if (!markerRange || marker === null || !/^[ xX/]$/.test(marker)) return [];
  if (statusOfMarker(marker) !== status) return [];
  const expected = document.slice(markerRange.start, markerRange.end);
  const edit = { uri: document.uri, range: markerRange, expected, text };
  return [{ title: `Set it to [${text}] (${name})`, edits: [edit] }];
}

function place(document: TaskDocument, task: Task, message: string): RelatedPlace {
  return { uri: document.uri, range: anchorOf(task), message };
}

function nameOf({ id, idKind, title }: Task): string {
  if (idKind === 'number') return `Task ${id ?? ''}`;
  return id ?? `“${shortened(title, LONGEST_TITLE)}”`;
}
