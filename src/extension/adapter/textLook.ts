import * as vscode from 'vscode';
import type { TaskIndex } from '../../core';
import type { FileRules } from './fileRules';
import type { IgnoreFiles } from './ignoreFiles';
import { openDocument } from './taskFiles';

/** What a path holds for citations at the moment it was looked at. */
export type TextFound =
  | { readonly kind: 'text'; readonly text: string }
  /** A task file, or nothing that is looked through: too large, binary, excluded or ignored. */
  | { readonly kind: 'other' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'folder' }
  /** Not touched since the last look. */
  | { readonly kind: 'same' };

/** Modification time and size by uri. */
export type TextStamps = Map<string, string>;

export interface TextContext {
  readonly core: TaskIndex;
  readonly rules: FileRules;
  readonly ignored: IgnoreFiles;
  readonly stamps: TextStamps;
  /** Larger files are not looked through; bytes. */
  readonly limit: number;
}

const OTHER: TextFound = { kind: 'other' };

/** Files that hold no text, by their name: a help, as a NUL byte would tell. */
const BINARY =
  /\.(?:png|jpe?g|gif|webp|avif|ico|icns|bmp|tiff?|psd|pdf|zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|class|o|a|so|dylib|dll|exe|wasm|woff2?|ttf|otf|eot|mp[34]|m4a|mov|avi|mkv|webm|ogg|flac|wav|sqlite|db|bin|dat|pyc|vsix)$/i;

/** @param force also read a file that seems untouched */
export async function lookAtText(uri: vscode.Uri, force: boolean, context: TextContext): Promise<TextFound> {
  const { stamps } = context;
  const key = uri.toString();
  const known = stamps.get(key);
  const found = await look(uri, context);
  if (found.kind === 'file') {
    stamps.set(key, found.stamp);
    return !force && known === found.stamp ? { kind: 'same' } : readText(uri, stamps);
  }
  // Of what is gone it is still to be told whether it was a file.
  if (found.kind !== 'gone') stamps.delete(key);
  return found;
}

async function look(
  uri: vscode.Uri,
  { core, rules, ignored, limit }: TextContext,
): Promise<TextFound | { readonly kind: 'file'; readonly stamp: string }> {
  const key = uri.toString();
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder || core.document(key) || rules.isExcluded(uri, folder)) return OTHER;
  if (await ignored.isIgnored(uri, folder)) return OTHER;
  const buffer = openDocument(key);
  // A far file is not fetched; what is open is here already.
  if (uri.scheme !== 'file' && !buffer) return OTHER;
  let stat: vscode.FileStat | null = null;
  try {
    stat = await vscode.workspace.fs.stat(uri);
  } catch {
    if (!buffer?.isDirty) return { kind: 'gone' };
  }
  if (stat && (stat.type & vscode.FileType.Directory) !== 0) {
    // A link to a folder may lead round in circles.
    return (stat.type & vscode.FileType.SymbolicLink) !== 0 ? OTHER : { kind: 'folder' };
  }
  if (BINARY.test(uri.path) || (stat && stat.size > limit)) return OTHER;
  if (buffer && !buffer.isClosed && (buffer.isDirty || uri.scheme !== 'file')) {
    const text = buffer.getText();
    return text.length > limit ? OTHER : { kind: 'text', text };
  }
  if (!stat) return { kind: 'gone' };
  return { kind: 'file', stamp: `${stat.mtime}:${stat.size}` };
}

async function readText(uri: vscode.Uri, stamps: TextStamps): Promise<TextFound> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.includes(0)) return OTHER;
    // As the editor shows it: without a byte order mark, and U+FFFD for what is no UTF-8.
    return { kind: 'text', text: new TextDecoder('utf-8').decode(bytes) };
  } catch {
    stamps.delete(uri.toString());
    return OTHER;
  }
}
