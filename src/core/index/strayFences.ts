import type { TaskNode } from '../forms/taskNode';
import { BlockFlag, BlockKind, Field, STRIDE, type BlockTable } from '../parse/blocks';
import { Char, isSpace, lineEndFrom, skipSpaces } from '../text/characters';

/** A scanned stretch and where it begins. */
export interface Placed {
  readonly offset: number;
  readonly table: BlockTable;
}

/** How a document's fences are read where the author's intent and Markdown part. Absolute offsets of lines. */
export interface FenceReading {
  /** Fences that are one too many. */
  readonly stray: ReadonlySet<number>;
  /** Fences that hold others of their own length, with the lines that close them. */
  readonly long: ReadonlyMap<number, number>;
}

export const AS_WRITTEN: FenceReading = { stray: new Set(), long: new Map() };

/** A fence whose content looks like part of the task list rather than like code. */
interface Suspect {
  /** Absolute offset of the start of the fence's line. */
  readonly offset: number;
  /** Lines inside that look like tasks or headings. */
  readonly hidden: number;
  /** The line of a fence before it that holds another one, and so may be meant to end here; or -1. */
  readonly opener: number;
}

/** More candidates than this are not weighed against each other. */
const MOST_CANDIDATES = 12;
const MOST_ROUNDS = 16;
/** Fences that may stand between one that holds another and the one that is meant to close it. */
const FARTHEST = 6;

/**
 * Finds the fences that are not to be read as Markdown reads them. A fence that is never closed hides the rest
 * of the file; one bare fence too many turns text into code and code into text until the end, so the one
 * without an end is not always the one that is too many. And an example that holds a fence of its own length
 * ends at that fence's end, so that its own closing fence opens another. Of the suspects, the one is chosen
 * whose reading leaves the fewest tasks hidden; repeated until nothing is hidden or nothing helps. `scan`
 * reads the whole document in a given way.
 */
export function findStrayFences(
  text: string,
  scan: (reading: FenceReading) => readonly Placed[],
  first: readonly Placed[],
): { reading: FenceReading; placed: readonly Placed[] } {
  let reading = AS_WRITTEN;
  let placed = first;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const suspects = suspectsIn(text, placed);
    const hidden = total(suspects);
    if (hidden === 0) break;
    let best: { reading: FenceReading; placed: readonly Placed[]; hidden: number } | null = null;
    // Later first: where two are as good, the last one is without an end and so certainly wrong.
    for (const suspect of suspects.slice(-MOST_CANDIDATES).reverse()) {
      for (const attempt of readingsOf(suspect, reading)) {
        const result = scan(attempt);
        const left = total(suspectsIn(text, result));
        if (best === null || left < best.hidden) best = { reading: attempt, placed: result, hidden: left };
      }
    }
    if (best === null || best.hidden >= hidden) break;
    ({ reading, placed } = best);
    if (best.hidden === 0) break;
  }
  return { reading, placed };
}

/** The ways to read a suspect, the likelier first. */
function readingsOf(suspect: Suspect, reading: FenceReading): FenceReading[] {
  const stray = { stray: new Set([...reading.stray, suspect.offset]), long: reading.long };
  if (suspect.opener < 0) return [stray];
  return [
    { stray: reading.stray, long: new Map([...reading.long, [suspect.opener, suspect.offset]]) },
    stray,
  ];
}

function total(suspects: readonly Suspect[]): number {
  return suspects.reduce((sum, suspect) => sum + suspect.hidden, 0);
}

/** Top-level fences that are never closed, or bare ones that hold another fence's opening line, with tasks inside. */
function suspectsIn(text: string, placed: readonly Placed[]): Suspect[] {
  const suspects: Suspect[] = [];
  let opener = -1;
  let since = 0;
  for (const { offset, table } of placed) {
    const { blocks, count } = table;
    for (let block = 0; block < count; block++) {
      const at = block * STRIDE;
      if (blocks[at + Field.Kind] !== BlockKind.FencedCode || (blocks[at + Field.Parent] ?? -1) >= 0)
        continue;
      const flags = blocks[at + Field.Flags] ?? 0;
      if ((flags & BlockFlag.Stray) !== 0) continue;
      const start = offset + (blocks[at + Field.Start] ?? 0);
      const end = offset + (blocks[at + Field.End] ?? 0);
      const unclosed = (flags & BlockFlag.Closed) === 0;
      const bare = blocks[at + Field.B] === blocks[at + Field.C];
      const inside = linesIn(text, lineEndFrom(text, start, end), end);
      if (++since > FARTHEST) opener = -1;
      if ((unclosed || (bare && inside.opener)) && inside.tasks > 0) {
        suspects.push({ offset: lineStartOf(text, start), hidden: inside.tasks, opener });
        opener = -1;
      } else if (!unclosed && !bare && inside.opener) {
        opener = lineStartOf(text, start);
        since = 0;
      }
    }
  }
  return suspects;
}

/** Where the tasks begin that a reader of Markdown takes for code, given the blocks as written. */
export function hiddenStarts(tasks: readonly TaskNode[], asWritten: readonly Placed[]): number[] {
  const code: { start: number; end: number }[] = [];
  for (const { offset, table } of asWritten) {
    for (let block = 0; block < table.count; block++) {
      const at = block * STRIDE;
      if (table.blocks[at + Field.Kind] !== BlockKind.FencedCode) continue;
      code.push({
        start: offset + (table.blocks[at + Field.Start] ?? 0),
        end: offset + (table.blocks[at + Field.End] ?? 0),
      });
    }
  }
  const starts: number[] = [];
  let index = 0;
  for (const task of tasks) {
    const start = task.stretch.offset + task.textStart;
    while (index < code.length && (code[index]?.end ?? 0) <= start) index++;
    if ((code[index]?.start ?? Infinity) <= start) starts.push(start);
  }
  return starts;
}

/** How many tasks or headings the lines look like, and whether one of them opens a fence with a language. */
export function linesIn(text: string, from: number, end: number): { tasks: number; opener: boolean } {
  let tasks = 0;
  let opener = false;
  for (let at = from; at < end;) {
    const lineEnd = lineEndFrom(text, at, end);
    const start = skipSpaces(text, at, lineEnd);
    if (looksLikeTask(text, start, lineEnd)) tasks++;
    else if (text.startsWith('```', start) || text.startsWith('~~~', start)) {
      const info = text.charCodeAt(start + 3);
      if (start + 3 < lineEnd && !isSpace(info) && info !== text.charCodeAt(start)) opener = true;
    }
    at = lineEnd + 1;
  }
  return { tasks, opener };
}

/** `- [ ] …`, `1. [x] …`, `## …`. */
function looksLikeTask(text: string, start: number, end: number): boolean {
  let at = start;
  const code = text.charCodeAt(at);
  if (code === Char.Hash && text.charCodeAt(at + 1) === Char.Hash) {
    while (text.charCodeAt(at) === Char.Hash) at++;
    return at - start <= 6 && text.charCodeAt(at) === Char.Space;
  }
  if (code === Char.Dash || code === Char.Asterisk || code === Char.Plus) at++;
  else {
    while (text.charCodeAt(at) >= Char.Digit0 && text.charCodeAt(at) <= Char.Digit9) at++;
    if (at === start || (text.charCodeAt(at) !== Char.Dot && text.charCodeAt(at) !== Char.RightParenthesis))
      return false;
    at++;
  }
  return (
    at + 4 < end &&
    text.charCodeAt(at) === Char.Space &&
    text.charCodeAt(at + 1) === Char.LeftBracket &&
    text.charCodeAt(at + 3) === Char.RightBracket
  );
}

function lineStartOf(text: string, at: number): number {
  while (
    at > 0 &&
    text.charCodeAt(at - 1) !== Char.LineFeed &&
    text.charCodeAt(at - 1) !== Char.CarriageReturn
  )
    at--;
  return at;
}

/** Whether a piece of text has a line that may open or close a fence. */
export function hasFenceLine(text: string): boolean {
  return /^[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(?:`{3}|~{3})/m.test(text);
}
