import * as vscode from 'vscode';
import { isCounted, seriesOf, type IndexReader, type Series } from '../../core';
import { applyEdits, tellRefusal } from '../adapter/applyEdits';
import type { TakenIds } from '../adapter/takenIds';
import { withoutIcons } from '../features/words';
import { taskAtCursor } from './chosenTask';
import { lookForTakenIds } from './freeId';

interface SeriesItem extends vscode.QuickPickItem {
  readonly id: string;
}

/**
 * Offers the next free id of each series of the file at hand, then copies it or writes it at the cursor. With an id
 * as argument, copies the next one of its series. Answers with the id.
 */
export function registerNextFreeId(reader: IndexReader, taken: TakenIds): vscode.Disposable {
  return vscode.commands.registerCommand('wavemark.nextFreeId', async (argument: unknown) => {
    const editor = vscode.window.activeTextEditor;
    const uri = editor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
    if (!uri) return undefined;
    if (typeof argument === 'string') {
      const next = (await lookForTakenIds(taken, uri)).next(argument, uri);
      if (next !== null) await copy(next);
      return next ?? undefined;
    }
    const series = seriesAround(reader, uri);
    if (series.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No task here has an id that ends in a number, so there is nothing to count on.'),
      );
      return undefined;
    }
    const id = await pickSeries(series, uri, taken);
    if (id === undefined) return undefined;
    await use(reader, id, editor);
    return id;
  });
}

/** The series of the file, that of the task at the cursor first; of all files where this one has none. */
function seriesAround(reader: IndexReader, uri: vscode.Uri): readonly Series[] {
  const document = reader.document(uri.toString());
  const ids = (document?.tasks ?? []).flatMap(({ id }) => id ?? []);
  if (ids.length === 0) {
    return seriesOf(reader.tasks().flatMap(({ id, idKind }) => (idKind === 'explicit' ? (id ?? []) : [])));
  }
  const series = seriesOf(ids);
  const current = taskAtCursor(reader)?.id;
  if (current == null || !isCounted(current)) return series;
  const prefix = current.replace(/\d+$/, '');
  const own = series.filter(({ last }) => last.replace(/\d+$/, '') === prefix);
  return [...own, ...series.filter((each) => !own.includes(each))];
}

async function pickSeries(
  series: readonly Series[],
  uri: vscode.Uri,
  taken: TakenIds,
): Promise<string | undefined> {
  const around = await lookForTakenIds(taken, uri);
  const items = series.flatMap(({ last, count }): SeriesItem[] => {
    const id = around.next(last, uri);
    if (id === null) return [];
    const description =
      count === 1
        ? vscode.l10n.t('after {0}', withoutIcons(last))
        : vscode.l10n.t('after {0}, {1} tasks', withoutIcons(last), count);
    return [{ id, label: withoutIcons(id), description }];
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Next Free Id'),
    placeHolder:
      around.unknown === null
        ? vscode.l10n.t('Free on all local branches and in all work trees')
        : vscode.l10n.t('Other branches are unknown. {0}', around.unknown),
  });
  return picked?.id;
}

async function use(reader: IndexReader, id: string, editor: vscode.TextEditor | undefined): Promise<void> {
  if (!editor) {
    await copy(id);
    return;
  }
  const write = { label: vscode.l10n.t('Write it at the cursor'), write: true };
  const toCopy = { label: vscode.l10n.t('Copy it'), write: false };
  const chosen = await vscode.window.showQuickPick([write, toCopy], { title: withoutIcons(id) });
  if (chosen === toCopy) await copy(id);
  if (chosen !== write) return;
  const { document, selection } = editor;
  const range = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  const edit = { uri: document.uri.toString(), range, expected: document.getText(selection), text: id };
  const label = vscode.l10n.t('Write {0}', id);
  const outcome = await applyEdits(reader, [edit], { label });
  if (typeof outcome === 'object') tellRefusal(label, outcome.refused);
}

async function copy(id: string): Promise<void> {
  await vscode.env.clipboard.writeText(id);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', withoutIcons(id)), 3_000);
}
