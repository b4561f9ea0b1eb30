import { BlockFlag, BlockKind, Field, STRIDE, type BlockTable } from '../parse/blocks';
import { Char, isSpace, lineEndFrom, skipSpaces } from '../parse/chars';

/** A scanned stretch and where it begins. */
export interface Placed {
  readonly offset: number;
  readonly table: BlockTable;
}

/** A fence whose content looks like part of the task list rather than like code. */
export interface Suspect {
  /** Absolute offset of the start of the fence's line. */
  readonly offset: number;
  /** Lines inside that look like tasks or headings. */
  readonly hidden: number;
  readonly unclosed: boolean;
}

/** More candidates than this are not weighed against each other. */
const MOST_CANDIDATES = 12;
const MOST_ROUNDS = 16;

/**
 * Finds the fences that are to be read as if they were not there. A fence that is never closed hides the rest
 * of the file; one bare fence too many turns text into code and code into text until the end, so the one
 * without an end is not always the one that is too many. Of the suspects, the one is chosen whose omission
 * leaves the fewest tasks hidden; repeated until nothing is hidden or nothing helps. `scan` reads the whole
 * document with a set of fences left out.
 */
export function findStrayFences(
  text: string,
  scan: (stray: ReadonlySet<number>) => readonly Placed[],
  first: readonly Placed[],
): { stray: Set<number>; placed: readonly Placed[] } {
  const stray = new Set<number>();
  let placed = first;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const suspects = suspectsIn(text, placed);
    const hidden = total(suspects);
    if (hidden === 0 || suspects.length === 0) break;
    let best: { offset: number; placed: readonly Placed[]; hidden: number } | null = null;
    // Later first: where two are as good, the last one is without an end and so certainly wrong.
    for (const { offset } of suspects.slice(-MOST_CANDIDATES).reverse()) {
      const attempt = scan(new Set([...stray, offset]));
      const left = total(suspectsIn(text, attempt));
      if (best === null || left < best.hidden) best = { offset, placed: attempt, hidden: left };
    }
    if (best === null || best.hidden >= hidden) break;
    stray.add(best.offset);
    placed = best.placed;
  }
  return { stray, placed };
}

function total(suspects: readonly Suspect[]): number {
  return suspects.reduce((sum, suspect) => sum + suspect.hidden, 0);
}

/** Top-level fences that are never closed, or bare ones that hold another fence's opening line, with tasks inside. */
function suspectsIn(text: string, placed: readonly Placed[]): Suspect[] {
  const suspects: Suspect[] = [];
  for (const { offset, table } of placed) {
    const { blocks, count } = table;
    for (let block = 0; block < count; block++) {
      const at = block * STRIDE;
      if (blocks[at + Field.Kind] !== BlockKind.FencedCode || (blocks[at + Field.Parent] ?? -1) >= 0) continue;
      const flags = blocks[at + Field.Flags] ?? 0;
      if ((flags & BlockFlag.Stray) !== 0) continue;
      const unclosed = (flags & BlockFlag.Closed) === 0;
      const bare = blocks[at + Field.B] === blocks[at + Field.C];
      if (!unclosed && !bare) continue;
      const start = offset + (blocks[at + Field.Start] ?? 0);
      const end = offset + (blocks[at + Field.End] ?? 0);
      const { tasks, opener } = linesIn(text, lineEndFrom(text, start, end), end);
      if (tasks > 0 && (unclosed || opener)) suspects.push({ offset: lineStartOf(text, start), hidden: tasks, unclosed });
    }
  }
  return suspects;
}

/** How many tasks or headings the lines look like, and whether one of them opens a fence with a language. */
export function linesIn(text: string, from: number, end: number): { tasks: number; opener: boolean } {
  let tasks = 0;
  let opener = false;
  for (let at = from; at < end; ) {
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
  if (code === Char.Dash || code === Char.Star || code === Char.Plus) at++;
  else {
    while (text.charCodeAt(at) >= Char.Zero && text.charCodeAt(at) <= Char.Nine) at++;
    if (at === start || (text.charCodeAt(at) !== Char.Dot && text.charCodeAt(at) !== Char.RParen)) return false;
    at++;
  }
  return at + 4 < end && text.charCodeAt(at) === Char.Space && text.charCodeAt(at + 1) === Char.LBracket && text.charCodeAt(at + 3) === Char.RBracket;
}

function lineStartOf(text: string, at: number): number {
  while (at > 0 && text.charCodeAt(at - 1) !== Char.LF && text.charCodeAt(at - 1) !== Char.CR) at--;
  return at;
}

/** Whether a piece of text has a line that may open or close a fence. */
export function hasFenceLine(text: string): boolean {
  return /^[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(?:`{3}|~{3})/m.test(text);
}
