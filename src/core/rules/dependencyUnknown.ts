import type { Edges } from '../graph/network';
import { dependentsOf, numberIn, partsOf, placeOf, taskLinks, type TaskLinks } from '../graph/taskLinks';
import { isRecordId } from '../identity/idLexicon';
import { shapeOf } from '../identity/idTokens';
import { NumberedIds, nearest } from '../identity/numberedIds';
import { idsInOrder } from '../identity/idsInOrder';
import { isNumberId } from '../identity/scope';
import { plainLook } from '../identity/skeleton';
import type { Fix } from '../model/problem';
import type { IndexReader, TaskPlace } from '../model/reader';
import type { Sum, Task, TaskDocument } from '../model/task';
import { inSteps } from '../text/steps';
import type { Rule } from './rule';
import { isSetAside } from './setAside';
import { byDocument, shortTitle, type DependencyPlace } from './taskPlaces';

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
  return [{ title: `Depend on ${other.id} instead (${shortTitle(other.title)})`, edits: [edit] }];
}

function* unknownDependencies(index: IndexReader): Generator<void, ReadonlyMap<string, readonly Unknown[]>> {
  const links = yield* index.ofAllInSteps(taskLinks);
  const found: Unknown[] = [];
  for (const [nthDocument, { uri, tasks }] of index.documents().entries()) {
    const document = index.document(uri);
    const first = links.documents[nthDocument]?.first ?? 0;
    let scope: Scope | null = null;
    if (!document) continue;
    yield* inSteps(tasks, (task, at) => {
      const number = first + at;
      // What is finished waits for nothing: its dependencies may have been deleted long ago.
      if (links.finished[number]) return;
      const start = links.dependencies[number]!;
      for (let each = start; each < links.dependencies[number + 1]!; each++) {
        if (links.targetsOf[each] !== links.targetsOf[each + 1]) continue;
        const id = task.dependsOn[each - start]?.id;
        if (id === undefined || !mayBeOurs(id)) continue;
        if (!isNumberId(id) && index.declares(id)) continue;
        scope ??= new Scope(document, nthDocument, links, index);
        if (!scope.knowsAlike(id)) continue;
        const meant = scope.nearest(id, number, task);
        found.push({
          ...placeOf(links, number),
          nth: each - start,
          meant: meant.map((one) => placeOf(links, one)),
        });
      }
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

/** The ids of a document that look alike: of the same letters, and the same depth of numbers. */
interface Shape {
  count: number;
  readonly isNumber: boolean;
  readonly byPrefix: Map<string, NumberedIds>;
}

const SHAPES: Sum<Map<string, Shape>> = {
  key: idsInOrder,
  empty: () => new Map(),
  add(shapes, key, sign) {
    for (const id of key.split('\n')) {
      if (id === '') continue;
      const name = shapeOf(id);
      let shape = shapes.get(name);
      if (!shape) shapes.set(name, (shape = { count: 0, isNumber: isNumberId(id), byPrefix: new Map() }));
      shape.count += sign;
      const { prefix, digits } = inTwo(id);
      if (digits === '') continue;
      let series = shape.byPrefix.get(prefix);
      if (!series) shape.byPrefix.set(prefix, (series = new NumberedIds()));
      if (sign > 0) series.add(digits, id);
      else series.remove(digits, id);
    }
  },
};

/** The tasks that a file knows: its own, and those of the files that its dependencies lead to. */
class Scope {
  private readonly known: { readonly document: TaskDocument; readonly isOwn: boolean }[] = [];

  constructor(
    private readonly from: TaskDocument,
    nthDocument: number,
    private readonly links: TaskLinks,
    private readonly index: IndexReader,
  ) {
    const { documents, dependencies, targetsOf, targets, count } = links;
    const first = documents[nthDocument]?.first ?? 0;
    const end = documents[nthDocument + 1]?.first ?? count;
    const uris = new Set([from.uri]);
    if (documents.length > 1) {
      const last = targetsOf[dependencies[end]!]!;
      for (let at = targetsOf[dependencies[first]!]!; at < last; at++)
        uris.add(placeOf(links, targets[at]!).uri);
    }
    for (const { uri } of documents) {
      const document = uris.has(uri) ? index.document(uri) : undefined;
      if (document) this.known.push({ document, isOwn: uri === from.uri });
    }
  }

  /** Tasks with ids of the same letters, and numbers of the same depth. */
  private alike(id: string): Shape[] {
    const name = shapeOf(id);
    if (name === 'slug') return [];
    return this.known.flatMap(({ document, isOwn }) => {
      const shape = document.summed(SHAPES).get(name);
      // The numbers of another file are not meant by a number here.
      return shape && (isOwn || !shape.isNumber) ? shape : [];
    });
  }

  knowsAlike(id: string): boolean {
    return this.alike(id).reduce((sum, { count }) => sum + count, 0) >= FEWEST;
  }

  /** Tasks of the same series with the nearest numbers: none that would close a circle, or is named already. */
  nearest(id: string, number: number, task: Task): readonly number[] {
    const { prefix, digits } = inTwo(id);
    if (digits === '') return [];
    const named = new Set(task.dependsOn.map((each) => each.id));
    const waiting = waitingFor(number, this.links, this.index);
    const found = new Map<string, number>();
    const ids = new Map<number, string>();
    let width = 0;
    for (const shape of this.alike(id)) {
      const series = shape.byPrefix.get(prefix);
      if (!series) continue;
      width = Math.max(width, series.width);
      const best = nearest(series, digits, MOST_FIXES, (other) => {
        const [target, more] = named.has(other) ? [] : this.index.resolve(other, this.from);
        if (!target || more) return false;
        const at = numberIn(this.links, target);
        if (waiting.has(at)) return false;
        found.set(other, at);
        return true;
      });
      for (const other of best) ids.set(Number(inTwo(other).digits), other);
    }
    return nearest({ ids, width }, digits, MOST_FIXES).flatMap((other) => found.get(other) ?? []);
  }
}

interface InTwo {
  readonly prefix: string;
  readonly digits: string;
}

function inTwo(id: string): InTwo {
  const [, prefix = '', digits = ''] = /^(.*?)(\d{1,5})$/.exec(id) ?? [];
  return { prefix, digits };
}

/** The task, what it is part of, its parts, and all that waits for one of these. */
function waitingFor(task: number, links: TaskLinks, index: IndexReader): ReadonlySet<number> {
  const above = new Set<number>([task]);
  for (let at = links.parent[task]!; at >= 0; at = links.parent[at]!) above.add(at);
  const found = new Set(above);
  const { dependents, parts } = index.ofAll(backwards);
  for (const each of found) {
    for (let at = dependents.first[each]!; at < dependents.first[each + 1]!; at++)
      found.add(dependents.to[at]!);
    // The other parts of what it is a part of do not wait for it.
    if (each !== task && above.has(each)) continue;
    for (let at = parts.first[each]!; at < parts.first[each + 1]!; at++) found.add(parts.to[at]!);
  }
  return found;
}

/** What waits for each task, and its parts. */
function* backwards(
  index: IndexReader,
): Generator<void, { readonly dependents: Edges; readonly parts: Edges }> {
  const links = yield* index.ofAllInSteps(taskLinks);
  return { dependents: dependentsOf(links), parts: partsOf(links) };
}
