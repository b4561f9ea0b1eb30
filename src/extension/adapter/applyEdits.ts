import * as vscode from 'vscode';
import {
  applyEdits as appliedTo,
  editsByUri,
  type IndexReader,
  type NewFile,
  type Piece,
  type TextEdit,
} from '../../core';
import { refusalOf } from './fileRefusal';

export interface EditOptions {
  /** What is done, as the editor's list of changes calls it. */
  readonly label: string;
  /** Each change is shown, and made only when it has been agreed to. */
  readonly preview?: boolean;
  /** The texts that edits of files were planned on which the index does not hold, by uri. */
  readonly planned?: ReadonlyMap<string, string>;
  /** Files that are made before anything else; that they can be was looked at. */
  readonly created?: readonly NewFile[];
}

export type Prepared =
  | {
      readonly edit: vscode.WorkspaceEdit;
      /** The text of each document when the edit has been made, by uri. */
      readonly after: ReadonlyMap<string, string>;
    }
  /** One sentence that says why nothing is done. */
  | { readonly refused: string };

/** What became of an edit. `declined`: the user did not agree to it. */
export type Outcome = 'applied' | 'declined' | { readonly refused: string };

/**
 * Edits of the core as one edit of the editor, undone by one undo. Refused where a file cannot be edited
 * without damage, or where any text is no longer the one that the edits were planned on: the editor itself
 * would clamp such a range and say that all went well.
 */
export async function prepareEdits(
  reader: IndexReader,
  edits: readonly TextEdit[],
  { label, preview = false, created = [], planned }: EditOptions,
): Promise<Prepared> {
  const edit = new vscode.WorkspaceEdit();
  const after = new Map<string, string>();
  const metadata = preview ? { needsConfirmation: false, label } : undefined;
  for (const file of created) {
    const contents = new TextEncoder().encode(file.text);
    edit.createFile(vscode.Uri.parse(file.uri, true), { overwrite: false, contents }, metadata);
  }
  for (const [key, own] of editsByUri(edits)) {
    const uri = vscode.Uri.parse(key, true);
    const reason = await refusalOf(uri);
    if (reason !== null) return { refused: named(uri, reason) };
    let document: vscode.TextDocument;
    try {
      document = await vscode.workspace.openTextDocument(uri);
    } catch {
      return { refused: named(uri, vscode.l10n.t('The file cannot be read.')) };
    }
    const text = document.getText();
    const changed = appliedTo(text, own);
    // An insertion replaces nothing that could tell: a text that the index knows must be the one it knows.
    const known = reader.document(key)?.text ?? planned?.get(key);
    if ('fault' in changed || (known !== undefined && known !== text))
      return { refused: named(uri, vscode.l10n.t('The text has changed meanwhile.')) };
    for (const { range, text: fresh } of own) {
      const place = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
      edit.replace(uri, place, fresh, metadata);
    }
    after.set(key, changed.text);
  }
  if (preview) askForPreview(edit, edits);
  return { edit, after };
}

/** Makes edits that the user has asked for, and looks afterwards whether they are what was made. */
export async function applyEdits(
  reader: IndexReader,
  edits: readonly TextEdit[],
  options: EditOptions,
): Promise<Outcome> {
  const prepared = await prepareEdits(reader, edits, options);
  if ('refused' in prepared) return prepared;
  const applied = await vscode.workspace.applyEdit(prepared.edit, {
    isRefactoring: options.preview ?? false,
  });
  if (!applied) {
    if (options.preview) return 'declined';
    return { refused: vscode.l10n.t('The text has changed meanwhile.') };
  }
  // In a preview a part of the changes can be left out.
  if (options.preview) return 'applied';
  for (const [key, text] of prepared.after) {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key);
    if (document?.getText() === text) continue;
    const uri = vscode.Uri.parse(key, true);
    return {
      refused: named(uri, vscode.l10n.t('The text changed while it was edited: look at it, or undo.')),
    };
  }
  return 'applied';
}

/** Writes a text with places to be filled in, the first of them selected; undone by one undo. */
export async function insertSnippet(
  reader: IndexReader,
  editor: vscode.TextEditor,
  offset: number,
  pieces: readonly Piece[],
): Promise<Outcome> {
  const { document } = editor;
  const place = { uri: document.uri.toString(), range: { start: offset, end: offset }, expected: '' };
  const prepared = await prepareEdits(reader, [{ ...place, text: '' }], { label: '' });
  if ('refused' in prepared) return prepared;
  const snippet = new vscode.SnippetString();
  for (const piece of pieces) {
    if (typeof piece === 'string') snippet.appendText(piece);
    else snippet.appendPlaceholder(piece.text, piece.stop);
  }
  const options = { undoStopBefore: true, undoStopAfter: true, keepWhitespace: true };
  const written = await editor.insertSnippet(snippet, document.positionAt(offset), options);
  return written ? 'applied' : { refused: vscode.l10n.t('The text has changed meanwhile.') };
}

/**
 * The editor shows its list of changes only where one of them has to be confirmed, and leaves that one out unless
 * it is ticked. An id that is changed in some places only would be worse than none, so what has to be confirmed is
 * a change that changes nothing, and all others are ticked from the start.
 */
function askForPreview(edit: vscode.WorkspaceEdit, [first]: readonly TextEdit[]): void {
  if (!first) return;
  const uri = vscode.Uri.parse(first.uri, true);
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === first.uri);
  if (!document) return;
  edit.insert(uri, document.positionAt(first.range.start), '', {
    needsConfirmation: true,
    label: vscode.l10n.t('Nothing is written before you choose Apply'),
  });
}

/** Says why an edit was not made. */
export function tellRefusal(what: string, refused: string): void {
  void vscode.window.showWarningMessage(vscode.l10n.t('“{0}” was not done. {1}', what, refused));
}

function named(uri: vscode.Uri, reason: string): string {
  return `${vscode.workspace.asRelativePath(uri)}: ${reason}`;
}
