/**
 * The settings `wavemark.files` and `wavemark.records` as the command line sees them: from `.vscode/settings.json` of the folder that is
 * read, or of the nearest folder above it inside the same git work tree. Its globs count from the folder that
 * holds `.vscode`, as in the editor. User settings of the editor are not read.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MAX_BYTES = 1_000_000;
const BLANK: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r']);

export interface FileSettings {
  /** The folder that the globs count from; absolute. */
  readonly folder: string;
  readonly globs: readonly string[];
}

/**
 * @param folders absolute, the nearest first
 * @param note told in one sentence when a setting cannot be used; the default is used then
 */
export function readFileSettings(
  folders: readonly string[],
  note: (sentence: string) => void,
  name: 'wavemark.files' | 'wavemark.records' = 'wavemark.files',
): FileSettings | null {
  for (const folder of folders) {
    const file = join(folder, '.vscode', 'settings.json');
    let text: string;
    try {
      if (statSync(file).size > MAX_BYTES) {
        note(`${file} is larger than ${String(MAX_BYTES / 1_000_000)} MB; its settings are not used`);
        return null;
      }
      text = readFileSync(file, 'utf8');
    } catch {
      continue;
    }
    return globsOf(text, folder, name, (reason) => note(`${file}: ${reason}`));
  }
  return null;
}

function globsOf(
  text: string,
  folder: string,
  name: string,
  note: (reason: string) => void,
): FileSettings | null {
  let settings: unknown;
  try {
    settings = JSON.parse(plainJson(text));
  } catch {
    note('this is not JSON with comments; its settings are not used');
    return null;
  }
  if (typeof settings !== 'object' || settings === null) return null;
  if (!Object.hasOwn(settings, name)) return null;
  const globs = (settings as Record<string, unknown>)[name];
  if (!Array.isArray(globs) || !globs.every((glob) => typeof glob === 'string')) {
    note(`"${name}" must be a list of globs; it is not used`);
    return null;
  }
  return { folder, globs };
}

/** JSON with comments and trailing commas → JSON. */
export function plainJson(text: string): string {
  const pieces: string[] = [];
  /** Where a comma stands that nothing but blanks has followed; -1 for nowhere. */
  let comma = -1;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (text.startsWith('//', at)) {
      while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
      continue;
    }
    if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
      continue;
    }
    if ((character === ']' || character === '}') && comma >= 0) pieces[comma] = '';
    if (character === ',') comma = pieces.length;
    else if (!BLANK.has(character)) comma = -1;
    const end = character === '"' ? stringEnd(text, at) : at + 1;
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces.join('');
}

/** The offset after the closing quote of the string that opens at `at`. */
function stringEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}
