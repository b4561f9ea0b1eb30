import type { TextEdit } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { Task } from '../model/task';
import { placeName, refusal, type EditPlan, type Refusal } from './plan';
import { citationsOf, referencesTo, type Reference } from './references';
import { faultOfRename, placeOf, whereOf } from './renameCheck';
import { rewriteReference } from './rewriteReference';

export interface RenameOptions {
  /** Asked for by somebody who knows the reason of a refusal that is `confirmable`. */
  readonly confirmed?: boolean;
  /** The texts of {@link filesCiting}, by uri. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** A tracker's ids carry the time at which they were given: `t-250911230312-0863`. */
const STAMPED = /^[a-z]{1,12}[-_]\d{8,}/i;
const LONGEST_ID = 80;

/** The uris of the files that are no task files and cite the task, or one that is renamed with it. */
export function filesCiting(index: IndexReader, task: Task): readonly string[] {
  const { id } = task;
  if (id === null) return [];
  const uris = new Set<string>();
  for (const each of newIds(task, id, id).keys())
    for (const { uri, document } of citationsOf(index, each, each.id ?? '')) if (!document) uris.add(uri);
  return [...uris];
}

/** The ids of the task and of those that are renamed with it, as they are and as they would be. */
export function idsOfRename(task: Task, newId: string): readonly string[] {
  if (task.id === null) return [];
  const ids = newIds(task, task.id, newId.trim());
  return [...new Set([...ids].flatMap(([each, id]) => [each.id ?? '', id]))];
}

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
  if (task.tracker?.found === true)
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
    for (const reference of referencesTo(index, each, each.id ?? '', options.texts ?? NO_TEXTS)) {
      const edit = editOf(reference, id);
      if ('kind' in edit) return edit;
      edits.push(edit);
      references.push(reference);
    }
  }
  const plan = distinct(edits);
  const fault = plan ? faultOfRename(index, task, { fresh, ids, edits: plan, references }) : unclear(old);
  return fault ?? { kind: 'edits', title, edits: plan ?? [] };
}

const NO_TEXTS: ReadonlyMap<string, string> = new Map<string, string>();

function editOf(reference: Reference, fresh: string): TextEdit | Refusal {
  const { file, range, id, targets } = reference;
  if (targets.length > 1)
    return refusal(
      `${whereOf(reference)} cites ${id}, which is the id of ${String(targets.length)} tasks, so it cannot be said which is meant; give them different ids first`,
      placeOf(reference, `${id} is cited here`),
    );
  if (file.text === null) return refusal(`${file.path} cites ${id}, but cannot be read`);
  const written = file.text.slice(range.start, range.end);
  if (reference.all.length === 1 && !/\d/.test(written) && written !== id)
    return refusal(`${file.path} has changed meanwhile; try again`);
  const text = rewriteReference(reference, written, fresh);
  if (text !== null) return { uri: file.uri, range, expected: written, text };
  return refusal(
    `${whereOf(reference)} cites ${id} as part of “${written}”, which cannot be rewritten safely; write the ids out there first`,
    placeOf(reference, `${id} is meant here`),
  );
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
  const alignment = index.alignment(task.document.uri);
  const published = alignment?.before.tasks.find(({ id }) => id === old);
  if (!alignment || !published || alignment.now(published) !== task) return null;
  return refusal(
    `${old} is published: ${alignment.ref} has it, and what cites it elsewhere (commits, other branches, messages) would no longer find it`,
    null,
    true,
  );
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
