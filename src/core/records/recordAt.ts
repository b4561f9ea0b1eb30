import type { IndexReader } from '../model/reader';
import type { TextRange } from '../model/task';
import { isRecordId } from '../identity/idLexicon';
import { recordIdOf } from './recordName';

/** A record id at a place of a text, and the files that hold the record. */
export interface RecordMention {
  readonly id: string;
  readonly range: TextRange;
  /** From the top of the workspace; not empty. */
  readonly paths: readonly string[];
}

const RECORD = /(?<![\p{L}\p{N}_-])[A-Z]{2,12}[- ]?\d{1,6}(?![\p{L}\p{N}_]|-\d)/gu;
/** UTF-16 code units to each side within which an id is looked for. */
const REACH = 32;

/** Everything in a text that looks like the id of a record, in order. */
export function* recordsIn(text: string): Generator<{ readonly id: string; readonly range: TextRange }> {
  for (const { index, 0: id } of text.matchAll(RECORD)) {
    if (isRecordId(id) && recordIdOf(id)) yield { id, range: { start: index, end: index + id.length } };
  }
}

/** The record whose id stands at an offset of any text. `from` is the path of the document. */
export function recordAt(
  reader: IndexReader,
  text: string,
  offset: number,
  from: string,
): RecordMention | null {
  const base = Math.max(0, offset - REACH);
  for (const match of text.slice(base, offset + REACH).matchAll(RECORD)) {
    const start = base + match.index;
    const end = start + match[0].length;
    if (offset < start || offset > end || !recordIdOf(match[0])) continue;
    const answer = reader.recordOf(match[0], from);
    if (answer.kind === 'found') return { id: match[0], range: { start, end }, paths: answer.paths };
  }
  return null;
}
