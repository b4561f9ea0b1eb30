import { anchorOf } from '../features/navigation';
import { digitLook, disguised, plainLook } from '../identity/skeleton';
import type { IndexReader, MentionFilter } from '../model/reader';
import type { Task, TaskDocument, TextRange } from '../model/task';
import type { Finding, Rule } from './rule';

/** So many ids of a spelling make it a series of its own, whatever it looks like. */
const SERIES = 3;

/** Letters that look like digits, beside digits. */
const DIGIT_LOOK = /\d[OIl]|[OIl]\d/;
/** Of other characters, ids hold letters that have case, digits, marks, hyphens and what is not seen at all. */
const OTHER_LOOK = /[\u2010\u2011]|[^\p{ASCII}\p{Lo}\p{Lm}\p{P}\p{S}\p{Z}]/u;

const DECEIVING: MentionFilter = {
  // Each text is looked through: by simple patterns first.
  mayHold: (text) => DIGIT_LOOK.test(text) || (/[^\t-~]/.test(text) && OTHER_LOOK.test(text)),
  accepts: (id) => /[^\x20-\x7e]/.test(id) || DIGIT_LOOK.test(id),
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
    if (document.idSet.mayDeceive) {
      const { disguises, twins } = document.keyed(explicitIds, deceptions);
      const tasks = disguises.length + twins.length > 0 ? explicitOf(document) : [];
      for (const { at, wanted } of disguises) {
        const task = tasks[at];
        if (!task) continue;
        told.add(task.id ?? '');
        yield inDisguise(document, index, task, wanted);
      }
      for (const { at, other, how } of twins) {
        const [task, twin] = [tasks[at], tasks[other]];
        if (task && twin) yield alike(document, task.id ?? '', anchorOf(task), twin, how);
      }
    }
    yield* almost(document);
    yield* citations(document, index, told);
  },
};

function explicitOf({ tasks }: TaskDocument): Task[] {
  return tasks.filter(({ id, idKind }) => id !== null && idKind === 'explicit');
}

function explicitIds(tasks: readonly Task[]): string {
  let ids = '';
  for (const { id, idKind } of tasks) if (id !== null && idKind === 'explicit') ids += `${id}\n`;
  return ids;
}

/** What deceives of the ids of a document, by their numbers among those that are written out. */
interface Deceptions {
  readonly disguises: readonly { readonly at: number; readonly wanted: string }[];
  readonly twins: readonly Twin[];
}

interface Twin {
  readonly at: number;
  readonly other: number;
  readonly how: string;
}

function deceptions(document: TaskDocument): Deceptions {
  const ids = explicitOf(document).map(({ id }) => id ?? '');
  const spellings = ids.some(isOdd) ? new Spellings(ids) : null;
  const disguises = ids.flatMap((id, at) => {
    const wanted = spellings?.wanted(id) ?? id;
    return wanted === id ? [] : { at, wanted };
  });
  return { disguises, twins: twinsOf(ids, new Set(disguises.map(({ at }) => ids[at] ?? ''))) };
}

/** Whether it holds a character that looks like a plainer one. */
function isOdd(id: string): boolean {
  return plainLook(id) !== id;
}

/** How the ids of a document spell what stands before their number. */
class Spellings {
  /** By look, then by spelling. */
  private readonly counts = new Map<string, Map<string, number>>();

  constructor(ids: readonly string[]) {
    for (const id of ids) {
      const { prefix } = split(id);
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
function twinsOf(ids: readonly string[], disguised: ReadonlySet<string>): Twin[] {
  if (!mayHoldTwins(ids)) return [];
  const byCase = new Map<string, number>();
  const byDigits = new Map<string, number>();
  const sizes = new Map<string, number>();
  for (const id of ids) {
    const { prefix } = split(id);
    sizes.set(prefix, (sizes.get(prefix) ?? 0) + 1);
  }
  const isSeries = (id: string): boolean => (sizes.get(split(id).prefix) ?? 0) >= SERIES;
  const found: Twin[] = [];
  ids.forEach((id, at) => {
    if (disguised.has(id)) return;
    const first = firstOf(byCase, id.toLowerCase(), at);
    const other = ids[first] === id ? firstOf(byDigits, digitLook(id), at) : first;
    const otherId = ids[other] ?? '';
    if (otherId === id || (split(id).prefix !== split(otherId).prefix && isSeries(id) && isSeries(otherId)))
      return;
    found.push({ at, other, how: other === first ? BY_CASE : 'by a letter that looks like a digit' });
  });
  return found;
}

/** Characters that another one may be mistaken for: a small letter, one that looks like a digit, anything odd. */
const MISTAKABLE = /[^\x20-\x7e]|[a-zOIL]/;

/** Whether two ids may be the same without regard to case and to letters that look like digits. */
function mayHoldTwins(all: readonly string[]): boolean {
  if (!all.some((id) => MISTAKABLE.test(id))) return false;
  const ids = new Set(all);
  const looks = new Set<string>();
  for (const id of ids) {
    if (/[^\x20-\x7e]/.test(id)) return true;
    looks.add(id.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1'));
  }
  return looks.size < ids.size;
}

const BY_CASE = 'by case alone';

/** `p0-001: Title` where P0-001 is declared: it was meant for an id, and is none among ids in capitals. */
function* almost(document: TaskDocument): Iterable<Finding> {
  for (const { id, range } of document.almostIds()) {
    if (!document.idSet.lower.has(id.toLowerCase())) continue;
    const at = document.keyed(explicitIds, lastByCase).get(id.toLowerCase());
    const other = at === undefined ? undefined : explicitOf(document)[at];
    if (!other || other.id === id || document.slice(range.start, range.end) !== id) continue;
    yield alike(document, id, range, other, BY_CASE);
  }
}

/** The number of the last one of each, among those that are written out, by its small letters. */
function lastByCase(document: TaskDocument): ReadonlyMap<string, number> {
  return new Map(explicitOf(document).map(({ id }, at) => [(id ?? '').toLowerCase(), at]));
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

function firstOf(map: Map<string, number>, key: string, at: number): number {
  const known = map.get(key);
  if (known === undefined) map.set(key, at);
  return known ?? at;
}

function idsByLook(document: TaskDocument): ReadonlyMap<string, string> {
  return new Map(explicitOf(document).map(({ id }) => [digitLook(id ?? ''), id ?? '']));
}

/** Citations that look like a declared id and are none. */
function* citations(
  document: TaskDocument,
  index: IndexReader,
  told: ReadonlySet<string>,
): Iterable<Finding> {
  for (const { id, place } of index.mentionsMatching(document, DECEIVING)) {
    if (told.has(id) || document.slice(place.start, place.end) !== id) continue;
    if (index.resolve(id, document).length > 0) continue;
    const plain = plainLook(id);
    const wanted =
      document.keyed(explicitIds, idsByLook).get(digitLook(id)) ??
      (index.resolve(plain, document).length > 0 ? plain : undefined);
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
