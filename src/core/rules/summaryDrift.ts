import { applyEdits } from '../edits/applyEdits';
import type { Fix, TextEdit } from '../model/problem';
import type { TaskDocument, TextRange } from '../model/task';
import { correctionsOf } from '../summary/correction';
import { judgements, type Judgement } from '../summary/judge';
import { truthOf } from '../summary/say';
import { figuresByPlace } from '../summary/stated';
import { countedKey, countedPart } from '../summary/tasksOf';
import { criticalPaths } from '../summary/truth';
import type { Finding, Rule } from './rule';
import { lineBefore } from './setAside';

/** So many code units behind the last figure the bracket around it may close. */
const CLOSING_NEAR = 24;

/** Up to what ends a clause. */
const WORDS_BEHIND = /^ [\p{L}\p{M}]+(?: [\p{L}\p{M}]+)*(?=[)\]）,.;:|])/u;

/** Shorter figures are quoted with their name, if that is no longer than this. Code units. */
const LONGEST_BARE = 12;
const LONGEST_NAME = 60;

/** A stated figure that the tasks contradict. */
export const summaryDrift: Rule = {
  meta: {
    id: 'summary/drift',
    summary: 'a stated count, total, effort or percentage that the tasks contradict',
    severity: 'warning',
    together: true,
  },
  asks: { derived: [countedKey, countedPart], found: [figuresByPlace], ofAll: [criticalPaths] },

  *check(document, index) {
    // Many files that are named like task files hold none.
    if (document.tasks.length === 0) return;
    for (const judgement of judgements(document, index)) {
      if (judgement.agrees || !judgement.tied) continue;
      yield finding(document, judgement);
    }
  },
};

function finding(document: TaskDocument, judgement: Judgement): Finding {
  const range = rangeOf(document, judgement);
  const said = closed(
    document,
    nameOf(document, range) + quoted(document.slice(range.start, range.end)),
    range.end,
  );
  const { by, isNamed } = judgement;
  const edits = correctionsOf(document, judgement, by);
  const advice = isNamed ? 'Write the true figure.' : 'Write the true figure, or say what is counted here.';
  return {
    range,
    message: `“${said}” does not agree with the tasks: ${truthOf(judgement.stated, judgement.by)}. ${advice}`,
    task: null,
    related: [],
    fixes: edits && edits.length > 0 ? [fixOf(document, range, judgement, edits)] : [],
  };
}

function fixOf(
  document: TaskDocument,
  range: TextRange,
  judgement: Judgement,
  edits: readonly TextEdit[],
): Fix {
  const first = Math.min(range.start, ...edits.map((edit) => edit.range.start));
  const last = Math.max(range.end, ...edits.map((edit) => edit.range.end));
  const shifted = edits.map((edit) => ({
    ...edit,
    range: { start: edit.range.start - first, end: edit.range.end - first },
  }));
  const applied = applyEdits(document.slice(first, last), shifted);
  const text = 'text' in applied ? closed(document, quoted(applied.text), last) : '';
  return { title: `Write “${text}”`, edits, ...(isSafe(document, judgement) ? { safe: true } : {}) };
}

/** What stands in front of figures in their line, where they are too short to be known by; of a row its first cell. */
function nameOf(document: TaskDocument, { start, end }: TextRange): string {
  if (end - start > LONGEST_BARE) return '';
  const line = lineBefore(document, start, LONGEST_NAME + 1);
  if (line.length > LONGEST_NAME) return '';
  const [, row] = /^\s*\|([^|]*)\|/.exec(line) ?? [];
  if (row !== undefined) return `${quoted(row)}: `;
  const name = quoted(line.replace(/^[\s>]*(?:[-*+]\s+|#+\s+)?/, ''));
  return /[\p{L}\p{N}:：]$/u.test(name) ? `${name} ` : name;
}

/** What is quoted with the words behind it that say what is counted, and the bracket that was opened: "(3 tasks, 1 done)". */
function closed(document: TaskDocument, said: string, end: number): string {
  const [rest = ''] = /^[^\r\n]*/.exec(document.slice(end, end + CLOSING_NEAR)) ?? [];
  const words = WORDS_BEHIND.exec(rest)?.[0] ?? '';
  const next = rest.charAt(words.length);
  const open = { ')': '(', ']': '[', '）': '（' }[next];
  const isOpen = open !== undefined && said.split(open).length > said.split(next).length;
  return quoted(said + words) + (isOpen ? next : '');
}

/** Within a sentence: without emphasis. */
function quoted(text: string): string {
  return text
    .replace(/[*_`]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Nothing is to be chosen where the words say what is counted, all ways to count come to one number, and the figure is no
 * estimate. A task's own title and fields are left to the reader: they may say its status.
 */
function isSafe(document: TaskDocument, { stated, offset, by, isNamed, certain }: Judgement): boolean {
  const isExact = stated.quantities.every(({ figure }) => figure.precision === 'exact');
  const task = document.taskAt(offset + stated.start);
  return (
    isNamed && certain && isExact && by.scope.kind !== 'task' && (task === null || task.kind === 'document')
  );
}

/** What is underlined: the figures with the sign that makes them approximate, and brackets that belong to them. */
function rangeOf(document: TaskDocument, { stated, offset }: Judgement): TextRange {
  let start = offset + stated.start;
  let end = offset + stated.end;
  while (start > 0 && /[~≈±]/.test(document.slice(start - 1, start))) start--;
  const said = document.slice(start, end);
  for (const [open, close] of ['()', '[]', '（）']) {
    if (open === undefined || close === undefined) continue;
    const depth = said.split(open).length - said.split(close).length;
    const closing = depth > 0 ? document.slice(end, end + CLOSING_NEAR).indexOf(close) : -1;
    if (closing >= 0) end += closing + 1;
    else if (depth < 0 && document.slice(start - 1, start) === open) start--;
  }
  return { start, end };
}
