import * as vscode from 'vscode';
import { anchorOf, type Citation, type IndexReader, type Task } from '../../core';
import { toLines, toRange, toUri } from '../adapter/places';
import { mentionAt, mentionsIn } from './mentions';
import { ANY_TEXT } from './selectors';

/** Go to Definition, Find All References and the marks of all mentions, on an id in any text. */
export function registerNavigation(reader: IndexReader): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(ANY_TEXT, {
      provideDefinition(document, position) {
        const mention = mentionAt(reader, document, position);
        return mention?.tasks.map((task) => definitionLink(task, mention.range)) ?? null;
      },
    }),
    vscode.languages.registerReferenceProvider(ANY_TEXT, {
      provideReferences(document, position, { includeDeclaration }) {
        const mention = mentionAt(reader, document, position);
        if (!mention) return null;
        return reader
          .citations(mention.id)
          .filter(({ role, targets }) => {
            if (role === 'declaration' && !includeDeclaration) return false;
            return targets.some((task) => mention.tasks.includes(task));
          })
          .map(placeOf);
      },
    }),
    vscode.languages.registerDocumentHighlightProvider(ANY_TEXT, {
      provideDocumentHighlights(document, position) {
        const mention = mentionAt(reader, document, position);
        if (!mention) return null;
        const declared = declarations(mention.tasks, document.uri.toString());
        return mentionsIn(reader, document, mention).map(
          ({ range }) => new vscode.DocumentHighlight(range, kindOf(range, declared)),
        );
      },
    }),
  );
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

function placeOf({ uri, start, end }: Citation): vscode.Location {
  const range = new vscode.Range(start.line, start.column, end.line, end.column);
  return new vscode.Location(vscode.Uri.parse(uri, true), range);
}

/** Where the tasks are declared in one document. */
function declarations(tasks: readonly Task[], uri: string): readonly vscode.Range[] {
  return tasks.flatMap(({ document, idRange }) =>
    document.uri === uri && idRange ? [toRange(document, idRange)] : [],
  );
}

function kindOf(range: vscode.Range, declared: readonly vscode.Range[]): vscode.DocumentHighlightKind {
  const isDeclared = declared.some((place) => place.start.isEqual(range.start));
  return isDeclared ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read;
}
