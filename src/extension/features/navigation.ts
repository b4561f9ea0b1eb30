import * as vscode from 'vscode';
import { anchorOf, recordAt, type Citation, type Task } from '../../core';
import { pathLabel, toLines, toRange, toUri, uriOfPath } from '../adapter/places';
import type { LiveIndex } from '../adapter/workspaceIndex';
import type { LiveTexts } from '../adapter/workspaceTexts';
import { mentionAt, mentionsIn } from './mentions';
import { ANY_TEXT } from './selectors';

/** Go to Definition, Find All References and the marks of all mentions, on an id in any text; a record's id leads to its file. */
export function registerNavigation(index: LiveIndex, texts: LiveTexts): vscode.Disposable {
  const { reader } = index;
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(ANY_TEXT, {
      async provideDefinition(document, position) {
        const mention = mentionAt(reader, document, position);
        if (mention) return mention.tasks.map((task) => definitionLink(task, mention.range));
        return recordLinks(index, document, position);
      },
    }),
    vscode.languages.registerReferenceProvider(ANY_TEXT, {
      async provideReferences(document, position, { includeDeclaration }) {
        if (!mentionAt(reader, document, position)) return null;
        await texts.whenIdle();
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

const RECORD_NEAR = /[A-Z]{2,12}[- ]?\d/;

/** `ADR-017` → the file that holds the record. */
async function recordLinks(
  index: LiveIndex,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.LocationLink[] | null> {
  const { text } = document.lineAt(position);
  if (!RECORD_NEAR.test(text)) return null;
  await index.whenFilesKnown();
  const record = recordAt(index.reader, text, position.character, pathLabel(document.uri));
  if (!record) return null;
  const { start, end } = record.range;
  const origin = new vscode.Range(position.line, start, position.line, end);
  const top = new vscode.Range(0, 0, 0, 0);
  return record.paths.flatMap((path) => {
    const uri = uriOfPath(path);
    return uri ? [{ originSelectionRange: origin, targetUri: uri, targetRange: top }] : [];
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
