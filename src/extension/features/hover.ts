import * as vscode from 'vscode';
import type { IndexReader } from '../../core';
import type { Settings } from '../adapter/settings';
import { mentionAt } from './mentions';
import { MARKDOWN } from './selectors';
import { plain, taskMarkdown } from './taskMarkdown';

/** An id that many tasks carry is a mess to be told of, not to be shown in full. */
const SHOWN = 3;

export function registerHover(reader: IndexReader, settings: Settings): vscode.Disposable {
  return vscode.languages.registerHoverProvider(MARKDOWN, {
    provideHover(document, position) {
      if (!settings.isOn('hover.enabled', document)) return null;
      const mention = mentionAt(reader, document, position);
      if (!mention) return null;
      const cards = mention.tasks.slice(0, SHOWN).map((task) => taskMarkdown(reader, task));
      if (mention.tasks.length > SHOWN) {
        const more = new vscode.MarkdownString();
        plain(more, vscode.l10n.t('and {0} more tasks with this id', mention.tasks.length - SHOWN));
        cards.push(more);
      }
      return new vscode.Hover(cards, mention.range);
    },
  });
}
