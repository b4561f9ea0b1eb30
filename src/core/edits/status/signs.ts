import { frontMatterOf } from '../../forms/frontMatter';
import { TaskNode } from '../../forms/taskNode';
import type { Task, TaskDocument, TextRange } from '../../model/task';
import { readDetails } from '../../parse/detailReader';
import type { StatusSign } from '../../parse/statusSigns';
import { statusOfValue } from '../../words/statusWords';

/** Where a task says its status, by offsets in its document; in the order of the text, each place once. */
export function signsOf(task: Task): readonly StatusSign[] {
  if (!(task instanceof TaskNode)) return [];
  const front = frontMatterOf(task);
  if (front) return propertyOf(task.document, front);
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

/** The property `status` of front matter. */
function propertyOf(document: TaskDocument, { start, end }: TextRange): readonly StatusSign[] {
  const found = STATUS_LINE.exec(document.slice(start, end));
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
