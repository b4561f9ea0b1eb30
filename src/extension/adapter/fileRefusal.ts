import * as vscode from 'vscode';
import { hasConflictMarkers } from '../../core';
import { decodeText, hasMixedLineEnds } from './text';

/** Why a file cannot be edited without damage, in one sentence, or null. */
export async function refusalOf(uri: vscode.Uri): Promise<string | null> {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false)
    return vscode.l10n.t('The file cannot be written.');
  let bytes: Uint8Array;
  try {
    const { permissions } = await vscode.workspace.fs.stat(uri);
    if (permissions !== undefined && (permissions & vscode.FilePermission.Readonly) !== 0)
      return vscode.l10n.t('The file cannot be written.');
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch {
    return null; // Not on disk (yet): there is nothing that a save could spoil.
  }
  const decoded = decodeText(bytes);
  if ('fault' in decoded) return vscode.l10n.t('The file is not valid UTF-8: saving it would damage it.');
  if (hasMixedLineEnds(decoded.text))
    return vscode.l10n.t('The file mixes kinds of line ends: saving it would rewrite every line.');
  if (hasConflictMarkers(decoded.text))
    return vscode.l10n.t('The file has conflict markers: settle the merge first.');
  return null;
}
