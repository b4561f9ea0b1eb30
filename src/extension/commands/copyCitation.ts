import * as vscode from 'vscode';
import { citationOf, type IndexReader } from '../../core';
import { copyOfTask } from './copyTask';

/** Copies how a task is cited in a commit, a record or a message: `P0-001 (docs/BACKLOG.md:31)`. */
export function registerCopyCitation(reader: IndexReader): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.copyCitation', (argument: unknown) =>
    copyOfTask(reader, argument, citationOf, ''),
  );
}
