import { explicitIdsIn } from '../identity/idSyntax';
import { expandRange } from '../identity/idRanges';
import type { Citation, IndexReader } from '../model/reader';
import type { Task, TextRange } from '../model/task';

/** A text file that cites a task: a task file, or any other. */
export interface CitingFile {
  readonly uri: string;
  readonly path: string;
  /** Null where it is not at hand. */
  readonly text: string | null;
}

/** A piece of text that names a task: an id, the rest of an elided one (`08` in `DEBT-01, 08`), or a range. */
export interface Reference {
  readonly file: CitingFile;
  readonly range: TextRange;
  /** 0-based. */
  readonly line: number;
  /** The id that is named, as the index knows it. */
  readonly id: string;
  /** What the whole piece stands for: several ids for a range. */
  readonly all: readonly string[];
  /** More than one: it does not say which task is meant. */
  readonly targets: readonly Task[];
}

/** `3.6–3.8`: its ends and what lies between. */
const NUMBERS =
  /(?<![\w.#-])(\d+(?:\.\d+)*)[ \u00a0]?(?:[-–—~]|\.\.\.?|…)[ \u00a0]?(\d+(?:\.\d+)*)(?![\w.-]*\w)/g;

/** The citations that mean the task by this id or another way to write it; its declaration is left out. */
export function citationsOf(index: IndexReader, task: Task, id: string): Citation[] {
  return waysToWrite(id).flatMap((written) =>
    index.citations(written).filter(({ role, targets }) => role !== 'declaration' && targets.includes(task)),
  );
}

/**
 * Everything that names the task by the id, by file and place.
 *
 * @param texts of files that are no task files, by uri
 */
export function referencesTo(
  index: IndexReader,
  task: Task,
  id: string,
  texts: ReadonlyMap<string, string>,
): Reference[] {
  const byFile = new Map<string, Citation[]>();
  for (const citation of citationsOf(index, task, id)) {
    const known = byFile.get(citation.uri);
    if (known) known.push(citation);
    else byFile.set(citation.uri, [citation]);
  }
  return [...byFile].flatMap(([uri, citations]) => {
    const { path, document } = citations[0]!;
    return referencesIn({ uri, path, text: document?.text ?? texts.get(uri) ?? null }, citations, id);
  });
}

function referencesIn(file: CitingFile, citations: readonly Citation[], id: string): Reference[] {
  const found = citations.map(({ range, line, targets, id: written }): Reference => ({
    ...{ file, range, line, id: written, all: [written], targets },
  }));
  for (const { range, all } of rangesIn(file.text ?? '', id)) {
    // A range is one that the index knows of: in a path or a program's text it may be none.
    const held = citations.find(
      (citation) => citation.range.start < range.end && range.start < citation.range.end,
    );
    if (held) found.push({ file, range, line: held.line, id, all, targets: held.targets });
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
      if (all.includes(id))
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

/** By place; of those that overlap the one that holds the others. */
function widest(references: readonly Reference[]): Reference[] {
  const sorted = [...references].sort(
    (a, b) => a.range.start - b.range.start || b.range.end - a.range.end || b.all.length - a.all.length,
  );
  const kept: Reference[] = [];
  for (const reference of sorted) {
    const last = kept[kept.length - 1];
    if (!last || reference.range.end > last.range.end) kept.push(reference);
  }
  return kept;
}
