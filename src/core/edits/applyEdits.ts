import type { TextEdit } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { TaskDocument } from '../model/task';

/** What edits would make of a text: the new one, or in one sentence why they cannot be applied. */
export type Applied = { readonly text: string } | { readonly fault: string };

/**
 * Applies edits, all of them planned on `text`, at once. Refused where a text to be replaced is not what the
 * edit expects, where it lies outside, or where two edits overlap; insertions at one place keep their order.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): Applied {
  const sorted = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = '';
  let at = 0;
  for (const { range, expected, text: fresh } of sorted) {
    const { start, end } = range;
    if (!(start >= 0 && start <= end && end <= text.length))
      return { fault: 'an edit lies outside the text, which has changed meanwhile' };
    if (start < at) return { fault: 'two edits overlap' };
    if (text.slice(start, end) !== expected)
      return { fault: 'the text to be replaced is no longer what it was' };
    if (splitsPair(text, start) || splitsPair(text, end)) return { fault: 'an edit would split a character' };
    result += text.slice(at, start) + fresh;
    at = end;
  }
  return { text: result + text.slice(at) };
}

/** Whether the offset lies between the two halves of a surrogate pair. */
function splitsPair(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  const high = text.charCodeAt(offset - 1);
  const low = text.charCodeAt(offset);
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}

/**
 * What edits would make of the texts of an index, by uri; or in one sentence why they cannot be applied.
 *
 * @param others texts of files that the index does not keep, by uri
 */
export function textsAfter(
  index: IndexReader,
  edits: readonly TextEdit[],
  others?: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | { readonly fault: string } {
  const texts = new Map<string, string>();
  for (const [uri, own] of editsByUri(edits)) {
    const applied = applyEdits(index.document(uri)?.text ?? others?.get(uri) ?? '', own);
    if ('fault' in applied) return applied;
    texts.set(uri, applied.text);
  }
  return texts;
}

/**
 * What `look` says of a document as edits of it would leave it, and of the index then; null where they cannot be applied.
 * It holds until `look` returns, see {@link IndexReader.tryTexts}.
 */
export function tryEdits<T>(
  index: IndexReader,
  { uri, text }: TaskDocument,
  edits: readonly TextEdit[],
  look: (after: TaskDocument, index: IndexReader) => T,
): T | null {
  const applied = applyEdits(text, edits);
  if ('fault' in applied) return null;
  return index.tryTexts(new Map([[uri, applied.text]]), (after) => {
    const document = after.document(uri);
    return document ? look(document, after) : null;
  });
}

/** Edits by the document that they change, in the order of the first edit of each. */
export function editsByUri(edits: readonly TextEdit[]): ReadonlyMap<string, readonly TextEdit[]> {
  const byUri = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const known = byUri.get(edit.uri);
    if (known) known.push(edit);
    else byUri.set(edit.uri, [edit]);
  }
  return byUri;
}
