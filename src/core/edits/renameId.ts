import { explicitIdsIn } from '../identity/idSyntax';
import { TaskIndex } from '../index/taskIndex';
import type { RelatedPlace, TextEdit } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { applyEdits, editsByUri, movedOffset } from './applyEdits';
import { placeName, refusal, type EditPlan, type Refusal } from './plan';
import { differences } from './prediction';
import { referencesTo, type Reference } from './references';
import { rewriteReference } from './rewriteReference';

export interface RenameOptions {
  /** Asked for by somebody who knows the reason of a refusal that is `confirmable`. */
  readonly confirmed?: boolean;
}

/** A tracker's ids carry the time at which they were given: `t-250911230312-0863`. */
const STAMPED = /^[a-z]{1,12}[-_]\d{8,}/i;
const LONGEST_ID = 80;

/**
 * Gives a task another id: its declaration, and everything that cites this task and no other. What cites a
 * list number's children changes with it. The plan is tried out before it is handed back: with it, exactly
 * this task has the new id, everything that cited it still does, and nothing else is read otherwise.
 */
export function renameId(
  index: IndexReader,
  task: Task,
  newId: string,
  options: RenameOptions = {},
): EditPlan | Refusal {
  const fresh = newId.trim();
  const old = task.id;
  const doubt = doubtAbout(index, task, fresh);
  if (doubt || old === null) return doubt ?? refusal(noId(task));
  if (task.tracker)
    return refusal(`${old} is the id of an entry of the tracker; only the tracker can change it`);
  const reserved = options.confirmed === true ? null : reservation(index, task, old);
  if (reserved) return reserved;
  const title = `Rename ${old} to ${fresh}`;
  if (fresh === old) return { kind: 'edits', title, edits: [] };

  const ids = newIds(task, old, fresh);
  const edits: TextEdit[] = [];
  for (const [each, id] of ids) {
    const declaration = declarationEdit(each, id);
    if (declaration === 'unreadable')
      return refusal(
        `${old} cannot become ${fresh}: only the last number of a list number is written, so the rest must stay`,
      );
    if (declaration) edits.push(declaration);
  }
  const references: Reference[] = [];
  for (const [each, id] of ids) {
    for (const reference of referencesTo(index, each, each.id ?? '')) {
      if (reference.targets.length > 1)
        return refusal(
          `${at(reference)} cites ${reference.id}, which is the id of ${String(reference.targets.length)} tasks, so it cannot be said which is meant; give them different ids first`,
          placeOf(reference, `${reference.id} is cited here`),
        );
      const written = textOf(reference);
      const text = rewriteReference(reference, written, id);
      if (text === null)
        return refusal(
          `${at(reference)} cites ${reference.id} as part of “${written}”, which cannot be rewritten safely; write the ids out there first`,
          placeOf(reference, `${reference.id} is meant here`),
        );
      edits.push({ uri: reference.document.uri, range: reference.range, expected: written, text });
      references.push(reference);
    }
  }
  const plan = distinct(edits);
  const fault = plan ? faultOf(index, task, { old, fresh, ids, edits: plan, references }) : unclear(old);
  return fault ?? { kind: 'edits', title, edits: plan ?? [] };
}

function unclear(old: string): Refusal {
  return refusal(`two places that cite ${old} overlap, so they cannot be rewritten safely`);
}

function noId(task: Task): string {
  return `“${task.title}” has no id to rename; assign one first`;
}

/** Why the new id cannot be one, as far as it can be said of the id itself and of who has it. */
function doubtAbout(index: IndexReader, task: Task, fresh: string): Refusal | null {
  if (task.id === null) return refusal(noId(task));
  if (fresh === '') return refusal('the new id is empty; give one such as T012');
  if (/[\s\p{Cc}]/u.test(fresh)) return refusal(`“${fresh}” has a space in it; an id is one word`);
  if (fresh.length > LONGEST_ID) return refusal(`the new id is longer than ${String(LONGEST_ID)} characters`);
  const [other] = index.resolve(fresh, task.document).filter((each) => each !== task);
  if (!other || fresh === task.id) return null;
  return refusal(`${fresh} is already the id of “${other.title}” (${placeName(other)})`, {
    uri: other.document.uri,
    range: other.idRange ?? other.titleRange,
    message: `${fresh} is declared here`,
  });
}

/** Ids that others than this workspace know. */
function reservation(index: IndexReader, task: Task, old: string): Refusal | null {
  if (STAMPED.test(old))
    return refusal(
      `${old} carries the time at which a tracker gave it, and the tracker would no longer know it`,
      null,
      true,
    );
  const baseline = index.baseline(task.document.uri);
  if (baseline?.kind !== 'known' || !declares(baseline.text, baseline.path, old)) return null;
  return refusal(
    `${old} is published: ${baseline.ref} has it, and what cites it elsewhere (commits, other branches, messages) would no longer find it`,
    null,
    true,
  );
}

function declares(text: string, path: string, id: string): boolean {
  return new TaskIndex().set(path, path, text).tasks.some((task) => task.id === id);
}

/** The task's new id, and those of the tasks whose ids begin with its list number. */
function newIds(task: Task, old: string, fresh: string): ReadonlyMap<Task, string> {
  const ids = new Map<Task, string>([[task, fresh]]);
  if (task.idKind !== 'number') return ids;
  const parents = new Set<Task>([task]);
  for (const each of task.document.tasks) {
    if (!each.parent || !parents.has(each.parent)) continue;
    parents.add(each);
    if (each.idKind === 'number' && each.id?.startsWith(`${old}.`) === true)
      ids.set(each, fresh + each.id.slice(old.length));
  }
  return ids;
}

/** Null where nothing written changes: of a path of list numbers only the last is written at the item. */
function declarationEdit(task: Task, id: string): TextEdit | 'unreadable' | null {
  const { idRange, document } = task;
  if (!idRange || task.id === null) return 'unreadable';
  const expected = document.text.slice(idRange.start, idRange.end);
  if (expected === task.id) return { uri: document.uri, range: idRange, expected, text: id };
  const path = task.id.slice(0, task.id.length - expected.length);
  if (!task.id.endsWith(`.${expected}`) || !/^\d+$/.test(expected)) return 'unreadable';
  const shared = id.slice(0, id.lastIndexOf('.') + 1);
  const last = id.slice(shared.length);
  if (!/^\d{1,9}$/.test(last)) return 'unreadable';
  if (last === expected) return null;
  return shared === path ? { uri: document.uri, range: idRange, expected, text: last } : 'unreadable';
}

/** In order, each once; null where two of them overlap. */
function distinct(edits: readonly TextEdit[]): TextEdit[] | null {
  const sorted = [...edits].sort(
    (a, b) =>
      (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0) ||
      a.range.start - b.range.start ||
      a.range.end - b.range.end,
  );
  const kept: TextEdit[] = [];
  for (const edit of sorted) {
    const last = kept[kept.length - 1];
    if (last?.uri === edit.uri && edit.range.start < last.range.end) {
      if (last.range.end !== edit.range.end || last.text !== edit.text) return null;
      continue;
    }
    kept.push(edit);
  }
  return kept;
}

interface Attempt {
  readonly old: string;
  readonly fresh: string;
  readonly ids: ReadonlyMap<Task, string>;
  readonly edits: readonly TextEdit[];
  readonly references: readonly Reference[];
}

/** Applies the plan to copies of the texts and reads them again: what is not as it should be, or null. */
function faultOf(index: IndexReader, task: Task, attempt: Attempt): Refusal | null {
  const { fresh, ids, edits } = attempt;
  const byUri = editsByUri(edits);
  const texts = new Map<string, string>();
  for (const [uri, own] of byUri) {
    const applied = applyEdits(index.document(uri)?.text ?? '', own);
    if ('fault' in applied) return refusal(applied.fault);
    texts.set(uri, applied.text);
  }
  const after = index.withTexts(texts);
  const renamed = new Map([...ids].map(([each, id]) => [each.id ?? '', id]));
  for (const [uri, own] of byUri) {
    const before = index.document(uri);
    const now = after.document(uri);
    if (!before || !now) continue;
    const inScope = new Map(
      [...renamed].filter(([id]) => index.resolve(id, before).some((each) => ids.has(each))),
    );
    const found = differences(before, now, { ids, renamed: inScope, edits: own });
    if (found === 'tasks') return refusal(wouldBreak(fresh, before));
    const [first] = found;
    if (first) {
      return ids.has(first.task) && first.what === 'id'
        ? refusal(`“${ids.get(first.task) ?? fresh}” would not be read as the id of “${first.task.title}”`)
        : refusal(wouldBreak(fresh, before, first.task), {
            uri,
            range: first.task.titleRange,
            message: 'This would be read otherwise',
          });
    }
    const lost = otherIds(before.text, renamed) !== otherIds(now.text, renamed);
    if (lost)
      return refusal(
        `with ${fresh}, a range or list of ids in ${before.path} would stand for other ids; write them out there first`,
      );
  }
  return faultOfCitations(index, after, task, attempt, byUri);
}

function wouldBreak(fresh: string, document: TaskDocument, task?: Task): string {
  if (!task) return `with ${fresh}, the tasks of ${document.path} would be read otherwise`;
  return `with ${fresh}, “${task.title}” (${placeName(task)}) would be read otherwise`;
}

/** The ids that a text names, those aside that change; what a range stands for shows here. */
function otherIds(text: string, renamed: ReadonlyMap<string, string>): string {
  const aside = new Set([...renamed].flat());
  return explicitIdsIn(text, 0, text.length)
    .map(({ id }) => id)
    .filter((id) => !aside.has(id))
    .sort()
    .join('\n');
}

function faultOfCitations(
  index: IndexReader,
  after: IndexReader,
  task: Task,
  { ids, references, fresh }: Attempt,
  byUri: ReadonlyMap<string, readonly TextEdit[]>,
): Refusal | null {
  for (const [each, id] of ids) {
    const now = after.document(task.document.uri)?.tasks[task.document.tasks.indexOf(each)];
    const answering = after.resolve(id, task.document);
    if (!now || answering.length !== 1 || answering[0] !== now)
      return refusal(`${id} would no longer say which task is meant`);
    // What cites the new id already, without a task to answer to it, would suddenly mean this one.
    const caught = index.citations(id).find((citation) => {
      if (citation.targets.some((target) => ids.has(target))) return false;
      return citation.document !== null && after.resolve(id, citation.document).includes(now);
    });
    if (caught)
      return refusal(
        `${caught.path}:${String(caught.line + 1)} already cites ${id}, and would then mean “${each.title}”`,
        { uri: caught.uri, range: caught.range, message: `${id} is cited here` },
      );
    const places = new Set<string>();
    for (const { uri, line, targets } of after.citations(id))
      if (targets.includes(now)) places.add(lineKey(uri, line));
    const missing = references.find((reference) => {
      if (!reference.targets.includes(each)) return false;
      const { document, range } = reference;
      const moved = movedOffset(range.start, byUri.get(document.uri) ?? []);
      const line = after.document(document.uri)?.positionAt(moved).line ?? -1;
      return !places.has(lineKey(document.uri, line));
    });
    if (missing)
      return refusal(
        `“${fresh}” would not be read as an id in ${at(missing)}, which cites ${missing.id}`,
        placeOf(missing, `${missing.id} is cited here`),
      );
    const left = after.citations(each.id ?? '').find((citation) => {
      const before = index.document(citation.uri);
      return citation.role !== 'declaration' && before && index.resolve(citation.id, before).includes(each);
    });
    if (left && each.id !== id)
      return refusal(
        `${left.path}:${String(left.line + 1)} would go on citing ${left.id}, which then is no id`,
      );
  }
  return null;
}

function lineKey(uri: string, line: number): string {
  return `${uri}\n${String(line)}`;
}

function at({ document, range }: Reference): string {
  return `${document.path}:${String(document.positionAt(range.start).line + 1)}`;
}

function textOf({ document, range }: Reference): string {
  return document.text.slice(range.start, range.end);
}

function placeOf({ document, range }: Reference, message: string): RelatedPlace {
  return { uri: document.uri, range, message };
}
