import * as vscode from 'vscode';
import { gitignore, type IgnoreRules } from './gitignore';
import { decodeText } from './text';

/** A longer ignore file is not read: nobody wrote it by hand. */
const MAX_BYTES = 1_000_000;

/** What is to be known of a folder to tell whether something in it is ignored. */
interface FolderRules {
  readonly ignored: boolean;
  /** The deepest first: it decides. `depth`: of the folder that the rules' paths count from. */
  readonly applying: readonly { readonly depth: number; readonly rules: IgnoreRules }[];
}

const OPEN: FolderRules = { ignored: false, applying: [] };
const IGNORED: FolderRules = { ignored: true, applying: [] };

/**
 * Which files git ignores, from the `.gitignore` files themselves: works without git, in untrusted and in
 * virtual workspaces. Files are read once, until {@link reset}.
 */
export class IgnoreFiles {
  private readonly folders = new Map<string, Promise<FolderRules>>();
  private readonly rules = new Map<string, Promise<IgnoreRules | null>>();
  private readonly tops = new Map<string, Promise<vscode.Uri>>();

  reset(): void {
    this.folders.clear();
    this.rules.clear();
    this.tops.clear();
  }

  async isIgnored(uri: vscode.Uri, folder: vscode.WorkspaceFolder): Promise<boolean> {
    const top = await this.topOf(folder.uri);
    const base = top.path.replace(/\/$/, '');
    const parts = uri.path.slice(base.length + 1).split('/');
    const above = await this.folderAt(top, parts, parts.length - 1);
    return above.ignored || (answerOf(above.applying, parts, parts.length, false) ?? false);
  }

  /** The folder of the first `depth` parts: asked for by every file in it, and answered once. */
  private folderAt(top: vscode.Uri, parts: readonly string[], depth: number): Promise<FolderRules> {
    const path = [top.path.replace(/\/$/, ''), ...parts.slice(0, depth)].join('/') || '/';
    const at = top.with({ path });
    const key = at.toString();
    let folder = this.folders.get(key);
    if (!folder) this.folders.set(key, (folder = this.readFolder(top, at, parts, depth)));
    return folder;
  }

  private async readFolder(
    top: vscode.Uri,
    at: vscode.Uri,
    parts: readonly string[],
    depth: number,
  ): Promise<FolderRules> {
    const above = depth === 0 ? OPEN : await this.folderAt(top, parts, depth - 1);
    // An ignored folder is never entered: nothing below it can be taken back.
    if (above.ignored || answerOf(above.applying, parts, depth, true)) return IGNORED;
    const own = await this.rulesIn(at, depth === 0);
    const applying = [...own.map((rules) => ({ depth, rules })).reverse(), ...above.applying];
    return { ignored: false, applying };
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

/** What applying rules say of the path of the first `depth` parts: the deepest that speaks of it decides. */
function answerOf(
  applying: FolderRules['applying'],
  parts: readonly string[],
  depth: number,
  isFolder: boolean,
): boolean | null {
  for (const { depth: from, rules } of applying) {
    const answer = rules(parts.slice(from, depth).join('/'), isFolder);
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
