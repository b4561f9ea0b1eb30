import * as vscode from 'vscode';
import { frontMatterSwitch } from '../../core';
import type { FileRules } from './fileRules';
import type { IgnoreFiles } from './ignoreFiles';
import type { Settings } from './settings';
import { decodeText, mayHaveFrontMatter } from './text';

/** What a path holds for the index at the moment it was looked at. */
export type Found =
  /** A task file as it is on disk. */
  | { readonly kind: 'text'; readonly text: string }
  /** A task file open in the editor: its text is to be taken from there, at once when it is entered. */
  | { readonly kind: 'buffer'; readonly document: vscode.TextDocument }
  /** A task file that cannot be read, and why, in one sentence. */
  | { readonly kind: 'skipped'; readonly reason: string }
  /** A file that is no task file. */
  | { readonly kind: 'other' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'folder' }
  /** Not touched since the last look. */
  | { readonly kind: 'same' };

const OTHER: Found = { kind: 'other' };

/** Front matter is searched in this much of a buffer at most. */
const FRONT_MATTER_LINES = 200;

/** Looks at paths, and tells what each is for the index. */
export class TaskFiles {
  /** Modification time and size of what was read last from disk, whatever came of it. */
  private readonly stamps = new Map<string, string>();

  constructor(
    private readonly rules: FileRules,
    private readonly ignored: IgnoreFiles,
    private readonly settings: Settings,
  ) {}

  /** @param force also read a file that seems untouched */
  async look(uri: vscode.Uri, force: boolean): Promise<Found> {
    const key = uri.toString();
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder && this.rules.isExcluded(uri, folder)) return this.unread(key, OTHER);
    if (folder && (await this.ignored.isIgnored(uri, folder))) return this.unread(key, OTHER);
    const named = this.rules.byName(uri, folder);
    const buffer = openDocument(key);
    if (!folder && !buffer) return this.unread(key, OTHER);
    // A far file system is not asked for every Markdown file only to see whether it has front matter.
    if (named === null && !buffer && uri.scheme !== 'file') return this.unread(key, OTHER);

    let stat: vscode.FileStat | undefined;
    let fault: unknown;
    try {
      stat = await vscode.workspace.fs.stat(uri);
    } catch (error) {
      fault = error;
    }
    // An unsaved buffer outlives its file; a clean one is about to be closed by the editor.
    if (!stat && isNotFound(fault) && !buffer?.isDirty) return this.unread(key, { kind: 'gone' });
    if (stat && (stat.type & vscode.FileType.Directory) !== 0) return this.unread(key, { kind: 'folder' });
    if (named === false) return this.unread(key, OTHER);
    const limit = this.settings.maxFileSize();
    if (stat && stat.size > limit) {
      return this.unread(key, named ? { kind: 'skipped', reason: tooLarge(stat.size, limit) } : OTHER);
    }
    if (buffer && !buffer.isClosed) return this.lookAtBuffer(key, buffer, named);
    if (!stat) return this.unread(key, named ? { kind: 'skipped', reason: unreadable(fault) } : OTHER);
    return this.lookAtFile(uri, stat, named, force);
  }

  /** Forgets what was read of a document, so that the next look reads it again. */
  forget(key: string): void {
    this.stamps.delete(key);
  }

  /** To be called when the rules have changed: what was no task file may be one now. */
  forgetAll(): void {
    this.stamps.clear();
  }

  private unread(key: string, found: Found): Found {
    this.stamps.delete(key);
    return found;
  }

  private async lookAtBuffer(key: string, document: vscode.TextDocument, named: true | null): Promise<Found> {
    this.stamps.delete(key);
    const lastLine = Math.min(document.lineCount, FRONT_MATTER_LINES) - 1;
    const head = document.getText(new vscode.Range(0, 0, lastLine, Number.MAX_SAFE_INTEGER));
    if (!(frontMatterSwitch(head) ?? named)) return OTHER;
    // Saving would turn the bytes that are not UTF-8 into question marks: such a file is not for editing.
    if (document.getText().includes('\uFFFD')) {
      const bytes = await readBytes(document.uri);
      const decoded = bytes && decodeText(bytes);
      if (decoded && 'fault' in decoded) return { kind: 'skipped', reason: reasonOf(decoded.fault) };
    }
    return { kind: 'buffer', document };
  }

  private async lookAtFile(
    uri: vscode.Uri,
    stat: vscode.FileStat,
    named: true | null,
    force: boolean,
  ): Promise<Found> {
    const key = uri.toString();
    const stamp = `${stat.mtime}:${stat.size}`;
    if (!force && this.stamps.get(key) === stamp) return { kind: 'same' };
    this.stamps.set(key, stamp);
    let bytes: Uint8Array;
    try {
      bytes = await vscode.workspace.fs.readFile(uri);
    } catch (error) {
      if (isNotFound(error)) return this.unread(key, { kind: 'gone' });
      return this.unread(key, named ? { kind: 'skipped', reason: unreadable(error) } : OTHER);
    }
    if (named === null && !mayHaveFrontMatter(bytes)) return OTHER;
    const decoded = decodeText(bytes);
    if ('fault' in decoded) return named ? { kind: 'skipped', reason: reasonOf(decoded.fault) } : OTHER;
    return (frontMatterSwitch(decoded.text) ?? named) ? { kind: 'text', text: decoded.text } : OTHER;
  }
}

export function openDocument(key: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

async function readBytes(uri: vscode.Uri): Promise<Uint8Array | null> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return null;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
}

function reasonOf(fault: 'nul' | 'encoding'): string {
  return fault === 'nul'
    ? vscode.l10n.t('It contains NUL bytes, so it is not read as text.')
    : vscode.l10n.t('It is not valid UTF-8, so it is not read.');
}

function tooLarge(size: number, limit: number): string {
  const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
  return vscode.l10n.t(
    'It has {0} MB and the limit is {1} MB (setting wavemark.maxFileSize), so it is not read.',
    megabytes(size),
    megabytes(limit),
  );
}

function unreadable(error: unknown): string {
  const why = error instanceof vscode.FileSystemError ? error.code : String(error);
  return vscode.l10n.t('It cannot be read ({0}).', why);
}
