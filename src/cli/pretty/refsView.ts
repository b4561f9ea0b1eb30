/** `wavemark refs` for people: every mention of an id, grouped by file, with its line. */
import type { Citation, Task } from '../../core';
import { clean } from '../io';
import { plural } from '../plural';
import { placeText } from './format';
import type { Terminal } from './terminal';

const ROLE_WIDTH = 'declaration'.length;

export function refsView(
  id: string,
  tasks: readonly Task[],
  citations: readonly Citation[],
  lineOf: (citation: Citation) => string,
  terminal: Terminal,
): string[] {
  const { paint, measure, width } = terminal;
  const [only] = tasks;
  const title = only && tasks.length === 1 ? clean(only.title) : '';
  const name = clean(id);
  const room = width - measure.width(name) - 2;
  const lines = [`${paint.id(paint.bold(name))}  ${measure.truncate(title || declared(tasks.length), room)}`];
  const placeWidth = Math.max(0, ...citations.map((citation) => place(citation).length));
  let uri: string | null = null;
  for (const citation of citations) {
    if (citation.uri !== uri) {
      uri = citation.uri;
      lines.push('', paint.path(clean(citation.path)));
    }
    lines.push(citationLine(citation, lineOf(citation), placeWidth, terminal));
    const meant = otherMeaning(citation, tasks);
    if (meant !== null) lines.push(`${' '.repeat(placeWidth + 4)}${paint.warn(meant)}`);
  }
  const mentions = citations.filter(({ role }) => role !== 'declaration').length;
  lines.push('', `${plural(mentions, 'citation')}, ${plural(tasks.length, 'declaration')}`);
  return lines;
}

function declared(count: number): string {
  return count === 0 ? 'no task has this id' : `${String(count)} tasks have this id`;
}

function place({ start }: Citation): string {
  return `${String(start.line + 1)}:${String(start.column + 1)}`;
}

function citationLine(citation: Citation, line: string, placeWidth: number, terminal: Terminal): string {
  const { paint, width } = terminal;
  const start = `  ${place(citation).padEnd(placeWidth)}  ${citation.role.padEnd(ROLE_WIDTH)}  `;
  return `${paint.dim(start)}${excerpt(citation, line, width - start.length, terminal)}`;
}

/** The line with the id made to stand out, cut so that the id is always in it. */
function excerpt({ start, end }: Citation, line: string, room: number, { measure, paint }: Terminal): string {
  const to = end.line === start.line ? end.column : line.length;
  const before = clean(line.slice(0, start.column)).trimStart();
  const id = clean(line.slice(start.column, to));
  const after = clean(line.slice(to)).trimEnd();
  const space = Math.max(room - measure.width(id), 0);
  const afterMin = Math.min(measure.width(after), Math.floor(space / 3));
  const left = measure.truncateStart(before, space - afterMin);
  const right = measure.truncate(after, space - measure.width(left));
  return left + paint.found(id) + right;
}

/** Said where the reader could think of another task than is meant. */
function otherMeaning({ role, targets }: Citation, tasks: readonly Task[]): string | null {
  if (role === 'declaration' || tasks.length < 2) return null;
  const [target] = targets;
  if (target && targets.length === 1) return `means ${placeText(target)}`;
  return targets.length === 0 ? 'no task answers to it here' : 'could mean any of them';
}
