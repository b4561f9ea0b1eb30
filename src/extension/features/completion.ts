import * as vscode from 'vscode';
import {
  completeIds,
  completionPlace,
  type CompletionPlace,
  type Cursor,
  type IdCompletion,
  type IndexReader,
} from '../../core';
import { runInSteps } from '../adapter/schedule';
import type { Settings } from '../adapter/settings';
import { isProse, isWritten } from './prose';
import { ANY_TEXT, isSomebodysText } from './selectors';
import { taskMarkdown } from './taskMarkdown';
import { statusWord } from './words';

/** More rows than anybody reads. */
const MAX_ROWS = 200;
/** Behind these an id may begin, or what is typed turns out to be one. */
const TRIGGERS = [' ', ',', ':', '#', '[', '(', '-', '.', '→', '：', '，', '、'];
const ID_REST = /^[\p{L}\p{N}_#-]*/u;

class IdItem extends vscode.CompletionItem {
  constructor(
    readonly completion: IdCompletion,
    label: vscode.CompletionItemLabel,
  ) {
    super(label, vscode.CompletionItemKind.Reference);
  }
}

/** Ids behind words that announce one: in Markdown and in the comments of any language. */
export function registerCompletion(reader: IndexReader, settings: Settings): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    ANY_TEXT,
    new IdCompletionProvider(reader, settings),
    ...TRIGGERS,
  );
}

class IdCompletionProvider implements vscode.CompletionItemProvider<vscode.CompletionItem> {
  constructor(
    private readonly reader: IndexReader,
    private readonly settings: Settings,
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
    context: vscode.CompletionContext,
  ): Promise<vscode.CompletionList | null> {
    if (!isSomebodysText(document) || !this.settings.isOn('completion.enabled', document)) return null;
    const cursor = cursorAt(document, position);
    if (!cursor) return null;
    const place = completionPlace(cursor, this.reader.citing);
    if (!place || !this.isWanted(place, document, context)) return null;
    const scope = { uri: document.uri.toString(), line: position.line, limit: MAX_ROWS };
    const found = await runInSteps(
      completeIds(this.reader, place, scope),
      () => token.isCancellationRequested,
    );
    if (!found) return null;
    const items = found.items.map((completion, rank) => item(completion, rank, place, cursor, position));
    return new vscode.CompletionList(items, !found.isComplete);
  }

  resolveCompletionItem(row: vscode.CompletionItem): vscode.CompletionItem {
    const [task] = row instanceof IdItem ? row.completion.tasks : [];
    if (task) row.documentation = taskMarkdown(this.reader, task);
    return row;
  }

  /** "After" and the like go on otherwise as often as not: in the prose of other files only when asked. */
  private isWanted(
    { why }: CompletionPlace,
    document: vscode.TextDocument,
    { triggerKind }: vscode.CompletionContext,
  ): boolean {
    if (why !== 'likely' || !isProse(document)) return true;
    if (triggerKind === vscode.CompletionTriggerKind.Invoke) return true;
    return this.reader.document(document.uri.toString()) !== undefined;
  }
}

/** What stands around the cursor; null where nobody writes to anybody, as in code. */
function cursorAt(document: vscode.TextDocument, position: vscode.Position): Cursor | null {
  const { text } = document.lineAt(position);
  if (!isWritten(document, text, position.character)) return null;
  return {
    head: text.slice(0, position.character),
    tail: text.slice(position.character),
    above: (lines) => (position.line >= lines ? document.lineAt(position.line - lines).text : null),
    markdown: document.languageId === 'markdown',
  };
}

function item(
  completion: IdCompletion,
  rank: number,
  place: CompletionPlace,
  cursor: Cursor,
  position: vscode.Position,
): vscode.CompletionItem {
  const { id, tasks, elsewhere } = completion;
  const [task] = tasks;
  const title = task?.title ?? '';
  const status = task ? statusWord(task.status) : '';
  const where =
    tasks.length > 1
      ? vscode.l10n.t('ambiguous: {0} tasks', tasks.length)
      : elsewhere && task
        ? task.document.path
        : status;
  const row = new IdItem(completion, { label: id, detail: `  ${title}`, description: where });
  row.detail = `${title} (${status})`;
  row.sortText = String(rank).padStart(4, '0');
  row.filterText = place.why === 'field' ? `${id} ${title}` : id;
  row.insertText = id;
  const inserting = new vscode.Range(position.line, place.start, position.line, position.character);
  const rest = ID_REST.exec(cursor.tail)?.[0].length ?? 0;
  row.range = { inserting, replacing: inserting.with({ end: position.translate(0, rest) }) };
  return row;
}
