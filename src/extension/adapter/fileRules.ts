import * as vscode from 'vscode';
import { isMarkdownPath, isTaskFileName, taskFileGlobs } from '../../core';
import { pathInFolder } from './places';
import type { Settings } from './settings';

/** Never looked into, whatever the settings say. */
export const CLOSED_FOLDERS: readonly string[] = ['node_modules', '.git', '.hg', '.svn', '.jj'];

interface FolderRules {
  /** Globs in the words of VS Code's own settings, for its search. */
  readonly searchExcludes: readonly string[];
  readonly searchIncludes: readonly string[];
  readonly isExcluded: (path: string) => boolean;
  readonly byGlobs: (path: string) => boolean | null;
}

/** Which paths may be task files, by the settings of their folder and by their names. */
export class FileRules {
  private readonly byFolder = new Map<string, FolderRules>();

  constructor(private readonly settings: Settings) {}

  /** To be called when settings have changed. */
  reset(): void {
    this.byFolder.clear();
  }

  isExcluded(uri: vscode.Uri, folder: vscode.WorkspaceFolder): boolean {
    const { isExcluded } = this.of(folder);
    const path = pathInFolder(uri, folder);
    // What hides a folder hides all that it holds.
    for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
      const part = end < 0 ? path : path.slice(0, end);
      if (CLOSED_FOLDERS.includes(part.slice(part.lastIndexOf('/') + 1)) || isExcluded(part)) return true;
      if (end < 0) return false;
    }
  }

  /**
   * Whether a file is a task file as far as its name tells. Null: it is not, unless its front matter makes
   * it one.
   */
  byName(uri: vscode.Uri, folder: vscode.WorkspaceFolder | undefined): boolean | null {
    const path = folder ? pathInFolder(uri, folder) : uri.path;
    const answer = folder ? this.of(folder).byGlobs(path) : null;
    if (answer !== null) return answer;
    if (isTaskFileName(path)) return true;
    return isMarkdownPath(path) ? null : false;
  }

  /** What the editor's search is to leave out; only a help to it: {@link isExcluded} decides. */
  searchExcludes(folder: vscode.WorkspaceFolder): readonly string[] {
    return this.of(folder).searchExcludes;
  }

  /** Globs for task files that are not Markdown by name. */
  searchIncludes(folder: vscode.WorkspaceFolder): readonly string[] {
    return this.of(folder).searchIncludes;
  }

  private of(folder: vscode.WorkspaceFolder): FolderRules {
    const key = folder.uri.toString();
    let rules = this.byFolder.get(key);
    if (!rules) this.byFolder.set(key, (rules = this.read(folder)));
    return rules;
  }

  private read(folder: vscode.WorkspaceFolder): FolderRules {
    const files = this.settings.files(folder);
    const own = this.settings.exclude(folder);
    const editor = [...switchedOn('files', folder), ...switchedOn('search', folder)];
    // The editor takes a glob without a slash for a name at the root, ours speak of names at any depth.
    const excluded = taskFileGlobs([
      ...editor.map((glob) => (glob.includes('/') ? glob : `./${glob}`)),
      ...own,
    ]);
    return {
      isExcluded: (path) => excluded(path) === true,
      byGlobs: taskFileGlobs(files),
      searchExcludes: editor.filter(isPlain).flatMap((glob) => [glob, `${glob}/**`]),
      searchIncludes: files
        .filter((glob) => !glob.startsWith('!') && isPlain(glob) && !isMarkdownPath(glob))
        .map((glob) => (glob.includes('/') ? glob : `**/${glob}`)),
    };
  }
}

/** Braces within braces are more than every search engine reads. */
function isPlain(glob: string): boolean {
  return !/[{}]/.test(glob) && glob !== '' && !glob.startsWith('!');
}

/** The globs of `files.exclude` or `search.exclude` that are on without a condition. */
function switchedOn(section: 'files' | 'search', folder: vscode.WorkspaceFolder): readonly string[] {
  const value: unknown = vscode.workspace.getConfiguration(section, folder).get('exclude');
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([, on]) => on === true)
    .map(([glob]) => glob);
}
