import type { Citation, CitationSpelling, IdMention } from '../model/reader';
import type { Position, Task, TaskDocument, TextRange } from '../model/task';
import { Char, isWord } from '../text/characters';
import type { CitingWords } from './citingWords';
import { scanMentions } from './mentionScanner';
import { MentionFlag, type Mention, type MentionPlace } from './mentionTable';
import { isNumberId, meaningInFile, meaningOf, numberedNear, type Directory, type Meaning } from './scope';
import { textSyntaxOf, type TextSyntax } from './textSyntax';

/** A task file as citations see it. */
export interface CitingDocument extends TaskDocument {
  /** The places that look like a mention of the id, in order. */
  mentionsOf(id: string, words: CitingWords): readonly MentionPlace[];
}

/** What finding citations needs of the index. */
export interface CitationSource extends Directory {
  readonly texts: {
    readonly words: CitingWords;
    mentioning(id: string): readonly {
      readonly uri: string;
      readonly path: string;
      readonly mentions: { find(id: string): readonly MentionPlace[] };
    }[];
    file(uri: string): { readonly mentions: PlaceLookUp } | undefined;
  };
  documents(): readonly CitingDocument[];
  numbered(): readonly CitingDocument[];
  document(uri: string): CitingDocument | undefined;
  /** The dependencies on exactly this id, resolved or not, by document. */
  needsOf(id: string): readonly { readonly task: Task; readonly range: TextRange }[];
}

interface PlaceLookUp {
  atPlace(line: number, column: number): Mention | null;
}

/** Every mention of an id: in task files, then in other text files. */
export function findCitations(index: CitationSource, id: string): Citation[] {
  const found: Citation[] = [];
  const { words } = index.texts;
  const literal = !isScannable(id, words);
  const needs = index.needsOf(id);
  for (const document of index.documents()) {
    const declared = document.tasksOf(id).filter((task) => task.idRange !== null);
    const needed = needs.filter(({ task }) => task.document === document);
    const mentions = literal ? literalMentions(document, id) : document.mentionsOf(id, words);
    if (declared.length > 0 || needed.length > 0 || mentions.length > 0)
      found.push(...citationsIn(index, document, id, { declared, needed, mentions }));
  }
  for (const { uri, path, mentions } of index.texts.mentioning(id)) {
    if (index.document(uri)) continue;
    for (const place of mentions.find(id)) {
      const meaning = meaningAt(index, id, uri, place);
      if (!meaning) continue;
      const { range, start, end } = placed(place);
      const spelling = spellingOf(place.flags);
      found.push({
        ...{ id, uri, path, document: null, range, start, end, line: start.line },
        ...{ within: null, role: 'mention', spelling, ...meaning },
      });
    }
  }
  return found;
}

function placed({ start, end, line, column }: MentionPlace): {
  range: TextRange;
  start: Position;
  end: Position;
} {
  return { range: { start, end }, start: { line, column }, end: { line, column: column + end - start } };
}

function spellingOf(flags: number): CitationSpelling {
  if ((flags & MentionFlag.Range) !== 0) return 'between';
  if ((flags & MentionFlag.End) !== 0) return 'end';
  return (flags & MentionFlag.Alone) !== 0 ? 'number' : 'whole';
}

interface Finds {
  readonly declared: readonly Task[];
  readonly needed: readonly { readonly task: Task; readonly range: TextRange }[];
  readonly mentions: readonly MentionPlace[];
}

function citationsIn(index: CitationSource, document: CitingDocument, id: string, finds: Finds): Citation[] {
  const byStart = new Map<number, Citation>();
  const { uri, path } = document;
  const add = (range: TextRange, own: Pick<Citation, 'role' | 'spelling'> & Meaning): void => {
    const start = document.positionAt(range.start);
    const within = document.taskAt(range.start);
    const end = document.positionAt(range.end);
    byStart.set(range.start, {
      id,
      uri,
      path,
      document,
      range,
      start,
      end,
      line: start.line,
      within,
      ...own,
    });
  };
  const byMention = new Map(finds.mentions.map((place) => [place.start, place]));
  for (const task of finds.declared) {
    if (!task.idRange) continue;
    add(task.idRange, { role: 'declaration', spelling: 'whole', targets: [task], scope: 'declaration' });
  }
  const ranges = new Set<string>();
  for (const { range } of finds.needed) {
    if (byStart.has(range.start)) continue;
    const written = document.text.slice(range.start, range.end);
    const flags = byMention.get(range.start)?.flags ?? 0;
    const spelling =
      written === id ? spellingOf(flags & ~MentionFlag.Range) : id.endsWith(written) ? 'number' : 'between';
    ranges.add(`${range.start}:${range.end}`);
    add(range, { role: 'dependency', spelling, ...meaningOf(index, id, uri, false) });
  }
  for (const place of finds.mentions) {
    const covered = byStart.has(place.start) || ranges.has(`${place.start}:${place.end}`);
    const meaning = covered ? null : meaningAt(index, id, uri, place);
    if (meaning) add(place, { role: 'mention', spelling: spellingOf(place.flags), ...meaning });
  }
  return [...byStart.values()].sort((a, b) => a.range.start - b.range.start);
}

/**
 * What a mention means where it stands, or null where it is none. A number is one behind a word that says so; a
 * name such as `S3` where its own file declares it, or behind such a word.
 */
function meaningAt(index: CitationSource, id: string, uri: string, place: MentionPlace): Meaning | null {
  const { flags, file } = place;
  const cited = (flags & MentionFlag.Cited) !== 0;
  if (file !== null) {
    const named = meaningInFile(index, id, uri, file);
    if (named) return named;
  }
  const own = index.document(uri);
  if ((flags & MentionFlag.Number) !== 0 || isNumberId(id)) {
    const hash = id.startsWith('#');
    const meaning = meaningOf(index, id, uri, cited);
    if (meaning.scope === 'document')
      return hash || cited || (flags & MentionFlag.Hinted) !== 0 ? meaning : null;
    if (!cited && !(own && (flags & MentionFlag.Hinted) !== 0)) return null;
    // A number that is gone is still a citation in its own file, and where that alone could be meant.
    const near = numberedNear(index, uri);
    return near !== null && (cited || near === own) ? meaning : null;
  }
  const meaning = meaningOf(index, id, uri, false);
  return (flags & MentionFlag.Name) !== 0 && !cited && meaning.scope !== 'document' ? null : meaning;
}

const PROSE: TextSyntax = textSyntaxOf('.md');

/** Whether an id can be told from its looks; a slug without a digit, or one like a word, cannot. */
function isScannable(id: string, words: CitingWords): boolean {
  if (isNumberId(id)) return true;
  return scanMentions(id, PROSE, words)
    .find(id)
    .some(({ start, end }) => start === 0 && end === id.length);
}

/** Every whole occurrence of an id that cannot be told from its looks: in the file that declares it alone. */
function literalMentions(document: CitingDocument, id: string): MentionPlace[] {
  const places: MentionPlace[] = [];
  if (document.tasksOf(id).length === 0) return places;
  const { text } = document;
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + id.length)) {
    const end = at + id.length;
    if (!isWhole(text, at, end)) continue;
    places.push({ start: at, end, ...document.positionAt(at), flags: MentionFlag.Prose, file: null });
  }
  return places;
}

/** Whether the stretch is a whole id, not a part of a longer one: P0-1 is not in P0-10, 3.6 not in 3.6.1. */
function isWhole(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  if (
    start > 0 &&
    (isWord(before) || before === Char.Dash || before === Char.Underscore || before === Char.Hash)
  )
    return false;
  if (before === Char.Dot && isWord(text.charCodeAt(start - 2))) return false;
  if (end >= text.length) return true;
  if (isWord(after) || after === Char.Underscore) return false;
  if (after === Char.Dash || after === Char.Dot) return !isWord(text.charCodeAt(end + 1));
  return true;
}

/** The known id at `offset` of a line of the file `uri`. */
export function mentionAt(
  index: CitationSource,
  text: string,
  offset: number,
  uri: string,
  line?: number,
): IdMention | null {
  const own = index.document(uri);
  const syntax = own ? PROSE : textSyntaxOf(uri);
  const scanned = scanMentions(text, syntax, index.texts.words).at(offset);
  const kept = scanned || line === undefined ? null : index.texts.file(uri)?.mentions.atPlace(line, offset);
  const found = scanned ?? kept;
  if (found) {
    const { id, place } = found;
    const meaning = meaningAt(index, id, uri, place);
    const start = scanned ? place.start : place.column;
    const range = { start, end: start + place.end - place.start };
    if (meaning && meaning.targets.length > 0) return { id, range, ...meaning };
  }
  return own ? declaredAt(index, own, text, offset, own.offsetAt({ line: line ?? 0, column: 0 })) : null;
}

const ID_CHARACTER = /[\p{L}\p{N}_.#-]/u;
/** UTF-16 code units to each side within which an id is looked for. */
const REACH = 64;

/**
 * An id of the document that cannot be told from its looks, or a number where it is declared or needed.
 *
 * @param base offset of `text` in the document
 */
function declaredAt(
  index: CitationSource,
  own: CitingDocument,
  text: string,
  offset: number,
  base: number,
): IdMention | null {
  // Of a list number only the last part is written where it is declared.
  const task = own.taskAt(base + offset);
  const at = task?.idRange;
  if (task && task.id !== null && at && at.start <= base + offset && base + offset <= at.end) {
    const range = { start: at.start - base, end: at.end - base };
    return { id: task.id, range, targets: [task], scope: 'declaration' };
  }
  let start = offset;
  let end = offset;
  while (start > 0 && offset - start < REACH && ID_CHARACTER.test(text.charAt(start - 1))) start--;
  while (end < text.length && end - offset < REACH && ID_CHARACTER.test(text.charAt(end))) end++;
  for (let length = end - start; length > 0; length--) {
    for (let at = Math.max(start, offset - length); at <= offset && at + length <= end; at++) {
      const id = text.slice(at, at + length);
      if (!/[\p{L}\p{N}]$/u.test(id) || !isWhole(text, at, at + length)) continue;
      const { targets, scope } = meaningOf(index, id, own.uri, false);
      if (targets.length === 0 || scope !== 'document') continue;
      const range = { start: at, end: at + length };
      if (!isNumberId(id)) return { id, range, targets, scope };
      const from = base + at;
      const needed = own
        .taskAt(from)
        ?.dependsOn.some(
          (dependency) =>
            dependency.id === id && dependency.range.start <= from && dependency.range.end >= from + length,
        );
      if (needed) return { id, range, targets, scope };
    }
  }
  return null;
}
