import { candidatesIn, otherwiseFinished, saidDecided } from '../decisions/decided';
import { recordNamedBy } from '../decisions/destination';
import type { OwnText } from '../decisions/ownText';
import { anchorOf } from '../features/navigation';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import type { Finding, Rule } from './rule';
import { shortTitle } from './taskPlaces';

/** In a file with more of them it is told once. */
const MOST = 20;
const MOST_RELATED = 10;

/** A decided item that still carries its text, among those that are open. */
export const decisionNotCollapsed: Rule = {
  meta: {
    id: 'decision/not-collapsed',
    summary: 'a decided item that still carries its text',
    severity: 'hint',
  },
  asks: { derived: [saidDecided, otherwiseFinished] },

  *check(document, index) {
    const whole: Item[] = [];
    const kept = index.keptTwice(document);
    for (const [task, path] of kept) yield interrupted(task, path);
    for (const { task, found } of candidatesIn(document))
      if (found.kind === 'collapsible' && !kept.has(task)) whole.push({ task, own: found.own });
    if (whole.length > MOST) yield habit(document, whole);
    else for (const item of whole) yield notCollapsed(index, item);
  },
};

interface Item {
  readonly task: Task;
  readonly own: OwnText;
}

function notCollapsed(index: IndexReader, { task, own }: Item): Finding {
  const lines = own.text.split(/\r\n|\r|\n/).length;
  const text = lines === 1 ? 'its text' : `its ${String(lines)} lines`;
  const record = recordNamedBy(index, task, own);
  const where = record ? record.path : 'the ledger';
  return {
    range: anchorOf(task),
    message: `${nameOf(task)} is decided and still carries ${text}. Collapse it to a pointer; the text goes to ${where} first.`,
    task: task.id ?? task.key,
    related: [],
    fixes: [{ title: `Collapse ${nameOf(task)} to its pointer`, edits: [], collapses: [task.key] }],
  };
}

/** It was on its way when something went wrong; its text stands twice. */
function interrupted(task: Task, path: string): Finding {
  return {
    severity: 'info',
    range: anchorOf(task),
    message: `The text of ${nameOf(task)} is in ${path} already and still here: collapsing it was interrupted. Finish it; nothing is added twice.`,
    task: task.id ?? task.key,
    related: [],
    fixes: [{ title: `Finish collapsing ${nameOf(task)}`, edits: [], collapses: [task.key] }],
  };
}

function habit(document: TaskDocument, items: readonly Item[]): Finding {
  const [first, ...others] = items.map(({ task }) => task);
  return {
    range: first ? anchorOf(first) : { start: 0, end: 0 },
    message: `${String(items.length)} decided items of this file still carry their texts; ${first ? nameOf(first) : ''} is the first. Collapse them to pointers.`,
    task: first ? (first.id ?? first.key) : null,
    related: others.slice(0, MOST_RELATED).map((task) => ({
      uri: document.uri,
      range: anchorOf(task),
      message: `${nameOf(task)} is decided, too`,
    })),
    fixes: [
      {
        title: `Collapse all ${String(items.length)} decided items to their pointers`,
        edits: [],
        collapses: items.map(({ task }) => task.key),
      },
    ],
  };
}

function nameOf({ id, title }: Task): string {
  return id ?? `“${shortTitle(title)}”`;
}
