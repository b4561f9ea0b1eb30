import * as vscode from 'vscode';
import { isTaskFileName, type IndexReader, type Task, type TaskDocument } from '../../../core';
import type { GanttScope } from '../../../protocol/gantt';
import { pathLabel } from '../../adapter/places';
import type { PlanScope } from '../../adapter/plans';
import type { LiveIndex } from '../../adapter/workspaceIndex';

export function planScope(scope: GanttScope): PlanScope {
  switch (scope.type) {
    case 'workspace':
      return 'workspace';
    case 'folder':
      return { folder: scope.uri };
    case 'document':
      return { file: scope.uri };
  }
}

/** How the scope is called: a path, or the name of the workspace. */
export function scopeName(scope: GanttScope): string {
  if (scope.type === 'workspace') return vscode.workspace.name ?? vscode.l10n.t('all task files');
  const uri = vscode.Uri.parse(scope.uri, true);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder?.uri.toString() === scope.uri) return folder.name;
  return scope.type === 'folder' ? `${pathLabel(uri)}/` : pathLabel(uri);
}

/** The title of its tab: the last name of the path, or all of it where another file or folder is called so too. */
export function scopeTitle(scope: GanttScope, reader: IndexReader): string {
  if (scope.type === 'workspace') return vscode.l10n.t('Gantt');
  const path = scopeName(scope);
  const last = /[^/]+\/?$/.exec(path)?.[0] ?? path;
  const isShared = reader.documents().some(({ path: other }) => {
    if (scope.type === 'document') return other !== path && `/${other}`.endsWith(`/${last}`);
    return !other.startsWith(path) && `/${other}`.includes(`/${last}`);
  });
  return vscode.l10n.t('Gantt: {0}', isShared ? path : last);
}

export function isSameScope(a: GanttScope, b: GanttScope): boolean {
  if (a.type === 'workspace' || b.type === 'workspace') return a.type === b.type;
  return a.type === b.type && a.uri === b.uri;
}

/** What the Gantt was asked for: the scope, and the wave or task to be brought into sight. */
export interface GanttWish {
  readonly scope: GanttScope;
  /** Its name. */
  readonly wave: string | null;
  readonly task: Task | null;
}

const WHOLE: GanttWish = { scope: { type: 'workspace' }, wave: null, task: null };

/**
 * The wish behind the arguments of the command: a file or folder, `{ uri, wave }` with a wave of a file, or, without
 * any, the task file in the active editor. Arguments may come from anywhere; what makes no sense means all files.
 */
export function wishOf(index: LiveIndex, args: readonly unknown[]): GanttWish {
  const [argument] = args;
  if (args.length === 0) {
    const editor = vscode.window.activeTextEditor;
    return editor ? ofUri(index, editor.document.uri.toString()) : WHOLE;
  }
  if (argument instanceof vscode.Uri) return ofUri(index, argument.toString());
  const uri = textIn(argument, 'uri');
  return uri === null ? WHOLE : { ...ofUri(index, uri), wave: textIn(argument, 'wave') };
}

/** The wish behind a row of the tree: its file, or all files where it is of several. */
export function wishOfRow({ reader }: LiveIndex, row: unknown): GanttWish {
  const known = fieldOf(row, 'task');
  const task = reader.byKey(textIn(known, 'key') ?? '') ?? null;
  if (task) return { ...ofDocument(task.document), task };
  const wish = ofDocument(reader.document(textIn(fieldOf(row, 'document'), 'uri') ?? ''));
  return textIn(row, 'by') === 'wave' ? { ...wish, wave: textIn(row, 'value') } : wish;
}

function ofDocument(document: TaskDocument | undefined): GanttWish {
  return document ? { ...WHOLE, scope: { type: 'document', uri: document.uri } } : WHOLE;
}

function ofUri({ reader, isComplete }: LiveIndex, uri: string): GanttWish {
  const document = reader.document(uri);
  if (document) return ofDocument(document);
  // Before all files are read their names say what they are.
  if (!isComplete && isTaskFileName(uri)) return { ...WHOLE, scope: { type: 'document', uri } };
  const folder = uri.replace(/\/$/, '');
  const holdsTasks = reader.documents().some((each) => each.uri.startsWith(`${folder}/`));
  return holdsTasks ? { ...WHOLE, scope: { type: 'folder', uri: folder } } : WHOLE;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : null;
}

function textIn(value: unknown, name: string): string | null {
  const found = fieldOf(value, name);
  return typeof found === 'string' ? found : null;
}
