import type { Fix } from '../model/problem';
import type { IndexReader } from '../model/reader';
import type { RecordAnswer } from '../model/records';
import type { TaskDocument } from '../model/task';
import { decidedPointers, pointersOf, readingsOf, type Pointer } from '../records/pointers';
import type { Finding, Rule } from './rule';

/** How many of the places that lead to one missing file, or of missing files, are named. */
const MOST_NAMED = 5;

/** A pointer to a record or file that is not there: what was decided, and why, can no longer be read. */
export const referenceRecord: Rule = {
  meta: {
    id: 'reference/record',
    summary: 'a pointer to a record (ADR, file) that is not in the workspace',
    severity: 'warning',
  },

  asks: { derived: [decidedPointers] },

  *check(document, index) {
    const dead = new Map<string, Dead>();
    let whole = false;
    for (const pointer of pointersOf(document)) {
      const answer = answerTo(pointer, document, index);
      whole ||= answer.kind === 'found' && pointer.kind !== 'record';
      if (answer.kind !== 'missing' && answer.kind !== 'outside') continue;
      const known = dead.get(pointer.text);
      if (known) known.again.push(pointer);
      else dead.set(pointer.text, { pointer, answer, again: [] });
    }
    const doubtful: Dead[] = [];
    for (const each of dead.values()) {
      const { pointer, answer } = each;
      if (pointer.kind === 'record' && hasHeadingOf(pointer.text, document)) continue;
      const nearby = answer.kind === 'missing' && answer.nearby;
      if (nearby || (whole && pointer.kind === 'link')) yield finding(each, document);
      else if (pointer.kind === 'link') doubtful.push(each);
    }
    const [first] = doubtful;
    if (first) yield { ...finding(first, document), ...asHint(doubtful), related: [], fixes: [] };
  },
};

/** Something that leads nowhere, and the later places that name the same. */
interface Dead {
  readonly pointer: Pointer;
  readonly answer: RecordAnswer;
  readonly again: Pointer[];
}

function answerTo(pointer: Pointer, document: TaskDocument, index: IndexReader): RecordAnswer {
  const answers = readingsOf(pointer).map((reading) => index.recordOf(reading, document));
  const near = answers.find((answer) => answer.kind === 'missing' && answer.nearby);
  const best = (kind: RecordAnswer['kind']): RecordAnswer | undefined =>
    answers.find((answer) => answer.kind === kind);
  return (
    best('found') ?? best('unknown') ?? near ?? best('missing') ?? best('outside') ?? { kind: 'unknown' }
  );
}

/** `## ADR-017: Logs` in the file itself: it keeps its records with it. */
function hasHeadingOf(id: string, { text }: TaskDocument): boolean {
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + id.length)) {
    const start = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('\r', at)) + 1;
    if (/^ {0,3}#{1,6}[ \t]+[[*_]{0,3}$/.test(text.slice(start, at))) return true;
  }
  return false;
}

function finding({ pointer, answer, again }: Dead, document: TaskDocument): Finding {
  const { text, range, task, kind } = pointer;
  return {
    range,
    message: message(pointer, answer),
    task: task.id ?? task.key,
    related: again.slice(0, MOST_NAMED).map((other) => ({
      uri: document.uri,
      range: other.range,
      message: `${text} is named here as well`,
    })),
    fixes: kind === 'link' && answer.kind === 'missing' ? fixes(pointer, again, answer.moved, document) : [],
  };
}

function message({ kind, text }: Pointer, answer: RecordAnswer): string {
  const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  if (answer.kind === 'outside')
    return `The link ${shown} leads out of the workspace, so it is not followed. Link to a file inside it.`;
  if (kind === 'record')
    return `The record ${shown} is not in the workspace. Write it, or name the record that is meant.`;
  return `The file ${shown} is not in the workspace. Add it, or say where it is now.`;
}

function asHint(doubtful: readonly Dead[]): Pick<Finding, 'severity'> & { message?: string } {
  if (doubtful.length === 1) return { severity: 'hint' };
  const names = doubtful.slice(0, MOST_NAMED).map(({ pointer }) => pointer.text);
  const more = doubtful.length > MOST_NAMED ? ', …' : '';
  return {
    severity: 'hint',
    message: `${doubtful.length} files that this file links to are not in the workspace: ${names.join(', ')}${more}.`,
  };
}

/** Where one file alone has the name of the missing one, it has been moved there. */
function fixes(
  pointer: Pointer,
  again: readonly Pointer[],
  moved: string | null,
  document: TaskDocument,
): Fix[] {
  if (moved === null) return [];
  const fragment = /[?#].*$/s.exec(pointer.text)?.[0] ?? '';
  const text = moved + fragment;
  const edits = [pointer, ...again].map(({ range }) => ({
    uri: document.uri,
    range,
    expected: document.slice(range.start, range.end),
    text,
  }));
  return [{ title: `Link to ${text}`, edits }];
}
