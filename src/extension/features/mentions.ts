import * as vscode from 'vscode';
import { mentionedTasks, type IndexReader, type Task } from '../../core';
import { isSomebodysText } from './selectors';

export interface Mention {
  readonly id: string;
  readonly range: vscode.Range;
  /** More than one: it does not say which is meant. */
  readonly tasks: readonly Task[];
}

/** The tasks that an id at a place means. Only the line is read: a document may be large. */
export function mentionAt(
  reader: IndexReader,
  document: vscode.TextDocument,
  position: vscode.Position,
): Mention | null {
  if (!isSomebodysText(document)) return null;
  const { text } = document.lineAt(position);
  return mentionIn(reader, document, text, position.line, position.character);
}

/** All mentions of one id that mean one of the tasks, in a document as it is in the editor. */
export function mentionsIn(
  reader: IndexReader,
  document: vscode.TextDocument,
  { id, tasks }: Mention,
): readonly Mention[] {
  const found: Mention[] = [];
  for (let line = 0; line < document.lineCount && found.length < MAX_MENTIONS; line++) {
    const { text } = document.lineAt(line);
    for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + id.length)) {
      const mention = mentionIn(reader, document, text, line, at);
      if (mention?.id !== id || mention.range.start.character !== at) continue;
      if (mention.tasks.some((task) => tasks.includes(task))) found.push(mention);
    }
  }
  return found;
}

const MAX_MENTIONS = 1_000;

function mentionIn(
  reader: IndexReader,
  document: vscode.TextDocument,
  text: string,
  line: number,
  character: number,
): Mention | null {
  const found = mentionedTasks(reader, text, character, document.uri.toString(), line);
  if (!found) return null;
  const { start, end } = found.range;
  return { id: found.id, range: new vscode.Range(line, start, line, end), tasks: found.targets };
}
