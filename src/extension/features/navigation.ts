import * as vscode from 'vscode';
import { anchorOf, type IndexReader, type Task } from '../../core';
import { toLines, toRange, toUri } from '../adapter/places';
import { mentionAt } from './mentions';
import { MARKDOWN } from './selectors';

/** Go to Definition on an id, in any Markdown file. */
export function registerNavigation(reader: IndexReader): vscode.Disposable {
  return vscode.languages.registerDefinitionProvider(MARKDOWN, {
    provideDefinition(document, position) {
      const mention = mentionAt(reader, document, position);
      return mention?.tasks.map((task) => definitionLink(task, mention.range)) ?? null;
    },
  });
}

function definitionLink(task: Task, origin: vscode.Range): vscode.LocationLink {
  const { document } = task;
  return {
    originSelectionRange: origin,
    targetUri: toUri(document),
    targetRange: toLines(document, task.line, task.endLine),
    targetSelectionRange: toRange(document, anchorOf(task)),
  };
}
