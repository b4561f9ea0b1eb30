import { anchorOf } from '../features/navigation';
import { digitLook, disguised, plainLook } from '../identity/skeleton';
import type { IndexReader, MentionFilter } from '../model/reader';
import type { Task, TaskDocument, TextRange } from '../model/task';
import type { Finding, Rule } from './rule';

/** So many ids of a spelling make it a series of its own, whatever it looks like. */
const SERIES = 3;

const DECEIVING: MentionFilter = {
  // Of other characters, ids hold letters that have case, digits, marks, hyphens and what is not seen at all.
  mayHold: (text) => /\d[OIl]|[OIl]\d|[\u2010\u2011]|[^\p{ASCII}\p{Lo}\p{Lm}\p{P}\p{S}\p{Z}]/u.test(text),
  accepts: (id) => /[^\x20-\x7e]/.test(id) || /\d[OIl]|[OIl]\d/.test(id),
  amongDeclared: null,
};

/**
 * Ids that nobody can tell apart by looking: a Cyrillic О, a zero-width space, a full-width digit, another case.
 * A search for one does not find the other, and a dependency on it is never resolved.
 */
export const idLookalike: Rule = {
  meta: {
    id: 'id/lookalike',
    summary: 'an id that differs from another only by look',
    severity: 'warning',
    ofForm: true,
  },

  asks: { mentions: [DECEIVING] },

  *check(document, index) {
    const told = new Set<string>();
    // Nearly always there is nothing to tell, and this is asked after every key.
    if (!document.idSet.mayDeceive) {
      yield* almost(document);
      yield* citations(document, index, told);
      return;
    }
    const tasks = explicitOf(document);
    const spellings = tasks.some(({ id }) => isOdd(id ?? '')) ? new Spellings(tasks) : null;
    for (const task of tasks) {
      const id = task.id ?? '';
      const wanted = spellings?.wanted(id) ?? id;
      if (wanted === id) continue;
      told.add(id);
      yield inDisguise(document, index, task, wanted);
    }
    yield* twins(document, tasks, told);
    yield* almost(document);
    yield* citations(document, index, told);
  },
};

function explicitOf({ tasks }: TaskDocument): Task[] {
  return tasks.filter(({ id, idKind }) => id !== null && idKind === 'explicit');
}

/** Whether it holds a character that looks like a plainer one. */
function isOdd(id: string): boolean {
  return plainLook(id) !== id;
}

/** How the ids of a document spell what stands before their number. */
class Spellings {
  /** By look, then by spelling. */
  private readonly counts = new Map<string, Map<string, number>>();

  constructor(tasks: readonly Task[]) {
    for (const { id } of tasks) {
      const { prefix } = split(id ?? '');
      const look = plainLook(prefix);
      const spellings = this.counts.get(look) ?? new Map<string, number>();
      spellings.set(prefix, (spellings.get(prefix) ?? 0) + 1);
      this.counts.set(look, spellings);
    }
  }

  /** The id as most of its series are spelt; the first spelling where there are as many of another. */
  wanted(id: string): string {
    const { prefix, rest } = split(id);
    let best = prefix;
    let most = 0;
    for (const [spelling, count] of this.counts.get(plainLook(prefix)) ?? []) {
      if (count <= most) continue;
      best = spelling;
      most = count;
    }
    return best + plainLook(rest);
  }
}

/** What stands before the last run of digits, and the rest. */
function split(id: string): { prefix: string; rest: string } {
  const match = /^(.*?)([\p{Nd}\p{Cf}\u00ad]*\p{Nd}\D{0,4})$/su.exec(id);
  return { prefix: match?.[1] ?? id, rest: match?.[2] ?? '' };
}

function inDisguise(document: TaskDocument, index: IndexReader, task: Task, wanted: string): Finding {
  const id = task.id ?? '';
  const twin = index.resolve(wanted, document)[0];
  const what = disguised(id);
  const why = what === null ? 'is spelt otherwise than its series' : `has ${what} in it`;
  const places = twin ? [] : placesOf(document, index, task);
  return {
    range: anchorOf(task),
    message: twin
      ? `The id ${id} looks like ${wanted} of “${twin.title}”, but ${why}. Give one of them another id.`
      : `The id ${id} looks like ${wanted}, as its series is written, but ${why}. Write ${wanted}.`,
    task: id,
    related: twin
      ? [{ uri: twin.document.uri, range: anchorOf(twin), message: `${wanted} is declared here` }]
      : [],
    fixes: places.length === 0 ? [] : [rewrite(document, id, wanted, places)],
  };
}

/** The declaration, and every mention in the same file that is spelt alike. */
function placesOf(document: TaskDocument, index: IndexReader, task: Task): TextRange[] {
  const { idRange } = task;
  if (!idRange || document.slice(idRange.start, idRange.end) !== task.id) return [];
  const mentions = index
    .mentionsIn(document, (id) => id === task.id)
    .filter(({ place }) => place.start !== idRange.start)
    .map(({ place }) => ({ start: place.start, end: place.end }))
    .filter(({ start, end }) => document.slice(start, end) === task.id);
  return [idRange, ...mentions];
}

function rewrite(
  { uri }: TaskDocument,
  id: string,
  wanted: string,
  places: readonly TextRange[],
): Finding['fixes'][number] {
  const edits = places.map((range) => ({ uri, range, expected: id, text: wanted }));
  return { title: `Write ${wanted} as the others are written`, edits };
}

/** Declared ids that differ by case alone, or by a letter for a digit. */
function* twins(
  document: TaskDocument,
  tasks: readonly Task[],
  told: ReadonlySet<string>,
): Iterable<Finding> {
  if (!mayHoldTwins(tasks)) return;
  const byCase = new Map<string, Task>();
  const byDigits = new Map<string, Task>();
  const sizes = new Map<string, number>();
  for (const { id } of tasks) {
    const { prefix } = split(id ?? '');
    sizes.set(prefix, (sizes.get(prefix) ?? 0) + 1);
  }
  const isSeries = (id: string): boolean => (sizes.get(split(id).prefix) ?? 0) >= SERIES;
  for (const task of tasks) {
    const id = task.id ?? '';
    if (told.has(id)) continue;
    const first = firstOf(byCase, id.toLowerCase(), task);
    const other = first.id === id ? firstOf(byDigits, digitLook(id), task) : first;
    const otherId = other.id ?? '';
    if (otherId === id || (split(id).prefix !== split(otherId).prefix && isSeries(id) && isSeries(otherId)))
      continue;
    const how = other === first ? BY_CASE : 'by a letter that looks like a digit';
    yield alike(document, id, anchorOf(task), other, how);
  }
}

/** Characters that another one may be mistaken for: a small letter, one that looks like a digit, anything odd. */
const MISTAKABLE = /[^\x20-\x7e]|[a-zOIL]/;

/** Whether two ids may be the same without regard to case and to letters that look like digits. */
function mayHoldTwins(tasks: readonly Task[]): boolean {
  if (!tasks.some(({ id }) => MISTAKABLE.test(id ?? ''))) return false;
  const ids = new Set<string>();
  const looks = new Set<string>();
  for (const { id } of tasks) {
    if (id === null || ids.has(id)) continue;
    if (/[^\x20-\x7e]/.test(id)) return true;
    ids.add(id);
    looks.add(id.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1'));
  }
  return looks.size < ids.size;
}

const BY_CASE = 'by case alone';

/** `p0-001: Title` where P0-001 is declared: it was meant for an id, and is none among ids in capitals. */
function* almost(document: TaskDocument): Iterable<Finding> {
  let byCase: Map<string, Task> | null = null;
  for (const { id, range } of document.almostIds()) {
    if (!document.idSet.lower.has(id.toLowerCase())) continue;
    byCase ??= new Map(explicitOf(document).map((task) => [(task.id ?? '').toLowerCase(), task]));
    const other = byCase.get(id.toLowerCase());
    if (!other || other.id === id || document.slice(range.start, range.end) !== id) continue;
    yield alike(document, id, range, other, BY_CASE);
  }
}

function alike(document: TaskDocument, id: string, range: TextRange, other: Task, how: string): Finding {
  const otherId = other.id ?? '';
  return {
    range,
    message: `The ids ${id} and ${otherId} (“${other.title}”) differ ${how}. Give one of them another id.`,
    task: id,
    related: [{ uri: document.uri, range: anchorOf(other), message: `${otherId} is declared here` }],
    fixes: [],
  };
}

function firstOf(map: Map<string, Task>, key: string, task: Task): Task {
  const known = map.get(key);
  if (!known) map.set(key, task);
  return known ?? task;
}

/** Citations that look like a declared id and are none. */
function* citations(
  document: TaskDocument,
  index: IndexReader,
  told: ReadonlySet<string>,
): Iterable<Finding> {
  let byLook: Map<string, string> | null = null;
  for (const { id, place } of index.mentionsMatching(document, DECEIVING)) {
    if (told.has(id) || document.slice(place.start, place.end) !== id) continue;
    if (index.resolve(id, document).length > 0) continue;
    byLook ??= new Map(explicitOf(document).map((task) => [digitLook(task.id ?? ''), task.id ?? '']));
    const plain = plainLook(id);
    const wanted =
      byLook.get(digitLook(id)) ?? (index.resolve(plain, document).length > 0 ? plain : undefined);
    const target = wanted === undefined ? undefined : index.resolve(wanted, document)[0];
    if (wanted === undefined || wanted === id || !target) continue;
    const what = disguised(id);
    const range = { start: place.start, end: place.end };
    yield {
      range,
      message: `${id} looks like ${wanted}, but ${what === null ? 'has a letter for a digit' : `has ${what} in it`}, so that it means no task. Write ${wanted}.`,
      task: document.taskAt(place.start)?.id ?? null,
      related: [{ uri: target.document.uri, range: anchorOf(target), message: `${wanted} is declared here` }],
      fixes: [
        {
          title: `Write ${wanted} as it is declared`,
          edits: [{ uri: document.uri, range, expected: id, text: wanted }],
        },
      ],
    };
  }
}
