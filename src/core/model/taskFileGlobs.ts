/**
 * The setting `wavemark.files`: globs that override the rule of names.
 *
 * `*` and `?` stay within a folder, `**` crosses folders, `{a,b}` is a choice, `[a-z]` and `[!a-z]` are
 * classes. A glob without `/` speaks of names at any depth, one with `/` of the path from the folder that the
 * settings belong to. A leading `!` makes the matching files no task files; the last glob that matches
 * decides, so `["!**", "plan/*.md"]` means these files and no others.
 *
 * Matching keeps a set of states and never goes back, so that no glob can be slow.
 */

/** More globs than this, or longer ones, are not read. */
export const MAX_GLOBS = 200;
export const MAX_GLOB_LENGTH = 500;
const MAX_CHOICES = 256;

type Token =
  | { readonly kind: 'character'; readonly text: string }
  | { readonly kind: 'one' | 'star' | 'everything' | 'folders' | 'inFolder' }
  | {
      readonly kind: 'class';
      readonly not: boolean;
      readonly ranges: readonly (readonly [string, string])[];
    };

/** Answers for a path with `/` separators: task file, no task file, or null where no glob matches. */
export function taskFileGlobs(globs: readonly string[]): (path: string) => boolean | null {
  const rules = globs
    .slice(0, MAX_GLOBS)
    .filter((glob) => glob !== '' && glob.length <= MAX_GLOB_LENGTH)
    .map((glob) => {
      const not = glob.startsWith('!');
      const body = not ? glob.slice(1) : glob;
      const anchored = body.includes('/') ? body.replace(/^\.?\//, '') : `**/${body}`;
      return { answer: !not, choices: expandBraces(anchored).map(tokens) };
    });
  return (path) => {
    for (let index = rules.length - 1; index >= 0; index -= 1) {
      const rule = rules[index];
      if (rule?.choices.some((choice) => matches(choice, path))) return rule.answer;
    }
    return null;
  };
}

/** `a{b,c}d` → `abd`, `acd`; unbalanced braces are ordinary characters. */
function expandBraces(glob: string): string[] {
  let done: string[] = [];
  let open: string[] = [glob];
  while (open.length > 0 && done.length + open.length <= MAX_CHOICES) {
    const next: string[] = [];
    for (const text of open) {
      const split = firstChoice(text);
      if (!split) done.push(text);
      else for (const part of split.parts) next.push(split.before + part + split.after);
    }
    open = next;
  }
  if (open.length > 0) done = [...done, ...open].slice(0, MAX_CHOICES);
  return done;
}

/** The first innermost `{…}` that holds a comma. */
function firstChoice(text: string): { before: string; parts: string[]; after: string } | null {
  let start = -1;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') start = at;
    if (text[at] === '}' && start >= 0) {
      const inside = text.slice(start + 1, at);
      if (inside.includes(',')) {
        return { before: text.slice(0, start), parts: inside.split(','), after: text.slice(at + 1) };
      }
      start = -1;
    }
  }
  return null;
}

function tokens(glob: string): Token[] {
  const list: Token[] = [];
  const characters = Array.from(glob);
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '*' && characters[at + 1] === '*') {
      const startsPart = at === 0 || characters[at - 1] === '/';
      while (characters[at + 1] === '*') at += 1;
      if (startsPart && characters[at + 1] === '/') {
        at += 1;
        list.push({ kind: 'folders' }, { kind: 'inFolder' });
      } else list.push({ kind: 'everything' });
    } else if (character === '*') list.push({ kind: 'star' });
    else if (character === '?') list.push({ kind: 'one' });
    else if (character === '[') {
      const end = characters.indexOf(']', at + 2);
      if (end < 0) list.push({ kind: 'character', text: character });
      else {
        list.push(characterClass(characters.slice(at + 1, end)));
        at = end;
      }
    } else list.push({ kind: 'character', text: character });
  }
  return list;
}

function characterClass(inside: readonly string[]): Token {
  const not = inside[0] === '!' || inside[0] === '^';
  const members = not ? inside.slice(1) : inside;
  const ranges: [string, string][] = [];
  for (let at = 0; at < members.length; at += 1) {
    const low = members[at] ?? '';
    const isRange = members[at + 1] === '-' && at + 2 < members.length;
    ranges.push([low, isRange ? (members[at + 2] ?? low) : low]);
    if (isRange) at += 2;
  }
  return { kind: 'class', not, ranges };
}

function matches(list: readonly Token[], path: string): boolean {
  let states = new Set<number>();
  enter(list, 0, states);
  for (const character of path) {
    const next = new Set<number>();
    for (const state of states) step(list, state, character, next);
    if (next.size === 0) return false;
    states = next;
  }
  return states.has(list.length);
}

/** Adds a state and those that it reaches without a character. */
function enter(list: readonly Token[], from: number, states: Set<number>): void {
  let state = from;
  for (;;) {
    states.add(state);
    const kind = list[state]?.kind;
    if (kind === 'star' || kind === 'everything') state += 1;
    else if (kind === 'folders') state += 2;
    else return;
  }
}

function step(list: readonly Token[], state: number, character: string, next: Set<number>): void {
  const token = list[state];
  if (!token) return;
  const slash = character === '/';
  if (token.kind === 'character') {
    if (token.text === character) enter(list, state + 1, next);
  } else if (token.kind === 'one') {
    if (!slash) enter(list, state + 1, next);
  } else if (token.kind === 'class') {
    const inside = token.ranges.some(([low, high]) => low <= character && character <= high);
    if (!slash && inside !== token.not) enter(list, state + 1, next);
  } else if (token.kind === 'star') {
    if (!slash) enter(list, state, next);
  } else if (token.kind === 'everything') enter(list, state, next);
  else if (token.kind === 'folders') {
    if (!slash) next.add(state + 1);
  } else if (slash) enter(list, state - 1, next);
  else next.add(state);
}
