import createIgnore, { type Ignore } from 'ignore';
import * as vscode from 'vscode';
import { decodeText } from './text';

/** A longer ignore file is not read: nobody wrote it by hand. */
const MAX_BYTES = 1_000_000;
/** Patterns are run by a backtracking engine: such as could keep it busy are left out. */
const MAX_PATTERN = 500;
const MAX_STARS = 6;

/**
 * Which files git ignores, from the `.gitignore` files themselves: works without git, in untrusted and in
 * virtual workspaces. Files are read once, until {@link reset}.
 */
export class IgnoreFiles {
  private readonly rules = new Map<string, Promise<Ignore | null>>();
  private readonly tops = new Map<string, Promise<vscode.Uri>>();

  reset(): void {
    this.rules.clear();
    this.tops.clear();
  }

  async isIgnored(uri: vscode.Uri, folder: vscode.WorkspaceFolder): Promise<boolean> {
    const top = await this.topOf(folder.uri);
    const base = top.path.replace(/\/$/, '');
    const parts = uri.path.slice(base.length + 1).split('/');
    const applying: { readonly depth: number; readonly ignore: Ignore }[] = [];
    for (let depth = 0; depth < parts.length; depth++) {
      const at = top.with({ path: `${base}/${parts.slice(0, depth).join('/')}`.replace(/\/$/, '') || '/' });
      for (const ignore of await this.rulesIn(at, depth === 0)) applying.unshift({ depth, ignore });
      // An ignored folder is never entered: nothing below it can be taken back.
      if (this.decides(applying, parts, depth + 1)) return true;
    }
    return false;
  }

  /** The deepest ignore file that speaks of the path decides. */
  private decides(
    applying: readonly { readonly depth: number; readonly ignore: Ignore }[],
    parts: readonly string[],
    length: number,
  ): boolean {
    for (const { depth, ignore } of applying) {
      const path = parts.slice(depth, length).join('/') + (length < parts.length ? '/' : '');
      const { ignored, unignored } = ignore.test(path);
      if (ignored || unignored) return ignored;
    }
    return false;
  }

  private async rulesIn(at: vscode.Uri, isTop: boolean): Promise<readonly Ignore[]> {
    const files = [vscode.Uri.joinPath(at, '.gitignore')];
    if (isTop) files.unshift(vscode.Uri.joinPath(at, '.git', 'info', 'exclude'));
    const rules = await Promise.all(files.map((file) => this.read(file)));
    return rules.filter((ignore) => ignore !== null);
  }

  private read(file: vscode.Uri): Promise<Ignore | null> {
    const key = file.toString();
    let rules = this.rules.get(key);
    if (!rules) this.rules.set(key, (rules = parseIgnoreFile(file)));
    return rules;
  }

  /** The top of the work tree around a folder, whose ignore files count as well; else the folder itself. */
  private topOf(folder: vscode.Uri): Promise<vscode.Uri> {
    const key = folder.toString();
    let top = this.tops.get(key);
    if (!top) this.tops.set(key, (top = findTop(folder)));
    return top;
  }
}

async function findTop(folder: vscode.Uri): Promise<vscode.Uri> {
  if (folder.scheme !== 'file') return folder;
  for (let at = folder; ;) {
    if (await exists(vscode.Uri.joinPath(at, '.git'))) return at;
    const above = vscode.Uri.joinPath(at, '..');
    if (above.path === at.path) return folder;
    at = above;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function parseIgnoreFile(file: vscode.Uri): Promise<Ignore | null> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(file);
    if ((type & vscode.FileType.File) === 0 || size > MAX_BYTES) return null;
    const decoded = decodeText(await vscode.workspace.fs.readFile(file));
    if (!('text' in decoded)) return null;
    const patterns = decoded.text.split(/\r?\n/).filter(isTame);
    return createIgnore({ allowRelativePaths: true }).add(patterns);
  } catch {
    return null;
  }
}

function isTame(pattern: string): boolean {
  return pattern.length <= MAX_PATTERN && pattern.split('*').length - 1 <= MAX_STARS;
}
