import { TaskNode } from '../../forms/taskNode';
import type { Task } from '../../model/task';
import { readDetails } from '../../parse/detailReader';
import type { StatusSign } from '../../parse/statusSigns';
import { statusOfValue } from '../../words/statusWords';

/** Where a task says its status, by offsets in its document; in the order of the text, each place once. */
export function signsOf(task: Task): readonly StatusSign[] {
  if (!(task instanceof TaskNode)) return [];
  if (task.kind === 'document' && isFrontMatter(task)) return propertyOf(task);
  const signs: StatusSign[] = [];
  readDetails(task, signs);
  const shift = task.stretch.offset - task.stretch.base;
  const legend = task.stretch.host.legend;
  const text = task.stretch.source;
  const seen = new Set<number>();
  return (
    signs
      .sort((a, b) => a.valueStart - b.valueStart)
      .filter(({ valueStart }) => !seen.has(valueStart) && seen.add(valueStart))
      // "Status: critical" is a place for something else.
      .filter(
        ({ status, valueStart, valueEnd }) =>
          status !== null || isBlankValue(text.slice(valueStart, valueEnd)),
      )
      .map((sign) => {
        const isGlyph = sign.kind === 'before' || sign.kind === 'behind';
        const glyph = isGlyph ? text.slice(sign.valueStart, sign.valueEnd).replace('\ufe0f', '') : '';
        return {
          kind: sign.kind,
          start: sign.start + shift,
          end: sign.end + shift,
          valueStart: sign.valueStart + shift,
          valueEnd: sign.valueEnd + shift,
          status: legend.get(glyph) ?? sign.status,
        };
      })
  );
}

/** Whether a value says nothing, and something may be written there. */
export function isBlankValue(value: string): boolean {
  return /^[-–—?\s]*$/.test(value);
}

const STATUS_LINE = /^status[ \t]*:[ \t]*(["']?)([^\r\n]*?)\1[ \t]*$/m;

function isFrontMatter(task: TaskNode): boolean {
  const start = task.document.offsetAt({ line: task.line, column: 0 });
  return /^\ufeff?---[ \t]*[\r\n]/.test(task.document.slice(start, start + 80));
}

/** The property `status` of front matter. */
function propertyOf(task: TaskNode): readonly StatusSign[] {
  const { document } = task;
  const start = document.offsetAt({ line: task.line, column: 0 });
  const text = document.slice(start, start + frontMatterLength(document.slice(start, start + LONGEST)));
  const found = STATUS_LINE.exec(text);
  if (!found) return [];
  const value = found[2] ?? '';
  const valueStart = start + found.index + found[0].lastIndexOf(value, found[0].trimEnd().length);
  const valueEnd = valueStart + value.length;
  const status = statusOfValue(value);
  return [
    {
      kind: 'property',
      start: start + found.index,
      end: start + found.index + found[0].length,
      valueStart,
      valueEnd,
      status,
    },
  ];
}

/** Code units of front matter that are looked through. */
const LONGEST = 20_000;

/** Up to the line that closes it. */
export function frontMatterLength(text: string): number {
  const close = /(?:\r\n|\r|\n)(?:---|\.\.\.)[ \t]*(?=[\r\n]|$)/.exec(text);
  return close ? close.index : text.length;
}

/** Whether the title is struck through. */
export function isStruck(task: Task): boolean {
  return strikeOf(task) !== null;
}

/** The `~~` of a struck title, by offsets in the document: where each of the two begins. */
export function strikeOf(task: Task): { readonly open: number; readonly close: number } | null {
  if (!(task instanceof TaskNode)) return null;
  const { document, stretch } = task;
  const start = stretch.offset + task.textStart;
  const text = document.slice(start, stretch.offset + task.textEnd);
  const open = text.indexOf('~~');
  const close = open < 0 ? -1 : text.indexOf('~~', open + 2);
  // What stands before the strike is at most decoration and an id.
  if (close < 0 || start + open > Math.max(task.titleRange.start, (task.idRange?.start ?? 0) + 2))
    return null;
  return { open: start + open, close: start + close };
}
