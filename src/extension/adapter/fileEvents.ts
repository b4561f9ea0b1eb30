import * as vscode from 'vscode';
import { isMarkdownPath } from '../../core';

export interface FileEventSink {
  /** Something happened to this path: what, is for a look to find out. */
  touched(uri: vscode.Uri): void;
  /** What git ignores, or which folders there are, may have changed. */
  rulesChanged(): void;
  /** Whether a path is a known document or a folder above one. */
  concerns(uri: vscode.Uri): boolean;
  /** Whether a path that is not Markdown by name may be a task file. */
  mayBeTaskFile(uri: vscode.Uri): boolean;
}

/**
 * Listens to whatever can change files. Deleting a folder is reported as the folder alone, so all paths are
 * watched; they are reported to every extension anyway, and only sorted here.
 */
export function watchFiles(sink: FileEventSink): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**');
  const changed = (uri: vscode.Uri): void => {
    if (uri.path.endsWith('/.gitignore')) sink.rulesChanged();
    else if (isMarkdownPath(uri.path) || sink.mayBeTaskFile(uri)) sink.touched(uri);
  };
  const appeared = (uri: vscode.Uri): void => {
    if (mayBeFolder(uri)) sink.touched(uri);
    else changed(uri);
  };
  const vanished = (uri: vscode.Uri): void => {
    if (sink.concerns(uri)) sink.touched(uri);
    else changed(uri);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(appeared),
    watcher.onDidChange(changed),
    watcher.onDidDelete(vanished),
    // Not every file system reports events; what the editor itself does, it tells.
    vscode.workspace.onDidCreateFiles(({ files }) => files.forEach(appeared)),
    vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach(vanished)),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        vanished(oldUri);
        sink.touched(newUri);
      }
    }),
  );
}

/** A folder that is moved in is reported as the folder alone. Few files have names without a dot. */
function mayBeFolder(uri: vscode.Uri): boolean {
  return !uri.path.slice(uri.path.lastIndexOf('/') + 1).includes('.');
}
