import { isCited } from '../identity/citations';
import { explicitIdsIn } from '../identity/idSyntax';
import { expandRange } from '../identity/idRanges';
import type { IndexReader } from '../model/reader';
import type { Task, TaskDocument, TextRange } from '../model/task';

/** A piece of text that names a task: an id, the rest of an elided one (`08` in `DEBT-01, 08`), or a range. */
export interface Reference {
  readonly document: TaskDocument;
  readonly range: TextRange;
  /** The id that is named, as the index knows it. */
  readonly id: string;
  /** What the whole piece stands for: several ids for a range. */
  readonly all: readonly string[];
  /** More than one: it does not say which task is meant. */
  readonly targets: readonly Task[];
}

/** `3.6–3.8` behind a word that cites: its ends and what lies between. */
const NUMBERS =
  /(?<![\w.#-])(\d+(?:\.\d+)*)[ \u00a0]?(?:[-–—~]|\.\.\.?|…)[ \u00a0]?(\d+(?:\.\d+)*)(?![\w.-]*\w)/g;

/** Everything in the index that names the task by one of its ids, in order; its own declaration is left out. */
export function referencesTo(index: IndexReader, task: Task, id: string): Reference[] {
  const found: Reference[] = [];
  for (const written of waysToWrite(id)) {
    for (const { document, range, role, spelling, targets } of index.citations(written)) {
      // Ranges and elisions are looked for below, with all that they stand for.
      if (role === 'declaration' || spelling !== 'whole' || !targets.includes(task)) continue;
      if (document === null) continue;
      found.push({ document, range, id: written, all: [written], targets });
    }
  }
  for (const document of index.documents()) {
    const targets = index.resolve(id, document);
    if (!targets.includes(task)) continue;
    for (const { range, all } of rangesIn(document.text, id))
      found.push({ document, range, id, all, targets });
  }
  return widest(found);
}

/** `#12` and `12` are two ways to write one number. */
function waysToWrite(id: string): string[] {
  if (/^#\d/.test(id)) return [id, id.slice(1)];
  return /^\d+$/.test(id) ? [id, `#${id}`] : [id];
}

/** Ranges and elisions in a text that stand for the id, among others. */
function rangesIn(text: string, id: string): { range: TextRange; all: readonly string[] }[] {
  const prefix = id.replace(/\d+$/, '');
  const found: { range: TextRange; all: readonly string[] }[] = [];
  if (/^\d/.test(id)) {
    for (const match of text.matchAll(NUMBERS)) {
      const all = expandRange(match[1] ?? '', match[2] ?? '');
      if (!all.includes(id) || !isCited(text, match.index)) continue;
      found.push({ range: { start: match.index, end: match.index + match[0].length }, all });
    }
    return found;
  }
  if (prefix === id || !text.includes(prefix)) return found;
  const mentions = explicitIdsIn(text, 0, text.length);
  for (let at = 0; at < mentions.length;) {
    const { start, end } = mentions[at]!;
    let next = at;
    while (mentions[next]?.start === start && mentions[next]?.end === end) next++;
    const all = mentions.slice(at, next).map((mention) => mention.id);
    const isWhole = all.length === 1 && text.slice(start, end) === id;
    if (all.includes(id) && !isWhole) found.push({ range: { start, end }, all });
    at = next;
  }
  return found;
}

/** By document and place; of those that overlap the one that holds the others. */
function widest(references: readonly Reference[]): Reference[] {
  const sorted = [...references].sort(
    (a, b) =>
      (a.document.path < b.document.path ? -1 : a.document.path > b.document.path ? 1 : 0) ||
      a.range.start - b.range.start ||
      b.range.end - a.range.end ||
      b.all.length - a.all.length,
  );
  const kept: Reference[] = [];
  for (const reference of sorted) {
    const last = kept[kept.length - 1];
    const inside = last?.document === reference.document && reference.range.end <= last.range.end;
    if (!inside) kept.push(reference);
  }
  return kept;
}
