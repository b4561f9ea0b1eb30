import type { CitingLookup } from '../model/reader';
import { dependenciesOfValue, dependencyAnnounced } from '../parse/dependencies';
import { roleOfHeader } from '../words/columnWords';
import { fieldOfLabel } from '../words/fieldLabels';
import { normalizeWords } from '../words/lookup';

/** What stands before the cursor. Only the line is read, and what is above it where a list or table needs it. */
export interface Cursor {
  /** The line up to the cursor. */
  readonly head: string;
  /** The rest of the line. */
  readonly tail: string;
  /** The line so many lines above (1: the one before), or null at the top. */
  readonly above: (lines: number) => string | null;
  /** Fields, lists and tables are looked for in Markdown alone. */
  readonly markdown: boolean;
}

/** A place where an id may be written. */
export interface CompletionPlace {
  /** Column where what has been typed of the id begins. */
  readonly start: number;
  readonly typed: string;
  /**
   * `field`: what a task waits for. `certain`: behind words that announce an id. `likely`: behind words that may
   * go on otherwise. `begun`: nothing announces it, but what is typed can only be the beginning of an id.
   */
  readonly why: 'field' | 'certain' | 'likely' | 'begun';
  /** Ids that the same list already holds. */
  readonly listed: ReadonlySet<string>;
}

/** Code units before the cursor that are looked at: a line may be very long. */
const REACH = 400;
const LINES_ABOVE = 60;
const TYPED = /[\p{L}\p{N}_#][\p{L}\p{M}\p{N}_.#-]{0,63}$/u;
/** Decoration between an announcing word and its id. */
const OPENING = /[\s([{（【"'“„«`*_]*$/u;
/** An id of a list and what parts it from the next. */
const LISTED =
  /(?:^|[\s([{（"'“„«`*_])([\p{L}#]?[\p{L}\p{M}_.-]*\d[\p{L}\p{M}\p{N}_.#-]*)[\])}）"'”»`*_]*\s*(?:[,、，/&+–—-]|(?:^|\s)(?:and|und|or|oder|y|et|e|и|та|і|to|bis))\s*$/iu;
/** Where another id may follow in a field: at its beginning, or behind what parts one from the next. */
const MAY_GO_ON =
  /(?:^|[,、，;/&+([{（【–—-]|[\s\]](?:and|und|or|oder|y|et|e|и|та|і|to|bis|task|tasks|story|aufgabe|tarea|tâche))[\s*_`"'“„]*$/iu;
const BULLET = /^\s*(?:[-*+•]|\d{1,9}[.)])\s+(?:\[[^\]]?\]\s+)?/;
/** Where an id is declared rather than cited: at the start of an item, a heading or a row. */
const DECLARES = /^\s*(?:>\s*)*(?:(?:[-*+•]|\d{1,9}[.)])\s+|#{1,6}\s+|\|\s*)?(?:\[[^\]]?\]\s*)?[*_~`[(]*$/;

export function completionPlace(cursor: Cursor, citing: CitingLookup): CompletionPlace | null {
  const cut = Math.max(0, cursor.head.length - REACH);
  const head = cursor.head.slice(cut);
  const typed = TYPED.exec(head)?.[0] ?? '';
  const before = head.slice(0, head.length - typed.length);
  const start = cut + before.length;
  const at = (why: CompletionPlace['why'], listed: Iterable<string>): CompletionPlace => ({
    start,
    typed,
    why,
    listed: new Set([...listed].filter((id) => id !== typed)),
  });
  if (cursor.markdown) {
    const field = valueBefore(before) ?? cellBefore(cursor, before, cut) ?? itemsBefore(cursor, before);
    if (field !== null && MAY_GO_ON.test(field))
      return at('field', idsOf(`${field} ${cursor.tail.slice(0, REACH)}`));
  }
  const { rest, listed } = withoutList(before);
  const words = rest.replace(OPENING, '');
  if (words.length < rest.length || rest === '') {
    const dependency = dependencyAnnounced(`${words} `.trimStart());
    if (dependency !== null) return at(dependency, listed);
    const cited = citing.before(rest, 0, words.length);
    if (cited !== null) return at(cited === 'strong' ? 'certain' : 'likely', listed);
  }
  if (isBegun(before, typed) && !DECLARES.test(before)) return at('begun', []);
  return null;
}

/** `[t-`, `P0-`, `T01`: what nobody begins an ordinary word with. */
function isBegun(before: string, typed: string): boolean {
  if (/[\p{L}\p{N}_/.\\@$-]$/u.test(before)) return false;
  if (/[[(]$/.test(before) && /^\p{L}+-/u.test(typed)) return true;
  return /^\p{Lu}[\p{Lu}\p{N}]*[-_.\d]/u.test(typed);
}

/** The value so far of a field that says what a task waits for: behind `**Depends on:**`, however decorated. */
function valueBefore(before: string): string | null {
  const colon = Math.max(before.lastIndexOf(':'), before.lastIndexOf('：'));
  if (colon < 0) return null;
  const label = /(?:^|[\s*_`|·•;(（[~])([\p{L}][\p{L}\p{M}'’/ _-]{0,40})[*_`\s]*$/u.exec(
    before.slice(0, colon),
  );
  const value = before.slice(colon + 1);
  if (!label?.[1] || /[.;!?|·][\s*_]+\S*\s/u.test(value)) return null;
  // `- [ ] T012 Fence it in. Depends on: `: the label is what the words before the colon end with.
  const words = label[1].split(/(?<=[\s/])/);
  for (let from = Math.max(0, words.length - 4); from < words.length; from++) {
    if (fieldOfLabel(normalizeWords(words.slice(from).join(''))) === 'depends') return value;
  }
  return null;
}

/** What the cell holds so far, in a column of what tasks wait for. */
function cellBefore(cursor: Cursor, before: string, cut: number): string | null {
  if (cut > 0 || !/^\s*\|/.test(before)) return null;
  const cells = before.split(/(?<!\\)\|/);
  for (let lines = 1; lines <= LINES_ABOVE; lines++) {
    const line = cursor.above(lines);
    if (line === null || !line.includes('|')) return null;
    if (!/^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/.test(line)) continue;
    const header = cursor.above(lines + 1)?.split(/(?<!\\)\|/)[cells.length - 1];
    return header !== undefined && roleOfHeader(header) === 'depends' ? (cells.at(-1) ?? '') : null;
  }
  return null;
}

/** The items so far of a list under `**Dependencies**:`, or under such a key of front matter. */
function itemsBefore(cursor: Cursor, before: string): string | null {
  const bullet = BULLET.exec(before)?.[0];
  if (bullet === undefined || /\w\s/u.test(before.slice(bullet.length))) return null;
  const items = [before.slice(bullet.length)];
  for (let lines = 1; lines <= LINES_ABOVE; lines++) {
    const line = cursor.above(lines);
    if (line === null) return null;
    if (line.trim() === '' || BULLET.test(line)) {
      const label = valueBefore(`${line.trimEnd()} `);
      if (label !== null && label.trim().replace(/[*_]/g, '') === '') return items.reverse().join(', ');
      items.push(line.replace(BULLET, ''));
      continue;
    }
    const value = valueBefore(`${line.trimEnd()} `);
    return value !== null && value.replace(/[\s*_]/g, '') === '' ? items.reverse().join(', ') : null;
  }
  return null;
}

function idsOf(value: string): string[] {
  return dependenciesOfValue(value, 0, value.length, true, true).map(({ id }) => id);
}

/** The text before a list of ids that it ends with: `after T001, T002 and `. */
function withoutList(before: string): { rest: string; listed: string[] } {
  const listed: string[] = [];
  let rest = before;
  for (let count = 0; count < 20; count++) {
    const found = LISTED.exec(rest.slice(-100));
    const id = found?.[1];
    if (!found || id === undefined) break;
    listed.push(id);
    rest = rest.slice(0, rest.length - found[0].length) + (/^[\s([{（"'“„«`*_]/u.exec(found[0])?.[0] ?? '');
  }
  return { rest, listed };
}
