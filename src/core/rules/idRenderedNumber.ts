import type { Fix, TextEdit } from '../model/problem';
import type { NumberedItem, NumberedList, TaskDocument } from '../model/task';
import { columnOf } from '../text/characters';
import type { Finding, Rule } from './rule';

/** More missing items than this are not restored: the list was thinned out on purpose. */
const MOST_RESTORED = 30;

/**
 * A list number that a reader of the rendered file sees as another, so that "item 6" leads to the wrong one.
 * One problem for each run of such items; one for a whole document whose lists have lost their indentation.
 */
export const idRenderedNumber: Rule = {
  meta: {
    id: 'id/rendered-number',
    summary: 'a literal list number that Markdown renders as another',
    severity: 'warning',
    ofForm: true,
  },

  *check(document) {
    const lists = document.misnumbered();
    const flat = lists.filter(({ items }) => items.some(({ parent }) => parent >= 0));
    const lost = flat.length > 0 ? lostIndentation(document, flat) : null;
    if (lost) yield lost;
    const repeated = new Set(document.duplicates.flatMap((group) => group.slice(1)));
    for (const list of lists) {
      if (flat.includes(list)) continue;
      for (const run of runsOf(list)) {
        const first = run.items.find(({ task }) => task !== null);
        // A number that comes twice is told of as such.
        if (first?.task && !repeated.has(first.task)) yield shifted(document, list, run, first);
      }
    }
  },
};

/** Consecutive items that are shown with other numbers, and the item before them. */
interface Run {
  readonly before: NumberedItem | undefined;
  readonly items: readonly NumberedItem[];
}

function runsOf({ items }: NumberedList): Run[] {
  const runs: Run[] = [];
  for (let index = 0; index < items.length;) {
    let end = index;
    while (end < items.length && isShifted(items[end])) end++;
    if (end > index) runs.push({ before: items[index - 1], items: items.slice(index, end) });
    index = end + 1;
  }
  return runs;
}

function counts({ items }: NumberedList): boolean {
  return items.every((item, index) => index === 0 || item.literal > (items[index - 1]?.literal ?? NaN));
}

function isShifted(item: NumberedItem | undefined): boolean {
  return item !== undefined && item.literal !== item.shown;
}

function shifted(document: TaskDocument, list: NumberedList, run: Run, first: NumberedItem): Finding {
  const { task } = first;
  const id = task?.id ?? String(first.literal);
  const shown = id.slice(0, id.lastIndexOf('.') + 1) + String(first.shown);
  const others = run.items.length - 1;
  const more =
    others === 0
      ? ''
      : `, and ${others === 1 ? '1 item' : `${others} items`} below it with other numbers too`;
  // Where numbers go back, what is added moves others, or comes twice.
  const fix = counts(list) ? restore(document, run) : null;
  const advice = fix ? ' Put the missing ones back as one-line placeholders.' : '';
  return {
    range: task?.idRange ?? { start: first.start, end: first.contentStart },
    message: `Markdown shows item ${id} as ${shown}${more}: lists count on from their first number.${advice}`,
    task: id,
    related: [],
    fixes: fix ? [fix] : [],
  };
}

/** One-line placeholders for the numbers that are missing before the items of the run. */
function restore(document: TaskDocument, { before, items }: Run): Fix | null {
  const { text, uri } = document;
  const edits: TextEdit[] = [];
  let last = before?.literal ?? NaN;
  let count = 0;
  for (const item of items) {
    const lineStart = startOfLine(text, item.start);
    const prefix = text.slice(lineStart, item.start);
    if (item.literal > last + 1 && /[^\s>]/.test(prefix)) return null;
    count += item.literal - last - 1;
    if (count > MOST_RESTORED) return null;
    const lineEnd = lineEndBefore(text, lineStart);
    const delimiter = /^\d+([.)])/.exec(text.slice(item.start, item.contentStart))?.[1] ?? '.';
    const blank = isBlankLineBefore(text, lineStart) ? prefix.trimEnd() + lineEnd : '';
    let lines = '';
    for (let number = last + 1; number < item.literal; number++)
      lines += `${prefix}${number}${delimiter} ~~(removed)~~${lineEnd}${blank}`;
    if (lines !== '')
      edits.push({ uri, range: { start: lineStart, end: lineStart }, expected: '', text: lines });
    last = item.literal;
  }
  const what = count === 1 ? 'the missing item' : `the ${count} missing items`;
  return { title: `Put ${what} back as ${count === 1 ? 'a placeholder' : 'placeholders'}`, edits };
}

function lostIndentation(document: TaskDocument, lists: readonly NumberedList[]): Finding | null {
  const nested = lists.flatMap(({ items }) => items.filter(({ parent }) => parent >= 0));
  const wrong = lists.flatMap(({ items }) => items.filter((item) => isShifted(item) && item.task));
  const [first] = wrong;
  if (!first?.task) return null;
  const id = first.task.id ?? String(first.literal);
  const items = nested.length === 1 ? '1 item has' : `${nested.length} items have`;
  const fix = indent(document, lists);
  return {
    range: first.task.idRange ?? first.task.titleRange,
    message: `${items} lost the indentation below their parents, so Markdown shows wrong numbers: item ${id} as ${first.shown}, for one. Indent them.`,
    task: id,
    related: [],
    fixes: fix ? [fix] : [],
  };
}

/** Moves each item below the text of the parent that its number gives it. */
function indent(document: TaskDocument, lists: readonly NumberedList[]): Fix | null {
  const { uri } = document;
  const edits: TextEdit[] = [];
  for (const { items } of lists) {
    if (items.some(({ parent, plain }) => parent >= 0 && !plain)) return null;
    /** Column of what follows the marker, by item, once all are indented. */
    const contents: number[] = [];
    for (const item of items) {
      const column = columnOf(document.text, startOfLine(document.text, item.start), item.start);
      const width = item.contentStart - item.start;
      const wanted = item.parent < 0 ? column : (contents[item.parent] ?? column);
      contents.push(wanted + width);
      if (item.parent < 0) continue;
      const by = ' '.repeat(Math.max(0, wanted - column));
      if (by === '') continue;
      for (let line = item.line; line <= item.endLine; line++) {
        const start = document.offsetAt({ line, column: 0 });
        // The lines below the first are part of its paragraph wherever they begin: they follow its text.
        const text = line === item.line ? by : ' '.repeat(wanted + width);
        const has = line === item.line ? 0 : columnOf(document.text, start, firstInk(document.text, start));
        if (text.length > has)
          edits.push({ uri, range: { start, end: start }, expected: '', text: text.slice(has) });
      }
    }
  }
  return edits.length === 0 ? null : { title: 'Indent the items below their parents', edits, safe: true };
}

function firstInk(text: string, at: number): number {
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

function startOfLine(text: string, at: number): number {
  while (at > 0 && !/[\r\n]/.test(text.charAt(at - 1))) at--;
  return at;
}

/** The line end of the line before, which the new lines are given too. */
function lineEndBefore(text: string, lineStart: number): string {
  return /(?:\r\n|\r|\n)$/.exec(text.slice(Math.max(0, lineStart - 2), lineStart))?.[0] ?? '\n';
}

/** Whether nothing, or a quote's marks alone, stands in the line before. */
function isBlankLineBefore(text: string, lineStart: number): boolean {
  const end = lineStart - lineEndBefore(text, lineStart).length;
  return end > 0 && /^[ \t>]*$/.test(text.slice(startOfLine(text, end), end));
}
