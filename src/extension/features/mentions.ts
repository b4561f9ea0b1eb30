import * as vscode from 'vscode';
import { mentionedTasks, type IndexReader, type Task } from '../../core';

export interface Mention {
  readonly range: vscode.Range;
  readonly tasks: readonly Task[];
}

/** The tasks that an id at a place means. Only the line is read: a document may be large. */
export function mentionAt(
  reader: IndexReader,
  document: vscode.TextDocument,
  position: vscode.Position,
): Mention | null {
  const { text } = document.lineAt(position);
  const found = mentionedTasks(reader, text, position.character, document.uri.toString());
  if (!found) return null;
  const { start, end } = found.range;
  return { range: new vscode.Range(position.line, start, position.line, end), tasks: found.targets };
}
