import { explicitIdsIn } from '../identity/idSyntax';
import type { RelatedPlace, TextEdit } from '../model/problem';
import type { Citation, IndexReader } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { editsByUri, textsAfter } from './applyEdits';
import { placeName, refusal, type Refusal } from './plan';
import { differences } from './prediction';
import type { Reference } from './references';

/** A rename as it is tried out. */
export interface RenameAttempt {
  readonly fresh: string;
  /** New ids by task: of the task itself, and of those that are renamed with it. */
  readonly ids: ReadonlyMap<Task, string>;
  readonly edits: readonly TextEdit[];
  readonly references: readonly Reference[];
}

/** Applies the plan to copies of the texts and reads them again: what is not as it should be, or null. */
export function faultOfRename(index: IndexReader, task: Task, attempt: RenameAttempt): Refusal | null {
  const { fresh, ids, edits, references } = attempt;
  const byUri = editsByUri(edits);
  const texts = textsAfter(index, edits, new Map(references.map(({ file }) => [file.uri, file.text ?? ''])));
  if ('fault' in texts) return refusal(texts.fault);
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
  return faultOfCitations(index, after, task, attempt);
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

/** Whether what cited each task still does, and nothing else has begun to. No edit changes how lines are counted. */
function faultOfCitations(
  index: IndexReader,
  after: IndexReader,
  task: Task,
  { ids, references, fresh }: RenameAttempt,
): Refusal | null {
  const cites = (reader: IndexReader, id: string, target: Task | null): Citation[] =>
    reader
      .citations(id)
      .filter(({ role, targets }) => role !== 'declaration' && (!target || targets.includes(target)));
  for (const [each, id] of ids) {
    if (each.id === id) continue;
    const now = after.document(task.document.uri)?.tasks[task.document.numberOf(each)];
    const answering = after.resolve(id, task.document);
    if (!now || answering.length !== 1 || answering[0] !== now)
      return refusal(`${id} would no longer say which task is meant`);
    const own = references.filter(({ targets }) => targets.includes(each));
    const planned = new Set(own.map(({ file, line }) => lineKey(file.uri, line)));
    const found = cites(after, id, now);
    const lines = new Set(found.map(({ uri, line }) => lineKey(uri, line)));
    const missing = own.find(({ file, line }) => !lines.has(lineKey(file.uri, line)));
    if (missing)
      return refusal(
        `“${fresh}” would not be read as an id in ${whereOf(missing)}, which cites ${missing.id}`,
        placeOf(missing, `${missing.id} is cited here`),
      );
    // What cites the new id already, without a task to answer to it, would suddenly mean this one.
    const already = new Set(cites(index, id, null).map(({ uri, line }) => lineKey(uri, line)));
    const caught = found.find(({ uri, line }) => {
      const key = lineKey(uri, line);
      return !planned.has(key) || already.has(key);
    });
    if (caught)
      return refusal(
        `${caught.path}:${String(caught.line + 1)} already cites ${id}, and would then mean “${each.title}”`,
        { uri: caught.uri, range: caught.range, message: `${id} is cited here` },
      );
    const left = cites(after, each.id ?? '', null).find(({ uri, line }) => planned.has(lineKey(uri, line)));
    if (left)
      return refusal(
        `${left.path}:${String(left.line + 1)} would go on citing ${left.id}, which then is no id`,
      );
  }
  return null;
}

function lineKey(uri: string, line: number): string {
  return `${uri}\n${String(line)}`;
}

/** `docs/TODO.md:12` */
export function whereOf({ file, line }: Reference): string {
  return `${file.path}:${String(line + 1)}`;
}

export function placeOf({ file, range }: Reference, message: string): RelatedPlace {
  return { uri: file.uri, range, message };
}
