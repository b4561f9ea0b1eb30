import * as vscode from 'vscode';
import { isMarkdownPath } from '../../core';

export interface FileEventSink {
  /** Something happened to this path: what, is for a look to find out. */
  touched(uri: vscode.Uri): void;
  /** Something appeared or changed that is no task file, but may be a folder. */
  mayBeFolder(uri: vscode.Uri): void;
  /** Something happened to this path, whatever it is: it may be a tracker, or a folder above one. */
  anything(uri: vscode.Uri): void;
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
  const isCandidate = (uri: vscode.Uri): boolean => isMarkdownPath(uri.path) || sink.mayBeTaskFile(uri);
  // A folder that is moved in, or filled as soon as it is made, is reported as the folder alone; one that is
  // deleted and made anew, as a change of it.
  const changed = (uri: vscode.Uri): void => {
    sink.anything(uri);
    if (uri.path.endsWith('/.gitignore')) sink.rulesChanged();
    else if (isCandidate(uri)) sink.touched(uri);
    else sink.mayBeFolder(uri);
  };
  const vanished = (uri: vscode.Uri): void => {
    sink.anything(uri);
    if (sink.concerns(uri) || isCandidate(uri)) sink.touched(uri);
    else if (uri.path.endsWith('/.gitignore')) sink.rulesChanged();
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(vanished),
    // Not every file system reports events; what the editor itself does, it tells.
    vscode.workspace.onDidCreateFiles(({ files }) => files.forEach(changed)),
    vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach(vanished)),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        vanished(oldUri);
        changed(newUri);
      }
    }),
  );
}
