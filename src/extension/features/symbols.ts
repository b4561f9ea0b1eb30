import * as vscode from 'vscode';
import {
  anchorOf,
  isFinished,
  outline,
  searchInSteps,
  taskLabel,
  type OutlineEntry,
  type Task,
} from '../../core';
import { toLines, toRange, toUri } from '../adapter/places';
import { runInSteps } from '../adapter/schedule';
import type { Settings } from '../adapter/settings';
import type { LiveIndex } from '../adapter/workspaceIndex';
import { MARKDOWN } from './selectors';
import { statusWord, withoutIcons } from './words';

/** The editor narrows the list down further while the user types. */
const MAX_WORKSPACE_SYMBOLS = 1_000;
/** Lists nested deeper are damage or malice, and the editor walks symbols by recursion. */
const MAX_DEPTH = 100;
/** The editor has no symbol for a task; this one is used for nothing else in Markdown. */
const TASK_SYMBOL = vscode.SymbolKind.Event;

export function registerSymbols(index: LiveIndex, settings: Settings): vscode.Disposable {
  return vscode.Disposable.from(
    registerOutline(index, settings),
    vscode.languages.registerWorkspaceSymbolProvider({
      async provideWorkspaceSymbols(query, token) {
        const steps = searchInSteps(index.reader, query, MAX_WORKSPACE_SYMBOLS);
        const found = await runInSteps(steps, () => token.isCancellationRequested);
        return found?.map(toWorkspaceSymbol) ?? [];
      },
    }),
  );
}

function registerOutline(index: LiveIndex, settings: Settings): vscode.Disposable {
  const provider: vscode.DocumentSymbolProvider = {
    async provideDocumentSymbols(document) {
      if (!settings.isOn('symbols.outline', document)) return [];
      const key = document.uri.toString();
      // The editor asks once for a text and keeps the answer: a file that is still to be read must not have none.
      if (!index.reader.document(key)) await index.whenIdle();
      const known = index.reader.document(key);
      return known ? outline(known).map((entry) => toSymbol(entry)) : [];
    },
  };
  const register = (): vscode.Disposable =>
    vscode.languages.registerDocumentSymbolProvider(MARKDOWN, provider, { label: vscode.l10n.t('Tasks') });
  let registered = register();
  return vscode.Disposable.from(
    { dispose: () => registered.dispose() },
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('wavemark.symbols.outline')) return;
      // Only another provider makes the editor ask again.
      registered.dispose();
      registered = register();
    }),
  );
}

function toWorkspaceSymbol(task: Task): vscode.SymbolInformation {
  const { document } = task;
  const location = new vscode.Location(toUri(document), toRange(document, anchorOf(task)));
  const place = [document.path, ...task.section].join(' › ');
  const symbol = new vscode.SymbolInformation(symbolName(taskLabel(task)), TASK_SYMBOL, place, location);
  return isFinished(task) ? struck(symbol) : symbol;
}

function toSymbol({ task, name, endLine, children }: OutlineEntry, depth = 1): vscode.DocumentSymbol {
  const selection = toRange(task.document, anchorOf(task));
  const symbol = new vscode.DocumentSymbol(
    symbolName(name),
    statusWord(task.status),
    TASK_SYMBOL,
    toLines(task.document, task.line, endLine).union(selection),
    selection,
  );
  if (depth < MAX_DEPTH) symbol.children = children.map((child) => toSymbol(child, depth + 1));
  return isFinished(task) ? struck(symbol) : symbol;
}

/** What is finished is struck through, as its line in the file often is. */
function struck<T extends { tags?: readonly vscode.SymbolTag[] }>(symbol: T): T {
  symbol.tags = [vscode.SymbolTag.Deprecated];
  return symbol;
}

/** The editor throws on an empty name. */
function symbolName(name: string): string {
  return withoutIcons(name || vscode.l10n.t('(no title)'));
}
