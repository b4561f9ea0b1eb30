import * as vscode from 'vscode';
import type { IndexReader, TextEdit } from '../../core';
import { refusalOf } from './fileRefusal';

export interface EditOptions {
  /** What is done, as the editor's list of changes calls it. */
  readonly label: string;
  /** Each change is shown, and made only when it has been agreed to. */
  readonly preview?: boolean;
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
  { label, preview = false }: EditOptions,
): Promise<Prepared> {
  const edit = new vscode.WorkspaceEdit();
  const after = new Map<string, string>();
  const metadata = preview ? { needsConfirmation: true, label } : undefined;
  for (const [key, own] of byDocument(edits)) {
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
    const changed = splice(text, own);
    // An insertion replaces nothing that could tell: a text that the index knows must be the one it knows.
    const known = reader.document(key);
    if (changed === null || (known && known.text !== text))
      return { refused: named(uri, vscode.l10n.t('The text has changed meanwhile.')) };
    for (const { range, text: fresh } of own) {
      const place = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
      edit.replace(uri, place, fresh, metadata);
    }
    after.set(key, changed);
  }
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

/** Says why an edit was not made. */
export function tellRefusal(what: string, refused: string): void {
  void vscode.window.showWarningMessage(vscode.l10n.t('“{0}” was not done. {1}', what, refused));
}

function named(uri: vscode.Uri, reason: string): string {
  return `${vscode.workspace.asRelativePath(uri)}: ${reason}`;
}

function byDocument(edits: readonly TextEdit[]): ReadonlyMap<string, readonly TextEdit[]> {
  const grouped = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const own = grouped.get(edit.uri);
    if (own) own.push(edit);
    else grouped.set(edit.uri, [edit]);
  }
  return grouped;
}

/** The text after the edits; null where one overlaps another or does not find what it expects. */
function splice(text: string, edits: readonly TextEdit[]): string | null {
  const sorted = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const pieces: string[] = [];
  let at = 0;
  for (const { range, expected, text: fresh } of sorted) {
    if (range.start < at || range.end < range.start || range.end > text.length) return null;
    if (text.slice(range.start, range.end) !== expected) return null;
    if (splitsPair(text, range.start) || splitsPair(text, range.end)) return null;
    pieces.push(text.slice(at, range.start), fresh);
    at = range.end;
  }
  return pieces.join('') + text.slice(at);
}

/** Whether an offset lies inside a surrogate pair: the editor would move it. */
function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}
