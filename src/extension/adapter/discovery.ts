import * as vscode from 'vscode';
import { isMarkdownPath, KNOWN_TRACKER } from '../../core';
import { CLOSED_FOLDERS, type FileRules } from './fileRules';
import { Slices } from './schedule';
import { isKnownTracker } from './trackers';

/** Markdown in any case: the search engine takes case as it is written. */
const MARKDOWN = ['**/*.[mM][dD]', '**/*.[mM][aA][rR][kK][dD][oO][wW][nN]'];
const ALWAYS_EXCLUDED = CLOSED_FOLDERS.map((name) => `**/${name}/**`);
/** A file system without a search engine is walked, up to this many folders. */
const MAX_FOLDERS = 5_000;

export interface Discovered {
  /** Every file that may be a task file, named so or not. */
  readonly files: readonly vscode.Uri[];
  readonly trackers: readonly vscode.Uri[];
}

/**
 * What the given folders hold. Excluded files are left out;
 * ignored ones are not, as that costs a look at each.
 */
export async function discover(
  folders: readonly vscode.WorkspaceFolder[],
  rules: FileRules,
  token: vscode.CancellationToken,
): Promise<Discovered> {
  const found = new Map<string, vscode.Uri>();
  const trackers = new Map<string, vscode.Uri>();
  const slices = new Slices();
  const take = async (uris: readonly vscode.Uri[]): Promise<void> => {
    for (const uri of uris) {
      await slices.breathe();
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      if (!folder || rules.isExcluded(uri, folder)) continue;
      if (isKnownTracker(uri)) trackers.set(uri.toString(), uri);
      else if (rules.byName(uri, folder) !== false) found.set(uri.toString(), uri);
    }
  };
  const includes = new Set([
    ...MARKDOWN,
    `**/${KNOWN_TRACKER}`,
    ...folders.flatMap((folder) => rules.searchIncludes(folder)),
  ]);
  await take(await search(folders, [...includes], rules, token));
  for (const folder of folders) {
    const isSearched = folder.uri.scheme === 'file' || [...found.values()].some((uri) => isIn(uri, folder));
    if (!isSearched && !token.isCancellationRequested) await take(await walk(folder.uri, token));
  }
  return { files: [...found.values()], trackers: [...trackers.values()] };
}

/**
 * One search for all folders: what is excluded in some of them only is for the caller to sort out.
 *
 * @param most as many files at most, whichever
 */
export async function search(
  folders: readonly vscode.WorkspaceFolder[],
  includes: readonly string[],
  rules: FileRules,
  token: vscode.CancellationToken,
  most?: number,
): Promise<readonly vscode.Uri[]> {
  if (folders.length === 0) return [];
  const [first, ...others] = folders.map((folder) => new Set(rules.searchExcludes(folder)));
  const common = [...first!].filter((glob) => others.every((set) => set.has(glob)));
  return vscode.workspace.findFiles(
    includes.length === 1 ? includes[0]! : `{${includes.join(',')}}`,
    `{${[...ALWAYS_EXCLUDED, ...common].join(',')}}`,
    most,
    token,
  );
}

async function walk(top: vscode.Uri, token: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
  const files: vscode.Uri[] = [];
  const folders = [top];
  for (let i = 0; i < folders.length && i < MAX_FOLDERS && !token.isCancellationRequested; i++) {
    const at = folders[i]!;
    let entries: readonly [string, vscode.FileType][];
    try {
      entries = await vscode.workspace.fs.readDirectory(at);
    } catch {
      continue;
    }
    for (const [name, type] of entries) {
      const uri = vscode.Uri.joinPath(at, name);
      // A symbolic link to a folder may lead round in circles.
      if (type === vscode.FileType.Directory && !CLOSED_FOLDERS.includes(name)) folders.push(uri);
      else if ((type & vscode.FileType.File) === 0) continue;
      else if (isMarkdownPath(name) || isKnownTracker(uri)) files.push(uri);
    }
  }
  return files;
}

function isIn(uri: vscode.Uri, folder: vscode.WorkspaceFolder): boolean {
  return vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() === folder.uri.toString();
}
