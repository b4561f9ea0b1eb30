import { isFinished } from '../features/words';
import { isRecordId } from '../identity/idLexicon';
import { shapeOf } from '../identity/idTokens';
import { nearest } from '../identity/knownSeries';
import { isNumberId } from '../identity/scope';
import { plainLook } from '../identity/skeleton';
import type { Fix } from '../model/problem';
import type { IndexReader, TaskPlace } from '../model/reader';
import type { Task, TaskDocument } from '../model/task';
import { inSteps } from '../text/steps';
import type { Rule } from './rule';
import { isSetAside } from './setAside';
import { byDocument, isPartOf, shortened, TaskPlaces, type DependencyPlace } from './taskPlaces';

const MOST_FIXES = 2;
/** So many tasks must have ids of the same shape. */
const FEWEST = 2;
/** Longer numbers are time stamps, or come from a tracker. */
const LONG_NUMBER = /\d{6}/;

/** Words that send the reader elsewhere. */
const ELSEWHERE =
  /^[^.;|\r\n]{0,24}\b(?:external\p{L}*|extern\p{L}*|upstream|other (?:repo|project|team|board|file)|(?:in|from) (?:the )?\S+ (?:repo|repository|project|board))\b/iu;

interface Unknown extends DependencyPlace {
  /** Ids that may have been meant. */
  readonly meant: readonly TaskPlace[];
}

/** A dependency on a task that is not there: whatever names it is never ready. */
export const dependencyUnknown: Rule = {
  meta: {
    id: 'dependency/unknown',
    summary: 'a dependency on an id that exists nowhere',
    severity: 'warning',
  },
  asks: { ofAll: [unknownDependencies] },

  *check(document, index) {
    for (const { at, nth, meant } of index.ofAll(unknownDependencies).get(document.uri) ?? []) {
      const task = document.tasks[at];
      const dependency = task?.dependsOn[nth];
      if (!task || !dependency) continue;
      const { id, range } = dependency;
      if (wasThere(id, document, index)) continue;
      if (isSetAside(document, range) || ELSEWHERE.test(document.slice(range.end, range.end + 60))) continue;
      const written = document.slice(range.start, range.end) === id;
      yield {
        range,
        message: `${task.id ?? 'This task'} depends on ${id}, but no task has this id, so it never becomes ready. Correct it, or add the task.`,
        task: task.id ?? task.key,
        related: [],
        fixes: written ? meant.flatMap((place) => fix(document, dependency, index, place)) : [],
      };
    }
  },
};

/** What has become of an id that the baseline has is told by the rules of ids. */
function wasThere(id: string, { uri }: TaskDocument, index: IndexReader): boolean {
  return index.alignment(uri)?.changes.some(({ before }) => before.id === id) ?? false;
}

function fix(
  document: TaskDocument,
  { id, range }: Task['dependsOn'][number],
  index: IndexReader,
  { uri, at }: TaskPlace,
): Fix[] {
  const other = index.document(uri)?.tasks[at];
  if (!other || other.id === null) return [];
  const edit = { uri: document.uri, range, expected: id, text: other.id };
  return [{ title: `Depend on ${other.id} instead (${shortened(other.title)})`, edits: [edit] }];
}

function* unknownDependencies(index: IndexReader): Generator<void, ReadonlyMap<string, readonly Unknown[]>> {
  const places = new TaskPlaces();
  const found: Unknown[] = [];
  for (const document of index.documents()) {
    let scope: Scope | null = null;
    yield* inSteps(document.tasks, (task) => {
      // What is finished waits for nothing: its dependencies may have been deleted long ago.
      if (isFinished(task)) return;
      task.dependsOn.forEach(({ id }, nth) => {
        if (!mayBeOurs(id) || index.resolve(id, document).length > 0) return;
        if (!isNumberId(id) && index.declares(id)) return;
        scope ??= new Scope(document, index);
        const alike = scope.alike(id);
        if (alike.length < FEWEST) return;
        const meant = nearestOf(id, alike, task, index);
        found.push({ ...places.of(task), nth, meant: meant.map((other) => places.of(other)) });
      });
    });
  }
  return byDocument(found);
}

/** Issues, records and what a tracker numbers have their home elsewhere; names without a number may be anything. */
function mayBeOurs(id: string): boolean {
  return (
    /\d/.test(id) && !id.startsWith('#') && !LONG_NUMBER.test(id) && !isRecordId(id) && plainLook(id) === id
  );
}

/** The tasks that a file knows: its own, and those of the files that its dependencies lead to. */
class Scope {
  private readonly byShape = new Map<string, Task[]>();

  constructor(from: TaskDocument, index: IndexReader) {
    const documents = new Set([from]);
    for (const task of from.tasks) {
      for (const { targets } of index.dependencies(task))
        for (const target of targets) documents.add(target.document);
    }
    for (const document of documents) {
      for (const task of document.tasks) {
        // The numbers of another file are not meant by a number here.
        if (task.id === null || (document !== from && isNumberId(task.id))) continue;
        const shape = shapeOf(task.id);
        const known = this.byShape.get(shape);
        if (known) known.push(task);
        else this.byShape.set(shape, [task]);
      }
    }
  }

  /** Tasks with ids of the same letters, and numbers of the same depth. */
  alike(id: string): readonly Task[] {
    const shape = shapeOf(id);
    return shape === 'slug' ? [] : (this.byShape.get(shape) ?? []);
  }
}

/** Tasks of the same series with the nearest numbers: none that would close a circle, or is named already. */
function nearestOf(id: string, alike: readonly Task[], task: Task, index: IndexReader): readonly Task[] {
  const { prefix, digits } = inTwo(id);
  if (digits === '') return [];
  const named = new Set(task.dependsOn.map(({ id: each }) => each));
  const waiting = waitingFor(task, index);
  const tasks = new Map<number, Task>();
  let width = 0;
  for (const other of alike) {
    const own = inTwo(other.id ?? '');
    if (own.prefix !== prefix || own.digits === '') continue;
    if (own.digits.startsWith('0')) width = Math.max(width, own.digits.length);
    if (named.has(other.id ?? '') || waiting.has(other)) continue;
    if (index.resolve(other.id ?? '', task.document).length === 1) tasks.set(Number(own.digits), other);
  }
  return nearest({ tasks, width }, digits, MOST_FIXES);
}

function inTwo(id: string): { readonly prefix: string; readonly digits: string } {
  const [, prefix = '', digits = ''] = /^(.*?)(\d{1,5})$/.exec(id) ?? [];
  return { prefix, digits };
}

/** The task, what it is part of, its parts, and all that waits for one of these. */
function waitingFor(task: Task, index: IndexReader): ReadonlySet<Task> {
  const found = new Set<Task>([task]);
  for (let at = task.parent; at; at = at.parent) found.add(at);
  for (const each of found) {
    for (const other of index.dependents(each)) found.add(other);
    for (const other of index.children(each)) if (each === task || !isPartOf(task, each)) found.add(other);
  }
  return found;
}
