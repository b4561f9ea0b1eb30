/**
 * The settings as the command line sees them: from `.vscode/settings.json` of the folder that is read, or of the
 * nearest folder above it inside the same git work tree. What they name counts from the folder that holds
 * `.vscode`, as in the editor. User settings of the editor are not read.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MAX_BYTES = 1_000_000;
const BLANK: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r']);

type Note = (sentence: string) => void;

/** A settings file that could be read. */
export interface SettingsFile {
  /** Absolute. */
  readonly file: string;
  /** The folder that holds `.vscode`; absolute. */
  readonly folder: string;
  /** The value of a setting; undefined where it is not set. */
  readonly get: (name: string) => unknown;
}

/** @param note told in one sentence why the settings of the folder cannot be used, if they are there */
export function readSettingsFile(folder: string, note: Note): SettingsFile | 'none' | 'unusable' {
  const file = join(folder, '.vscode', 'settings.json');
  let text: string;
  try {
    if (statSync(file).size > MAX_BYTES) {
      note(`${file} is larger than ${String(MAX_BYTES / 1_000_000)} MB; its settings are not used`);
      return 'unusable';
    }
    text = readFileSync(file, 'utf8');
  } catch {
    return 'none';
  }
  let settings: unknown;
  try {
    settings = JSON.parse(plainJson(text));
  } catch {
    note(`${file}: this is not JSON with comments; its settings are not used`);
    return 'unusable';
  }
  const values = new Map<string, unknown>(
    typeof settings === 'object' && settings !== null ? Object.entries(settings) : [],
  );
  return { file, folder, get: (name) => values.get(name) };
}

export interface FileSettings {
  /** The folder that the globs count from; absolute. */
  readonly folder: string;
  readonly globs: readonly string[];
}

type GlobSetting = 'wavemark.files' | 'wavemark.records';

/** A setting that holds a text, and the folder that holds the settings; null where it is not set. */
export function readTextSetting(
  folders: readonly string[],
  note: Note,
  name: string,
): { readonly folder: string; readonly value: string } | null {
  for (const folder of folders) {
    const settings = readSettingsFile(folder, note);
    if (settings === 'unusable') return null;
    if (settings === 'none') continue;
    const value = settings.get(name);
    if (value === undefined) return null;
    if (typeof value === 'string') return { folder, value };
    note(`${settings.file}: "${name}" must be a text; it is not used`);
    return null;
  }
  return null;
}

/**
 * A setting that holds globs.
 *
 * @param folders absolute, the nearest first
 * @param note told in one sentence when a setting cannot be used; the default is used then
 */
export function readFileSettings(
  folders: readonly string[],
  note: Note,
  name: GlobSetting = 'wavemark.files',
): FileSettings | null {
  for (const folder of folders) {
    const settings = readSettingsFile(folder, note);
    if (settings === 'unusable') return null;
    if (settings !== 'none') return globsOf(settings, name, note);
  }
  return null;
}

function globsOf({ file, folder, get }: SettingsFile, name: GlobSetting, note: Note): FileSettings | null {
  const globs = get(name);
  if (globs === undefined) return null;
  if (!Array.isArray(globs) || !globs.every((glob) => typeof glob === 'string')) {
    note(`${file}: "${name}" must be a list of globs; it is not used`);
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
