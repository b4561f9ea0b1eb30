import * as vscode from 'vscode';
import type { IndexReader } from '../../core';
import type { Settings } from '../adapter/settings';
import { mentionAt, type Mention } from './mentions';
import { ANY_TEXT } from './selectors';
import { plain, taskMarkdown } from './taskMarkdown';

/** An id that many tasks carry is a mess to be told of, not to be shown in full. */
const SHOWN = 3;

/** What is known of a task, where its id stands in any text. */
export function registerHover(reader: IndexReader, settings: Settings): vscode.Disposable {
  return vscode.languages.registerHoverProvider(ANY_TEXT, {
    provideHover(document, position) {
      if (!settings.isOn('hover.enabled', document)) return null;
      const mention = mentionAt(reader, document, position);
      if (!mention) return null;
      const cards = mention.tasks.slice(0, SHOWN).map((task) => taskMarkdown(reader, task));
      const scope = scopeOf(reader, mention);
      if (scope !== null) cards.unshift(sentence(scope));
      if (mention.tasks.length > SHOWN)
        cards.push(sentence(vscode.l10n.t('and {0} more tasks with this id', mention.tasks.length - SHOWN)));
      return new vscode.Hover(cards, mention.range);
    },
  });
}

/** Which of several tasks of that id is meant; null where there is but one. */
function scopeOf(reader: IndexReader, { id, tasks }: Mention): string | null {
  const [task, second] = tasks;
  if (!task) return null;
  if (second) return vscode.l10n.t('{0} is ambiguous here: {1} tasks have this id.', id, tasks.length);
  const others = new Set(reader.byId(id).map(({ document }) => document));
  if (others.size < 2) return null;
  return vscode.l10n.t('{0} of {1}. Other files have their own.', id, task.document.path);
}

function sentence(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  plain(markdown, text);
  return markdown;
}
