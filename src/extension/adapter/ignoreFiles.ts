import * as vscode from 'vscode';
import { gitignore, type IgnoreRules } from './gitignore';
import { decodeText } from './text';

/** A longer ignore file is not read: nobody wrote it by hand. */
const MAX_BYTES = 1_000_000;

/**
 * Which files git ignores, from the `.gitignore` files themselves: works without git, in untrusted and in
 * virtual workspaces. Files are read once, until {@link reset}.
 */
export class IgnoreFiles {
  private readonly rules = new Map<string, Promise<IgnoreRules | null>>();
  private readonly tops = new Map<string, Promise<vscode.Uri>>();

  reset(): void {
    this.rules.clear();
    this.tops.clear();
  }

  async isIgnored(uri: vscode.Uri, folder: vscode.WorkspaceFolder): Promise<boolean> {
    const top = await this.topOf(folder.uri);
    const base = top.path.replace(/\/$/, '');
    const parts = uri.path.slice(base.length + 1).split('/');
    /** The deepest first: it decides. */
    const applying: { readonly depth: number; readonly rules: IgnoreRules }[] = [];
    for (let depth = 0; depth < parts.length; depth++) {
      const at = top.with({ path: [base, ...parts.slice(0, depth)].join('/') || '/' });
      for (const rules of await this.rulesIn(at, depth === 0)) applying.unshift({ depth, rules });
      const isFolder = depth + 1 < parts.length;
      const answer = firstAnswer(applying, ({ depth: from, rules }) =>
        rules(parts.slice(from, depth + 1).join('/'), isFolder),
      );
      // An ignored folder is never entered: nothing below it can be taken back.
      if (answer) return true;
    }
    return false;
  }

  private async rulesIn(at: vscode.Uri, isTop: boolean): Promise<readonly IgnoreRules[]> {
    const files = [vscode.Uri.joinPath(at, '.gitignore')];
    if (isTop) files.unshift(vscode.Uri.joinPath(at, '.git', 'info', 'exclude'));
    const rules = await Promise.all(files.map((file) => this.read(file)));
    return rules.filter((each) => each !== null);
  }

  private read(file: vscode.Uri): Promise<IgnoreRules | null> {
    const key = file.toString();
    let rules = this.rules.get(key);
    if (!rules) this.rules.set(key, (rules = readIgnoreFile(file)));
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

function firstAnswer<T>(list: readonly T[], ask: (item: T) => boolean | null): boolean | null {
  for (const item of list) {
    const answer = ask(item);
    if (answer !== null) return answer;
  }
  return null;
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

async function readIgnoreFile(file: vscode.Uri): Promise<IgnoreRules | null> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(file);
    if ((type & vscode.FileType.File) === 0 || size > MAX_BYTES) return null;
    const decoded = decodeText(await vscode.workspace.fs.readFile(file));
    return 'text' in decoded ? gitignore(decoded.text) : null;
  } catch {
    return null;
  }
}
