import type { TextEdit } from '../model/problem';
import type { TaskDocument } from '../model/task';
import { shareLike, writtenLike } from './figure';
import type { Comparison } from './candidate';
import type { Judgement } from './judge';
import { filledTo } from './progressBar';
import { countsOf } from './readings';

/**
 * The edits that make a statement true by a comparison: its wrong figures alone, each in the form it has, and its bar.
 * Null where a true figure could be more than one number.
 */
export function correctionsOf(
  document: TaskDocument,
  { stated, offset }: Pick<Judgement, 'stated' | 'offset'>,
  { truths, scope, reading, apart }: Comparison,
): readonly TextEdit[] | null {
  const edits: TextEdit[] = [];
  const replace = (start: number, end: number, expected: string, text: string): void => {
    if (text !== expected)
      edits.push({
        uri: document.uri,
        range: { start: offset + start, end: offset + end },
        expected,
        text,
      });
  };
  for (const [at, quantity] of stated.quantities.entries()) {
    const truth = truths[at];
    if (!truth || truth.agrees) continue;
    if (truth.value === null) return null;
    const { figure, role } = quantity;
    const isShare = role === 'share' || role === 'gain';
    const text = isShare ? shareLike(figure, truth.value) : writtenLike(figure, truth.value);
    replace(figure.start, figure.end, figure.text, text);
  }
  const { bar } = stated;
  if (bar && reading.total > 0 && scope.members.length > 0) {
    const part = stated.quantities.find(
      (quantity) => quantity.role === 'share' || (quantity.role === 'count' && quantity.status !== null),
    );
    const status = part && 'status' in part ? part.status : null;
    if (status) {
      const share = (countsOf(reading, status, apart)[0] ?? 0) / reading.total;
      replace(bar.start, bar.end, bar.text, filledTo(bar, share));
    }
  }
  return edits.sort((a, b) => a.range.start - b.range.start);
}
