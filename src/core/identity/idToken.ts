import type { Ending } from './idDecoration';
import { isNeverId, isRecordId } from './idLexicon';
import { shapeOf, type IdForm } from './idTokens';

export interface IdToken {
  /** As the author wrote it, decoration left out. */
  readonly id: string;
  readonly kind: 'explicit' | 'number';
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** Where the title begins: after closing decoration, one separator and spaces. */
  readonly after: number;
  /** Certain by itself; a weak one counts only in a series of its shape. */
  readonly strong: boolean;
  readonly shape: string;
  /** Decoration that opened before the id and is still open at `after`: `**` in `**A1 Title**`. */
  readonly unclosed: string;
}

/** Where the id stands: in a heading, a list item or bold line, or a table's id cell. */
export type IdPlace = 'heading' | 'item' | 'cell';

/** The token of the id from `start` to `end`, with what follows it. */
export function idToken(
  text: string,
  start: number,
  end: number,
  tail: Pick<Ending, 'after' | 'unclosed'>,
  kind: IdToken['kind'],
  strong: boolean,
): IdToken {
  const id = text.slice(start, end);
  return { id, kind, start, end, after: tail.after, strong, shape: shapeOf(id), unclosed: tail.unclosed };
}

/**
 * Whether an explicit id needs no neighbours of its shape to be believed. `marked`: a separator or closing
 * decoration follows, or a column of ids holds it.
 */
export function isCertain(id: string, form: IdForm, marked: boolean, bracketed: boolean): boolean {
  if (isNeverId(id) || isRecordId(id)) return false;
  if (form === 'hash') return marked;
  // A padded number, a priority with a number (`P0-1`), a time stamp.
  if (/(?:^|\D)0\d|^P\d-\d|\d{6}/.test(id)) return true;
  if (/[-_]\d{2,}$|^[A-Z]{1,3}\d{3,}$/.test(id)) return true;
  return marked && (bracketed || /[-_.:]|\d{2}/.test(id));
}
