import { taskAtLine } from '../features/navigation';
import { announces, names } from '../identity/idLexicon';
import { isCounted } from '../identity/series';
import type { Task, TaskDocument } from '../model/task';
import { fieldOfLabel } from '../words/fieldLabels';
import { normalizeWords } from '../words/lookup';
import { isContainerTitle } from '../words/sectionWords';
import { Lines } from './lines';

/** A piece of text to be written, or a place to be filled in: 1 comes first. */
export type Piece = string | { readonly stop: number; readonly text: string };

/** A task to be written in the form of its neighbours. */
export interface NewTask {
  /** The neighbour whose form it takes; null in a file without tasks. */
  readonly like: Task | null;
  /** An id of the series that it goes on with, or null where it gets none. */
  readonly series: string | null;
  /** Offset in the document, at the beginning of a line or the end of the text. */
  readonly offset: number;
  /** Lines are parted by `\n`. */
  readonly pieces: (id: string | null, title: string) => readonly Piece[];
}

const ITEM = /^(?:\s*>)*\s*(?:[-*+•]|\d{1,9}[.)])(?:\s+|$)/;
/** Boxes of plain-text lists, with or without a list marker. */
const GLYPH = /^((?:\s*[-*+•])?\s*)[☐☑☒✓✔✗✘□■](\s+)/u;
/** "[ ] Buy milk", without a list marker. */
const BARE_BOX = /^(\s*)\[[^\]\n]?\](\s+)/;
const HEADING = /^(?:\s*>)*\s{0,3}#{1,6}\s/;
const MOST_FIELDS = 8;

/** A new task at a line (0-based); null where every task is a file of its own. */
export function newTaskAt(document: TaskDocument, line: number): NewTask | null {
  const lines = new Lines(document);
  const at = Math.min(Math.max(0, line), document.lineCount - 1);
  const near = neighbour(document, lines, at);
  if (!near) {
    if (document.tasks.length > 0) return null;
    const place = lines.isBlank(at) ? at : at + 1;
    return { like: null, series: null, ...placed(lines, place, (_, title) => ['- [ ] ', stop(title)]) };
  }
  const { like } = near;
  const series = like.id !== null && isCounted(like.id) && writesId(like) ? like.id : null;
  const form = formOf(document, lines, like, series);
  return { like, series, ...placed(lines, near.line, form, like.kind === 'heading', like.kind === 'row') };
}

interface Neighbour {
  readonly like: Task;
  /** The new task's first line. */
  readonly line: number;
}

/** Not the page of a task, nor a phase: what is new belongs into it. */
function isModel(task: Task): boolean {
  return (
    task.kind !== 'document' && (task.kind !== 'heading' || task.id !== null || !isContainerTitle(task.title))
  );
}

/** The task whose form is taken, and the line to write in: the cursor's if it is free, else behind that task. */
function neighbour(document: TaskDocument, lines: Lines, line: number): Neighbour | null {
  const tasks = document.tasks.filter(isModel);
  if (tasks.length === 0) return null;
  if (!lines.isBlank(line)) {
    const here = taskAtLine(document, line);
    if (here && isModel(here)) return { like: here, line: lastOf(document, lines, here) + 1 };
  }
  let above = line;
  while (above > 0 && lines.isBlank(above)) above--;
  let like = lines.isBlank(above) ? null : taskAtLine(document, above);
  const behindHeading = HEADING.test(lines.text(above)) && like?.line !== above;
  if (!like || !isModel(like) || behindHeading) {
    like = tasks.findLast((task) => task.line < line) ?? tasks[0] ?? null;
    // In another section nothing is above it.
    while (like?.parent && like.parent.kind === like.kind) like = like.parent;
    if (!like) return null;
    // A plain number is a task where others are, and nowhere else.
    if (like.kind === 'numbered') return { like, line: lastOf(document, lines, like) + 1 };
    return { like, line: lines.isBlank(line) ? line : line + 1 };
  }
  if (!lines.isBlank(line) || like.kind === 'row' || (like.kind === 'heading' && !endsSection(lines, line)))
    return { like, line: lastOf(document, lines, like) + 1 };
  if (like.kind !== 'numbered') return { like, line };
  return { like, line: lastOf(document, lines, like) + 1 };
}

/** The last line that a new task has to come behind. Numbers go on: theirs is that of the last sibling. */
function lastOf(document: TaskDocument, lines: Lines, task: Task): number {
  let last = task;
  if (task.idKind === 'number' || task.kind === 'numbered') {
    for (const each of document.tasks)
      if (each.parent === task.parent && each.kind === task.kind && isBehind(each, last)) last = each;
  }
  let line = last.endLine;
  while (line > last.line && lines.isBlank(line)) line--;
  return line;
}

/** Rows go on as long as their table does. */
function isBehind(task: Task, last: Task): boolean {
  return task.kind === 'row' ? task.line === last.line + 1 : task.line > last.line;
}

function endsSection(lines: Lines, line: number): boolean {
  let next = line;
  while (next < lines.count && lines.isBlank(next)) next++;
  return next >= lines.count || HEADING.test(lines.text(next));
}

/** Puts a form into its place: what has to stand apart gets blank lines around it. */
function placed(
  lines: Lines,
  line: number,
  form: NewTask['pieces'],
  apart = false,
  tight = false,
): Pick<NewTask, 'offset' | 'pieces'> {
  const before = line > 0 ? lines.text(line - 1) : '';
  const after = line < lines.count ? lines.text(line) : '';
  const joins = tight || (!apart && (ITEM.test(before) || /^\s{2,}\S/.test(before)));
  const gapBefore = before.trim() !== '' && !joins ? '\n' : '';
  const fills = !apart && line < lines.count && after.trim() === '' && !isProse(lines, line + 1);
  const gapAfter = !fills && after.trim() !== '' && (apart || !(tight || ITEM.test(after))) ? '\n' : '';
  const atEnd = line >= lines.count;
  const offset = atEnd ? lines.length : lines.start(line);
  const start = atEnd && !lines.isEnded ? '\n' : '';
  // In a free line its line end is there already.
  const end = fills || (atEnd && !lines.isEnded) ? '' : '\n';
  return {
    offset,
    pieces: (id, title) => [start + gapBefore, ...form(id, title), end + gapAfter].filter((p) => p !== ''),
  };
}

function formOf(
  document: TaskDocument,
  lines: Lines,
  like: Task,
  series: string | null,
): (id: string | null, title: string) => readonly Piece[] {
  const from = lines.start(like.line);
  const text = lines.text(like.line);
  if (like.kind === 'row') return rowForm(text, from, like, series);
  const { marker, box, start } = leadOf(text, like);
  const own = like.idRange && like.idRange.start >= from && like.idRange.end <= from + text.length;
  const id = own && like.idRange ? [like.idRange.start - from, like.idRange.end - from] : null;
  const titleAt = Math.min(text.length, Math.max(start, like.titleRange.start - from));
  let lead = marker + box;
  let open = '';
  let close = '';
  let isLast = false;
  if (id && series !== null) {
    const [idStart = 0, idEnd = 0] = id;
    if (idStart < marker.length) {
      // A list number stands before the text.
      lead = text.slice(0, idStart);
      close = text.slice(idEnd, marker.length) + box;
    } else if (idStart < titleAt) {
      open = openingOf(text.slice(start, idStart));
      close = text.slice(idEnd, titleAt).replace(/~~/g, '');
    } else {
      isLast = true;
      open = ` ${/[[(]$/.exec(text.slice(0, idStart))?.[0] ?? ''}`;
      close = /^[\])]/.exec(text.slice(idEnd))?.[0] ?? '';
    }
  }
  // What is bold from the id to the end of the title closes there.
  const bold = ((open + close).match(/\*\*/g) ?? []).length % 2 === 1 ? '**' : '';
  const fields = like.kind === 'heading' ? fieldsOf(document, lines, like) : [];
  return (fresh, title) => {
    const number = fresh !== null && series !== null ? lastPart(fresh, text, id) : null;
    const named = number === null ? '' : open + number + close;
    const first = isLast ? [lead, stop(title), named] : [lead + named, stop(title), bold];
    return [...first, ...fields];
  };
}

/** What belongs to an id that stands behind it: decoration, and a word such as `Task ` with its sign. */
function openingOf(before: string): string {
  const decoration = /[*_`[(]*$/.exec(before)?.[0] ?? '';
  const words = /[*_`[(]*((?:[\p{L}-]+ )?[\p{L}-]+)[ \u00a0:：#№]*$/u.exec(
    before.slice(0, before.length - decoration.length),
  );
  const last = words?.[1]?.toLowerCase() ?? '';
  const word = last.slice(last.lastIndexOf(' ') + 1);
  const announced = announces(last) || announces(word) || names(word);
  return (announced && words ? words[0] : '') + decoration;
}

/** Of a path of list numbers only the last one may be written at the item. */
function lastPart(fresh: string, text: string, id: readonly number[] | null): string {
  const written = id ? text.slice(id[0], id[1]) : fresh;
  return written.includes('.') || !/^\d+$/.test(written) ? fresh : fresh.slice(fresh.lastIndexOf('.') + 1);
}

/** The hashes or list marker of a task's first line, counted on, its box, emptied, and where its text begins. */
function leadOf(text: string, like: Task): { marker: string; box: string; start: number } {
  const glyph = like.kind === 'heading' ? null : GLYPH.exec(text);
  if (glyph) return { marker: `${glyph[1] ?? ''}☐${glyph[2] ?? ' '}`, box: '', start: glyph[0].length };
  const bare = like.kind === 'heading' ? null : BARE_BOX.exec(text);
  if (bare) return { marker: bare[1] ?? '', box: `[ ]${bare[2] ?? ' '}`, start: bare[0].length };
  const written = (like.kind === 'heading' ? HEADING : ITEM).exec(text)?.[0] ?? '';
  const marker =
    like.idKind === 'number' ? written : written.replace(/\d+(?=[.)]\s*$)/, (n) => String(Number(n) + 1));
  const box = like.markerRange === null ? null : /^\[[^\]]*\](\s*)/.exec(text.slice(written.length));
  return {
    marker,
    box: box ? `[ ]${box[1] || ' '}` : '',
    start: written.length + (box?.[0].length ?? 0),
  };
}

/** The labels of the neighbour's fields that the index reads, to be filled in. */
function fieldsOf(document: TaskDocument, lines: Lines, like: Task): Piece[] {
  const pieces: Piece[] = [];
  let stops = 1;
  for (let line = like.line + 1; line <= like.endLine && stops <= MOST_FIELDS; line++) {
    const text = lines.text(line);
    if (HEADING.test(text)) break;
    const label = /^(\s*(?:[-*+]\s+)?(\*\*|__|)([^*_:：]{1,40})(?:\2\s*[:：]|[:：]\s*\2)\s*)\S/u.exec(text);
    if (!label || document.taskAt(lines.start(line)) !== like) continue;
    const kind = fieldOfLabel(normalizeWords(label[3] ?? ''));
    if (kind !== 'status' && kind !== 'priority' && kind !== 'effort' && kind !== 'depends') continue;
    pieces.push(`\n${stops === 1 ? '\n' : ''}${(label[1] ?? '').trimEnd()} `, stop('', ++stops));
  }
  return pieces;
}

function rowForm(text: string, from: number, like: Task, series: string | null): NewTask['pieces'] {
  const cells: { readonly start: number; readonly end: number }[] = [];
  let start = /^\s*\|?/.exec(text)?.[0].length ?? 0;
  for (const { index } of text.matchAll(/(?<!\\)\|/g)) {
    if (index < start) continue;
    cells.push({ start, end: index });
    start = index + 1;
  }
  if (text.slice(start).trim() !== '') cells.push({ start, end: text.length });
  const holds = (cell: { start: number; end: number }, at: number | undefined): boolean =>
    at !== undefined && at - from >= cell.start && at - from < cell.end;
  return (id, title) => {
    let stops = 1;
    const pieces: Piece[] = ['|'];
    for (const cell of cells) {
      if (holds(cell, like.titleRange.start)) pieces.push(' ', stop(title), ' |');
      else if (series !== null && holds(cell, like.idRange?.start)) pieces.push(` ${id ?? ''} |`);
      else if (holds(cell, like.markerRange?.start)) pieces.push(' [ ] |');
      else pieces.push(' ', stop('', ++stops), ' |');
    }
    return pieces;
  };
}

/** Whether the id is written in the task's own first line, where a new one can be written likewise. */
function writesId({ idRange, document, line }: Task): boolean {
  return idRange !== null && document.positionAt(idRange.start).line === line;
}

function stop(text: string, number = 1): Piece {
  return { stop: number, text };
}

/** Whether a line would be read as the rest of the item above it. */
function isProse(lines: Lines, line: number): boolean {
  return line < lines.count && !lines.isBlank(line) && !ITEM.test(lines.text(line));
}
