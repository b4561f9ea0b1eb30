import * as vscode from 'vscode';
import type { TaskDocument, TextRange } from '../../core';

/** A stretch of an indexed document as the editor counts places. */
export function toRange(document: TaskDocument, range: TextRange): vscode.Range {
  const start = document.positionAt(range.start);
  const end = document.positionAt(range.end);
  return new vscode.Range(start.line, start.column, end.line, end.column);
}

/** Whole lines, both included and 0-based, without the last line's end. */
export function toLines(document: TaskDocument, first: number, last: number): vscode.Range {
  const end = document.positionAt(document.offsetAt({ line: last, column: Number.MAX_SAFE_INTEGER }));
  return new vscode.Range(first, 0, end.line, end.column);
}

export function toUri(document: TaskDocument): vscode.Uri {
  return vscode.Uri.parse(document.uri, true);
}

/** The path inside its workspace folder, with `/`. */
export function pathInFolder(uri: vscode.Uri, folder: vscode.WorkspaceFolder): string {
  return uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
}

/** How a document is called: by its path in its folder, after the folder's name where there are several. */
export function pathLabel(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const path = pathInFolder(uri, folder);
  return (vscode.workspace.workspaceFolders?.length ?? 0) > 1 ? `${folder.name}/${path}` : path;
}

/** All folders above the given documents, by uri. */
export function foldersAbove(uris: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const uri of uris) {
    for (let end = uri.lastIndexOf('/'); end > 0; end = uri.lastIndexOf('/', end - 1)) {
      const folder = uri.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

/** The file at a path as {@link pathLabel} makes them; null where no folder is called so. */
export function uriOfPath(path: string): vscode.Uri | null {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [only, second] = folders;
  if (!only) return null;
  if (!second) return vscode.Uri.joinPath(only.uri, path);
  const slash = path.indexOf('/');
  const folder = folders.find(({ name }) => name === path.slice(0, slash));
  return folder ? vscode.Uri.joinPath(folder.uri, path.slice(slash + 1)) : null;
}
