import { taskFileGlobs } from '../../core';

/** What one ignore file says of a path, or null where it says nothing. */
export type IgnoreRules = (path: string, isFolder: boolean) => boolean | null;

interface Rule {
  readonly ignores: boolean;
  readonly foldersOnly: boolean;
  readonly matches: (path: string) => boolean;
}

/** Patterns beyond these limits are nobody's handwriting. */
const MAX_RULES = 5_000;
const MAX_PATTERN = 400;

/**
 * Reads the text of a `.gitignore`. Paths are relative to its folder, with `/`; whether a folder above the
 * path is ignored is for the caller to ask. The last pattern that matches decides, in time linear in pattern
 * and path: a repository is not trusted with a backtracking engine.
 */
export function gitignore(text: string): IgnoreRules {
  const rules = text
    .split(/\r?\n/, MAX_RULES)
    .map(parse)
    .filter((rule) => rule !== null)
    .reverse();
  return (path, isFolder) => {
    for (const { ignores, foldersOnly, matches } of rules) {
      if ((isFolder || !foldersOnly) && matches(path)) return ignores;
    }
    return null;
  };
}

function parse(line: string): Rule | null {
  let pattern = withoutTrailingSpaces(line);
  if (pattern === '' || pattern.startsWith('#') || pattern.length > MAX_PATTERN) return null;
  const ignores = !pattern.startsWith('!');
  if (!ignores) pattern = pattern.slice(1);
  const foldersOnly = pattern.endsWith('/');
  if (foldersOnly) pattern = pattern.slice(0, -1);
  const glob = toGlob(pattern);
  if (glob === null || glob === '' || glob === '/') return null;
  const answer = taskFileGlobs([glob]);
  return { ignores, foldersOnly, matches: (path) => answer(path) === true };
}

/** Spaces at the end count only behind a backslash. */
function withoutTrailingSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ' && line[end - 2] !== '\\') end--;
  return line.slice(0, end);
}

/**
 * The same pattern in the language of our globs: no backslashes there, and `**` only as a whole part of the
 * path. Null for a pattern that matches nothing.
 */
function toGlob(pattern: string): string | null {
  let glob = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char === '\\') {
      const next = pattern[++i];
      if (next === undefined) return null;
      glob += literal(next);
    } else if (char === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end < 0) return null;
      glob += pattern.slice(i, end + 1);
      i = end;
    } else if (char === '*') {
      const start = i;
      while (pattern[i + 1] === '*') i++;
      const [before, after] = [pattern[start - 1], pattern[i + 1]];
      const isPart = (before ?? '/') === '/' && (after ?? '/') === '/';
      glob += i > start && isPart ? '**' : '*';
    } else {
      glob += char === '{' || char === '}' ? literal(char) : char;
    }
  }
  // Our globs begin with an exclamation mark to deny.
  if (glob.startsWith('!')) return `${glob.includes('/') ? './' : '**/'}${glob}`;
  return glob;
}

/** A class of one stands for the character itself; braces are read before classes, so for them any will do. */
function literal(char: string): string {
  if (char === '{' || char === '}') return '?';
  return char === '*' || char === '?' || char === '[' ? `[${char}]` : char;
}
